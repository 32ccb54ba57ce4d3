"""Bad input over HTTP: each refusal has its code, and nothing is lost or half-written."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from chalicelib.bootstrap import House
from chalicelib.shared import tokens
from chalicelib.shared.errors import STATUS
from chalicelib.shared.http.edge import MAX_BODY
from chalicelib.shared.tokens import Principal
from tests.api.conftest import LIFE, Caller, MovingClock, assert_problem
from tests.fakes.published import COMPETENCES, LONG, RIGHT

START = {"competence": "1.1", "language": "en"}
BODIES = [
    b"",
    b"{",
    b"null",
    b"[]",
    b'"text"',
    b"\xff\xfe",
    b'{"competence": "1.1"',
    b'{"competence": 1}',
    b'{"competence": ""}',
    b'{"competence": "1.1", "language": "xx"}',
    b'{"competence": "1.1", "unknown": true}',
    b'{"competence": "../../etc"}',
    b'{"competence": "' + b"9" * 65 + b'"}',
    b"[" * 20_000,
]


@pytest.mark.parametrize("body", BODIES, ids=range(len(BODIES)))
def test_malformed_bodies(ada: Caller, body: bytes) -> None:
    """Whatever a program sends instead of the schema, it learns where it is wrong, and nothing is begun."""
    reply = ada("POST", "/v1/assessments", content=body, headers={"content-type": "application/json"})
    problem = assert_problem(reply, 400, "invalid-request")
    assert problem["errors"][0]["where"].startswith("$")
    assert ada("GET", "/v1/assessments").json()["items"] == []


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({"answer_id": "short"}, "$.answer_id"),
        ({"answer_id": "with space in it"}, "$.answer_id"),
        ({"position": 0}, "$.position"),
        ({"position": 10_001}, "$.position"),
        ({"position": "1"}, "$.position"),
        ({"position": 1.5}, "$.position"),
        ({"value": 3}, "$.value"),
        ({"value": [0]}, "$.value[0]"),
        ({"value": ["1"]}, "$.value[0]"),
        ({"value": [1] * 51}, "$.value"),
        ({"value": {"a": 1}}, "$.value[...]"),
        ({"value": "x" * 5001}, "$.value"),
        ({"focus_lost": "yes"}, "$.focus_lost"),
        ({"offline_seconds_left": "10"}, "$.offline_seconds_left"),
    ],
)
def test_wrong_types_in_an_answer(ada: Caller, change: dict[str, Any], where: str) -> None:
    """The refusal names the place, the question stays open, and the right answer is taken afterwards."""
    begun = ada.start()
    sent = {"answer_id": "answer-0001", "position": 1, "value": RIGHT, **change}
    problem = assert_problem(ada("POST", f"/v1/assessments/{begun['id']}/answers", sent), 400, "invalid-request")
    assert problem["errors"][0]["where"] == where
    assert ada.answer(begun, RIGHT).status_code == 201


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("QCU", "text"),
        ("QCU", [3]),
        ("QCU", [1, 2]),
        ("QCM", [1, 4]),
        ("QCM", {"a": "1"}),
        ("QROC", [1]),
        ("QROC", {"answer": "x"}),
        ("QROC", "x" * 41),
        ("QROCM-ind", "x"),
        ("QROCM-ind", {"c": "x"}),
        ("QROCM-ind", {"a": "x" * 41}),
        ("QROCM-dep", [1]),
    ],
)
def test_an_answer_in_the_wrong_form(ada: Caller, kind: str, value: Any) -> None:
    """A value that its question cannot take is refused before it is graded: a slip of a program is no wrong answer."""
    begun = ada.start(COMPETENCES[kind])
    assert_problem(ada.answer(begun, value), 422, "answer-malformed")
    assert ada.start(COMPETENCES[kind])["progress"]["answered"] == 0


def test_oversized_bodies(ada: Caller) -> None:
    """A body above the limit is refused before it is parsed."""
    reply = ada("POST", "/v1/assessments", {**START, "language": "x" * MAX_BODY})
    assert_problem(reply, 413, "request-too-large")


@pytest.mark.parametrize("competence", ["9.9", "1.10", "1", "core", "learner"])
def test_unknown_competences(ada: Caller, competence: str) -> None:
    """A code outside the framework is named as such, whatever is asked of it."""
    assert_problem(ada("POST", "/v1/assessments", {"competence": competence}), 404, "unknown-competence")
    for method, path, body in (
        ("GET", "", None),
        ("POST", "/reset", None),
        ("PUT", "/goal", {"level": 1}),
        ("DELETE", "/goal", None),
    ):
        assert_problem(ada(method, f"/v1/profile/{competence}{path}", body), 404, "unknown-competence")


def test_a_competence_without_questions_in_the_language(ada: Caller) -> None:
    """It exists in the framework, but has nothing to ask in French: the same code, its text says both."""
    assert_problem(ada("POST", "/v1/assessments", {"competence": LONG, "language": "fr"}), 404, "unknown-competence")


UNKNOWN = ["01M8000000000000000000000A", "x", "a" * 64, "a%2Fb", "%00", "a%3Fb", "a%3Bb", "a%23b", "é"]


@pytest.mark.parametrize("unknown", UNKNOWN)
def test_unknown_assessments(ada: Caller, unknown: str) -> None:
    """An id that leads nowhere is simply not found, on every route that takes one."""
    where = f"/v1/assessments/{unknown}"
    for reply in (
        ada("GET", where),
        ada("GET", f"{where}/review"),
        ada("POST", f"{where}/questions/1/open"),
        ada("POST", f"{where}/answers", {"answer_id": "answer-0001", "position": 1, "value": "x"}),
        ada(
            "POST",
            f"{where}/feedback",
            {"feedback_id": "remark-0001", "position": 1, "category": "other", "text": "x"},
        ),
    ):
        if "%2F" in unknown:  # a slash for our server: no route, and the gateway's own answer
            assert reply.status_code in (403, 405)
        else:
            assert_problem(reply, 404, "not-found")


def test_nothing_published(rooms: House, token: Callable[..., str], anyone: Caller) -> None:
    """Before the first publication every page says so, and the service does not fall over."""
    ada = Caller(token("ada"))
    for reply in (
        ada("POST", "/v1/assessments", START),
        ada("GET", "/v1/profile"),
        ada("GET", "/v1/profile/1.1"),
        ada("POST", "/v1/profile/1.1/reset"),
        ada("PUT", "/v1/profile/1.1/goal", {"level": 1}),
        ada("DELETE", "/v1/profile/1.1/goal"),
        ada("GET", "/v1/tutorials"),
        ada("GET", "/v1/tutorials?kind=saved"),
        ada("PATCH", "/v1/tutorials/t1", {"saved": True}),
        anyone("POST", "/v1/demo-assessments", {}),
        anyone("GET", "/v1/health"),
    ):
        assert_problem(reply, 503, "content-unpublished")


def _altered(token: str) -> str:
    head, claims, signature = token.split(".")
    return f"{head}.{claims}.{signature[:-4]}{'AAAA' if signature[-4:] != 'AAAA' else 'BBBB'}"


def test_tokens_that_open_nothing(ada: Caller, token: Callable[..., str], rooms: House, clock: MovingClock) -> None:
    """Missing, expired, altered, foreign, unsigned or not a token at all: one code, and no difference to learn from."""
    begun = ada.start()
    good = token("ada")
    foreign = tokens.issue(Principal("ada", "learner"), "another deployment's secret, long enough", clock(), LIFE)
    unsigned = good.rsplit(".", 1)[0] + "."
    expired = token("ada", life=timedelta(seconds=-1))
    for bad in ("", expired, _altered(good), foreign, unsigned, "x", "." * 500):
        caller = Caller()
        headers = {"authorization": f"Bearer {bad}"} if bad else {}
        assert_problem(caller("GET", f"/v1/assessments/{begun['id']}", headers=headers), 401, "unauthenticated")
    assert_problem(Caller()("GET", "/v1/me", headers={"authorization": good}), 401, "unauthenticated")


def test_a_token_expires_to_the_second(published: House, token: Callable[..., str], clock: MovingClock) -> None:
    """A session ends when it was said to end."""
    caller = Caller(token("ada", life=timedelta(minutes=20)))
    clock.move(minutes=19, seconds=59)
    assert caller("GET", "/v1/profile").status_code == 200
    clock.move(seconds=1)
    assert_problem(caller("GET", "/v1/profile"), 401, "unauthenticated")


@pytest.mark.parametrize("query", ["first=0", "first=x", "last=99999", "unknown=1", "first="])
def test_wrong_queries(ada: Caller, query: str) -> None:
    """Query parameters follow their schema like bodies do."""
    begun = ada.start()
    assert_problem(ada("GET", f"/v1/assessments/{begun['id']}/review?{query}"), 400, "invalid-request")


@pytest.mark.parametrize("cursor", ["x", "a.b", "MDFN.c2ln", "%00", "é"])
def test_foreign_cursors(ada: Caller, cursor: str) -> None:
    """A cursor that we did not sign for this very list is refused."""
    assert_problem(ada("GET", f"/v1/assessments?cursor={cursor}"), 400, "invalid-cursor")


def test_the_history_comes_in_pages(published: House, token: Callable[..., str], clock: MovingClock) -> None:
    """A cursor leads through all attempts, each once, newest first; another learner cannot use it."""
    begun = []
    for _ in range(23):
        ada = Caller(token("ada"))
        if begun:
            assert ada("POST", "/v1/profile/1.1/reset").status_code == 200
        begun.append(ada.start()["id"])
        clock.move(days=8)
    ada = Caller(token("ada"))
    first = ada("GET", "/v1/assessments").json()
    second = ada("GET", f"/v1/assessments?cursor={first['next_cursor']}").json()
    assert [item["id"] for item in (*first["items"], *second["items"])] == begun[::-1]
    assert (len(first["items"]), second["next_cursor"]) == (20, None)
    bob = Caller(token("bob"))
    assert_problem(bob("GET", f"/v1/assessments?cursor={first['next_cursor']}"), 400, "invalid-cursor")


@pytest.mark.parametrize(
    ("language", "word"), [("fr", "Cette compétence"), ("de", "Diese"), ("en", "This"), ("it", "This")]
)
def test_problems_speak_the_readers_language(ada: Caller, language: str, word: str) -> None:
    """The code is for programs, the title for people."""
    reply = ada("POST", "/v1/assessments", {"competence": "9.9"}, headers={"accept-language": language})
    assert assert_problem(reply, 404, "unknown-competence")["title"].startswith(word)


def test_a_correlation_id_of_the_callers_own(ada: Caller) -> None:
    """A support case can be found in the log; what is not an id is not repeated."""
    given = "trace-0123456789"
    assert ada("GET", "/v1/profile", headers={"x-correlation-id": given}).headers["x-correlation-id"] == given
    for bad in ("x", "a" * 65, "<script>alert(1)</script>"):
        assert ada("GET", "/v1/profile", headers={"x-correlation-id": bad}).headers["x-correlation-id"] != bad


def test_an_unexpected_failure_is_a_problem_too(ada: Caller, rooms: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """The last line of defence tells the caller nothing of the cause."""

    def break_down(*_: object) -> None:
        raise RuntimeError("secret detail of a table")

    monkeypatch.setattr(rooms.assessment.log, "read", break_down, raising=False)
    reply = ada("GET", "/v1/assessments/01M8000000000000000000000A")
    problem = assert_problem(reply, 500, "internal")
    assert "secret" not in json.dumps(problem)


@pytest.mark.parametrize("content_type", ["text/plain", "", "application/json; charset=utf-8"])
def test_content_types(ada: Caller, content_type: str) -> None:
    """JSON under another name is refused or read, never a crash."""
    headers = {"content-type": content_type}
    reply = ada("POST", "/v1/assessments", content=json.dumps(START), headers=headers)
    assert reply.status_code in (201, 415)


def test_every_code_has_a_status() -> None:
    """The table is what routes, catalogues and documentation are checked against: it must be well-formed."""
    assert all(400 <= status < 600 for status in STATUS.values())
    assert all(code == code.lower() and " " not in code for code in STATUS)
