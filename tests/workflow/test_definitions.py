"""Every definition names things that exist, and holds what a restart and a deployment need."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest

from app import app
from chalicelib.local.infra import INFRA, resources
from chalicelib.local.workflows import TOKEN, snake, table_names
from chalicelib.shared.settings import Settings

FILES = sorted((INFRA / "workflows").glob("*.asl.json"))


def states(node: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every state, also those inside Map and Parallel."""
    if isinstance(node, dict):
        yield from (node.get("States") or {}).items()
        for value in node.values():
            yield from states(value)
    elif isinstance(node, list):
        for value in node:
            yield from states(value)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_names_exist(path: Any) -> None:
    """A misspelt function or table would fail only when the state is reached."""
    tables = table_names(Settings())
    unknown = {name for name in TOKEN.findall(path.read_text()) if name not in tables}
    assert {snake(name) for name in unknown} <= set(app.handler_map)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_waits_survive_a_restart(path: Any) -> None:
    """A wait in seconds begins again when an execution does: only a date of the facts may be waited for."""
    for name, state in states(json.loads(path.read_text())):
        if state["Type"] == "Wait":
            assert "TimestampPath" in state, name


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_tasks_expect_what_lambda_throws(path: Any) -> None:
    """Lambda itself fails now and then: every task must try again."""
    for name, state in states(json.loads(path.read_text())):
        if state["Type"] == "Task":
            assert state.get("Retry"), f"{name} has no Retry"


def test_each_definition_is_deployed() -> None:
    """A machine that only the local stack has would be missed on AWS, and the other way round."""
    machines = resources("AWS::Serverless::StateMachine", "workflows").values()
    names = [re.sub(r"^pix-\$\{Stage\}-", "", machine["Name"]["Sub"]) for machine in machines]
    assert sorted(names) == [path.name.removesuffix(".asl.json") for path in FILES]
