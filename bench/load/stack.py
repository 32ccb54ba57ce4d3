"""The whole local stack: database on disk, web, functions and workflows, each a process as `make run` has them."""

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from bench.api_kills import ROOT, Stack
from chalicelib.bootstrap import House
from chalicelib.local import engine, environment, tables
from chalicelib.shared.settings import from_environment
from tests.fakes import certification_day as day

ALL_FROM_ONE_ADDRESS = {"PIX_RULE_JOINS_PER_SOURCE": "1000000", "PIX_RULE_INVIGILATIONS_PER_SOURCE": "1000000"}


@dataclass(slots=True)
class WholeStack(Stack):
    """As `Stack`, with the functions and the engine of the state machines."""

    rules: Mapping[str, str] = field(default_factory=dict)
    more_ports: tuple[int, int] = field(default_factory=lambda: (engine.free_port(), engine.free_port()))
    workers: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def environment(self) -> dict[str, str]:
        """What every process of `make run` finds, with the rules of this run."""
        web, (functions, workflows) = self.ports[1], self.more_ports
        found = environment.variables(
            environment.Ports(web, self.ports[0], functions, workflows), self.url, self.folder
        )
        # our own, whatever the caller's environment points to: the engine is killed, and everything begins empty
        ours = {
            "AWS_ENDPOINT_URL_DYNAMODB": f"http://127.0.0.1:{self.ports[0]}",
            "PIX_DATA_DIR": str(self.folder),
            "PIX_TABLE_PREFIX": "load",
            "PIX_LOCAL_HOST": "127.0.0.1",
        }
        return {**found, **ours, **ALL_FROM_ONE_ADDRESS, **self.rules}

    def start_workers(self) -> None:
        """Functions, then the engine that calls them."""
        for name, port in zip(("functions", "workflows"), self.more_ports, strict=True):
            path = self.folder / f"{name}.log"
            with path.open("ab") as log:
                command = [sys.executable, "-m", f"chalicelib.local.{name}"]
                process = subprocess.Popen(command, cwd=ROOT, stdout=log, stderr=log)
            self.workers.append(process)
            if not engine.wait_for(f"http://127.0.0.1:{port}/", process, seconds=120):
                raise RuntimeError(f"{name} did not start: {path.read_text()[-2000:]}")


@contextmanager
def whole_stack(folder: Path, rules: Mapping[str, str]) -> Iterator[tuple[WholeStack, House]]:
    """A running stack with a bank for certification, and rooms on the same tables in this process."""
    running, before = WholeStack(folder, rules=rules), dict(os.environ)
    os.environ.update(running.environment())
    try:
        running.start_database()
        settings = from_environment(os.environ)
        tables.create(settings)
        rooms = House(settings)
        day.publish_bank(rooms)
        running.start_web()
        running.start_workers()
        yield running, rooms
    finally:
        for process in (*reversed(running.workers), running.web, running.database):
            running.kill(process)
        os.environ.clear()
        os.environ.update(before)
