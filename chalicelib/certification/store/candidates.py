"""Enrolled candidates in the certification table.

session#S     candidate#K       the candidate; once an account joined (store/links.py) it is not changed any more
session#S     identity#HASH     that these names and this birth date are enrolled, and as whom
"""

from collections.abc import Sequence

from pynamodb.exceptions import DoesNotExist
from pynamodb.expressions.condition import Condition
from pynamodb.transactions import TransactWrite

from chalicelib.certification import model, names
from chalicelib.certification.model import Candidate, Session
from chalicelib.certification.store.centres import check_approved
from chalicelib.certification.store.rows import (
    CertificationRow,
    check_absent,
    from_json,
    is_new,
    session_key,
    to_json,
)
from chalicelib.shared import transactions
from chalicelib.shared.transactions import Refused

CLOSED_BY = ("finalized", "cancelled")
PREFIX = "candidate#"


class TableCandidates:
    """See ports.candidates.Candidates."""

    def of(self, session: str) -> Sequence[Candidate]:
        """See ports.candidates.Candidates."""
        rows = CertificationRow.query(
            session_key(session), CertificationRow.sk.startswith(PREFIX), consistent_read=True
        )
        return [from_json(row.data, Candidate) for row in rows]

    def count(self, session: str) -> int:
        """See ports.candidates.Candidates."""
        return CertificationRow.count(session_key(session), CertificationRow.sk.startswith(PREFIX))

    def get(self, session: str, candidate: str) -> Candidate | None:
        """See ports.candidates.Candidates."""
        try:
            row = CertificationRow.get(session_key(session), PREFIX + candidate, consistent_read=True)
        except DoesNotExist:
            return None
        return from_json(row.data, Candidate)

    def write(
        self, session: Session, added: Sequence[Candidate], changed: Sequence[tuple[Candidate, Candidate]]
    ) -> bool:
        """See ports.candidates.Candidates."""
        try:
            with transactions.transaction(CertificationRow) as write:
                check_approved(write, session.centre)
                check_absent(write, session.id, *CLOSED_BY)
                planned = CertificationRow.pk.exists()
                write.condition_check(CertificationRow, session_key(session.id), "session", condition=planned)
                for candidate in added:
                    write.save(_row(candidate), condition=is_new())
                    write.save(_identity(candidate), condition=is_new())
                for old, new in changed:
                    _replace(write, old, new)
        except Refused:
            return False
        return True

    def remove(self, candidate: Candidate) -> bool:
        """See ports.candidates.Candidates."""
        try:
            with transactions.transaction(CertificationRow) as write:
                check_absent(write, candidate.session, "finalized")
                write.delete(_row(candidate), condition=_untouched(candidate))
                write.delete(_identity(candidate))
        except Refused:
            return False
        return True

    def forget(self, session: str, candidate: str) -> None:
        """See ports.candidates.Candidates."""
        while (known := self.get(session, candidate)) and known != (nobody := model.nameless(known)):
            try:
                with transactions.transaction(CertificationRow) as write:
                    write.save(_row(nobody), condition=_untouched(known))
                    write.delete(_identity(known))
            except Refused:  # it changed meanwhile: look again
                continue


def _replace(write: TransactWrite, old: Candidate, new: Candidate) -> None:
    write.save(_row(new), condition=_untouched(old))
    before, after = _identity(old), _identity(new)
    if before.sk != after.sk:
        write.delete(before)
        write.save(after, condition=is_new())


def _untouched(candidate: Candidate) -> Condition:
    """As it was read: nobody joined meanwhile either, for the person would stand in it."""
    return CertificationRow.data == to_json(candidate)


def _row(candidate: Candidate) -> CertificationRow:
    return CertificationRow(session_key(candidate.session), PREFIX + candidate.id, data=to_json(candidate))


def _identity(candidate: Candidate) -> CertificationRow:
    return CertificationRow(session_key(candidate.session), f"identity#{names.of(candidate)}", data=candidate.id)
