"""What issuance needs from the outside."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from pynamodb.transactions import TransactWrite

from chalicelib.certificates.finding.index import Findings
from chalicelib.certificates.issuance.model import Carried, Filed, FileName, Parked
from chalicelib.certificates.model import Certificate, Holder
from chalicelib.certificates.ports import CertificatePorts
from chalicelib.certification.ports import CertificationPorts
from chalicelib.jury.ports import JuryPorts


@dataclass(frozen=True, slots=True)
class Frozen:
    """A certificate's facts before it is issued, and the files that were made of it; `holder` is None once erased."""

    certificate: Certificate
    holder: Holder | None
    files: Mapping[FileName, Filed]


@dataclass(frozen=True, slots=True)
class Issuing:
    """What is noted of a session: by candidate what was carried out and who is parked."""

    carried: Mapping[str, Carried]
    parked: Mapping[str, Parked]
    generation: int = 1


class Issuances(Protocol):
    """What was done for each candidate of a session, and which sessions are not through."""

    def of(self, session: str) -> Issuing:
        """Everything noted of a session (consistent)."""
        ...

    def carried(self, session: str, candidate: str) -> Carried | None:
        """What was carried out for one candidate (consistent)."""
        ...

    def add_carried(self, write: TransactWrite, session: str, carried: Carried, before: Carried | None) -> None:
        """Note it inside somebody's transaction; refused when something else than `before` stands. Ends the parking."""
        ...

    def settle(self, session: str, carried: Carried, before: Carried | None) -> bool:
        """The same by itself; False when refused."""
        ...

    def told(self, session: str, carried: Carried, before: Carried) -> None:
        """Note that the candidate was told, or cannot be; nothing happens when `before` does not stand any more."""
        ...

    def park(self, session: str, candidate: str, reason: str, at: str) -> None:
        """Note why it failed, and how often."""
        ...

    def unpark(self, session: str) -> int:
        """Have parked candidates tried again as if for the first time; how many."""
        ...

    def open(self) -> Iterable[str]:
        """Sessions that are not through."""
        ...

    def mark(self, session: str) -> str | None:
        """The word under which a session was noted last, None when it is through (consistent)."""
        ...

    def begin(self, session: str) -> str:
        """Note that a session is not through, under a new word, which is given back; may run twice."""
        ...

    def add_begin(self, write: TransactWrite, session: str) -> None:
        """The same inside somebody's transaction."""
        ...

    def end(self, session: str, mark: str) -> bool:
        """Note that it is through; False when it was noted again meanwhile, under another word. May run twice."""
        ...

    def add_unwritten(self, write: TransactWrite, certificate: str, number: int) -> None:
        """Note inside somebody's transaction that a holder is to be written to about a change, by its number."""
        ...

    def unwritten(self) -> Iterable[tuple[str, int]]:
        """Those changes: certificate and number, in order (consistent)."""
        ...

    def written(self, certificate: str, number: int) -> None:
        """The holder was written to about it; may run twice."""
        ...

    def next_generation(self, session: str, known: int) -> int | None:
        """The number of the next execution; None when somebody else raised it."""
        ...


class Drafts(Protocol):
    """Certificates that are being made: nobody can verify them yet."""

    def freeze(self, certificate: Certificate, holder: Holder) -> bool:
        """Keep the facts; False when some stand there already, which nothing replaces."""
        ...

    def frozen(self, certificate: str) -> Frozen | None:
        """The facts and the files (consistent)."""
        ...

    def documents(self, certificates: Collection[str]) -> Mapping[str, Filed]:
        """The documents of many certificates at once, as far as there are any (consistent)."""
        ...

    def file(self, certificate: str, name: FileName, filed: Filed) -> bool:
        """Note a file; the first one counts, False afterwards."""
        ...

    def add_issued(self, write: TransactWrite, certificate: Certificate) -> None:
        """Make it valid inside somebody's transaction; refused when it is already."""
        ...


@dataclass(frozen=True, slots=True)
class Signature:
    """A signed file and the generation of the key that signed it."""

    body: bytes
    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuancePorts:
    """Everything together."""

    issuances: Issuances
    drafts: Drafts
    findings: Findings
    certificates: CertificatePorts
    jury: JuryPorts
    certification: CertificationPorts
    seal: Callable[[bytes], Signature]  # PAdES; only functions with the layer can
    to_register: Callable[[TransactWrite, Certificate], None]  # in the transaction that issues it: see ../register
