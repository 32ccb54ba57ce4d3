"""What the use cases of accounts need from the world."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from chalicelib.accounts.families import Family
from chalicelib.accounts.locks import Attempts
from chalicelib.accounts.model import Job, Person, Reset
from chalicelib.shared.executions import Executions
from chalicelib.shared.mail import Mail
from chalicelib.shared.objects import Objects
from chalicelib.shared.ratelimit import Limiter
from chalicelib.shared.rules import Rules
from chalicelib.shared.settings import Settings


class People(Protocol):
    """Accounts and their addresses."""

    def add(self, person: Person) -> bool:
        """Store a person and the address together; False when the address is taken."""
        ...

    def get(self, person: str) -> Person | None:
        """The person as of now (consistent)."""
        ...

    def login(self, email: str) -> tuple[str, Attempts]:
        """The id behind an address ("" when there is none) and what was tried; one read."""
        ...

    def count(self, email: str, old: Attempts, new: Attempts, forget_at: int | None) -> bool:
        """Replace what was tried, unless it changed meanwhile; kept until `forget_at` (seconds since 1970)."""
        ...

    def forgive(self, email: str) -> None:
        """Forget what was tried."""
        ...

    def change(self, person: str, fields: Mapping[str, str]) -> Person | None:
        """Change some of first_name, last_name, language, country; None when the account is not active."""
        ...

    def rehash(self, person: Person, password: str) -> None:
        """Replace the hash of the same password, unless the password changed meanwhile."""
        ...

    def change_password(self, person: Person, password: str, keep: Family) -> bool:
        """Set a new hash and revoke every session but one; False when the person or the session changed meanwhile."""
        ...

    def sign_out_everywhere(self, person: str) -> None:
        """Revoke every session in one write."""
        ...

    def anonymise(self, person: str, at: str) -> None:
        """Remove identity, address, sessions; may be repeated."""
        ...


class Sessions(Protocol):
    """Families of refresh tokens."""

    def add(self, family: Family) -> None:
        """Store a new one."""
        ...

    def get(self, person: str, family: str) -> Family | None:
        """As of now (consistent)."""
        ...

    def replace(self, old: Family, new: Family) -> bool:
        """Write the new state unless another write came first."""
        ...

    def remove(self, person: str, family: str) -> None:
        """Close it; nothing happens when it is closed."""
        ...

    def of(self, person: str) -> Iterable[Family]:
        """Every family of one person."""
        ...


class Resets(Protocol):
    """Wishes for a new password, and their one-time links."""

    def add(self, reset: Reset) -> None:
        """Store a wish, before anybody looked whether the account exists."""
        ...

    def get(self, reset: str) -> Reset | None:
        """As of now (consistent)."""
        ...

    def arm(self, reset: Reset) -> bool:
        """Store the digest of the link's token; False when the wish is gone."""
        ...

    def use(self, reset: Reset, person: Person, password: str, now: int) -> bool:
        """Use up the link, set the hash, revoke sessions, open locks: all or nothing, once."""
        ...


class Jobs(Protocol):
    """Requests that workflows carry out."""

    def add(self, job: Job) -> bool:
        """Store a request; for an erasure also close the account. False when the account is not active any more."""
        ...

    def get(self, person: str, job: str) -> Job | None:
        """As of now (consistent)."""
        ...

    def of(self, person: str) -> Iterable[Job]:
        """Every request of one person, oldest first."""
        ...

    def open(self) -> Iterable[Job]:
        """Every request not done yet, of anybody (consistent)."""
        ...

    def next_generation(self, job: Job) -> Job | None:
        """The job with its generation raised; None when somebody else raised it or it is done."""
        ...

    def done(self, job: Job, at: str) -> bool:
        """Record the end; False when it was recorded before."""
        ...


class PersonalData(Protocol):
    """What a room knows about people."""

    def export(self, person: str) -> Mapping[str, Any]:
        """Everything of one person, as plain JSON values."""
        ...

    def erase(self, person: str) -> None:
        """Remove what identifies the person; may run twice, may be killed half-way and run again."""
        ...


@dataclass(frozen=True, slots=True)
class AccountPorts:
    """Everything together; bootstrap makes it, tests replace parts of it."""

    settings: Settings
    clock: Callable[[], datetime]
    people: People
    sessions: Sessions
    resets: Resets
    jobs: Jobs
    executions: Executions
    hasher: "Hashes"
    limiter: Limiter
    mail: Mail
    objects: Objects
    personal: Mapping[str, PersonalData]
    roles: Mapping[str, Callable[[str], bool]]  # by application: whether a person has a role there

    @property
    def rules(self) -> Rules:
        """The numbers of the domain."""
        return self.settings.rules


class Hashes(Protocol):
    """Password hashes; see hashing.Hasher."""

    def hash(self, password: str) -> str:
        """A salted hash."""
        ...

    def verify(self, stored: str, password: str) -> bool:
        """Whether it is that password; the same time when `stored` is empty."""
        ...

    def outdated(self, stored: str) -> bool:
        """Whether to hash again at the next sign-in."""
        ...
