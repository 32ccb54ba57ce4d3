"""What was noted about a session, and its finalization.

session#<id>   report#<id>          one issue report
session#<id>   abort#<candidate>    why a test was not finished
session#<id>   finalization         what the centre said at the end
"""

from collections.abc import Callable, Mapping, Sequence
from typing import cast

from msgspec.structs import replace
from pynamodb.exceptions import DoesNotExist
from pynamodb.transactions import TransactWrite

from chalicelib.certification.finalizing import Finalization
from chalicelib.certification.model import Fact
from chalicelib.certification.reports import Report
from chalicelib.certification.scoring import AbortReason
from chalicelib.certification.store.rows import (
    CertificationRow,
    check_absent,
    fact_row,
    from_json,
    is_new,
    session_key,
    to_json,
)
from chalicelib.shared.transactions import Refused, transaction

REPORT, ABORT, FINALIZATION = "report#", "abort#", "finalization"
ENDED = ("finalized", "cancelled")


def report_of(row: CertificationRow) -> Report:
    """The report that an item `report#<id>` holds."""
    return from_json(row.data, Report)


class TableReports:
    """See ports.Reports."""

    def add(self, report: Report) -> bool:
        """One transaction: the report under a new id, and a look at the session's facts."""
        return _while_open(report.session, lambda write: write.save(_row(report), condition=is_new()))

    def filing(self, write: TransactWrite, report: Report) -> None:
        """One put."""
        write.save(_row(report))

    def of(self, session: str) -> Sequence[Report]:
        """One consistent query by prefix."""
        return [report_of(row) for row in _rows(session, REPORT)]

    def removing(self, write: TransactWrite, session: str, report: str) -> None:
        """A delete and two checks."""
        check_absent(write, session, *ENDED)
        write.delete(CertificationRow(session_key(session), REPORT + report), condition=CertificationRow.pk.exists())

    def forget_texts(self, session: str, candidate: str) -> None:
        """One write per alert with words."""
        for report in self.of(session):
            if report.role == "alert" and report.candidate == candidate and report.text:
                _row(replace(report, text="")).save()

    def set_abort_reason(self, session: str, candidate: str, reason: AbortReason | None) -> bool:
        """One transaction."""
        row = CertificationRow(session_key(session), ABORT + candidate, data=reason or "")
        if reason is None:
            return _while_open(session, lambda write: write.delete(row))
        return _while_open(session, lambda write: write.save(row))

    def abort_reasons(self, session: str) -> Mapping[str, AbortReason]:
        """One consistent query by prefix."""
        return {row.sk.removeprefix(ABORT): cast("AbortReason", row.data) for row in _rows(session, ABORT)}

    def finalizing(self, write: TransactWrite, finalization: Finalization, fact: Fact) -> None:
        """Two puts and a check."""
        session = finalization.session
        check_absent(write, session, "cancelled")
        row = CertificationRow(session_key(session), FINALIZATION, data=to_json(finalization))
        write.save(row, condition=is_new())
        write.save(fact_row(session, "finalized", fact), condition=is_new())

    def finalization(self, session: str) -> Finalization | None:
        """One consistent get."""
        try:
            row = CertificationRow.get(session_key(session), FINALIZATION, consistent_read=True)
        except DoesNotExist:
            return None
        return from_json(row.data, Finalization)


def _while_open(session: str, change: Callable[[TransactWrite], None]) -> bool:
    try:
        with transaction(CertificationRow) as write:
            check_absent(write, session, *ENDED)
            change(write)
    except Refused:
        return False
    return True


def _rows(session: str, prefix: str) -> list[CertificationRow]:
    return list(
        CertificationRow.query(session_key(session), CertificationRow.sk.startswith(prefix), consistent_read=True)
    )


def _row(report: Report) -> CertificationRow:
    return CertificationRow(session_key(report.session), REPORT + report.id, data=to_json(report))
