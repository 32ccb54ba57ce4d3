"""State machines behind one port: start, look, stop, wake; and Step Functions behind it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Protocol

from botocore.exceptions import BotoCoreError, ClientError

from chalicelib.shared import telemetry

OVER = {"TaskTimedOut", "TaskDoesNotExist", "InvalidToken"}  # of a token: nobody waits for it any more


@dataclass(frozen=True, slots=True)
class Found:
    """What a reconcile found: a fact that asks for work, its execution, and whether that was started just now."""

    workflow: str
    execution: str
    state: str
    started: bool


class Executions(Protocol):
    """Where state machines run. Facts are the truth: what fails here is found and made up for by a reconcile."""

    def start(self, workflow: str, name: str, arguments: Mapping[str, Any]) -> bool:
        """Start one execution, once per name; False when that is not possible now."""
        ...

    def state(self, workflow: str, name: str) -> str:
        """One of "running", "ended", "unknown" (never started, or forgotten) and "unreachable"."""
        ...

    def stop(self, workflow: str, name: str) -> bool:
        """End one execution where it stands; False when that is not possible now. None running counts as stopped."""
        ...

    def wake(self, token: str) -> bool:
        """End a wait; False when it is over already, or cannot be reached now."""
        ...


class StepFunctions:
    """Executions of the machines whose ARN begins with the prefix."""

    def __init__(self, arn_prefix: str) -> None:
        self._prefix = arn_prefix

    @cached_property
    def _client(self) -> Any:
        from botocore.config import Config  # noqa: PLC0415 - most requests start nothing
        from botocore.session import get_session  # noqa: PLC0415

        short = Config(connect_timeout=1, read_timeout=3, retries={"total_max_attempts": 2})
        return get_session().create_client("stepfunctions", config=short)

    def start(self, workflow: str, name: str, arguments: Mapping[str, Any]) -> bool:
        """See Executions. A name that ran before counts as started: its facts tell what came of it."""
        try:
            self._client.start_execution(
                stateMachineArn=self._prefix + workflow, name=name, input=json.dumps(dict(arguments))
            )
        except (ClientError, BotoCoreError) as error:
            return _code(error) == "ExecutionAlreadyExists" or _failed("execution not started", workflow, error)
        return True

    def state(self, workflow: str, name: str) -> str:
        """See Executions."""
        try:
            found = self._client.describe_execution(executionArn=self._execution(workflow, name))
        except (ClientError, BotoCoreError) as error:
            return "unknown" if _code(error) == "ExecutionDoesNotExist" else "unreachable"
        if "status" not in found:  # the reply was cut off behind its headers: the engine died as it answered
            return "unreachable"
        return "running" if found["status"] in {"RUNNING", "PENDING_REDRIVE"} else "ended"

    def stop(self, workflow: str, name: str) -> bool:
        """See Executions."""
        try:
            self._client.stop_execution(executionArn=self._execution(workflow, name))
        except (ClientError, BotoCoreError) as error:
            return _code(error) == "ExecutionDoesNotExist" or _failed("execution not stopped", workflow, error)
        return True

    def wake(self, token: str) -> bool:
        """See Executions."""
        try:
            self._client.send_task_success(taskToken=token, output="{}")
        except (ClientError, BotoCoreError) as error:
            return False if _code(error) in OVER else _failed("wait not ended", "", error)
        return True

    def _execution(self, workflow: str, name: str) -> str:
        return (self._prefix + workflow).replace(":stateMachine:", ":execution:") + ":" + name


def _failed(what: str, workflow: str, error: ClientError | BotoCoreError) -> bool:
    telemetry.logger().warning(what, extra={"workflow": workflow, "error": _code(error)})
    return False


def _code(error: ClientError | BotoCoreError) -> str:
    return error.response["Error"]["Code"] if isinstance(error, ClientError) else type(error).__name__
