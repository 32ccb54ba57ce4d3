"""Every page of the client: accessible, narrow, dark, light to load, in three languages and two countries."""

import gzip
import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from chalicelib.local import pages
from chalicelib.shared.i18n import LANGUAGES
from tests.browser.client.helpers import overflow, sign_up, violations

PUBLIC = (
    "index",
    "demo",
    "sign-in",
    "sign-up",
    "forgotten",
    "reset-password",
    "about",
    "accessibility",
    "legal",
    "help",
)
PRIVATE = ("profile", "competence", "tutorials", "history", "account")
QUERY = {"competence": "?code=1.1"}
NARROW = {"width": 320, "height": 640}
Visitor = Callable[..., BrowserContext]


def settle(page: Page) -> None:
    """Wait until the page has drawn itself."""
    expect(page.locator("[aria-busy=true]")).to_have_count(0)
    page.wait_for_load_state("networkidle")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_public_pages_have_no_axe_violation_and_fit_320_pixels(visitor: Visitor, scheme: str) -> None:
    """Nobody is kept out by a colour, a missing name or a small screen."""
    page = visitor(color_scheme=scheme, viewport=NARROW).new_page()
    found = []
    for name in (*(f"fr/{name}.html" for name in PUBLIC), "errors.html#not-found"):
        page.goto(f"/{name}")
        settle(page)
        found += violations(page)
        assert overflow(page) == 0, name
    assert found == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_private_pages_have_no_axe_violation_and_fit_320_pixels(visitor: Visitor, scheme: str) -> None:
    """The same for those who are signed in."""
    context = visitor(color_scheme=scheme, viewport=NARROW)
    sign_up(context)
    page, found = context.new_page(), []
    for name in PRIVATE:
        page.goto(f"/fr/{name}.html{QUERY.get(name, '')}")
        settle(page)
        found += violations(page)
        assert overflow(page) == 0, name
    assert found == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_wide_pages_have_no_axe_violation_in_any_language(visitor: Visitor, language: str) -> None:
    """The wide layout and each language's texts are checked too."""
    context = visitor(viewport={"width": 1280, "height": 900})
    page, found = context.new_page(), []
    for name in ("index", "sign-up", "help"):
        page.goto(f"/{language}/{name}.html")
        settle(page)
        found += violations(page)
    sign_up(context)
    page.goto(f"/{language}/profile.html")
    settle(page)
    assert found + violations(page) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_long_words_fit_320_pixels(visitor: Visitor, language: str) -> None:
    """German words are longer than French ones, and phones are as narrow."""
    context = visitor(viewport=NARROW)
    sign_up(context)
    page = context.new_page()
    for name in (*PUBLIC, *PRIVATE):
        page.goto(f"/{language}/{name}.html{QUERY.get(name, '')}")
        settle(page)
        assert overflow(page) == 0, name


def test_the_menu_opens_on_a_phone_and_closes_with_escape(visitor: Visitor) -> None:
    """On a small screen the places are one button away, by finger and by keyboard."""
    page = visitor(viewport=NARROW).new_page()
    page.goto("/fr/index.html")
    places = page.get_by_role("navigation", name="Navigation principale")
    expect(places).to_be_hidden()
    page.get_by_role("button", name="Menu").click()
    expect(places).to_be_visible()
    page.keyboard.press("Escape")
    expect(places).to_be_hidden()
    expect(page.get_by_role("button", name="Menu")).to_be_focused()


def test_first_page_weighs_at_most_100_kilobytes(visitor: Visitor) -> None:
    """A slow connection opens the first page quickly: everything it fetches, compressed as the network sends it."""
    page, bodies = visitor().new_page(), {}
    page.on("response", lambda reply: bodies.setdefault(reply.url, reply.body()) if reply.ok else None)
    page.goto("/fr/index.html")
    settle(page)
    assert len(bodies) > 3
    assert sum(len(gzip.compress(body)) for body in bodies.values()) <= 100_000


