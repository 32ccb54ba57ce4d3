"""The repository's own bank, played over HTTP: every challenge, in both languages, answered rightly and wrongly."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec
import pytest

from chalicelib.bootstrap import House
from chalicelib.content.model import Body, Demo, ReleaseIndex
from chalicelib.content.releases import Release, build
from chalicelib.content.service import ContentService
from tests.api.conftest import Caller
from tests.fakes.content import MemoryReleaseStore

ROOT = Path(__file__).resolve().parents[2] / "content"
COMPETENCES = [
    f"{area}.{number}" for area, count in ((1, 3), (2, 4), (3, 4), (4, 3), (5, 2)) for number in range(1, count + 1)
]


@pytest.fixture(scope="module")
def bank() -> Release:
    """Compiled once; content is kept in memory here, answers go to the real engine."""
    return build(ROOT)


def all_of(index: ReleaseIndex, competence: str) -> ReleaseIndex:
    """A release whose demo course is every challenge of one competence."""
    skills = {skill.id for skill in index.skills if skill.competence == competence}
    names = tuple(challenge.id for challenge in index.challenges if challenge.skill in skills and challenge.active)
    return msgspec.structs.replace(index, demos=(Demo(id=competence, title={"en": competence}, challenges=names),))


def right(key: Mapping[str, Any]) -> Any:
    """An accepted answer."""
    solutions = key["solutions"]
    match key["type"]:
        case "QCU" | "QCM":
            return solutions
        case "QROC":
            return solutions[0]
        case "QROCM-ind":
            return {name: accepted[0] for name, accepted in solutions.items()}
        case _:
            return dict(zip(key["fields"], (accepted[0] for accepted in solutions.values()), strict=False))


def wrong(key: Mapping[str, Any], choices: int) -> Any:
    """An answer of the right form that nobody could accept."""
    match key["type"]:
        case "QCU":
            return [next(number for number in range(1, choices + 1) if number not in key["solutions"])]
        case "QCM":
            return [number for number in range(1, choices + 1) if number not in key["solutions"]]
        case "QROC":
            return "-987654321"
        case "QROCM-ind":
            return dict.fromkeys(key["solutions"], "-987654321")
        case _:
            return dict.fromkeys(key["fields"], "-987654321")


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("competence", COMPETENCES)
def test_every_challenge_takes_its_solution_and_refuses_nonsense(
    competence: str, language: str, bank: Release, rooms: House
) -> None:
    """A question that refuses its own answer, or accepts anything, would measure nothing."""
    index = all_of(bank.index, competence)
    store = MemoryReleaseStore()
    store.seal(index.id, msgspec.json.encode(index), "")
    store.put_bodies(index.id, bank.bodies.items())
    store.point("core", index.id, None)
    rooms.__dict__["content"] = ContentService(store)
    assert index.demos[0].challenges, "no challenge"
    for expected in ("ok", "ko"):
        results = played(language, expected == "ok", bank)
        assert set(results) == set(index.demos[0].challenges)
        assert {name: result for name, result in results.items() if result != expected} == {}


def played(language: str, rightly: bool, bank: Release) -> dict[str, str]:
    """The result of each challenge of the demo course."""
    started = Caller()("POST", "/v1/demo-assessments", {"language": language}).json()
    caller, assessment, results = Caller(started["access_token"]), started["assessment"], {}
    while assessment["current"]:
        if assessment["current"]["question"] is None:
            assessment = caller.open(assessment)
        question = assessment["current"]["question"]
        body = msgspec.json.decode(bank.bodies[question["id"], question["variant"], language], type=Body)
        key = body.correction.key
        reply = caller.answer(assessment, right(key) if rightly else wrong(key, len(question["choices"])))
        assert reply.status_code == 201, reply.text
        results[question["id"]] = reply.json()["result"]
        assessment = reply.json()["assessment"]
    return results
