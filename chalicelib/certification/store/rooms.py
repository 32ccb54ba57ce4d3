"""A session's partition, read as a whole for the invigilator's page.

session#<id>   access#<id>               somebody who supervises
session#<id>   knock#<candidate>         when a candidate's page asked to come in
session#<id>   identity-check#<candidate>  a remote candidate's identity, decided
"""

from collections.abc import Iterator

from pynamodb.exceptions import DoesNotExist
from pynamodb.transactions import TransactWrite

from chalicelib.certification.model import Candidate, Fact, Session
from chalicelib.certification.progress import Progress
from chalicelib.certification.reports import Report
from chalicelib.certification.room import Access, IdentityCheck, Line, Room
from chalicelib.certification.store.presence import PresenceRow, presence_of
from chalicelib.certification.store.rows import (
    CertificationRow,
    check_absent,
    from_json,
    is_new,
    session_key,
    to_json,
)
from chalicelib.shared.transactions import Refused, transaction

ACCESS, KNOCK, IDENTITY = "access#", "knock#", "identity-check#"


class TableRooms:
    """See ports.Rooms."""

    def read(self, session: str) -> Room | None:
        """One consistent query, read as presences: of all these items only they have attributes beside `data`."""
        rows = list(PresenceRow.query(session_key(session), consistent_read=True))
        plan = next((row for row in rows if row.sk == "session"), None)
        if plan is None:
            return None
        return Room(
            session=from_json(plan.data, Session),
            facts={name: from_json(row.data, Fact) for name, row in _under(rows, "fact#")},
            lines=tuple(_lines(rows)),
            reports=tuple(from_json(row.data, Report) for _, row in _under(rows, "report#")),
            accesses={name: from_json(row.data, Access) for name, row in _under(rows, ACCESS)},
        )

    def granting(self, write: TransactWrite, access: Access) -> None:
        """One put and a check."""
        check_absent(write, access.session, "finalized", "cancelled")
        row = CertificationRow(session_key(access.session), ACCESS + access.id, data=to_json(access))
        write.save(row, condition=is_new())

    def access(self, session: str, access: str) -> Access | None:
        """One consistent get."""
        text = _data(session, ACCESS + access)
        return from_json(text, Access) if text else None

    def knock(self, session: str, candidate: str, at: str) -> bool:
        """One transaction: a put and two checks."""
        try:
            with transaction(CertificationRow) as write:
                check_absent(write, session, "finalized", "cancelled")
                write.save(CertificationRow(session_key(session), KNOCK + candidate, data=at))
        except Refused:
            return False
        return True

    def identity_check(self, session: str, candidate: str) -> IdentityCheck | None:
        """One consistent get."""
        text = _data(session, IDENTITY + candidate)
        return from_json(text, IdentityCheck) if text else None

    def deciding(self, write: TransactWrite, check: IdentityCheck, before: IdentityCheck | None) -> None:
        """One put."""
        row = CertificationRow(session_key(check.session), IDENTITY + check.candidate, data=to_json(check))
        write.save(row, condition=CertificationRow.data == to_json(before) if before else is_new())


def _lines(rows: list[PresenceRow]) -> Iterator[Line]:
    presences = {name: presence_of(row) for name, row in _under(rows, "presence#")}
    progresses = {name: from_json(row.data, Progress) for name, row in _under(rows, "progress#")}
    knocks = {name: row.data for name, row in _under(rows, KNOCK)}
    checks = {name: from_json(row.data, IdentityCheck) for name, row in _under(rows, IDENTITY)}
    for name, row in _under(rows, "candidate#"):
        candidate = from_json(row.data, Candidate)
        yield Line(candidate, presences.get(name), progresses.get(name), knocks.get(name), checks.get(name))


def _under(rows: list[PresenceRow], prefix: str) -> Iterator[tuple[str, PresenceRow]]:
    return ((row.sk.removeprefix(prefix), row) for row in rows if row.sk.startswith(prefix))


def _data(session: str, key: str) -> str:
    try:
        return CertificationRow.get(session_key(session), key, consistent_read=True).data
    except DoesNotExist:
        return ""
