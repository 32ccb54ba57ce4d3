"""Starts whole local stacks for browser tests, each on free ports with data of its own."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from chalicelib.local import engine, environment, pages
from chalicelib.local.filling import DEMO_EMAIL, DEMO_PASSWORD
from tests.environments import of_a_shell


@contextmanager
def serving(folder: Path, content: Path, **chosen: str) -> Iterator[str]:
    """The address of a stack that keeps its data in `folder / "data"`; `chosen`: settings other than the default."""
    pages.build(folder / "client", pages.Hint(DEMO_EMAIL, DEMO_PASSWORD))
    command = [sys.executable, "-m", "chalicelib.cli", "stack", "up"]
    where = ["--port", str(engine.free_port()), "--data", str(folder / "data")]
    variables = {"PIX_CONTENT": str(content), "PIX_CLIENT": str(folder / "client"), **chosen}
    with subprocess.Popen(
        command + where, env=of_a_shell(**variables), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        try:
            address = _address(process)
            _wait_for_workers(folder / "data")
            yield address
        finally:
            process.terminate()


def _address(process: subprocess.Popen[str]) -> str:
    """Read what the stack says until it says where it is; it has its content by then."""
    assert process.stdout
    said = []
    for line in process.stdout:
        said.append(line)
        if line.startswith("Pix is at "):
            return line.split()[-1]
    raise RuntimeError("the stack did not start:\n" + "".join(said))


def _wait_for_workers(data: Path) -> None:
    """Mails and exports need the parts that the stack starts last."""
    found = environment.running(data)
    assert found
    for port in (found.ports.functions, found.ports.workflows):
        assert engine.wait_for(f"http://127.0.0.1:{port}/", seconds=60)
