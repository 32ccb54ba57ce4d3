"""Documents of a session over HTTP."""

from chalicelib.certification.documents import service
from chalicelib.certification.documents.ports import DocumentPorts
from chalicelib.certification.schemas.documents import AskDocument, DocumentView
from chalicelib.shared.http import Edge, Reply, Request
from chalicelib.shared.tokens import Application

CENTRE: tuple[Application, ...] = ("centre",)
PATH = "/v1/certification-sessions/{session_id}/documents"

edge = Edge(__name__)


def _ports() -> DocumentPorts:
    from chalicelib.bootstrap import house  # noqa: PLC0415 - the composition root imports every room

    return house().session_documents


@edge.route(
    "POST",
    PATH,
    summary="Ask for the attendance sheet or the invigilator's kit",
    body=AskDocument,
    response=DocumentView,
    status=202,
    access=CENTRE,
    errors=("not-found", "invalid-request", "busy"),
)
def ask_document(request: Request[AskDocument, None]) -> Reply:
    """Ask for a document; it is made within seconds."""
    session = request.path["session_id"]
    job = service.ask(_ports(), request.principal.person, session, request.body)
    location = f"{PATH.format(session_id=session)}/{job.id}"
    return Reply(service.view(_ports(), job), location=location)


@edge.route(
    "GET",
    PATH + "/{job_id}",
    summary="Read what became of a document",
    response=DocumentView,
    access=CENTRE,
    errors=("not-found",),
)
def read_document(request: Request[None, None]) -> DocumentView:
    """Read what became of a document; a new link each time."""
    job = service.read(_ports(), request.principal.person, request.path["session_id"], request.path["job_id"])
    return service.view(_ports(), job)
