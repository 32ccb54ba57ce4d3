"""What the tests of the client do again and again."""

import secrets
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.bank import answer_in

ROOT = Path(__file__).resolve().parents[3]
AXE = (ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text("utf-8")
PASSWORD = "sept-pommes-vertes"
RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
}


def address() -> str:
    """An e-mail address nobody has."""
    return f"lou-{secrets.token_hex(6)}@example.org"


def sign_up(context: BrowserContext, **changes: str) -> dict[str, Any]:
    """A new learner, signed in in this browser: the cookie is set as the page would have it."""
    given = {
        "email": address(),
        "password": PASSWORD,
        "first_name": "Lou",
        "last_name": "Petit",
        "terms_accepted": True,
    }
    reply = context.request.post("/v1/people", data={**given, "language": "fr", "country": "FR", **changes})
    assert reply.status == 201, reply.text()
    return {**given, **reply.json()}


def violations(page: Page) -> list[str]:
    """What axe-core finds wrong; by the debugger's door, which the page's own policy does not close."""
    page.evaluate(AXE)
    found = page.evaluate("rules => axe.run(document, rules)", RULES)["violations"]
    return [f"{page.url} {one['id']}: {node['target']}" for one in found for node in one["nodes"]]


def overflow(page: Page) -> int:
    """By how many pixels the page is wider than its window."""
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


def question(page: Page, number: int) -> None:
    """Wait for a question, with the focus on its heading or at the page's beginning."""
    expect(page.locator("h1")).to_have_text(f"Question {number}")
    expect(page.locator("form.question")).to_be_visible()


def start(page: Page, competence: str = "1.1") -> None:
    """Begin the test of a competence from its page."""
    page.goto(f"/fr/competence.html?code={competence}")
    page.get_by_role("button", name="Commencer le test").click()
    question(page, 1)


def type_answer(page: Page, right: bool = True) -> str:
    """Type the answer that the question of competence 1.1 asks for, or another one; returns it."""
    word = answer_in(page.locator(".instruction").inner_text()) if right else "poire"
    page.get_by_label("Votre réponse").fill(word)
    return word


def submit(page: Page) -> None:
    """Send the answer."""
    page.get_by_role("button", name="Valider").click()


def play_to_the_end(page: Page, right: bool = True) -> int:
    """Answer everything; returns how many questions there were."""
    answered = 0
    while "results" not in page.url:
        page.locator("form.question, .reviews").first.wait_for()
        if page.get_by_role("button", name="Continuer").count():
            page.get_by_role("button", name="Continuer").click()
            page.locator("form.question").wait_for()
            continue
        heading = page.locator("h1").inner_text()
        type_answer(page, right)
        submit(page)
        answered += 1
        page.wait_for_function("before => document.querySelector('h1').innerText !== before", arg=heading)
    return answered
