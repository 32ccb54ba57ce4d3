"""HTTP routes of the centre at the end of a session: reports, abort reasons, finalization."""

from chalicelib.bootstrap import house
from chalicelib.certification import present_room as present
from chalicelib.certification.ports import CertificationPorts
from chalicelib.certification.schemas.reports import (
    AbortReasonGiven,
    ClosingView,
    Finalize,
    NewReport,
    ReportView,
)
from chalicelib.certification.service import finalization, reporting
from chalicelib.shared.errors import NotFound
from chalicelib.shared.http import Edge, Request

edge = Edge(__name__)
SESSION = "/v1/certification-sessions/{session_id}"
ACCESS = ("centre",)
OVER = ("not-found", "session-over", "busy")


@edge.route(
    "GET",
    SESSION + "/closing",
    summary="See what the session still needs before it can be finalized",
    response=ClosingView,
    access=ACCESS,
    errors=("not-found",),
)
def closing(request: Request) -> ClosingView:
    """Candidates, reports, abort reasons, what is missing."""
    ports = house().certification
    session = reporting.session_of_member(ports, request.principal.person, request.path["session_id"])
    return _closing(ports, session.id)


@edge.route(
    "POST",
    SESSION + "/reports",
    summary="Note something about a candidate",
    body=NewReport,
    response=ReportView,
    status=201,
    access=ACCESS,
    errors=("report-incomplete", *OVER),
)
def report(request: Request) -> ReportView:
    """The same report id again adds nothing."""
    ports, person = house().certification, request.principal.person
    session = reporting.session_of_member(ports, person, request.path["session_id"])
    return present.report(reporting.add_report(ports, session.id, "centre", person, request.body))


@edge.route(
    "DELETE",
    SESSION + "/reports/{report_id}",
    summary="Take back a note",
    status=204,
    access=ACCESS,
    errors=("forbidden", *OVER),
)
def remove_report(request: Request) -> None:
    """What a validated alert filed stays."""
    ports, person = house().certification, request.principal.person
    session = reporting.session_of_member(ports, person, request.path["session_id"])
    reporting.remove_report(ports, session.id, request.path["report_id"], person)


@edge.route(
    "PUT",
    SESSION + "/candidates/{candidate_id}/abort-reason",
    summary="Say why a test was not finished",
    body=AbortReasonGiven,
    status=204,
    access=ACCESS,
    errors=OVER,
)
def abort_reason(request: Request) -> None:
    """Null takes it back."""
    ports = house().certification
    session = reporting.session_of_member(ports, request.principal.person, request.path["session_id"])
    reporting.set_abort_reason(ports, session.id, request.path["candidate_id"], request.body.reason)


@edge.route(
    "POST",
    SESSION + "/finalization",
    summary="Finalize the session: its tests are scored, and the jury takes over",
    body=Finalize,
    response=ClosingView,
    access=ACCESS,
    errors=("finalization-incomplete", *OVER),
)
def finalize(request: Request) -> ClosingView:
    """The same again changes nothing."""
    ports, person = house().certification, request.principal.person
    session = reporting.session_of_member(ports, person, request.path["session_id"])
    finalization.finalize(ports, person, session, request.body)
    return _closing(ports, session.id)


def _closing(ports: CertificationPorts, session: str) -> ClosingView:
    room = ports.rooms.read(session)
    if room is None:
        raise NotFound("There is no such session.")
    reasons = dict(ports.reports.abort_reasons(session))
    return present.closing(room, reasons, finalization.lacking(ports, session), ports.reports.finalization(session))
