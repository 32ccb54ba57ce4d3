"""The API in this process, over the gateway of the local stack and a real database engine."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import httpx
import pytest

from app import app as chalice_app
from chalicelib.bootstrap import House, move_in
from chalicelib.content.store import DynamoReleaseStore
from chalicelib.local.gateway import gateway
from chalicelib.shared import telemetry, tokens
from chalicelib.shared.errors import STATUS
from chalicelib.shared.http import Edge
from chalicelib.shared.http.openapi import declared_errors
from chalicelib.shared.http.problems import MEDIA_TYPE
from chalicelib.shared.settings import Settings
from chalicelib.shared.tokens import Application, Principal
from tests.fakes.learning import FakeClock
from tests.fakes.published import FORMS, TIMED, full_index, publish

WSGI = gateway(chalice_app)
telemetry.logger()  # keeps the output of the moment it is made, which must not be a test's own
LIFE = timedelta(hours=1)
MovingClock = FakeClock


class Caller:
    """One client of the API; `token` goes with every request."""

    def __init__(self, token: str = "", **headers: str) -> None:
        given = {"accept-language": "en", **headers}
        if token:
            given["authorization"] = f"Bearer {token}"
        transport = httpx.WSGITransport(app=WSGI)  # type: ignore[arg-type]
        self.http = httpx.Client(transport=transport, base_url="http://pix.test", headers=given)

    def __call__(self, method: str, path: str, body: Any = None, **options: Any) -> httpx.Response:
        """One request; a body is sent as JSON."""
        if body is not None:
            options["json"] = body
        reply = self.http.request(method, path, **options)
        assert_declared(method, reply)
        return reply

    def start(self, competence: str = "1.1", language: str = "en") -> dict[str, Any]:
        """Start or resume; the assessment."""
        reply = self("POST", "/v1/assessments", {"competence": competence, "language": language})
        assert reply.status_code in (200, 201), reply.text
        return reply.json()

    def answer(self, assessment: dict[str, Any], value: Any, answer_id: str = "", **more: Any) -> httpx.Response:
        """Answer the current question, under an id of its own."""
        position = assessment["current"]["position"]
        sent = {"answer_id": answer_id or f"answer-{position:04d}", "position": position, "value": value, **more}
        return self("POST", f"/v1/assessments/{assessment['id']}/answers", sent)

    def run(self, assessment: dict[str, Any], *, wrong: int = 0, at_most: int = 1000) -> dict[str, Any]:
        """Answer questions, every `wrong`th one wrongly; timed ones are opened. The assessment after the last."""
        while assessment["current"] and at_most:
            if assessment["current"]["question"] is None:
                assessment = self.open(assessment)
            position, kind = assessment["current"]["position"], assessment["current"]["question"]["type"]
            reply = self.answer(assessment, FORMS[kind]["wrong" if wrong and position % wrong == 0 else "right"])
            assert reply.status_code == 201, reply.text
            assessment, at_most = reply.json()["assessment"], at_most - 1
        return assessment

    def run_to_timed(self) -> dict[str, Any]:
        """Answer rightly until a timed question is due."""
        assessment = self.start(TIMED)
        while assessment["current"]["timer"] is None:
            assessment = self.run(assessment, at_most=1)
        return assessment

    def open(self, assessment: dict[str, Any]) -> dict[str, Any]:
        """Start the clock of a timed question."""
        where = f"/v1/assessments/{assessment['id']}/questions/{assessment['current']['position']}/open"
        reply = self("POST", where)
        assert reply.status_code == 200, reply.text
        return reply.json()


def assert_declared(method: str, reply: httpx.Response) -> None:
    """The reply is one that the OpenAPI document announces for its route: status, and code of a problem."""
    route = next(
        (known for known, pattern in PATTERNS if known.method == method and pattern.fullmatch(reply.url.path)), None
    )
    if route is None or (
        reply.headers.get("content-type") == "application/json" and reply.status_code in (403, 405, 415)
    ):
        return  # no route of ours: the gateway's own answer
    if reply.status_code < 400:
        assert reply.status_code in (route.status, *route.also), (method, reply.url.path, reply.status_code)
    elif route.refusal and not (route.problem_too and reply.headers["content-type"] == MEDIA_TYPE):
        assert reply.status_code in {int(STATUS[code]) for code in declared_errors(route)}, reply.text
        assert reply.headers["content-type"] == route.media_type
    else:
        assert reply.json()["code"] in declared_errors(route), (method, reply.url.path, reply.text)


PATTERNS = [(route, re.compile(re.sub(r"{\w+}", "[^/]+", route.path))) for route in Edge.routes]


@pytest.fixture
def clock() -> MovingClock:
    """The deployment's time."""
    return MovingClock()


@pytest.fixture
def rooms(tables: Settings, clock: MovingClock) -> House:
    """A deployment without content."""
    return move_in(House(tables, clock))


@pytest.fixture
def published(rooms: House) -> House:
    """A deployment with the small release."""
    publish(DynamoReleaseStore(), full_index())
    return rooms


@pytest.fixture
def token(rooms: House, clock: MovingClock) -> Callable[..., str]:
    """Makes access tokens; accounts have their own tests."""

    def make(person: str, application: Application = "learner", life: timedelta = LIFE) -> str:
        return tokens.issue(Principal(person, application), rooms.settings.token_secret, clock(), life)

    return make


@pytest.fixture
def ada(published: House, token: Callable[..., str]) -> Caller:
    """A learner."""
    return Caller(token("ada"))


@pytest.fixture
def bob(published: House, token: Callable[..., str]) -> Caller:
    """Another learner."""
    return Caller(token("bob"))


@pytest.fixture
def anyone(rooms: House) -> Caller:
    """A caller without a token."""
    return Caller()


def assert_problem(reply: httpx.Response, status: int, code: str) -> dict[str, Any]:
    """The reply is a problem document with this code, its correlation id, and a text in the reader's language."""
    assert (reply.status_code, reply.headers["content-type"]) == (status, "application/problem+json"), reply.text
    problem = reply.json()
    assert (problem["code"], problem["status"], problem["type"]) == (code, status, f"/errors.html#{code}")
    assert problem["correlation_id"] == reply.headers["x-correlation-id"]
    assert problem["title"]
    assert "Traceback" not in reply.text
    return problem