def test_pages_hold_no_inline_script_nor_style(stack: str, page: Page) -> None:
    """The content security policy would refuse them: this says so before a browser does."""
    for name in pages.page_names():
        source = page.request.get(f"/fr/{name}.html").text()
        assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=", source), name


def test_policy_is_the_strict_one(page: Page) -> None:
    """Only what comes from this origin runs, and nobody may frame a page."""
    policy = page.request.get("/fr/index.html").headers["content-security-policy"]
    for part in (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    ):
        assert part in policy
    assert "unsafe" not in policy


def test_root_goes_to_the_browsers_language(visitor: Visitor) -> None:
    """A first visitor reads their own language without choosing."""
    page = visitor(locale="de-AT").new_page()
    page.goto("/")
    page.wait_for_url("**/de/index.html")
    expect(page.locator("html")).to_have_attribute("lang", "de")


def test_language_switch_keeps_the_page(visitor: Visitor) -> None:
    """Changing language never loses one's place."""
    context = visitor()
    sign_up(context)
    page = context.new_page()
    page.goto("/fr/competence.html?code=1.2")
    expect(page.locator("h1")).to_have_text("1.2 Gérer des données")
    page.get_by_role("link", name="English").click()
    expect(page).to_have_url(re.compile(r"/en/competence\.html\?code=1\.2$"))
    expect(page.locator("h1")).to_have_text("1.2 Manage data")
    page.get_by_role("link", name="Deutsch").click()
    expect(page.locator("h1")).to_have_text("1.2 Daten verwalten")


def test_country_decides_texts(visitor: Visitor) -> None:
    """A reader in Wallonia-Brussels gets the laws, sites and words of that place, and keeps them."""
    page = visitor().new_page()
    page.goto("/fr/help.html")
    expect(page.get_by_role("link", name="cybermalveillance.gouv.fr")).to_be_visible()
    page.locator("footer select").select_option("BE-WAL")
    expect(page.get_by_role("link", name="safeonweb.be")).to_be_visible()
    expect(page.get_by_role("link", name="cybermalveillance.gouv.fr")).to_be_hidden()
    page.goto("/fr/sign-up.html")
    expect(page.get_by_text("Moins de 13 ans")).to_be_visible()
    expect(page.get_by_text("Moins de 15 ans")).to_be_hidden()
    expect(page.locator("#country")).to_have_value("BE-WAL")


def test_unknown_address_offers_the_way_home(page: Page) -> None:
    """A mistyped address is not a dead end."""
    page.goto("/fr/nowhere.html")
    expect(page.get_by_text("Cette page n’existe pas.")).to_be_visible()
    page.get_by_role("link", name="Go to the home page").click()
    expect(page).to_have_url(re.compile("/en/index.html$"))


def test_private_page_asks_to_sign_in_and_comes_back(visitor: Visitor) -> None:
    """A link to one's competence still works after signing in."""
    context = visitor()
    person = sign_up(context)
    context.clear_cookies()
    page = context.new_page()
    page.goto("/fr/competence.html?code=1.1")
    page.wait_for_url("**/sign-in.html?next=*")
    page.get_by_label("Adresse e-mail").fill(person["email"])
    page.get_by_label("Mot de passe", exact=True).fill(person["password"])
    page.get_by_role("main").get_by_role("button", name="Se connecter").click()
    expect(page).to_have_url(re.compile(r"/fr/competence\.html\?code=1\.1$"))


def test_motion_stops_where_it_is_unwelcome(visitor: Visitor) -> None:
    """Whoever asked for less motion gets none, the celebration included."""
    page = visitor(reduced_motion="reduce").new_page()
    page.goto("/fr/index.html")
    rules = page.evaluate("[...document.styleSheets].flatMap((s) => [...s.cssRules]).map((r) => r.cssText)")
    moving = [rule for rule in rules if re.search("animation:|transition:", rule)]
    assert moving
    assert all("prefers-reduced-motion: no-preference" in rule for rule in moving)
