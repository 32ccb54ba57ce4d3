"""The index by which people are found: nothing in it can be read without the deployment's key."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from pynamodb.transactions import TransactWrite

from chalicelib.certificates.finding.model import Lookup, Pointer
from chalicelib.shared import links
from chalicelib.shared.settings import Settings


@dataclass(frozen=True, slots=True)
class Filed:
    """A certificate and the hashes that it is filed under."""

    pointer: Pointer
    hashes: tuple[str, ...]


def hashed(settings: Settings, text: str) -> str:
    """The keyed hash of what `model` files or looks for; 256 bits as text."""
    return links.secret(settings, f"find/{text}")


class Findings(Protocol):
    """The index, and the record of searches."""

    def add(self, write: TransactWrite, filed: Filed) -> None:
        """File a certificate inside somebody's transaction; the same again changes nothing."""
        ...

    def file(self, filed: Filed) -> bool:
        """File it by itself, in place of how it was filed before; False when its holder is erased."""
        ...

    def of(self, hashed: str) -> Sequence[Pointer]:
        """Everything filed under a hash (consistent)."""
        ...

    def note(self, lookup: Lookup, until: datetime) -> None:
        """Record a search, under its client until then, and under each certificate that was shown for good; once."""
        ...

    def by_client(self, client: str, day: str) -> Iterable[Lookup]:
        """What a client searched on a day (`YYYY-MM-DD`, UTC), in order."""
        ...

    def of_certificate(self, certificate: str) -> Iterable[Lookup]:
        """Who was shown a certificate, in order."""
        ...
