"""Who may do what: every declared route, for every role, on one's own things and on another's."""

import re
from collections.abc import Callable
from typing import Any, get_args

import pytest

from chalicelib import bootstrap
from chalicelib.bootstrap import House
from chalicelib.shared import tokens
from chalicelib.shared.clock import system_clock
from chalicelib.shared.http import Edge
from chalicelib.shared.http.edge import Route
from chalicelib.shared.tokens import Application, Principal
from tests.api.conftest import LIFE, Caller, assert_problem

ROUTES = sorted(Edge.routes, key=lambda route: (route.path, route.method))
OWNED = [route for route in ROUTES if re.search(r"{(assessment|job)_id}", route.path) and "learner" in route.access]
ROLES: tuple[Application, ...] = get_args(Application)
BODIES: dict[str, dict[str, Any]] = {
    "StartAssessment": {"competence": "1.1", "language": "en"},
    "SubmitAnswer": {"answer_id": "answer-0001", "position": 1, "value": "x"},
    "Feedback": {"feedback_id": "remark-0001", "position": 1, "category": "other", "text": "x"},
    "SetGoal": {"level": 1},
    "MarkTutorial": {"saved": True},
    "ChangePerson": {"first_name": "A"},
    "ChangePassword": {"current_password": "x", "new_password": "y"},
    "EraseMe": {"password": "x"},
    "StartDemo": {},
    "InviteMember": {"email": "ada@example.org"},
    "AcceptInvitation": {"token": "x" * 40},
    "PlanSession": {
        "plan_id": "plan-0001",
        "address": "1 rue Ada",
        "room": "B12",
        "date": "2027-01-15",
        "time": "09:30",
        "invigilators": "Grace",
    },
    "ChangeSession": {"version": 1},
    "AskDocument": {"kind": "kit"},
    "CancelSession": {},
    "FindPerson": {"code": "P-7KQ2MXW9RTX"},
}


def name_of(route: Route) -> str:
    """How a failure names it."""
    return f"{route.method} {route.path}"


def call(caller: Caller, route: Route, **path: str) -> Any:
    """A request to a route that passes its schema."""
    unknown = dict.fromkeys(re.findall(r"{(\w+)}", route.path), "x")
    known = {**unknown, "competence": "1.1", "tutorial_id": "t1", "position": "1", **path}
    body = BODIES.get(route.body.__name__, {}) if route.body else None
    return caller(route.method, route.path.format(**known), body)


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("route", [route for route in ROUTES if route.access], ids=name_of)
def test_roles(route: Route, role: Application, rooms: House, token: Callable[..., str]) -> None:
    """A token opens the routes of its own application; on all others it is refused before anything is read."""
    reply = call(Caller(token("somebody", role)), route)
    if role in route.access:
        assert not (reply.status_code == 403 and reply.json()["code"] == "forbidden")
    else:
        assert_problem(reply, 403, "forbidden")


@pytest.mark.parametrize("route", [route for route in ROUTES if route.access], ids=name_of)
def test_without_a_token(route: Route, rooms: House, anyone: Caller) -> None:
    """What is not declared as open to anyone asks for a token."""
    assert_problem(call(anyone, route), 401, "unauthenticated")


