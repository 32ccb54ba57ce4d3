"""What handing over needs beside what issuance needs."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from msgspec import Struct
from pynamodb.transactions import TransactWrite

from chalicelib.certificates.handing.model import Files, ResultsLink
from chalicelib.certificates.issuance.ports import IssuancePorts


class Handed(Protocol):
    """The links to the results of sessions, and what is noted of their files."""

    def add(self, link: ResultsLink, forget_at: int | None = None) -> bool:
        """Store a new one, to be forgotten at that time (seconds since 1970); False when there is one of that id."""
        ...

    def get(self, session: str, link: str) -> ResultsLink | None:
        """As of now (consistent)."""
        ...

    def of(self, session: str) -> Sequence[ResultsLink]:
        """All of a session: the mailed one, then the oldest first."""
        ...

    def revoke(self, session: str, link: str, at: str) -> bool:
        """End it; False when it is none, or has ended so already."""
        ...

    def opened(self, session: str, link: str, at: str) -> None:
        """Count that it was used; a count that fails holds nobody up."""
        ...

    def files(self, session: str) -> Files | None:
        """The files as they were last made; None while there are none."""
        ...

    def made(self, session: str, files: Files) -> None:
        """Note that they were made."""
        ...

    def unmade(self, session: str) -> None:
        """There are none any more; may run twice."""
        ...

    def add_forgotten(self, write: TransactWrite, certificate: str, forgotten: Struct) -> None:
        """Note inside somebody's transaction that a holder was forgotten; refused when that is noted."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class HandingPorts:
    """Everything together."""

    handed: Handed
    issuance: IssuancePorts
