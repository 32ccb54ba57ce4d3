"""docs/data.md names every access to a table: compared with what goes over the wire in whole lives."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from chalicelib.assessment.store import LearningRow
from chalicelib.bootstrap import House
from chalicelib.profile.personal import LearningData
from tests.api.conftest import Caller, ada, anyone, clock, published, rooms, token
from tests.fakes.published import TIMED

__all__ = ["ada", "anyone", "clock", "published", "rooms", "token"]
PAGE = (Path(__file__).resolve().parents[2] / "docs" / "data.md").read_text()
ROWS = [line.lower() for line in PAGE.splitlines() if line.startswith("| ")]
WORDS = {
    "GetItem": "get",
    "Query": "query",
    "PutItem": "put",
    "UpdateItem": "update",
    "DeleteItem": "delete",
    "TransactWriteItems": "transaction",
    "BatchWriteItem": "batch",
}


def texts(value: Any) -> Iterator[str]:
    """Every text inside a request's parameters."""
    if isinstance(value, dict):
        for inner in value.values():
            yield from texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from texts(inner)
    elif isinstance(value, str):
        yield value


def kinds_of_keys(parameters: dict[str, Any]) -> set[str]:
    """`attempt#`, `history#`, `rate/`: the first part of every key in a request."""
    keys = (parameters.get(name) for name in ("Key", "Item", "ExpressionAttributeValues", "TransactItems"))
    parts = (
        re.match(r"(attempt|learner|history|scorecard|goal|tutorial|feedback)#|rate/", text)
        for text in texts(list(keys))
    )
    return {found[0] for found in parts if found}


@pytest.fixture
def accesses(published: House) -> Iterator[set[tuple[str, str, str]]]:
    """(operation, table, kind of key) of everything that happens in the test."""
    found: set[tuple[str, str, str]] = set()

    def note(model: Any, params: dict[str, Any], **_: Any) -> None:
        body = params["body"]
        parameters = json.loads(body)
        names = re.findall(r'"TableName": ?"[^"-]+-(\w+)"', body.decode() if isinstance(body, bytes) else body)
        found.update((model.name, table, kind) for table in names for kind in kinds_of_keys(parameters))

    events = LearningRow._get_connection().connection.client.meta.events
    events.register("before-call.dynamodb.*", note)
    yield found
    events.unregister("before-call.dynamodb.*", note)


def test_every_access_of_learning_has_its_row(
    ada: Caller,
    anyone: Caller,
    published: House,
    accesses: set[tuple[str, str, str]],
    clock: Any,
    token: Callable[..., str],
) -> None:
    """Whoever plans capacity, or looks for what holds personal data, reads this page."""
    ended = ada.run(ada.start())
    ada.open(ada.run_to_timed())
    remark = {"feedback_id": "remark-0001", "position": 1, "category": "other", "text": "x"}
    ada("POST", f"/v1/assessments/{ended['id']}/feedback", remark)
    ada("PUT", "/v1/profile/1.1/goal", {"level": 2})
    ada("PUT", f"/v1/profile/{TIMED}/goal", {"level": 2})
    ada("DELETE", "/v1/profile/1.1/goal")
    ada("PATCH", "/v1/tutorials/t1", {"saved": True})
    for path in ("/v1/profile", "/v1/profile/1.1", "/v1/assessments", "/v1/tutorials", "/v1/tutorials?kind=saved"):
        assert ada("GET", path).status_code == 200
    anyone("POST", "/v1/demo-assessments", {"language": "en"})
    clock.move(days=8)
    Caller(token("ada"))("POST", "/v1/profile/1.1/reset")
    LearningData(published.profile).export("ada")
    LearningData(published.profile).erase("ada")
    assert {kind for _, _, kind in accesses} >= {"attempt#", "learner#", "history#", "scorecard#", "goal#", "rate/"}
    unnamed = {
        (operation, table, kind)
        for operation, table, kind in accesses
        if not any(table in row and kind in row and WORDS[operation] in row for row in ROWS)
    }
    assert unnamed == set()
