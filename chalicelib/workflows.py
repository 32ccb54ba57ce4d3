"""What state machines call, and what starts them again: the tasks and the reconciles of every room."""

from collections.abc import Callable
from typing import Any

from chalicelib.accounts import reconcile as requests
from chalicelib.accounts import workflow as accounts
from chalicelib.bootstrap import House
from chalicelib.certificates.issuance import reconcile as issuances
from chalicelib.certificates.issuance import workflow as issuance
from chalicelib.certification import reconcile as sessions
from chalicelib.certification import workflow as certification
from chalicelib.certification.documents import workflow as documents
from chalicelib.certification.invitation_task import centre_invitation_send
from chalicelib.jury import reconcile as deliberations
from chalicelib.jury import workflow as jury
from chalicelib.shared.executions import Found

Task = Callable[[dict[str, Any]], dict[str, Any]]
TASKS: tuple[Task, ...] = (
    *accounts.TASKS,
    centre_invitation_send,
    *certification.TASKS,
    documents.session_document_make,
    *jury.TASKS,
    *issuance.TASKS,
)


def reconcile(rooms: House) -> list[Found]:
    """Start what the facts ask for and no execution does; what was found open."""
    return [
        *requests.reconcile(rooms.accounts),
        *sessions.reconcile(rooms.certification),
        *documents.reconcile(rooms.session_documents),
        *deliberations.reconcile(rooms.jury),
        *issuances.reconcile(rooms.issuance),
    ]
