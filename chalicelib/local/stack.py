"""Starts the local stack: database, functions, workflows and web, filled with what a first visitor needs."""

import fcntl
import os
import socket
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from chalicelib.local import engine, environment
from chalicelib.local.environment import Ports, Running
from chalicelib.local.filling import DEMO_EMAIL, DEMO_PASSWORD, fill
from chalicelib.local.supervisor import Part, Process, Supervisor
from chalicelib.shared.settings import from_environment


class StackError(RuntimeError):
    """The stack cannot start; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Options:
    """What the command line decides."""

    host: str
    port: int
    data: Path
    demo: bool = False


def up(options: Options) -> None:
    """Start everything, print the address, and keep it running until told to end."""
    with _only_one(options.data):
        _check_port(options.host, options.port)
        ports = Ports(options.port, *(engine.free_port() for _ in range(3)))
        url = os.environ.get("PIX_PUBLIC_URL") or f"http://{_shown(options.host)}:{options.port}"
        variables = environment.variables(ports, url, options.data)
        variables["PIX_LOCAL_HOST"] = options.host
        os.environ.update(variables)
        supervisor = Supervisor(os.environ, options.data / "logs")
        try:
            _run(supervisor, Running(os.getpid(), url, ports, variables), options)
        finally:
            supervisor.stop()
            environment.forget(options.data)


def _run(supervisor: Supervisor, running: Running, options: Options) -> None:
    data = options.data
    database, web, *workers = _parts(supervisor, running.ports, data)
    supervisor.spawn([database, web])
    supervisor.wait_for(database)
    environment.remember(data, running)
    fill(from_environment(os.environ), supervisor.run)
    supervisor.wait_for(web)
    _say(
        f"Pix is at {running.url}\n  demo account: {DEMO_EMAIL} / {DEMO_PASSWORD}\n"
        f"  API: /docs   mail: /outbox   logs: {supervisor.logs}   end: Ctrl-C"
    )
    # a visitor needs these some seconds later: the two cores of a small machine first bring up the pages
    supervisor.spawn(workers)
    for worker in workers:
        supervisor.wait_for(worker)
    if options.demo:
        supervisor.run_aside([sys.executable, "-m", "chalicelib.cli", "stack", "demo"], "demo")
    supervisor.watch()


def _parts(supervisor: Supervisor, ports: Ports, data: Path) -> list[Part]:
    (data / "db").mkdir(parents=True, exist_ok=True)

    def workflows_serve(process: Process) -> bool:
        answers = _answers(ports.workflows)(process)
        # executions live in that process's memory: whenever it is new, what the facts call unfinished starts again
        supervisor.run_aside([sys.executable, "-m", "chalicelib.cli", "workflows", "reconcile"], "reconcile")
        return answers

    return [
        Part("database", engine.command(ports.database, data / "db" / "pix.db"), _answers(ports.database)),
        Part("web", _module("web"), _answers(ports.web, "/healthz")),
        Part("functions", _module("functions"), _answers(ports.functions)),
        Part("workflows", _module("workflows"), workflows_serve),
    ]


def _module(name: str) -> list[str]:
    return [sys.executable, "-m", f"chalicelib.local.{name}"]


def _answers(port: int, path: str = "/") -> Callable[[Process], bool]:
    return lambda process: engine.wait_for(f"http://127.0.0.1:{port}{path}", process)


@contextmanager
def _only_one(data: Path) -> Iterator[None]:
    """One stack per data folder: two engines on one database file would each believe to be alone."""
    data.mkdir(parents=True, exist_ok=True)
    with (data / "stack.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            found = environment.running(data)
            where = f" at {found.url}" if found else ""
            raise StackError(
                f"A stack already runs on {data}/{where}: end it first, or choose another --data."
            ) from None
        yield


def _check_port(host: str, port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            reason = error.strerror or "not possible"
            raise StackError(f"Cannot listen on {host}:{port}: {reason}. Choose another: make run PORT=8081") from None


def _shown(host: str) -> str:
    return "127.0.0.1" if host == "0.0.0.0" else host  # noqa: S104 - only compared


def _say(text: str) -> None:
    print(text, flush=True)  # noqa: T201
