"""Issue reports, abort reasons and finalizations, as the use cases need them."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from pynamodb.transactions import TransactWrite

from chalicelib.certification.finalizing import Finalization
from chalicelib.certification.model import Fact
from chalicelib.certification.reports import Report
from chalicelib.certification.scoring import AbortReason


class Reports(Protocol):
    """What was noted about a session. Nothing is added, changed or removed once the session is finalized."""

    def add(self, report: Report) -> bool:
        """Keep a report; False when there is one under its id, or the session is finalized or cancelled."""
        ...

    def filing(self, write: TransactWrite, report: Report) -> None:
        """Add to a transaction: a report that follows from what the transaction does."""
        ...

    def of(self, session: str) -> Sequence[Report]:
        """Every report of a session, oldest first (consistent)."""
        ...

    def removing(self, write: TransactWrite, session: str, report: str) -> None:
        """Add to a transaction: take back a report, unless the session is finalized or cancelled."""
        ...

    def forget_texts(self, session: str, candidate: str) -> None:
        """Blank what a candidate typed into live alerts, for an erased person; the reports stay. May run twice."""
        ...

    def set_abort_reason(self, session: str, candidate: str, reason: AbortReason | None) -> bool:
        """Say why a test was not finished, or unsay it; False when the session is finalized."""
        ...

    def abort_reasons(self, session: str) -> Mapping[str, AbortReason]:
        """By candidate (consistent)."""
        ...

    def finalizing(self, write: TransactWrite, finalization: Finalization, fact: Fact) -> None:
        """Add to a transaction: the finalization, unless the session is finalized or cancelled."""
        ...

    def finalization(self, session: str) -> Finalization | None:
        """What the centre said, once it did (consistent)."""
        ...
