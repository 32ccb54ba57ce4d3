"""Logs of tests, their projections and presences, as the use cases need them."""

from collections.abc import Sequence
from typing import Protocol

from pynamodb.transactions import TransactWrite

from chalicelib.certification.presence import Presence
from chalicelib.certification.progress import Progress
from chalicelib.certification.test_log import Begun, Entry, Test


class Tests(Protocol):
    """One log per candidate; a test's id is its candidate's."""

    def get(self, test: str) -> Test | None:
        """The fold of a log, as of now (consistent); None when it was never begun. LogError when it was changed."""
        ...

    def texts(self, test: str) -> Sequence[str]:
        """The log as stored, entry by entry."""
        ...

    def append(self, test: Test, entry: Entry) -> Test | None:
        """Write the next entry, chained; the test after it. None when another entry stands there already."""
        ...

    def beginning(self, write: TransactWrite, begun: Begun) -> Test:
        """Add to a transaction: entry 0, unless the candidate's test was begun."""
        ...

    def appending(self, write: TransactWrite, test: Test, entry: Entry) -> Test:
        """Add to a transaction: the next entry, unless another stands there; the test after it."""
        ...

    def forget_texts(self, test: str) -> None:
        """Blank what was typed, for an erased person: results and chain stay. May run twice."""
        ...

    def progress(self, session: str, candidate: str) -> Progress | None:
        """The stored projection."""
        ...

    def keep_progress(self, session: str, progress: Progress) -> None:
        """Store a projection, unless one of a longer log is there."""
        ...


class Presences(Protocol):
    """Confirmations. Each write names the state it was decided on; as a part of a transaction it may be refused."""

    def get(self, session: str, candidate: str) -> Presence | None:
        """As of now (consistent)."""
        ...

    def confirming(self, write: TransactWrite, before: Presence | None, after: Presence) -> None:
        """Add to a transaction: a new confirmation, unless the state changed meanwhile."""
        ...

    def withdrawing(self, write: TransactWrite, before: Presence) -> None:
        """Add to a transaction: take back a confirmation, unless it was used or changed meanwhile."""
        ...

    def using(self, write: TransactWrite, before: Presence, at: str) -> None:
        """Add to a transaction: use up a confirmation, once."""
        ...
