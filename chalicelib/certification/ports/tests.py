"""What a candidate's way through the test needs: logs, presences, entries, questions, what training says."""

from collections.abc import Collection, Sequence
from typing import Protocol

from pynamodb.transactions import TransactWrite

from chalicelib.certification.choosing import Candidacy
from chalicelib.certification.model import Candidate, Fact, Session
from chalicelib.certification.presence import Presence
from chalicelib.certification.progress import Progress
from chalicelib.certification.test_log import Begun, Ceiling, Entry, Reentered, Served, Test


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

    def lacking(self, write: TransactWrite, session: str, candidate: str) -> None:
        """Add to a transaction: nothing was ever confirmed."""
        ...

    def using(self, write: TransactWrite, before: Presence, at: str) -> None:
        """Add to a transaction: use up a confirmation, once."""
        ...


class Entries(Protocol):
    """A candidate's way in: everything that must hold together, as parts of one transaction."""

    def starting(
        self, write: TransactWrite, session: Session, first: Fact | None, presence: Presence, begun: Begun
    ) -> Test:
        """Add: the presence is used and entry 0 stands, in an open session of an approved centre, for who joined.

        `first`: the session's fact `started`, when it does not stand yet.
        """
        ...

    def returning(self, write: TransactWrite, presence: Presence, test: Test, back: Reentered) -> Test:
        """Add: the presence is used and the candidate is back, unless the session was closed."""
        ...


class Questions(Protocol):
    """Which question a test begins with and which comes next."""

    def begin(self, candidacy: Candidacy) -> Begun:
        """Entry 0, by the release, bank and snapshot of now. Raises NothingToAsk, ContentUnpublished."""
        ...

    def next_served(self, test: Test) -> Served | None:
        """The question after those that have an outcome; None when the test is complete."""
        ...


class Knowledge(Protocol):
    """What training says of a person."""

    def profile(self, person: str) -> tuple[Ceiling, ...]:
        """Every competence with a level, in order of their codes."""
        ...

    def met(self, person: str) -> Collection[str]:
        """The challenges that the person met in training."""
        ...


class Links(Protocol):
    """Which account joined as which candidate."""

    def link(self, candidate: Candidate, person: str, at: str) -> bool:
        """Note the person in a candidate that nobody joined as.

        False when the candidate is not as it was read, the person joined as another one, or the session is closed.
        """
        ...

    def unlinking(self, write: TransactWrite, candidate: Candidate) -> None:
        """Add to a transaction: nobody joined as this candidate any more or knocks, and no identity was checked.

        Refused when the candidate is not as it was read, the test was begun, or the session is closed.
        """
        ...

    def joined(self, person: str) -> Sequence[tuple[str, str]]:
        """(session, candidate) of everything that an account joined, oldest first."""
        ...
