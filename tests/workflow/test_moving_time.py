"""What the local interpreter waits for: a date, or a word that may come in time; by a clock that a test moves."""

import json
from typing import Any

import pytest

from chalicelib.local.gateway import Environ, StartResponse, length_of, read_body, status_line
from chalicelib.local.workflows import FUNCTIONS, ROLE
from chalicelib.shared.clock import iso
from tests.workflow.conftest import Machines

TOKENS: list[str] = []
WAIT = {"StartAt": "Wait", "States": {"Wait": {"Type": "Wait", "TimestampPath": "$.at", "End": True}}}
ASK = {
    "StartAt": "Ask",
    "States": {
        "Ask": {
            "Type": "Task",
            "Resource": "arn:aws:states:::lambda:invoke.waitForTaskToken",
            "Parameters": {"FunctionName": FUNCTIONS + "ask", "Payload": {"token.$": "$$.Task.Token"}},
            "TimeoutSecondsPath": "$.seconds",
            "Catch": [{"ErrorEquals": ["States.Timeout"], "Next": "Late"}],
            "End": True,
        },
        "Late": {"Type": "Pass", "Result": "late", "End": True},
    },
}


def take_token(environ: Environ, start: StartResponse) -> Any:
    """The function that is asked; it keeps the token for the test."""
    TOKENS.append(json.loads(read_body(environ))["token"])
    start(status_line(200), [length_of(b"{}")])
    return [b"{}"]


@pytest.fixture
def asked(machines: Machines) -> Machines:
    TOKENS.clear()
    machines.engine.endpoint = take_token
    return machines


def run(machines: Machines, definition: dict[str, Any], **given: Any) -> str:
    """Start an execution of a machine of this test's own, and wait until it waits."""
    client, name = machines.client, f"pix-{machines.house.settings.stage}-own"
    machine = client.create_state_machine(name=name, definition=json.dumps(definition), roleArn=ROLE)
    started = client.start_execution(stateMachineArn=machine["stateMachineArn"], name="one", input=json.dumps(given))
    machines.at_rest()
    return started["executionArn"]


def ended(machines: Machines, execution: str) -> dict[str, Any]:
    def look() -> Any:
        found = machines.client.describe_execution(executionArn=execution)
        return found if found["status"] != "RUNNING" else None

    return machines.until(look, "ended")


def test_a_wait_ends_when_the_clock_passes_its_date(machines: Machines) -> None:
    """A session is planned weeks ahead; a test of its workflow must not take weeks."""
    at = machines.clock().replace(microsecond=0)
    execution = run(machines, WAIT, at=iso(at.replace(year=at.year + 1)))
    machines.clock.forward(days=300)
    assert machines.running() == [execution]
    machines.clock.forward(days=66)
    assert ended(machines, execution)["status"] == "SUCCEEDED"


def test_a_date_of_the_past_is_not_waited_for(machines: Machines) -> None:
    """An execution that was lost and started again goes through the waits it had behind it."""
    execution = run(machines, WAIT, at="2020-01-01T00:00:00.000Z")
    assert ended(machines, execution)["status"] == "SUCCEEDED"


def test_a_token_waits_for_its_time_by_the_same_clock(asked: Machines) -> None:
    """Reminders are sent when nobody answers for days."""
    execution = run(asked, ASK, seconds=7 * 86_400)
    asked.clock.forward(days=6)
    assert asked.running() == [execution]
    asked.clock.forward(days=1)
    assert "late" in ended(asked, execution)["output"]


def test_a_word_in_time_ends_the_wait(asked: Machines) -> None:
    """The answer counts, not the time."""
    execution = run(asked, ASK, seconds=7 * 86_400)
    asked.client.send_task_success(taskToken=TOKENS[0], output='"yes"')
    assert "yes" in ended(asked, execution)["output"]


def test_stopped_while_it_waits(asked: Machines) -> None:
    """Rescheduling stops the execution in hand, whatever it waits for."""
    execution = run(asked, ASK, seconds=7 * 86_400)
    asked.client.stop_execution(executionArn=execution)
    assert ended(asked, execution)["status"] == "ABORTED"
