"""HTTP routes of a candidate: join a session, enter, take the test."""

from chalicelib.bootstrap import house
from chalicelib.certification import present_candidate as present
from chalicelib.certification.schemas import candidate as schemas
from chalicelib.certification.service import alerts, entry, sitting
from chalicelib.shared.http import Edge, Reply, Request

edge = Edge(__name__)
ONE = "/v1/certification-tests/{test_id}"
UNREADABLE = "test-unreadable"
BLOCKED = ("not-found", "test-ended", "test-expired", "reentry-needed", "alert-open", "answer-out-of-order", UNREADABLE)
CLOSED = ("session-not-open", "session-over", "centre-not-approved", "not-certifiable", "too-many-requests")


@edge.route(
    "POST",
    "/v1/candidacies",
    summary="Join a certification session as the candidate one is",
    body=schemas.JoinSession,
    response=schemas.CandidacyView,
    errors=("candidate-not-found", "candidate-already-linked", *CLOSED),
)
def join(request: Request) -> schemas.CandidacyView:
    """The same again changes nothing."""
    ports = house().certification
    return present.candidacy(ports, entry.join(ports, request.principal.person, request.source, request.body))


@edge.route(
    "GET",
    "/v1/candidacies/{candidate_id}",
    summary="See whether one may enter",
    query=schemas.InSession,
    response=schemas.CandidacyView,
    errors=("not-found",),
)
def candidacy(request: Request) -> schemas.CandidacyView:
    """Asked again and again while waiting for the invigilator."""
    ports = house().certification
    who, where = request.path["candidate_id"], request.query.session
    return present.candidacy(ports, entry.read_candidacy(ports, request.principal.person, where, who))


@edge.route(
    "POST",
    "/v1/candidacies/{candidate_id}/knock",
    summary="Ask the invigilator to be let in, to begin or to come back",
    query=schemas.InSession,
    status=204,
    errors=("not-found", "test-ended", "session-over", UNREADABLE, "busy"),
)
def knock(request: Request) -> None:
    """Once for each page that waits: the invigilator sees who is at the door."""
    who, where = request.path["candidate_id"], request.query.session
    entry.knock(house().certification, request.principal.person, where, who)


@edge.route(
    "POST",
    "/v1/candidacies/{candidate_id}/entry",
    summary="Begin the test, or come back to it",
    body=schemas.EnterTest,
    query=schemas.InSession,
    response=schemas.TestView,
    status=201,
    also=(200,),
    errors=(
        "not-found",
        "access-code-wrong",
        "confirmation-missing",
        "test-expired",
        "certification-unavailable",
        "content-unpublished",
        UNREADABLE,
        *CLOSED,
    ),
)
def enter(request: Request) -> Reply:
    """201 when the test began now; 200 when it goes on, or when this entry was made before."""
    ports, command = house().certification, request.body
    who, where = request.path["candidate_id"], request.query.session
    test, new = entry.enter(ports, request.principal.person, where, who, command)
    view = present.test(ports, test, command.entry_id)
    return Reply(view, status=201 if new else 200, location=f"/v1/certification-tests/{test.id}" if new else None)


@edge.route(
    "GET",
    ONE,
    summary="See one's certification test",
    query=schemas.FromPage,
    response=schemas.TestView,
    errors=("not-found", UNREADABLE, "content-unpublished"),
)
def see(request: Request) -> schemas.TestView:
    """Reading on the page that entered is resuming; on another page it says `waiting`."""
    ports, page = house().certification, request.query.entry
    return present.test(ports, sitting.see(ports, request.principal.person, request.path["test_id"]), page)


@edge.route(
    "POST",
    ONE + "/questions/{number}/open",
    summary="Open a timed question of the test: its clock starts",
    query=schemas.FromPage,
    response=schemas.TestView,
    errors=(*BLOCKED, "content-unpublished"),
)
def open_question(request: Request) -> schemas.TestView:
    """Safe to repeat."""
    ports, page, number = house().certification, request.query.entry, request.number("number")
    test = sitting.open_question(ports, request.principal.person, request.path["test_id"], page, number)
    return present.test(ports, test, page)


@edge.route(
    "POST",
    ONE + "/answers",
    summary="Answer the current question of the test",
    body=schemas.AnswerQuestion,
    query=schemas.FromPage,
    response=schemas.TestView,
    status=201,
    also=(200,),
    errors=(*BLOCKED, "answer-already-given", "question-not-shown", "answer-malformed", "content-unpublished"),
)
def answer(request: Request) -> Reply:
    """201 when stored now, 200 when the same answer was already stored. Never a result."""
    ports, page = house().certification, request.query.entry
    test, new = sitting.submit_answer(ports, request.principal.person, request.path["test_id"], page, request.body)
    return Reply(present.test(ports, test, page), status=201 if new else 200)


@edge.route(
    "POST",
    ONE + "/alerts",
    summary="Report a problem with the current question to the invigilator",
    body=schemas.RaiseAlert,
    query=schemas.FromPage,
    response=schemas.TestView,
    status=201,
    also=(200,),
    errors=(*BLOCKED, "alert-already-raised", "answer-already-given", "content-unpublished"),
)
def raise_alert(request: Request) -> Reply:
    """201 when stored now, 200 when the same alert was already stored."""
    ports, page = house().certification, request.query.entry
    test, new = alerts.raise_alert(ports, request.principal.person, request.path["test_id"], page, request.body)
    return Reply(present.test(ports, test, page), status=201 if new else 200)


@edge.route(
    "POST",
    ONE + "/end",
    summary="End one's test before its last question",
    query=schemas.FromPage,
    response=schemas.TestView,
    errors=("not-found", "reentry-needed", UNREADABLE, "content-unpublished"),
)
def end(request: Request) -> schemas.TestView:
    """Safe to repeat; nothing can be answered afterwards."""
    ports, page = house().certification, request.query.entry
    test = sitting.end_by_candidate(ports, request.principal.person, request.path["test_id"], page)
    return present.test(ports, test, page)
