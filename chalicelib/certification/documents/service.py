"""Documents of a session: asked for by members of its centre, made by a workflow, fetched by a link that ends."""

from datetime import timedelta

from chalicelib.certification.documents import papers
from chalicelib.certification.documents.model import DocumentJob
from chalicelib.certification.documents.ports import DocumentPorts
from chalicelib.certification.model import Session
from chalicelib.certification.schemas.documents import AskDocument, DocumentView
from chalicelib.certification.service.planning import own_session
from chalicelib.shared import ids
from chalicelib.shared.clock import iso, parse
from chalicelib.shared.errors import NotFound
from chalicelib.shared.typesetting import Unprintable

WORKFLOW = "session-document"
PDF = "application/pdf"
GONE = "the session does not exist any more"


def ask(ports: DocumentPorts, person: str, session_id: str, wish: AskDocument) -> DocumentJob:
    """A request for a document of a session of one's own; NotFound."""
    session = own_session(ports.certification, person, session_id)
    now = ports.certification.clock()
    job = DocumentJob(
        id=ids.new_id(now),
        session=session.id,
        kind=wish.kind,
        language=wish.language,
        requested_by=person,
        requested_at=iso(now),
    )
    ports.jobs.add(job, int(_end(ports, job)))
    start(ports, job)
    return job


def read(ports: DocumentPorts, person: str, session_id: str, job_id: str) -> DocumentJob:
    """A request about a session of one's own, whichever member made it; NotFound."""
    session = own_session(ports.certification, person, session_id)
    job = ports.jobs.get(job_id) if ids.is_id(job_id) else None
    if job is None or job.session != session.id or ports.certification.clock().timestamp() >= _end(ports, job):
        raise NotFound("There is no such request.")
    return job


def view(ports: DocumentPorts, job: DocumentJob) -> DocumentView:
    """A request as members see it."""
    url = _link(ports, job) if job.status == "done" else None
    return DocumentView(job.id, job.kind, job.language, job.status, job.requested_at, url, job.reason or None)


def start(ports: DocumentPorts, job: DocumentJob) -> bool:
    """Start its execution; when that fails the request stands, and reconcile starts it later."""
    return ports.certification.executions.start(WORKFLOW, job.execution, {"job": job.id})


def make(ports: DocumentPorts, job_id: str) -> None:
    """Carry a request out. May run twice or die half-way: the same document again, and one end."""
    job = ports.jobs.get(job_id)
    if job is None or job.status != "requested":
        return
    session = ports.certification.sessions.get(job.session)
    if session is None:
        ports.jobs.end(job, GONE)
        return
    try:
        ports.certification.objects.put(job.key, _typeset(ports, job, session), PDF)
    except Unprintable as error:
        ports.jobs.end(job, str(error))
    else:
        ports.jobs.end(job)


def _typeset(ports: DocumentPorts, job: DocumentJob, session: Session) -> bytes:
    room = ports.certification
    centre = room.centres.get(session.centre)
    if centre is None:
        raise RuntimeError(f"session {session.id} has no centre")
    if job.kind == "kit":
        return papers.kit(job, centre, session, room.settings.public_url, room.rules)
    return papers.attendance(job, centre, session, room.candidates.of(session.id))


def _link(ports: DocumentPorts, job: DocumentJob) -> str:
    room = ports.certification
    return room.objects.link(job.key, int(room.rules.session_document_link_minutes * 60), f"{job.kind}.pdf")


def _end(ports: DocumentPorts, job: DocumentJob) -> float:
    kept = timedelta(hours=ports.certification.rules.session_document_hours)
    return (parse(job.requested_at) + kept).timestamp()
