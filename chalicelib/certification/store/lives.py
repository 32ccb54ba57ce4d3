"""What keeps the workflows of sessions alive.

open-sessions   <session>                that it is not over; with the plan, in one transaction
session#S       token#<fact>#<digest>    somebody waits for the fact
"""

import hashlib
from collections.abc import Iterable, Sequence

from msgspec.structs import replace
from pynamodb.exceptions import PutError

from chalicelib.certification.model import Session
from chalicelib.certification.store.rows import CertificationRow, session_key
from chalicelib.certification.store.sessions import OPEN, SessionRow, plan_row
from chalicelib.shared.tables import is_condition_failure


class TableLives:
    """See ports.Lives."""

    def open(self) -> Iterable[str]:
        """See ports.Lives."""
        return (row.sk for row in CertificationRow.query(OPEN, consistent_read=True))

    def over(self, session: str) -> None:
        """See ports.Lives."""
        CertificationRow(OPEN, session).delete()

    def next_generation(self, session: Session) -> Session | None:
        """See ports.Lives. The version moves too: a change under way was decided on another session."""
        raised = replace(session, generation=session.generation + 1, version=session.version + 1)
        try:
            plan_row(raised).save(condition=SessionRow.version == session.version)
        except PutError as error:
            if is_condition_failure(error):
                return None
            raise
        return raised

    def wait(self, session: str, fact: str, token: str) -> None:
        """See ports.Lives."""
        _token_row(session, fact, token).save()

    def waiting(self, session: str, fact: str) -> Sequence[str]:
        """See ports.Lives."""
        tokens = CertificationRow.sk.startswith(f"token#{fact}#")
        return [row.data for row in CertificationRow.query(session_key(session), tokens, consistent_read=True)]

    def awake(self, session: str, fact: str, token: str) -> None:
        """See ports.Lives."""
        _token_row(session, fact, token).delete()


def _token_row(session: str, fact: str, token: str) -> CertificationRow:
    digest = hashlib.sha256(token.encode()).hexdigest()[:32]
    return CertificationRow(session_key(session), f"token#{fact}#{digest}", data=token)
