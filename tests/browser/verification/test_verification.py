"""The verification pages in a browser without scripts: by keyboard, on a small screen, in light and dark, on paper."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import waitress
from playwright.sync_api import Browser, BrowserContext, Page, expect

from app import app
from chalicelib.bootstrap import House, move_in
from chalicelib.certificates import codes
from chalicelib.certificates.model import Certificate, Status
from chalicelib.certificates.service import issuing, standing
from chalicelib.local.gateway import gateway
from chalicelib.local.web import origin
from chalicelib.shared.settings import Settings
from tests.browser.client.helpers import overflow, violations
from tests.fakes.certificates import certificate, holder, stand

NARROW = {"width": 320, "height": 640}
Open = Callable[..., Page]


@pytest.fixture
def rooms(tables: Settings) -> House:
    """A deployment by the real clock."""
    return move_in(House(tables))


@pytest.fixture
def issued(rooms: House) -> Certificate:
    """A certificate that anybody may verify."""
    ports = rooms.certificates
    made = certificate(code=issuing.reserve_code(ports, certificate().id))
    issuing.credential(ports, made, holder())
    assert stand(made, holder())
    return made


@pytest.fixture
def address(rooms: House, tmp_path: Path) -> Iterator[str]:
    """The one origin, as the local stack serves it."""
    server = waitress.create_server(origin(gateway(app), rooms.settings, tmp_path), host="127.0.0.1", port=0)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.effective_port}"  # type: ignore[union-attr]
    server.close()
    thread.join()


@pytest.fixture
def visit(chromium: Browser, address: str) -> Iterator[Open]:
    """Opens an address in a browser of its own; whatever the page's policy refuses fails the test."""
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def open_page(path: str, **options: object) -> Page:
        given = {"locale": "fr-FR", "java_script_enabled": False, **options}
        context = chromium.new_context(base_url=address, **given)  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: complaints.append(message.text))
        page.goto(path)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert [text for text in complaints if not text.startswith("Failed to load resource")] == []


def test_from_the_code_on_paper_to_the_answer(visit: Open, issued: Certificate) -> None:
    """By keyboard alone and without scripts: type the code, read the answer, change the language."""
    page = visit("/v")
    expect(page.locator("h1")).to_have_text("Vérifier un certificat Pix")
    page.get_by_label("Code de vérification").focus()
    page.keyboard.type(issued.code.lower())
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Ce certificat est valide")
    expect(page.get_by_role("main")).to_contain_text("Zoé Lefèvre-Nguyễn")
    assert page.url.endswith(f"/v/{issued.code}?language=fr")
    page.get_by_role("link", name="Deutsch").click()
    expect(page.locator("h1")).to_have_text("Dieses Zertifikat ist gültig")
    assert page.url.endswith(f"/v/{issued.code}?language=de")


def test_a_wrong_code_can_be_typed_again(visit: Open, issued: Certificate) -> None:
    """Whoever mistyped stays on a page where the code can be corrected."""
    page = visit("/v")
    page.get_by_label("Code de vérification").fill("P-1234")
    page.get_by_role("button", name="Vérifier").click()
    expect(page.locator("h1")).to_have_text("Ce n’est pas un code de vérification")
    page.get_by_label("Code de vérification").fill(issued.code)
    page.get_by_role("button", name="Vérifier").click()
    expect(page.locator("h1")).to_have_text("Ce certificat est valide")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("status", ["valid", "suspended", "revoked"])
def test_no_axe_violation_at_320_pixels(
    visit: Open, rooms: House, issued: Certificate, status: Status, scheme: str
) -> None:
    """Nobody is kept out by a colour, a table without headings or a small screen; scripts are on for axe alone."""
    if status != "valid":
        standing.change(rooms.certificates, rooms.trail, issued.id, status, "president", "why")
    found = []
    for path in (f"/v/{issued.code}", "/v", f"/v/{codes.complete('2222222222')}", "/v/x"):
        page = visit(path, java_script_enabled=True, color_scheme=scheme, viewport=NARROW)
        found += violations(page)
        assert overflow(page) == 0, path
    assert found == []


def test_the_style_is_allowed_by_the_pages_own_policy(visit: Open, issued: Certificate) -> None:
    """The policy names the style by its hash: one changed byte and the page would be bare."""
    page = visit(f"/v/{issued.code}", java_script_enabled=True)
    assert page.locator("h1").evaluate("node => getComputedStyle(node).fontSize") == "24px"


def test_on_paper_only_the_answer_is_left(visit: Open, issued: Certificate) -> None:
    """Who files the answer prints it, with the moment at which it was given."""
    page = visit(f"/v/{issued.code}")
    page.emulate_media(media="print")
    expect(page.get_by_role("link", name="Deutsch")).to_be_hidden()
    expect(page.get_by_text("Vérifier un autre certificat")).to_be_hidden()
    expect(page.get_by_text("État du certificat le")).to_be_visible()
    expect(page.get_by_text("5 · avancé").first).to_be_visible()
