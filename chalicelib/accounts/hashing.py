"""Password hashes: argon2id, and the same work when there is no account."""

from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argon2 import PasswordHasher

# OWASP's minimum of 19 MiB and two passes: 40 ms of a core, and sixteen threads fit into a 512 MB function.
MEMORY_KIB, PASSES, LANES = 19_456, 2, 1


class Hasher:
    """Makes and checks hashes."""

    def __init__(self, memory_kib: int = MEMORY_KIB, passes: int = PASSES) -> None:
        self._memory_kib, self._passes = memory_kib, passes

    def hash(self, password: str) -> str:
        """A salted hash that bears its own parameters."""
        return self._argon.hash(password)

    def verify(self, stored: str, password: str) -> bool:
        """Whether the password is the one hashed; an empty `stored` costs the same time and is never right."""
        from argon2.exceptions import InvalidHashError, VerifyMismatchError  # noqa: PLC0415 - only where one signs in

        decoy = self._decoy
        try:
            self._argon.verify(stored or decoy, password)
        except (VerifyMismatchError, InvalidHashError):
            return False
        return bool(stored)

    def outdated(self, stored: str) -> bool:
        """Whether the hash was made with other parameters than today's."""
        return self._argon.check_needs_rehash(stored)

    @cached_property
    def _argon(self) -> "PasswordHasher":
        from argon2 import PasswordHasher  # noqa: PLC0415 - only where one signs in

        return PasswordHasher(time_cost=self._passes, memory_cost=self._memory_kib, parallelism=LANES)

    @cached_property
    def _decoy(self) -> str:
        return self._argon.hash("nobody has this password")
