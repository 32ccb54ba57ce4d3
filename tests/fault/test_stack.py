"""The local stack when its processes are killed, and when it cannot start."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import pytest

from chalicelib.local import engine
from chalicelib.local.filling import DEMO_EMAIL, DEMO_PASSWORD
from tests.environments import of_a_shell

PATIENCE_SECONDS = 90


@dataclass
class Stack:
    """A stack on a data folder of its own; it can be started again after each end."""

    folder: Path
    port: int
    processes: list[subprocess.Popen[str]] = field(default_factory=list)

    def start(self, port: int = 0) -> subprocess.Popen[str]:
        command = [sys.executable, "-m", "chalicelib.cli", "stack", "up"]
        command += ["--port", str(port or self.port), "--data", str(self.folder / "data")]
        variables = of_a_shell(PIX_CONTENT=str(self.folder / "bank"))
        process = subprocess.Popen(command, env=variables, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        self.processes.append(process)
        return process

    def serves(self) -> None:
        """Until the database, the web and the workers answer."""
        until(lambda: self.running() and all(engine.wait_for(url, seconds=0.1) for url in self.urls()), "the stack")

    def running(self) -> dict[str, Any] | None:
        try:
            return json.loads((self.folder / "data" / "stack.json").read_text())
        except FileNotFoundError:
            return None

    def urls(self) -> list[str]:
        found = self.running()
        assert found
        return [f"http://127.0.0.1:{port}/" for port in found["ports"].values()]

    def children(self) -> dict[str, int]:
        """Name of each part -> its process."""
        listed = subprocess.run(
            ["ps", "-o", "pid=,args=", "--ppid", str(self.processes[-1].pid)], capture_output=True, text=True
        ).stdout.splitlines()
        names = {"dynoxide": "database", "local.web": "web", "local.functions": "functions", "local.workflows": "work"}
        return {name: int(line.split()[0]) for line in listed for mark, name in names.items() if mark in line}

    def sign_in(self) -> httpx.Response:
        return httpx.post(
            f"http://127.0.0.1:{self.port}/v1/sessions",
            json={"email": DEMO_EMAIL, "password": DEMO_PASSWORD},
            timeout=30,
        )


def until(condition: Callable[[], Any], what: str) -> Any:
    end = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < end:
        found = condition()
        if found:
            return found
        time.sleep(0.05)
    raise AssertionError(f"not within {PATIENCE_SECONDS} s: {what}")


def answers(stack: Stack) -> bool:
    try:
        return stack.sign_in().status_code == 201
    except httpx.TransportError:
        return False


@pytest.fixture
def stack(tmp_path: Path) -> Iterator[Stack]:
    from tests.browser import bank

    bank.write(tmp_path / "bank")
    held = Stack(tmp_path, engine.free_port())
    yield held
    for process in held.processes:
        process.kill()
        process.communicate()


def test_a_killed_part_comes_back_and_a_killed_stack_leaves_nothing(stack: Stack) -> None:
    """`kill -9` of anything must lose no account, no session and no port."""
    first = stack.start()
    stack.serves()
    until(lambda: answers(stack), "the demo account")
    for part in ("web", "database"):
        before = stack.children()[part]
        os.kill(before, signal.SIGKILL)
        until(lambda part=part, before=before: stack.children().get(part, before) != before, f"a new {part}")
        until(lambda: answers(stack), f"signing in after the {part}'s death")
    children = stack.children().values()
    first.kill()
    until(lambda: not any(alive(pid) for pid in children), "the end of all parts")
    stack.start()
    until(lambda: answers(stack), "signing in after everything was killed")


def alive(pid: int) -> bool:
    """Whether a process runs (one that ended and waits for its parent does not)."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def test_a_taken_port_is_told(stack: Stack) -> None:
    """The first thing that goes wrong on a developer's machine."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        process = stack.start(taken.getsockname()[1])
        output, _ = process.communicate(timeout=PATIENCE_SECONDS)
    assert process.returncode == 1
    assert "Address already in use" in output
    assert "PORT=" in output
    assert "Traceback" not in output


def test_one_stack_per_data_folder(stack: Stack) -> None:
    """Two engines on one file would each believe to be alone."""
    first = stack.start()
    stack.serves()
    second = stack.start(engine.free_port())
    output, _ = second.communicate(timeout=PATIENCE_SECONDS)
    assert second.returncode == 1
    assert f"http://127.0.0.1:{stack.port}" in output
    first.send_signal(signal.SIGTERM)
    first.communicate(timeout=PATIENCE_SECONDS)
    assert first.returncode == 0
    assert stack.running() is None
