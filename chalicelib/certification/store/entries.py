"""Entering a test: what must stand together, or not at all."""

from pynamodb.transactions import TransactWrite

from chalicelib.certification.model import Fact, Session
from chalicelib.certification.presence import Presence
from chalicelib.certification.store.centres import check_approved
from chalicelib.certification.store.exposure import TableExposure
from chalicelib.certification.store.links import check_linked
from chalicelib.certification.store.presence import TablePresences
from chalicelib.certification.store.rows import check_absent, fact_row, is_new
from chalicelib.certification.store.tests import TableTests
from chalicelib.certification.test_log import Begun, Reentered, Test

CLOSED_BY = ("finalized", "cancelled")


class TableEntries:
    """See ports.Entries."""

    def __init__(self, tests: TableTests, presences: TablePresences, exposure: TableExposure) -> None:
        self._tests, self._presences, self._exposure = tests, presences, exposure

    def starting(
        self, write: TransactWrite, session: Session, first: Fact | None, presence: Presence, begun: Begun
    ) -> Test:
        """Three writes and four checks; four writes for the first of a session."""
        check_approved(write, session.centre)
        check_linked(write, session.id, begun.candidate, begun.person)
        check_absent(write, session.id, *CLOSED_BY)
        if first:
            write.save(fact_row(session.id, "started", first), condition=is_new())
        self._presences.using(write, presence, begun.at)
        self._exposure.watching(write, begun)
        return self._tests.beginning(write, begun)

    def returning(self, write: TransactWrite, presence: Presence, test: Test, back: Reentered) -> Test:
        """Two writes and two checks."""
        check_absent(write, presence.session, *CLOSED_BY)
        self._presences.using(write, presence, back.at)
        return self._tests.appending(write, test, back)
