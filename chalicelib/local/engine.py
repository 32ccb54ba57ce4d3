"""The database of the local stack: dynoxide, DynamoDB's API over SQLite, in a process of its own."""

import platform
import socket
import subprocess
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Protocol

from chalicelib.local.infra import ROOT


class EngineMissingError(RuntimeError):
    """The engine's binary is not there, or there is none for this machine."""


def binary() -> Path:
    """The engine's program, from npm's package for this platform."""
    machine = {"x86_64": "x64", "aarch64": "arm64"}.get(platform.machine(), platform.machine())
    name = f"@dynoxide/{platform.system().lower()}-{machine}"
    path = ROOT / "node_modules" / name / "dynoxide"
    if path.exists():
        return path
    raise EngineMissingError(
        f"The database engine {name} is not installed under node_modules: run `make setup`. "
        "It is published for Linux on x86-64; elsewhere, run another engine that speaks DynamoDB's API "
        "and set AWS_ENDPOINT_URL_DYNAMODB to its address."
    )


def command(port: int, path: Path | None = None) -> list[str]:
    """The command line of an engine on that port; in memory without a path."""
    stored = ["--db-path", str(path)] if path else []
    return [str(binary()), "serve", "--host", "127.0.0.1", "--port", str(port), *stored]


def free_port() -> int:
    """A port of the loopback interface that nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def start(port: int, path: Path | None = None) -> subprocess.Popen[bytes]:
    """An engine that answers; RuntimeError with its output when it does not."""
    process = subprocess.Popen(command(port, path), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    if wait_for(f"http://127.0.0.1:{port}/", process):
        return process
    process.kill()
    _, output = process.communicate()
    raise RuntimeError(f"the database engine did not start: {output.decode(errors='replace')[-500:]}")


class Process(Protocol):
    """What is asked of a process while it starts."""

    def poll(self) -> int | None:
        """Its exit code, None while it runs."""
        ...


def wait_for(url: str, process: Process | None = None, seconds: float = 60) -> bool:
    """Whether something speaks HTTP there before the time is over, and before its process ends."""
    until = time.monotonic() + seconds
    while time.monotonic() < until and (process is None or process.poll() is None):
        if _speaks(url):
            return True
        time.sleep(0.02)
    return False


def _speaks(url: str) -> bool:
    try:
        urllib.request.urlopen(url, timeout=2).close()  # noqa: S310 - our own loopback address
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False
    return True
