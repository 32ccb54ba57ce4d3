"""A whole local stack of its own, on free ports, with a tiny item bank, and Chromium to use it with."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect, sync_playwright

from chalicelib.local import engine, environment, pages
from chalicelib.local.filling import DEMO_EMAIL, DEMO_PASSWORD

CHROMIUM = Path(os.environ.get("PIX_CHROMIUM", "/usr/bin/chromium"))
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
ENOUGH = 15_000  # ms: a busy machine is slow, a broken page never comes
# what Chromium says of every refused or unreachable request; tests provoke both
EXPECTED = ("Failed to load resource",)

expect.set_options(timeout=ENOUGH)


@pytest.fixture(scope="session")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a local stack of this session alone, in which a test may be improved at once."""
    from tests.browser import bank

    folder = tmp_path_factory.mktemp("stack")
    pages.build(folder / "client", pages.Hint(DEMO_EMAIL, DEMO_PASSWORD))
    port = engine.free_port()
    chosen = {
        "PIX_CONTENT": str(bank.write(folder / "bank")),
        "PIX_CLIENT": str(folder / "client"),
        "PIX_RULE_IMPROVE_AFTER_DAYS": "0",
    }
    command = [
        sys.executable,
        "-m",
        "chalicelib.cli",
        "stack",
        "up",
        "--port",
        str(port),
        "--data",
        str(folder / "data"),
    ]
    with subprocess.Popen(
        command, env=os.environ | chosen, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
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


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium, or the one that Playwright installed."""
    path = str(CHROMIUM) if CHROMIUM.exists() else None
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def visitor(chromium: Browser, stack: str) -> Iterator[Callable[..., BrowserContext]]:
    """Makes browsers of one visitor each; an error of a page or a policy violation fails the test."""
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def make(**options: object) -> BrowserContext:
        context = chromium.new_context(base_url=stack, **{"locale": "fr-FR"} | options)  # type: ignore[arg-type]
        context.set_default_timeout(ENOUGH)
        context.on("weberror", lambda failure: complaints.append(str(failure.error)))
        context.on("console", lambda message: _note(message, complaints))
        contexts.append(context)
        return context

    yield make
    for context in contexts:
        context.close()
    assert complaints == []


def _note(message: ConsoleMessage, complaints: list[str]) -> None:
    if message.type == "error" and not message.text.startswith(EXPECTED):
        complaints.append(message.text)


@pytest.fixture
def page(visitor: Callable[..., BrowserContext]) -> Page:
    """A page of a French visitor."""
    return visitor().new_page()
