"""What handing over needs beside what issuance needs."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from chalicelib.certificates.handing.model import ResultsLink
from chalicelib.certificates.issuance.ports import IssuancePorts


class ResultsLinks(Protocol):
    """The links to the results of sessions."""

    def add(self, link: ResultsLink) -> bool:
        """Store a new one; False when there is one of that id."""
        ...

    def get(self, session: str, link: str) -> ResultsLink | None:
        """As of now (consistent)."""
        ...

    def of(self, session: str) -> Sequence[ResultsLink]:
        """All of a session."""
        ...

    def revoke(self, session: str, link: str, at: str) -> bool:
        """End it; False when it is none, or has ended so already."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class HandingPorts:
    """Everything together."""

    links: ResultsLinks
    issuance: IssuancePorts
