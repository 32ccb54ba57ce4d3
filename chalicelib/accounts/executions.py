"""Step Functions behind the port Executions."""

import json
from collections.abc import Mapping
from functools import cached_property
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from chalicelib.shared import telemetry


class StepFunctions:
    """Starts executions of the machines whose ARN begins with the prefix."""

    def __init__(self, arn_prefix: str) -> None:
        self._prefix = arn_prefix

    @cached_property
    def _client(self) -> Any:
        from botocore.config import Config  # noqa: PLC0415 - most requests start nothing
        from botocore.session import get_session  # noqa: PLC0415

        short = Config(connect_timeout=1, read_timeout=3, retries={"total_max_attempts": 2})
        return get_session().create_client("stepfunctions", config=short)

    def start(self, workflow: str, name: str, arguments: Mapping[str, str]) -> bool:
        """See ports.Executions. A name that ran before counts as started: its facts tell what came of it."""
        try:
            self._client.start_execution(
                stateMachineArn=self._prefix + workflow, name=name, input=json.dumps(dict(arguments))
            )
        except (ClientError, BotoCoreError) as error:
            if _code(error) == "ExecutionAlreadyExists":
                return True
            telemetry.logger().warning("execution not started", extra={"workflow": workflow, "error": _code(error)})
            return False
        return True

    def state(self, workflow: str, name: str) -> str:
        """See ports.Executions."""
        execution = (self._prefix + workflow).replace(":stateMachine:", ":execution:") + ":" + name
        try:
            found = self._client.describe_execution(executionArn=execution)
        except (ClientError, BotoCoreError) as error:
            return "unknown" if _code(error) == "ExecutionDoesNotExist" else "unreachable"
        return "running" if found["status"] in {"RUNNING", "PENDING_REDRIVE"} else "ended"


def _code(error: ClientError | BotoCoreError) -> str:
    return error.response["Error"]["Code"] if isinstance(error, ClientError) else type(error).__name__
