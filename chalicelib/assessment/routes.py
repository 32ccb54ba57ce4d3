"""HTTP routes of assessments: parse, call, present."""

from datetime import timedelta

from chalicelib.assessment import history, present, schemas, service
from chalicelib.bootstrap import house
from chalicelib.shared import cursors, ids, tokens
from chalicelib.shared.clock import iso
from chalicelib.shared.http import Edge, Reply, Request
from chalicelib.shared.ratelimit import limits

edge = Edge(__name__)
PAGE = 20
TAKERS = ("learner", "demo")
ONE = "/v1/assessments/{assessment_id}"


@edge.route(
    "POST",
    "/v1/assessments",
    summary="Start or resume the assessment of a competence",
    body=schemas.StartAssessment,
    response=schemas.AssessmentView,
    status=201,
    also=(200,),
    errors=("unknown-competence", "content-unpublished", "improve-too-early", "nothing-left-to-ask"),
)
def start(request: Request) -> Reply:
    """201 with its Location when begun now, 200 when resumed."""
    ports = house().assessment
    attempt, new = service.start_assessment(ports, request.principal.person, request.body)
    view = present.assessment(ports, attempt)
    return Reply(view, status=201 if new else 200, location=f"/v1/assessments/{attempt.id}" if new else None)


@edge.route(
    "GET",
    "/v1/assessments",
    summary="List past assessments",
    query=schemas.HistoryQuery,
    response=schemas.History,
    errors=("invalid-cursor",),
)
def listing(request: Request) -> schemas.History:
    """Newest first, twenty at a time."""
    rooms, person, query = house(), request.principal.person, request.query
    secret, purpose = rooms.settings.token_secret, f"history|{person}|{query.competence}"
    before = cursors.read(secret, purpose, query.cursor) if query.cursor else ""
    found = history.attempts(rooms.assessment, person, query.competence, before=before, most=PAGE + 1)
    following = cursors.sign(secret, purpose, found[PAGE - 1].id) if len(found) > PAGE else None
    return schemas.History([present.past(attempt) for attempt in found[:PAGE]], following)


@edge.route(
    "POST",
    "/v1/demo-assessments",
    summary="Start the demo course without an account",
    body=schemas.StartDemo,
    response=schemas.DemoStarted,
    status=201,
    access=(),
    errors=("content-unpublished", "too-many-requests"),
)
def start_demo(request: Request) -> Reply:
    """A token that opens only this demo comes with it."""
    rooms = house()
    ports = rooms.assessment
    rooms.accounts.limiter.hit(limits(ports.rules).demo_source, request.source)
    now = ports.clock()
    person = tokens.Principal(f"demo-{ids.new_id(now)}", "demo")
    attempt = service.start_demo(ports, person.person, request.body.language)
    life = timedelta(hours=ports.rules.demo_token_hours)
    token = tokens.issue(person, rooms.settings.token_secret, now, life)
    started = schemas.DemoStarted(present.assessment(ports, attempt), token, iso(now + life))
    return Reply(started, location=f"/v1/assessments/{attempt.id}")


@edge.route(
    "GET",
    ONE,
    summary="See an assessment",
    response=schemas.AssessmentView,
    access=TAKERS,
    errors=("not-found", "content-unpublished"),
)
def see(request: Request) -> schemas.AssessmentView:
    """Resuming is seeing: the current question never changes."""
    ports = house().assessment
    return present.assessment(
        ports, service.read_attempt(ports, request.principal.person, request.path["assessment_id"])
    )


@edge.route(
    "POST",
    ONE + "/questions/{position}/open",
    summary="Open a timed question: its clock starts",
    response=schemas.AssessmentView,
    access=TAKERS,
    errors=("not-found", "content-unpublished", "assessment-ended", "answer-out-of-order"),
)
def open_question(request: Request) -> schemas.AssessmentView:
    """Safe to repeat."""
    ports = house().assessment
    number = request.number("position")
    attempt = service.open_question(ports, request.principal.person, request.path["assessment_id"], number)
    return present.assessment(ports, attempt)


@edge.route(
    "POST",
    ONE + "/answers",
    summary="Answer the current question",
    body=schemas.SubmitAnswer,
    response=schemas.AnswerView,
    status=201,
    also=(200,),
    access=TAKERS,
    errors=(
        "not-found",
        "assessment-ended",
        "answer-already-given",
        "answer-out-of-order",
        "question-not-shown",
        "answer-malformed",
        "content-unpublished",
    ),
)
def answer(request: Request) -> Reply:
    """201 when stored now, 200 when the same answer was already stored."""
    ports = house().assessment
    given, attempt, new = service.submit_answer(
        ports, request.principal.person, request.path["assessment_id"], request.body
    )
    return Reply(present.answer(ports, given, attempt), status=201 if new else 200)


@edge.route(
    "GET",
    ONE + "/review",
    summary="See answered questions again, with solutions",
    query=schemas.ReviewQuery,
    response=schemas.Review,
    access=TAKERS,
    errors=("not-found", "content-unpublished"),
)
def review(request: Request) -> schemas.Review:
    """Only questions already answered: a solution never leaves before."""
    ports = house().assessment
    attempt = service.read_attempt(ports, request.principal.person, request.path["assessment_id"])
    items = present.review(ports, attempt, request.query.first, request.query.last)
    return schemas.Review(present.assessment(ports, attempt), items)


@edge.route(
    "POST",
    ONE + "/feedback",
    summary="Leave a remark on a question",
    body=schemas.Feedback,
    status=204,
    access=TAKERS,
    errors=("not-found", "answer-out-of-order", "too-many-requests"),
)
def feedback(request: Request) -> None:
    """The same feedback id again changes nothing."""
    rooms, person = house(), request.principal.person
    rooms.accounts.limiter.hit(limits(rooms.assessment.rules).remark_person, person)
    service.leave_feedback(rooms.assessment, person, request.path["assessment_id"], request.body)
