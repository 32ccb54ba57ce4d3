"""Logs of tests, and the invigilator's projection of them.

test#<candidate>   00000, 00001, ...       one entry each, written once
session#<id>       progress#<candidate>    the projection, with the length of the log it was made of
"""

from collections.abc import Sequence

from pynamodb.attributes import NumberAttribute
from pynamodb.exceptions import DoesNotExist, PutError
from pynamodb.transactions import TransactWrite

from chalicelib.certification import test_log
from chalicelib.certification.progress import Progress
from chalicelib.certification.store.rows import CertificationRow, Table, from_json, session_key, to_json
from chalicelib.certification.test_entries import blanked
from chalicelib.certification.test_log import Begun, Entry, Test
from chalicelib.shared.tables import is_condition_failure


class TestRow(CertificationRow):
    """One entry of a log: `data` is its canonical JSON."""

    __test__ = False

    class Meta(Table):
        """The table, by its short name."""


class ProgressRow(CertificationRow):
    """How far one test is."""

    class Meta(Table):
        """The table, by its short name."""

    entries = NumberAttribute()


def test_key(test: str) -> str:
    """The partition of one log."""
    return f"test#{test}"


def progress_of(row: CertificationRow) -> Progress:
    """The projection that an item `progress#<candidate>` holds."""
    return from_json(row.data, Progress)


class TableTests:
    """See ports.Tests."""

    def get(self, test: str) -> Test | None:
        """One consistent query."""
        texts = self.texts(test)
        return test_log.load(test, texts) if texts else None

    def texts(self, test: str) -> Sequence[str]:
        """One consistent query."""
        return [row.data for row in TestRow.query(test_key(test), consistent_read=True)]

    def append(self, test: Test, entry: Entry) -> Test | None:
        """One conditional write: of two writers for a position, one wins."""
        row, after = _next(test, entry)
        try:
            row.save(condition=TestRow.pk.does_not_exist())
        except PutError as error:
            if is_condition_failure(error):
                return None
            raise
        return after

    def beginning(self, write: TransactWrite, begun: Begun) -> Test:
        """One put."""
        entry = test_log.chained(begun.candidate, begun)
        test = test_log.fold(begun.candidate, [entry])
        write.save(_row(test.id, 0, entry), condition=TestRow.pk.does_not_exist())
        return test

    def appending(self, write: TransactWrite, test: Test, entry: Entry) -> Test:
        """One put."""
        row, after = _next(test, entry)
        write.save(row, condition=TestRow.pk.does_not_exist())
        return after

    def forget_texts(self, test: str) -> None:
        """One write per typed answer; what is blank already is left alone."""
        for row in TestRow.query(test_key(test), consistent_read=True):
            bare = blanked(row.data)
            if bare != row.data:
                row.update(actions=[TestRow.data.set(bare)])

    def progress(self, session: str, candidate: str) -> Progress | None:
        """One consistent get."""
        try:
            return progress_of(ProgressRow.get(session_key(session), f"progress#{candidate}", consistent_read=True))
        except DoesNotExist:
            return None

    def keep_progress(self, session: str, progress: Progress) -> None:
        """One conditional write."""
        row = ProgressRow(session_key(session), f"progress#{progress.candidate}", data=to_json(progress))
        row.entries = progress.entries
        try:
            row.save(condition=ProgressRow.pk.does_not_exist() | (ProgressRow.entries < progress.entries))
        except PutError as error:
            if not is_condition_failure(error):
                raise


def _next(test: Test, entry: Entry) -> tuple[TestRow, Test]:
    """The row of the next entry, and the test after it; LogError when it cannot follow."""
    complete = test_log.chained(test.head, entry)
    return _row(test.id, test.length, complete), test_log.advance(test, complete)


def _row(test: str, position: int, entry: Entry) -> TestRow:
    return TestRow(test_key(test), f"{position:05d}", data=test_log.encode(entry))
