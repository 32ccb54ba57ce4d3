"""What telling the national register needs from the outside."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from pynamodb.transactions import TransactWrite

from chalicelib.certificates.model import Certificate
from chalicelib.certificates.ports import Certificates
from chalicelib.certificates.register.model import Due, Entry, Export, Person
from chalicelib.certification.model import Candidate
from chalicelib.shared.audit import Trail
from chalicelib.shared.clock import Clock


class Register(Protocol):
    """Which certificates are due, which export told of them, and what was answered."""

    def add_due(self, write: TransactWrite, certificate: Certificate) -> None:
        """Note inside the transaction that issues it that the register is to be told."""
        ...

    def due(self, until: str = "") -> Iterator[Due]:
        """Everything due up to a month, or at all (consistent)."""
        ...

    def unfinished(self) -> Export | None:
        """The export that is not done: there is at most one (consistent)."""
        ...

    def begin(self, export: Export) -> bool:
        """Open an export; False when another one is not done."""
        ...

    def claim(self, export: str, due: Sequence[Due], at: str) -> bool:
        """Move these from what is due into the open export, all or none; False when somebody was quicker with one."""
        ...

    def count(self, export: str) -> int:
        """How many it claimed (consistent)."""
        ...

    def change(self, before: Export, after: Export) -> bool:
        """Put the record of an export in the place of the one that was read; False when that changed."""
        ...

    def add_done(self, write: TransactWrite, before: Export, after: Export) -> None:
        """The same inside somebody's transaction; it is the unfinished one no longer."""
        ...

    def add_change(self, write: TransactWrite, before: Export, after: Export) -> None:
        """The same, of one that was done before."""
        ...

    def export(self, export: str) -> Export | None:
        """The record of one (consistent)."""
        ...

    def exports(self) -> Iterable[Export]:
        """All of them, oldest first (consistent)."""
        ...

    def entries(self, export: str, first: str = "", last: str = "") -> Iterator[Entry]:
        """What it claimed, in the order of ids, all or from `first` to `last` (consistent); no reason of a refusal."""
        ...

    def entry(self, export: str, certificate: str) -> Entry | None:
        """What became of one certificate in it (consistent)."""
        ...

    def entries_of(self, export: str, certificates: Collection[str]) -> Mapping[str, Entry]:
        """The same of up to a hundred at once, by certificate; those that it did not claim are not there."""
        ...

    def erased(self, certificates: Collection[str]) -> Collection[str]:
        """Those of up to a hundred whose holder was erased: no words about them are kept (consistent)."""
        ...

    def settle(self, export: str, before: Entry, after: Entry, *, due: bool = False) -> bool:
        """Change an entry; with `due` the next export takes it again. False when it was not `before` any more."""
        ...

    def settle_all(self, export: str, changes: Sequence[tuple[Entry, Entry]]) -> bool:
        """Up to fifty such changes, all or none; before and after each. Accepted after all, it is not due again."""
        ...

    def latest(self, certificate: str) -> str:
        """The export that took a certificate last; "" when none did (consistent)."""
        ...

    def person(self, certificate: str) -> Person | None:
        """The identity that was mended for the register (consistent)."""
        ...

    def add_mended(
        self, write: TransactWrite, due: Due, told: Person, export: str, change: tuple[Entry, Entry] | None
    ) -> None:
        """Inside somebody's transaction: this identity counts, and the next export takes the certificate."""
        ...

    def add_receipt(self, write: TransactWrite, export: str, digest: str, counts: Mapping[str, int]) -> None:
        """Inside somebody's transaction: that this very file was read; refused when it was read before."""
        ...

    def revoked(self) -> Iterator[str]:
        """Every certificate that is revoked, from the status lists (consistent)."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterPorts:
    """Everything together; `candidate` by session and id."""

    register: Register
    certificates: Certificates
    candidate: Callable[[str, str], Candidate | None]
    trail: Trail
    clock: Clock
