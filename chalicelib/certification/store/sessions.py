"""Planned sessions and their facts in the certification table.

session#S     session          the plan; `version` counts its changes
session#S     fact#NAME        what happened, once
number#N      number           the session behind a number
centre#C      session#S        which sessions a centre has
centre#C      place#HASH       the session at one place, room, date and time
centre#C      plan#ID          the session that a client's request made
open-sessions session          that it is not over (store/lives.py)
"""

import hashlib
from collections.abc import Iterable, Sequence

from pynamodb.attributes import NumberAttribute
from pynamodb.exceptions import DoesNotExist, PutError
from pynamodb.transactions import TransactWrite

from chalicelib.certification.model import Fact, Facts, Session
from chalicelib.certification.notes import Note
from chalicelib.certification.store.centres import centre_key, check_approved
from chalicelib.certification.store.rows import (
    CertificationRow,
    Table,
    check_absent,
    fact_row,
    from_json,
    is_new,
    noted,
    session_key,
    to_json,
)
from chalicelib.shared.audit import Trail
from chalicelib.shared.tables import is_condition_failure

OPEN = "open-sessions"
LISTED = ("opened", "started", "finalized", "handed-over", "published", "cancelled")  # facts that a list shows


class SessionRow(CertificationRow):
    """A plan."""

    class Meta(Table):
        """The table, by its short name."""

    version = NumberAttribute()


class TableSessions:
    """See ports.Sessions."""

    def __init__(self, trail: Trail) -> None:
        self._trail = trail

    def plan(self, session: Session, note: Note) -> bool:
        """See ports.Sessions."""

        def write(transaction: TransactWrite) -> None:
            check_approved(transaction, session.centre)
            transaction.save(plan_row(session), condition=is_new())
            for row in _pointers(session):
                transaction.save(row, condition=is_new())
            transaction.save(CertificationRow(OPEN, session.id))

        return noted(self._trail, note, write)

    def get(self, session: str) -> Session | None:
        """See ports.Sessions."""
        try:
            row = SessionRow.get(session_key(session), "session", consistent_read=True)
        except DoesNotExist:
            return None
        return from_json(row.data, Session)

    def by_number(self, number: str) -> Session | None:
        """See ports.Sessions."""
        return self._behind(f"number#{number}", "number")

    def by_plan(self, centre: str, plan: str) -> Session | None:
        """See ports.Sessions."""
        return self._behind(centre_key(centre), f"plan#{plan}")

    def at_place(self, session: Session) -> Session | None:
        """See ports.Sessions."""
        return self._behind(centre_key(session.centre), _place(session))

    def page(self, centre: str, after: str, limit: int) -> tuple[Sequence[tuple[Session, Facts]], str]:
        """See ports.Sessions."""
        lines = CertificationRow.sk.startswith("session#")
        if after:
            lines = CertificationRow.sk.between("session#", f"session#{after}")
        rows = CertificationRow.query(centre_key(centre), lines, scan_index_forward=False, limit=limit + 2)
        found = [row.sk.removeprefix("session#") for row in rows]
        wanted = [one for one in found if one != after]
        return self._with_facts(wanted[:limit]), wanted[limit - 1] if len(wanted) > limit else ""

    def change(self, old: Session, new: Session, note: Note) -> bool:
        """See ports.Sessions."""

        def write(transaction: TransactWrite) -> None:
            check_approved(transaction, old.centre)
            check_absent(transaction, old.id, "started", "cancelled")
            if _place(old) != _place(new):
                transaction.delete(_place_row(old))
                transaction.save(_place_row(new), condition=is_new())
            transaction.save(plan_row(new), condition=SessionRow.version == old.version)
            transaction.save(CertificationRow(OPEN, new.id))

        return noted(self._trail, note, write)

    def cancel(self, session: Session, fact: Fact, note: Note) -> bool:
        """See ports.Sessions."""

        def write(transaction: TransactWrite) -> None:
            check_absent(transaction, session.id, "started")
            same = SessionRow.version == session.version
            transaction.condition_check(SessionRow, session_key(session.id), "session", condition=same)
            transaction.delete(_place_row(session))
            transaction.save(fact_row(session.id, "cancelled", fact), condition=is_new())

        return noted(self._trail, note, write)

    def delete(self, session: Session, note: Note) -> None:
        """See ports.Sessions. The plan goes last: until then a killed run can be repeated."""
        for row in CertificationRow.query(session_key(session.id), consistent_read=True):
            if row.sk not in {"session", "fact#cancelled"}:
                row.delete()

        def write(transaction: TransactWrite) -> None:
            transaction.delete(plan_row(session), condition=SessionRow.pk.exists())
            transaction.delete(fact_row(session.id, "cancelled", Fact("")))
            for row in _pointers(session):
                if not row.sk.startswith("place#"):  # free since the cancellation, perhaps another session's
                    transaction.delete(row)

        noted(self._trail, note, write)

    def facts(self, session: str) -> Facts:
        """See ports.Sessions."""
        names = CertificationRow.sk.startswith("fact#")
        return _facts(CertificationRow.query(session_key(session), names, consistent_read=True))

    def record_fact(self, session: str, name: str, fact: Fact) -> bool:
        """See ports.Sessions."""
        try:
            fact_row(session, name, fact).save(condition=is_new())
        except PutError as error:
            if is_condition_failure(error):
                return False
            raise
        return True

    def _behind(self, partition: str, key: str) -> Session | None:
        try:
            pointer = CertificationRow.get(partition, key, consistent_read=True)
        except DoesNotExist:
            return None
        return self.get(pointer.data)

    def _with_facts(self, sessions: Sequence[str]) -> Sequence[tuple[Session, Facts]]:
        keys = [(session_key(one), sk) for one in sessions for sk in ("session", *(f"fact#{name}" for name in LISTED))]
        rows = list(CertificationRow.batch_get(keys, consistent_read=True))
        plans = {row.pk: from_json(row.data, Session) for row in rows if row.sk == "session"}
        happened = {key: _facts(row for row in rows if row.pk == key and row.sk != "session") for key in plans}
        known = [session_key(one) for one in sessions if session_key(one) in plans]
        return [(plans[key], happened[key]) for key in known]


def plan_row(session: Session) -> SessionRow:
    """The item of a plan; save it under a condition on its version."""
    return SessionRow(session_key(session.id), "session", data=to_json(session), version=session.version)


def _pointers(session: Session) -> list[CertificationRow]:
    centre = centre_key(session.centre)
    return [
        CertificationRow(f"number#{session.number}", "number", data=session.id),
        CertificationRow(centre, f"session#{session.id}", data=session.id),
        CertificationRow(centre, f"plan#{session.plan}", data=session.id),
        _place_row(session),
    ]


def _place_row(session: Session) -> CertificationRow:
    return CertificationRow(centre_key(session.centre), _place(session), data=session.id)


def _place(session: Session) -> str:
    """Two spellings of one place are one place: only letters and digits count, whatever their case."""
    told = (session.address, session.room, session.date, session.time)
    plain = "\0".join("".join(filter(str.isalnum, part.casefold())) for part in told)
    return f"place#{hashlib.sha256(plain.encode()).hexdigest()[:32]}"


def _facts(rows: Iterable[CertificationRow]) -> dict[str, Fact]:
    return {row.sk.removeprefix("fact#"): from_json(row.data, Fact) for row in rows}
