"""What the use cases of certificates need from the outside."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from pynamodb.transactions import TransactWrite

from chalicelib.certificates.credentials import Issuer
from chalicelib.certificates.credentials.canonical import Document
from chalicelib.certificates.credentials.status_list import Place, Purpose
from chalicelib.certificates.model import Certificate, Holder, Standing, Status, StatusChange
from chalicelib.shared.clock import Clock
from chalicelib.shared.keys import Keys
from chalicelib.shared.ratelimit import Limiter
from chalicelib.shared.rules import Rules


@dataclass(frozen=True, slots=True)
class Issued:
    """A certificate as it stands; `holder` is None once it was erased, `place` before one was reserved."""

    certificate: Certificate
    holder: Holder | None
    standing: Standing
    place: Place | None


@dataclass(frozen=True, slots=True)
class Brief:
    """Of an issued certificate what a list shows."""

    id: str
    code: str
    status: Status


class Certificates(Protocol):
    """Certificates by their id and by their code."""

    def reserve_code(self, certificate: str, draw: Callable[[], str]) -> str:
        """The code of this id; drawn and reserved the first time, the same one ever after."""
        ...

    def get(self, certificate: str) -> Issued | None:
        """The certificate of an id (consistent)."""
        ...

    def brief(self, certificates: Collection[str]) -> Mapping[str, Brief]:
        """Of many issued ones at once, by their ids (consistent)."""
        ...

    def by_code(self, code: str) -> Issued | None:
        """The certificate of a code in its one written form (consistent)."""
        ...

    def add_change(self, write: TransactWrite, issued: Issued, to: StatusChange) -> None:
        """Its next change of status with its bits, inside somebody's transaction; refused if another came first."""
        ...

    def erase_holder(self, certificate: str) -> None:
        """Forget who it was issued to, and how they were found; nothing happens the second time."""
        ...


@dataclass(frozen=True, slots=True)
class PublishedList:
    """A signed list and its number in the order of publication."""

    version: int
    document: Document


class StatusLists(Protocol):
    """Places in the lists, the bits that are set, and the lists as published."""

    def reserve(self, certificate: str, draw: Callable[[], int]) -> Place:
        """The place of a certificate; drawn and reserved the first time, the same one ever after."""
        ...

    def numbers(self) -> tuple[int, ...]:
        """The lists that were opened, in order."""
        ...

    def indexes(self, number: int, purpose: Purpose) -> Iterable[int]:
        """The indexes set in a list (consistent)."""
        ...

    def published(self, number: int, purpose: Purpose) -> PublishedList | None:
        """The list as last published (consistent)."""
        ...

    def publish(self, number: int, purpose: Purpose, new: PublishedList) -> bool:
        """Put it in place of the version before; False when another one was quicker."""
        ...


class IssuerKeys(Protocol):
    """Every key that ever signed a credential, by its public half (32 bytes)."""

    def add(self, key: bytes, at: str) -> None:
        """List it; the first time counts."""
        ...

    def all(self) -> tuple[bytes, ...]:
        """In the order in which they were listed (consistent)."""
        ...


@dataclass(frozen=True, slots=True)
class CertificatePorts:
    """Everything that the use cases need."""

    certificates: Certificates
    lists: StatusLists
    keys_listed: IssuerKeys
    keys: Keys  # only workflow functions may sign
    issuer: Issuer
    clock: Clock
    limiter: Limiter
    rules: Rules
    document_chains: Callable[[], tuple[str, ...]]  # PEM, of every key that seals documents (documents/authority.py)
