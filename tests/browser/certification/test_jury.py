"""The jury's pages: queue, session, case, votes, what comes twice or late, small screens and keyboards."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.certification.helpers import LENGTH, Centre
from tests.browser.certification.helpers_jury import REASON, Day, Member, before_the_jury, confirm, ready, until
from tests.browser.client.helpers import PASSWORD, overflow, sign_up, violations

NARROW = {"width": 320, "height": 640}


@pytest.fixture(scope="module")
def day(stack: str, centre: Centre, jury: list[Member]) -> Day:
    """A session with a list of one and a case; one test votes on the one, one on the other."""
    return before_the_jury(stack, centre, jury, LENGTH)


@pytest.fixture(scope="module")
def other_day(stack: str, centre: Centre, jury: list[Member]) -> Day:
    """Another one."""
    return before_the_jury(stack, centre, jury, LENGTH)


def vote(page: Page, choice: str) -> None:
    """Vote on the case that is shown, and confirm it."""
    page.locator(f"#choice-{choice}").check()
    page.get_by_label("Motif").fill(REASON)
    page.locator("form[data-form=vote] button[type=submit]").click()
    confirm(page, "Voter")


def test_signing_in_takes_membership(visitor: Callable[..., BrowserContext], jury: list[Member]) -> None:
    """Pages of the jury ask who is there; an account that is no member is told so at the field."""
    context = visitor()
    person = sign_up(context)
    page = context.new_page()
    page.goto("/fr/jury.html")
    page.wait_for_url("**/jury-sign-in.html**")
    page.get_by_label("Adresse e-mail").fill(person["email"])
    page.get_by_label("Mot de passe", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Se connecter").click()
    expect(page.locator(".warning")).to_be_visible()
    page.get_by_label("Adresse e-mail").fill(jury[0].email)
    page.get_by_role("button", name="Se connecter").click()
    expect(page.locator("h1")).to_have_text("Sessions devant le jury")


def test_a_case_by_keyboard_from_queue_to_vote(visitor: Callable[..., BrowserContext], day: Day) -> None:
    """One case at a glance, leaving a question out, the reason, the confirmation: no mouse; a reload shows the vote."""
    page = day.members[0].sign_in(visitor())
    page.goto("/fr/jury.html")
    page.get_by_role("link", name=f"Session {day.session['number']}").focus()
    page.keyboard.press("Enter")
    page.get_by_role("link", name=f"Dossier {day.case[-6:]}").focus()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text(f"Dossier {day.case[-6:]}")
    ready(page)
    expect(page.locator("#reports")).to_contain_text("L’image ne s’affichait pas.")
    expect(page.locator("#figures")).to_contain_text("à 95 %")
    first = page.locator("#figures svg[role=img]").first
    expect(first).to_have_attribute("aria-label", re.compile(r"niveau \d ou plus"))
    expect(page.locator("#log li")).to_have_count(LENGTH - 1)
    page.get_by_label("Écarter des questions").focus()
    page.keyboard.press("Space")
    page.locator("#leave-2").focus()
    page.keyboard.press("Space")
    page.get_by_label("Motif").focus()
    page.keyboard.type(REASON)
    page.locator("form[data-form=vote] button[type=submit]").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_contain_text("question 2")
    page.keyboard.press("Tab")
    page.get_by_role("dialog").get_by_role("button", name="Voter", exact=True).focus()
    page.keyboard.press("Enter")
    expect(page.locator("#asked")).to_contain_text("Vous avez voté : Écarter des questions · question 2")
    page.reload()
    ready(page)
    expect(page.locator("#asked")).to_contain_text("D’autres votes sont attendus.")
    expect(page.locator("form[data-form=vote]")).to_be_hidden()


def test_a_vote_that_comes_twice_or_late_is_told(visitor: Callable[..., BrowserContext], other_day: Day) -> None:
    """Two tabs of one member, then a decided round: what counts is shown, and why the other vote does not."""
    day = other_day
    first, second, third = day.members
    context = visitor()
    one = first.sign_in(context)
    two = context.new_page()
    for page in (one, two):
        page.goto(day.case_page)
        ready(page)
        page.bring_to_front()
    vote(one, "reject")
    expect(one.locator("#asked")).to_contain_text("Vous avez voté")
    vote(two, "validate")
    expect(two.locator(".problem")).to_contain_text("votre premier vote")
    expect(two.locator("#asked")).to_contain_text("Vous avez voté : Ne pas certifier")
    late = third.sign_in(visitor())
    late.goto(day.case_page)
    ready(late)
    late.get_by_label("Motif").fill("j’écris encore")
    day.vote(second, "reject")
    day.vote(third, "reject")
    vote(late, "validate")
    expect(late.locator(".problem").first).to_be_visible()
    where = f"{day.path}/cases/{day.case}"
    until(lambda: first.call("GET", where)["question"]["decisions"])
    late.reload()
    expect(late.locator("#history")).to_contain_text("à la majorité")
    late.get_by_text("Votes et motifs").click()
    expect(late.locator(".jury-votes li")).to_have_count(3)


def test_a_list_without_one_of_its_tests(visitor: Callable[..., BrowserContext], day: Day) -> None:
    """Who takes a test off the list sees before voting what the vote will do; the test becomes a case."""
    page = day.members[0].sign_in(visitor())
    page.goto(day.page)
    ready(page)
    page.get_by_label("Retirer de la liste").check()
    expect(page.locator("#adopting")).to_contain_text("1 test devient un dossier")
    page.get_by_label("Motif").fill(REASON)
    page.locator("form[data-form=adopt] button[type=submit]").click()
    confirm(page, "Voter")
    expect(page.locator("#list-state")).to_contain_text("Vous avez voté : Adopter la liste sans certains tests")
    body = {"round": 1, "choice": "withhold", "reason": REASON, "withheld": [day.listed]}
    day.members[1].call("POST", f"{day.path}/adoption", body)
    until(lambda: len(day.members[0].call("GET", day.path)["cases"]) == 2)
    page.reload()
    expect(page.locator("#cases")).to_contain_text("retiré de la liste")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_axe_violation_at_320_pixels(visitor: Callable[..., BrowserContext], day: Day, scheme: str) -> None:
    """Nobody is kept out by a colour or a small screen, in French or in English."""
    found = []
    page = day.members[0].sign_in(visitor(color_scheme=scheme, viewport=NARROW))
    english = day.case_page.replace("/fr/", "/en/")
    for where in ("/fr/jury.html", day.page, day.case_page, english, "/fr/jury-sign-in.html"):
        page.goto("about:blank")
        page.goto(where)
        ready(page)
        found += violations(page)
        assert overflow(page) == 0, where
        if where == english:
            expect(page.locator("#log > p")).to_have_text(re.compile(r"\d\d \w+ 20\d\d, \d\d:\d\d (UTC|GMT|CET)"))
    assert found == []


def test_an_unknown_case_says_so(visitor: Callable[..., BrowserContext], jury: list[Member]) -> None:
    """A mistyped address is no broken page: it tells, and leads back."""
    page = jury[0].sign_in(visitor())
    page.goto("/fr/jury-case.html?session=x&id=y")
    expect(page.locator(".problem")).to_contain_text("n’existe pas")
    page.get_by_role("link", name="Toutes les sessions").click()
    expect(page.locator("h1")).to_have_text("Sessions devant le jury")
