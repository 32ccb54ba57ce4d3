"""HTTP routes of an invigilator: one session, seen and led from one page."""

from chalicelib.bootstrap import house
from chalicelib.certification import present_room as present
from chalicelib.certification.schemas import invigilator as schemas
from chalicelib.certification.schemas.reports import NewReport, ReportView
from chalicelib.certification.service import alerts, invigilation, reporting
from chalicelib.shared.errors import InvalidRequest
from chalicelib.shared.http import Edge, Reply, Request

edge = Edge(__name__)
CURRENT = "/v1/invigilations/current"
ONE = CURRENT + "/candidates/{candidate_id}"
ACCESS = ("invigilator",)
GONE = ("not-found", "session-over")


@edge.route(
    "POST",
    "/v1/invigilations",
    summary="Sign in to supervise one session",
    body=schemas.Supervise,
    response=schemas.InvigilationToken,
    status=201,
    access=(),
    errors=("invigilation-refused", "session-over", "too-many-requests", "busy"),
)
def supervise(request: Request) -> Reply:
    """Who it is, is noted."""
    ports, wish = house().certification, request.body
    given = invigilation.sign_in(ports, request.source, wish.session_number, wish.password, wish.name)
    return Reply(present.token(ports, given), location=CURRENT)


@edge.route(
    "GET",
    CURRENT,
    summary="See everybody of the session",
    response=schemas.InvigilationView,
    access=ACCESS,
    errors=("session-over",),
)
def see(request: Request) -> schemas.InvigilationView:
    """Asked again every few seconds: one query."""
    ports, who = house().certification, request.principal
    return present.room(ports, invigilation.read_room(ports, who.person), who.session)


@edge.route(
    "POST",
    ONE + "/confirmation",
    summary="Confirm that a candidate is there, to begin or to come back",
    status=204,
    access=ACCESS,
    errors=(*GONE, "identity-check-needed", "busy"),
)
def confirm(request: Request) -> None:
    """The same again changes nothing while it can be used."""
    ports, who = house().certification, request.principal
    invigilation.confirm(ports, who.person, who.session, request.path["candidate_id"])


@edge.route(
    "DELETE",
    ONE + "/confirmation",
    summary="Take back a confirmation that was not used",
    status=204,
    access=ACCESS,
    errors=(*GONE, "busy"),
)
def withdraw(request: Request) -> None:
    """Nothing happens when there is none."""
    ports, who = house().certification, request.principal
    invigilation.withdraw(ports, who.person, who.session, request.path["candidate_id"])


@edge.route(
    "POST",
    ONE + "/end",
    summary="End a candidate's test",
    status=204,
    access=ACCESS,
    errors=(*GONE, "test-unreadable", "busy"),
)
def end(request: Request) -> None:
    """A test that is over stays as it ended."""
    ports, who = house().certification, request.principal
    invigilation.end_test(ports, who.person, who.session, request.path["candidate_id"])


@edge.route(
    "POST",
    ONE + "/alerts/{number}/decision",
    summary="Decide about a candidate's live alert",
    body=schemas.DecideAlert,
    status=204,
    access=ACCESS,
    errors=(*GONE, "alert-not-open", "test-ended", "test-unreadable", "busy"),
)
def decide(request: Request) -> None:
    """The same decision again changes nothing."""
    ports, who, wish = house().certification, request.principal, request.body
    candidate, number = request.path["candidate_id"], _number(request.path["number"])
    invigilation.candidate_of(ports, who.person, candidate)
    if wish.decision == "dismiss":
        alerts.dismiss(ports, who.person, candidate, number, who.session)
    elif wish.category is None:
        raise InvalidRequest("To leave a question out, say what was wrong with it.")
    else:
        alerts.validate(ports, who.person, candidate, number, who.session, wish.category)


@edge.route(
    "POST",
    CURRENT + "/reports",
    summary="Note an incident",
    body=NewReport,
    response=ReportView,
    status=201,
    access=ACCESS,
    errors=(*GONE, "report-incomplete", "busy"),
)
def note(request: Request) -> ReportView:
    """The same report id again adds nothing."""
    ports, who = house().certification, request.principal
    return present.report(reporting.add_report(ports, who.person, "invigilator", who.session, request.body))


@edge.route(
    "POST",
    ONE + "/identity-check",
    summary="Record what was decided about a remote candidate's identity",
    body=schemas.DecideIdentity,
    status=204,
    access=ACCESS,
    errors=(*GONE, "busy"),
)
def check_identity(request: Request) -> None:
    """The latest decision is in force."""
    ports, who, wish = house().certification, request.principal, request.body
    candidate = request.path["candidate_id"]
    invigilation.check_identity(ports, who.person, who.session, candidate, wish.decision, wish.note)


def _number(text: str) -> int:
    if not text.isascii() or not text.isdigit() or len(text) > 4:
        raise InvalidRequest("A question's number is a whole number.")
    return int(text)
