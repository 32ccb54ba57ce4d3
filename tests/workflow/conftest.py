"""The very state machine definitions of `infra/workflows`, run by an engine in a process of its own."""

import os
import secrets
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import boto3
import pytest
import waitress

from app import app
from chalicelib import bootstrap
from chalicelib.local import clock, engine
from chalicelib.local.functions import invoke_endpoint
from chalicelib.local.gateway import Application, Environ, StartResponse
from chalicelib.local.workflows import ACCOUNT, REGION, definitions
from chalicelib.shared.settings import Settings
from tests.workflow import forked

PATIENCE_SECONDS = 180
WAITS = {"WaitStateEntered", "TaskSubmitted"}


@dataclass
class Engine:
    """The interpreter's process; `endpoint` serves its Lambda tasks in this process, so that a test can break them."""

    port: int
    functions_port: int
    log: Path
    clock: clock.MovableClock
    endpoint: Application | None = None
    process: forked.Forked | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def alive(self) -> bool:
        """Whether its process runs."""
        return self.process is not None and self.process.poll() is None

    def start(self, settings: Settings) -> None:
        """A new, empty engine on the same port, with the machines of these settings."""
        functions = f"http://127.0.0.1:{self.functions_port}"
        variables = {
            **os.environ,
            "PIX_STAGE": settings.stage,
            "PIX_TABLE_PREFIX": settings.table_prefix,
            "AWS_ENDPOINT_URL_LAMBDA": functions,
            "PIX_LOCAL_WORKFLOWS_PORT": str(self.port),
            clock.VARIABLE: str(self.clock.path),
        }
        self.process = forked.start(variables, self.log)
        assert engine.wait_for(self.url, self.process), self.log.read_text()[-2000:]

    def kill(self) -> None:
        """As a power cut does: every running execution is gone."""
        if self.process:
            self.process.kill()
            self.process.wait()
            self.process = None

    def serve(self, environ: Environ, start: StartResponse) -> Any:
        assert self.endpoint is not None
        return self.endpoint(environ, start)


@pytest.fixture(scope="session")
def interpreter(dynoxide: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """One engine for the session; nothing runs in it before `machines` says which settings."""
    folder = tmp_path_factory.mktemp("engine")
    moved = clock.MovableClock(folder / "clock")
    held = Engine(engine.free_port(), engine.free_port(), folder / "log", moved)
    server = waitress.create_server(held.serve, host="127.0.0.1", port=held.functions_port, threads=8)
    thread = threading.Thread(target=server.run)
    thread.start()
    yield held
    held.kill()
    server.close()
    thread.join(10)


@dataclass
class Machines:
    """What a test of a workflow needs."""

    house: bootstrap.House
    engine: Engine
    client: Any

    @property
    def clock(self) -> clock.MovableClock:
        """The time of the rooms and of the engine; moving it ends waits, and nobody sleeps."""
        return self.engine.clock

    def kill_and_restart(self) -> None:
        """The engine loses everything it ran; the facts in the tables stay."""
        self.engine.kill()
        self.engine.start(self.house.settings)

    def arn(self, workflow: str) -> str:
        return self.house.settings.workflow_arn_prefix + workflow

    def running(self) -> list[str]:
        """The executions of this test that have not ended."""
        machines = self.client.list_state_machines(maxResults=1000)["stateMachines"]
        prefix = self.house.settings.workflow_arn_prefix
        return [
            execution["executionArn"]
            for machine in machines
            if machine["stateMachineArn"].startswith(prefix)
            for execution in self.client.list_executions(
                stateMachineArn=machine["stateMachineArn"], statusFilter="RUNNING"
            )["executions"]
        ]

    def at_rest(self) -> None:
        """Until every execution waits for a time or a token: what the clock is moved for must have begun to wait."""
        self.until(self.rest, "executions at rest")

    def rest(self) -> bool:
        """Whether every execution waits."""
        return all(self._last_event(arn) in WAITS for arn in self.running())

    def _last_event(self, execution: str) -> str:
        events = self.client.get_execution_history(executionArn=execution)["events"]
        return max(events, key=lambda event: event["id"])["type"] if events else ""

    @staticmethod
    def until(condition: Callable[[], Any], what: str) -> Any:
        """The first true value of the condition; the test fails when that takes three minutes."""
        end = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < end:
            found = condition()
            if found:
                return found
            time.sleep(0.02)
        raise AssertionError(f"not within {PATIENCE_SECONDS} s: {what}")


@pytest.fixture
def machines(interpreter: Engine, tables: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Machines]:
    """All machines of `infra/workflows` over empty tables of this test's own."""
    stage = f"t{secrets.token_hex(4)}"
    prefix = f"arn:aws:states:{REGION}:{ACCOUNT}:stateMachine:pix-{stage}-"
    settings = replace(tables, stage=stage, workflow_arn_prefix=prefix)
    monkeypatch.setenv("AWS_ENDPOINT_URL_SFN", interpreter.url)
    house = bootstrap.move_in(bootstrap.House(settings, interpreter.clock))
    interpreter.endpoint = invoke_endpoint(app, f"pix-{stage}-")
    if not interpreter.alive:
        interpreter.start(settings)
    client = boto3.client("stepfunctions", endpoint_url=interpreter.url)
    create_missing(client, settings)
    machines = Machines(house, interpreter, client)
    yield machines
    if interpreter.alive:
        for execution in machines.running():  # they would go on when another test moves the clock
            client.stop_execution(executionArn=execution)


def create_missing(client: Any, settings: Settings) -> None:
    """The machines of these settings, in an engine that may have those of an earlier test."""
    known = {machine["name"] for machine in client.list_state_machines(maxResults=1000)["stateMachines"]}
    for name, definition in definitions(settings):
        if name not in known:
            role = f"arn:aws:iam::{ACCOUNT}:role/local"
            client.create_state_machine(name=name, definition=definition, roleArn=role)