def test_the_first_request_of_a_process_may_bear_a_token(
    rooms: House, token: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A new process builds its rooms when it is first asked: a valid token must not be refused meanwhile."""
    monkeypatch.setattr(bootstrap, "_house", None)
    monkeypatch.setenv("PIX_TABLE_PREFIX", rooms.settings.table_prefix)
    monkeypatch.setenv("PIX_TOKEN_SECRET", rooms.settings.token_secret)
    fresh = tokens.issue(Principal("ada", "learner"), rooms.settings.token_secret, system_clock(), LIFE)
    assert Caller(fresh)("GET", "/v1/assessments").status_code == 200


def test_only_these_are_open_to_anyone() -> None:
    """Opening a route to the world is a decision: it stands here."""
    assert {name_of(route) for route in ROUTES if not route.access} == {
        "GET /.well-known/did.json",
        "GET /v",
        "GET /v/{code}",
        "GET /v1/health",
        "GET /v1/results/{token}/{file}",
        "GET /v1/status-lists/{list_id}",
        "GET /v1/trust-list",
        "GET /v1/verifications/{code}",
        "POST /v1/demo-assessments",
        "POST /v1/invigilations",
        "POST /v1/password-resets",
        "POST /v1/password-resets/use",
        "POST /v1/people",
        "POST /v1/sessions",
        "POST /v1/sessions/refresh",
        "POST /v1/tokens",
        "DELETE /v1/sessions/current",
    }


def test_only_these_take_a_demo_token() -> None:
    """A visitor without an account reaches an assessment, never a profile or an account."""
    assert {route.path.split("/{")[0] for route in ROUTES if "demo" in route.access} == {"/v1/assessments"}
    assert all("{assessment_id}" in route.path for route in ROUTES if "demo" in route.access)


def test_only_this_takes_a_services_token() -> None:
    """What another service may do is told one by one, each behind a scope."""
    assert [name_of(route) for route in ROUTES if "service" in route.access] == ["POST /v1/certificate-searches"]


@pytest.mark.parametrize("route", OWNED, ids=name_of)
def test_anothers_things_do_not_exist(route: Route, ada: Caller, bob: Caller) -> None:
    """To a stranger the reply for another's id is the same as for an id that nobody has."""
    begun = ada.start()
    strange = call(bob, route, assessment_id=begun["id"], job_id=_job(ada))
    unknown = call(bob, route)
    for reply in (strange, unknown):
        assert_problem(reply, 404, "not-found")
    hidden = ("title", "detail", "code", "status")
    assert [strange.json().get(key) for key in hidden] == [unknown.json().get(key) for key in hidden]
    assert ada("GET", f"/v1/assessments/{begun['id']}").json() == begun


@pytest.mark.parametrize("route", [route for route in OWNED if "demo" in route.access], ids=name_of)
def test_a_demo_token_opens_only_its_own(route: Route, ada: Caller, anyone: Caller) -> None:
    """Neither a learner's assessment nor another visitor's demo; and a learner does not see the demo."""
    begun = ada.start()
    demos = [anyone("POST", "/v1/demo-assessments", {"language": "en"}).json() for _ in range(2)]
    visitor = Caller(demos[0]["access_token"])
    assert_problem(call(visitor, route, assessment_id=begun["id"]), 404, "not-found")
    assert_problem(call(visitor, route, assessment_id=demos[1]["assessment"]["id"]), 404, "not-found")
    assert_problem(call(ada, route, assessment_id=demos[0]["assessment"]["id"]), 404, "not-found")
    assert call(visitor, route, assessment_id=demos[0]["assessment"]["id"]).status_code < 300


def test_profiles_are_separate(ada: Caller, bob: Caller) -> None:
    """Routes without an owner in their address show the caller's own state."""
    ada.run(ada.start(), at_most=2)
    ada("PUT", "/v1/profile/1.1/goal", {"level": 2})
    ada("PATCH", "/v1/tutorials/t1", {"saved": True})
    profile = bob("GET", "/v1/profile").json()
    assert (profile["pix"], profile["goals"]) == (0, [])
    assert bob("GET", "/v1/tutorials?kind=saved").json()["items"] == []
    assert bob("GET", "/v1/assessments").json()["items"] == []
    assert bob("GET", "/v1/profile/1.1").json()["scorecard"]["status"] == "not_started"


def _job(owner: Caller) -> str:
    """An export of the owner's; without an account there is none, and an id of its form stands for it."""
    reply = owner("POST", "/v1/me/exports")
    return reply.json()["id"] if reply.status_code == 202 else "01M8000000000000000000000A"
