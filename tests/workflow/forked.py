"""Engines forked from a process that has imported everything: a start costs milliseconds, where it cost 4 s of CPU.

Tests that kill the engine at each task start it some fifty times. Each is a process of its own, killed for real.
"""

import multiprocessing
import os
from collections.abc import Mapping
from multiprocessing.context import ForkServerProcess
from pathlib import Path

_context = multiprocessing.get_context("forkserver")
_context.set_forkserver_preload([__name__ + "_imports"])


def start(variables: Mapping[str, str], log: Path) -> "Forked":
    """The engine as `python -m chalicelib.local.workflows` runs it, with this environment."""
    process = _context.Process(target=_run, args=(dict(variables), str(log)), daemon=True)
    process.start()
    return Forked(process)


class Forked:
    """The part of `subprocess.Popen` that a test needs."""

    def __init__(self, process: ForkServerProcess) -> None:
        self._process = process

    def poll(self) -> int | None:
        """Its exit code, None while it runs."""
        return self._process.exitcode

    def kill(self) -> None:
        """With -9."""
        self._process.kill()

    def wait(self) -> None:
        """Until it is gone."""
        self._process.join()


def _run(variables: dict[str, str], log: str) -> None:
    os.environ.clear()
    os.environ.update(variables)
    output = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)  # the interpreter tells every failed state at length
    os.dup2(output, 1)
    os.dup2(output, 2)
    from chalicelib.local import workflows

    workflows.main()
