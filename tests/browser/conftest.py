"""A whole local stack of its own, on free ports, with a tiny item bank, and Chromium to use it with."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect, sync_playwright

from tests.browser.stacks import serving

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
    with serving(folder, bank.write(folder / "bank"), PIX_RULE_IMPROVE_AFTER_DAYS="0") as address:
        yield address


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
