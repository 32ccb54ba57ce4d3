"""The jury over HTTP, and the appeals of candidates."""

from chalicelib.jury.ports import JuryPorts
from chalicelib.jury.schemas import (
    AppealView,
    CaseFile,
    CastVote,
    JurySession,
    JurySessions,
    MakeAppeal,
    QueueQuery,
    Reopen,
    VoteOnList,
)
from chalicelib.jury.service import again, files, publishing, voting
from chalicelib.shared.http import Edge, Reply, Request

JURY = ("jury",)
SITTING = ("not-found", "not-in-jury", "conflict-of-interest")
VOTING = (*SITTING, "vote-already-cast", "vote-late", "case-decided", "choice-unavailable")

edge = Edge(__name__)


def _ports() -> JuryPorts:
    from chalicelib.bootstrap import house  # noqa: PLC0415 - the composition root imports every room

    return house().jury


@edge.route(
    "GET",
    "/v1/jury/sessions",
    summary="List the sessions with something to decide or to publish; or find one by its number",
    query=QueueQuery,
    response=JurySessions,
    access=JURY,
    errors=("not-in-jury", "invalid-cursor"),
)
def list_sessions(request: Request[None, QueueQuery]) -> JurySessions:
    """The queue; or the one of that number, published ones too."""
    if request.query.number:
        return files.find(_ports(), request.principal.person, request.query.number)
    return files.queue(_ports(), request.principal.person, request.query.cursor)


@edge.route(
    "GET",
    "/v1/jury/sessions/{session_id}",
    summary="Read a session before the jury: its list, its cases",
    response=JurySession,
    access=JURY,
    errors=SITTING,
)
def read_session(request: Request[None, None]) -> JurySession:
    """One session."""
    return files.session_file(_ports(), request.principal.person, request.path["session_id"])


@edge.route(
    "GET",
    "/v1/jury/sessions/{session_id}/cases/{candidate_id}",
    summary="Read one case: log, reports, figures, what each choice would change",
    response=CaseFile,
    access=JURY,
    errors=SITTING,
)
def read_case(request: Request[None, None]) -> CaseFile:
    """One case."""
    return _case(request)


@edge.route(
    "POST",
    "/v1/jury/sessions/{session_id}/cases/{candidate_id}/votes",
    summary="Vote on a case, for good",
    body=CastVote,
    response=CaseFile,
    status=201,
    also=(200,),
    access=JURY,
    errors=VOTING,
)
def vote_on_case(request: Request[CastVote, None]) -> Reply:
    """One vote; 200 for the same one sent again."""
    person, path = request.principal.person, request.path
    is_new = voting.vote_on_case(_ports(), person, path["session_id"], path["candidate_id"], request.body)
    return Reply(_case(request), status=201 if is_new else 200)


@edge.route(
    "POST",
    "/v1/jury/sessions/{session_id}/adoption",
    summary="Vote on the tests with nothing against them, for good",
    body=VoteOnList,
    response=JurySession,
    status=201,
    also=(200,),
    access=JURY,
    errors=VOTING,
)
def vote_on_list(request: Request[VoteOnList, None]) -> Reply:
    """One vote; 200 for the same one sent again."""
    is_new = voting.vote_on_list(_ports(), request.principal.person, request.path["session_id"], request.body)
    return Reply(_session(request), status=201 if is_new else 200)


@edge.route(
    "POST",
    "/v1/jury/sessions/{session_id}/publication",
    summary="Publish a session of which everything is decided",
    response=JurySession,
    access=JURY,
    errors=(*SITTING, "still-open"),
)
def publish(request: Request[None, None]) -> JurySession:
    """Publication; again, it changes nothing."""
    publishing.publish(_ports(), request.principal.person, request.path["session_id"])
    return _session(request)


@edge.route(
    "POST",
    "/v1/jury/sessions/{session_id}/cases/{candidate_id}/reopening",
    summary="Have the jury look again at one published result",
    body=Reopen,
    response=CaseFile,
    status=201,
    also=(200,),
    access=JURY,
    errors=(*SITTING, "not-published"),
)
def reopen(request: Request[Reopen, None]) -> Reply:
    """A president's act; 200 for a case that is open already."""
    person, path = request.principal.person, request.path
    is_new = again.reopen(_ports(), person, path["session_id"], path["candidate_id"], request.body.reason)
    return Reply(_case(request), status=201 if is_new else 200)


@edge.route(
    "POST",
    "/v1/certification-sessions/{session_id}/tests/{test_id}/appeals",
    summary="Appeal against one's own published result",
    body=MakeAppeal,
    response=AppealView,
    status=201,
    errors=("not-found", "not-published", "appeal-over", "appeal-made"),
)
def appeal(request: Request[MakeAppeal, None]) -> AppealView:
    """A candidate's wish that the jury look again."""
    person, path = request.principal.person, request.path
    made = again.appeal(_ports(), person, path["session_id"], path["test_id"], request.body.text)
    return AppealView(test=made.candidate, at=made.at, text=made.text)


def _session(request: Request) -> JurySession:
    return files.session_file(_ports(), request.principal.person, request.path["session_id"])


def _case(request: Request) -> CaseFile:
    path = request.path
    where = path["session_id"], path["candidate_id"]
    return files.case_file(_ports(), request.principal.person, *where, request.language)
