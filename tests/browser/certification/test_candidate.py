"""The candidate's page: from the form to the end of the test, by keyboard, with cuts, alerts, tabs and returns."""

import re
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from tests.browser.certification.helpers import (
    LENGTH,
    Centre,
    Json,
    enter,
    finish,
    identity,
    in_test,
    in_waiting_room,
    join,
    learner,
    open_join,
    press,
    reply,
    row,
    step,
    supervise,
)
from tests.browser.client.helpers import overflow, sign_up, violations

Visitor = Callable[..., BrowserContext]
ANSWERS = re.compile(r"/v1/certification-tests/[^/]+/answers")
NARROW = {"width": 320, "height": 640}
END = "Le test est terminé"
BORN = "2001-03-03"  # typed alike whether the browser puts day or month first


@dataclass
class Day:
    """One session, its candidate's browser, its invigilator's room."""

    session: Json
    candidate: Json
    context: BrowserContext
    page: Page
    room: Page

    def begin(self) -> None:
        """The candidate is at the first question."""
        in_test(self.page, self.room, self.session, self.candidate)
        step(self.page, 1)

    def come_back(self, page: Page) -> None:
        """Confirmed again, the code typed again."""
        expect(row(self.room, self.candidate)).to_have_class(re.compile("returning"))
        press(self.room, self.candidate, "confirm")
        enter(page, self.session)


@pytest.fixture
def day(visitor: Visitor, centre: Centre, stack: str) -> Day:
    """A session with one certifiable candidate, and its invigilator signed in."""
    session = centre.plan()
    candidate = centre.enrol(session, "Zoé", "D'Été", birth_date=BORN)
    context = visitor()
    learner(context, stack, first_name="Zoé", last_name="D'Été")
    room = visitor().new_page()
    supervise(room, session)
    return Day(session, candidate, context, context.new_page(), room)


def focused(page: Page) -> str:
    """What has the focus: its name and its id."""
    return page.evaluate("`${document.activeElement.localName}#${document.activeElement.id}`")


def test_a_candidate_needs_no_mouse_from_the_profile_to_the_end(day: Day) -> None:
    """Whoever cannot use a pointer takes the same test; after each step the focus is where reading goes on."""
    page, keys = day.page, day.page.keyboard
    page.goto("/fr/profile.html")
    page.get_by_role("link", name="Passer la certification").press("Enter")
    expect(page.locator("form[data-form=join] button")).to_be_enabled()
    page.locator("#session_number").focus()
    for value in (day.session["number"], "zoe", "d'ete"):
        keys.type(value)
        keys.press("Tab")
    keys.type("03032001")
    keys.press("Enter")
    in_waiting_room(page)
    assert focused(page).startswith("h1")
    day.room.locator("[data-act=confirm]").press("Enter")
    expect(page.locator("#code h1")).to_be_focused()
    keys.press("Tab")
    keys.type(day.session["access_code"].lower())
    keys.press("Enter")
    for number in range(1, LENGTH + 1):
        expect(page.locator("#exam h1")).to_have_text(f"Question {number}")
        assert focused(page).startswith("h1")
        page.locator("form.question, #exam .card .main").first.wait_for()
        if not page.locator("form.question").count():
            keys.press("Tab")
            keys.press("Enter")
            page.locator("form.question").wait_for()
        keys.press("Tab")
        keys.type(page.locator(".instruction").inner_text().split("«")[1].split("»")[0].strip())
        keys.press("Enter")
    expect(page.locator("#exam h1")).to_have_text(END)
    expect(page.locator("#exam")).to_contain_text("Vous avez répondu à tout")
    assert focused(page).startswith("h1")


def test_no_correction_is_shown_nor_sent(day: Day) -> None:
    """A certification tells nothing of right or wrong, on the page or on the wire."""
    bodies: list[str] = []
    day.page.on("response", lambda got: bodies.append(got.text()) if "certification-tests" in got.url else None)
    day.begin()
    for number in range(1, LENGTH + 1):
        step(day.page, number)
        reply(day.page, right=number % 2 == 0)
    expect(day.page.locator("#exam h1")).to_have_text(END)
    assert len(bodies) >= LENGTH
    assert not [body for body in bodies if re.search(r'"(result|solution|correction|key|hint)"', body)]


def test_passing_over_a_question_is_asked_first(day: Day) -> None:
    """A slip of the finger does not cost a question; Escape and Cancel go back to it."""
    day.begin()
    skip = day.page.get_by_role("button", name="Passer")
    skip.click()
    expect(day.page.get_by_role("dialog")).to_contain_text("comptera comme fausse")
    assert violations(day.page) == []
    day.page.keyboard.press("Escape")
    step(day.page, 1)
    skip.click()
    day.page.get_by_role("button", name="Annuler").click()
    step(day.page, 1)
    skip.click()
    day.page.locator("[data-answer=yes]").click()
    step(day.page, 2)


def test_a_candidate_may_end_before_the_last_question(day: Day) -> None:
    """Ending is asked for, says what it costs, and is final."""
    day.begin()
    reply(day.page)
    step(day.page, 2)
    day.page.get_by_role("button", name="Terminer le test").click()
    expect(day.page.get_by_role("dialog")).to_contain_text("Avec moins de 20 réponses, rien ne peut être certifié")
    day.page.get_by_role("button", name="Annuler").click()
    step(day.page, 2)
    day.page.evaluate("document.getElementById('exam').dataset.least = '1'")  # as where one answer is enough
    day.page.get_by_role("button", name="Terminer le test").click()
    expect(day.page.get_by_role("dialog")).to_contain_text(f"{LENGTH - 1} questions n’auraient pas de réponse")
    day.page.locator("[data-answer=yes]").click()
    expect(day.page.locator("#exam h1")).to_have_text(END)
    expect(day.page.locator("#exam")).to_contain_text("1 réponse")
    day.page.reload()
    expect(day.page.locator("#exam h1")).to_have_text(END)
    expect(row(day.room, day.candidate)).to_contain_text("arrêté par le candidat")


def test_double_clicks_join_and_answer_once(day: Day) -> None:
    """Nervous hands neither join twice nor answer the next question by mistake."""
    sent: list[Json] = []
    day.page.on("request", lambda one: sent.append(one.post_data_json or {}) if ANSWERS.search(one.url) else None)
    open_join(day.page)
    for name, value in (("session_number", day.session["number"]), *identity(day.candidate).items()):
        day.page.locator(f"#{name}").fill(value)
    day.page.locator("form[data-form=join] button").dblclick()
    in_waiting_room(day.page)
    day.room.locator("[data-act=confirm]").dblclick()
    expect(day.page.locator("#access_code")).to_be_visible()
    day.page.locator("#access_code").fill(day.session["access_code"])
    day.page.locator("form[data-form=enter] button").dblclick()
    step(day.page, 1)
    day.page.locator("form.question input").fill("poire")
    day.page.locator("form.question button[type=submit]").dblclick()
    step(day.page, 2)
    assert [one["number"] for one in sent] == [1]


def test_a_wrong_code_is_told_beside_the_form_and_nothing_is_lost(day: Day) -> None:
    """The confirmation stays good after a mistyped code."""
    join(day.page, day.session, day.candidate)
    press(day.room, day.candidate, "confirm")
    day.page.locator("#access_code").fill("XXXX22")
    day.page.locator("form[data-form=enter] button").click()
    expect(day.page.get_by_role("alert")).to_contain_text("code d’accès")
    expect(day.page.locator("#access_code")).to_have_value("XXXX22")
    enter(day.page, day.session)


def test_a_confirmation_taken_back_leads_to_the_waiting_room(day: Day) -> None:
    """The invigilator confirmed the wrong person: the code alone lets nobody in."""
    join(day.page, day.session, day.candidate)
    press(day.room, day.candidate, "confirm")
    expect(day.page.locator("#access_code")).to_be_visible()
    press(day.room, day.candidate, "withdraw")
    expect(row(day.room, day.candidate)).to_have_class(re.compile("waiting"))
    day.page.locator("#access_code").fill(day.session["access_code"])
    day.page.locator("form[data-form=enter] button").click()
    expect(day.page.get_by_role("alert")).to_contain_text("surveillant")
    in_waiting_room(day.page)
    press(day.room, day.candidate, "confirm")
    enter(day.page, day.session)


def test_who_is_not_enrolled_or_not_certifiable_is_told_what_to_do(visitor: Visitor, centre: Centre) -> None:
    """The two mistakes of a first time have an answer that helps."""
    session = centre.plan()
    candidate = centre.enrol(session, "Lou", "Petit")
    context = visitor()
    sign_up(context)
    page = context.new_page()
    open_join(page)
    for name, value in (("session_number", session["number"]), *identity(candidate | {"last_name": "Grand"}).items()):
        page.locator(f"#{name}").fill(value)
    page.locator("form[data-form=join] button").click()
    expect(page.get_by_role("alert")).to_contain_text("Aucun candidat ne correspond")
    page.locator("#last_name").fill("Petit")
    page.locator("form[data-form=join] button").click()
    expect(page.get_by_role("alert")).to_contain_text("Il manque 5 compétences")


def test_a_cut_network_keeps_the_answer_and_sends_it(day: Day) -> None:
    """Offline between question and answer: the page needs nobody, and the test goes on when the network is back."""
    day.begin()
    day.context.set_offline(True)
    reply(day.page)
    expect(day.page.locator(".delivery")).to_contain_text("Réponse en attente du réseau")
    assert violations(day.page) == []
    day.context.set_offline(False)
    step(day.page, 2)
    expect(row(day.room, day.candidate)).to_contain_text(f"réponses : 1 sur {LENGTH}")


def test_a_lost_reply_is_not_a_second_answer(day: Day) -> None:
    """Stored, but the word of it lost: the same id is sent again, and one answer counts."""
    day.begin()
    sent: list[str] = []

    def lose_the_first_reply(route: Route) -> None:
        sent.append((route.request.post_data_json or {})["answer_id"])
        if len(sent) > 1:
            route.continue_()
            return
        route.fetch()
        route.abort()

    day.page.route(ANSWERS, lose_the_first_reply)
    reply(day.page)
    day.page.get_by_role("button", name="Envoyer maintenant").click()
    step(day.page, 2)
    assert len(set(sent)) == 1


def test_a_closed_page_comes_back_to_the_same_question_and_its_answer_leaves(day: Day) -> None:
    """Closed while an answer waited: the invigilator lets back in, the kept answer goes, nothing is asked twice."""
    day.begin()
    reply(day.page)
    step(day.page, 2)
    day.context.set_offline(True)
    reply(day.page)
    expect(day.page.locator(".delivery")).to_contain_text("Réponse en attente")
    where = day.page.url
    day.page.close()
    day.context.set_offline(False)
    page = day.context.new_page()
    page.goto(where)
    in_waiting_room(page)
    expect(page.locator("h1").first).to_have_text("Votre test vous attend")
    assert violations(page) == []
    day.come_back(page)
    finish(page, first=3)
    expect(page.locator("#exam h1")).to_have_text(END)
    expect(page.locator("#exam")).to_contain_text(f"{LENGTH} réponses")


def test_a_reload_needs_the_invigilator_and_shows_the_same_question(day: Day) -> None:
    """What the page knew to be in is gone with it, by rule; the question is the one that was left."""
    day.begin()
    asked = day.page.locator(".instruction").inner_text()
    day.page.on("dialog", lambda dialog: dialog.accept())
    day.page.reload()
    in_waiting_room(day.page)
    day.come_back(day.page)
    step(day.page, 1)
    expect(day.page.locator(".instruction")).to_have_text(asked)


def test_a_second_tab_leaves_the_test_to_the_first(day: Day) -> None:
    """The same link opened twice calls nobody; once the first tab is closed, the second takes over."""
    day.begin()
    second = day.context.new_page()
    second.goto(day.page.url)
    expect(second.locator("h1").first).to_have_text("Votre session est ouverte dans un autre onglet")
    assert violations(second) == []
    reply(day.page)
    step(day.page, 2)
    expect(row(day.room, day.candidate)).to_contain_text("réponses : 1 sur")
    expect(row(day.room, day.candidate)).to_have_class(re.compile("running"))
    day.page.close()
    in_waiting_room(second)
    day.come_back(second)
    step(second, 2)


def test_another_device_takes_the_test_over_and_the_first_page_says_so(day: Day, visitor: Visitor) -> None:
    """A broken keyboard: the test moves to another machine, and the page left behind takes nothing back by itself."""
    day.begin()
    other = visitor(storage_state=day.context.storage_state())
    page = other.new_page()
    page.goto(day.page.url)
    in_waiting_room(page)
    day.come_back(page)
    step(page, 1)
    reply(day.page)
    expect(day.page.locator("h1").first).to_have_text("Votre test continue ailleurs")
    assert violations(day.page) == []
    reply(page)
    step(page, 2)
    expect(row(day.room, day.candidate)).to_have_class(re.compile("running"))


@pytest.mark.parametrize("decision", ["validate", "dismiss"])
def test_a_live_alert_blocks_until_it_is_decided(day: Day, decision: str) -> None:
    """Validated, another question comes; dismissed, the same one goes on with what was typed."""
    day.begin()
    asked = day.page.locator(".instruction").inner_text()
    day.page.locator("form.question input").fill("à moitié")
    day.page.get_by_role("button", name="Signaler un problème").click()
    day.page.locator("[name=category]").select_option("file")
    day.page.locator("dialog textarea").fill("Le fichier est vide.")
    assert violations(day.page) == []
    day.page.locator("[data-answer=alert]").click()
    expect(day.page.get_by_text("Le surveillant est prévenu")).to_be_visible()
    expect(day.page.locator("form.question button[type=submit]:enabled")).to_have_count(0)
    expect(row(day.room, day.candidate)).to_contain_text("Le fichier est vide.")
    expect(day.room).to_have_title(re.compile(r"^\(1\)"))
    expect(day.room.locator("#live")).to_contain_text("problème signalé")
    press(day.room, day.candidate, "alert")
    assert violations(day.room) == []
    day.room.locator(f"[data-answer={decision}]").click()
    expect(row(day.room, day.candidate)).to_have_class(re.compile("running"))
    if decision == "validate":
        step(day.page, 2)
        expect(day.page.get_by_role("button", name="Signaler un problème")).to_be_visible()
        return
    expect(day.page.locator("form.question button[type=submit], #exam .card .main")).to_be_enabled()
    step(day.page, 1)
    expect(day.page.locator(".instruction")).to_have_text(asked)
    expect(day.page.locator("form.question input")).to_have_value("à moitié")
    expect(day.page.get_by_role("button", name="Signaler un problème")).to_have_count(0)


def test_a_test_ended_by_the_invigilator_says_so(day: Day) -> None:
    """Also when an answer was on its way: the page tells what became of it."""
    day.begin()
    day.page.route(ANSWERS, lambda route: route.abort())
    reply(day.page)
    expect(day.page.locator(".delivery")).to_contain_text("Réponse en attente")
    press(day.room, day.candidate, "end")
    expect(day.room.get_by_role("dialog")).to_contain_text("Zoé D'Été")
    day.room.locator("[data-answer=end]").click()
    expect(row(day.room, day.candidate)).to_contain_text("arrêté par le surveillant")
    day.page.unroute(ANSWERS)
    day.page.get_by_role("button", name="Envoyer maintenant").click()
    expect(day.page.locator("#exam h1")).to_have_text(END)
    expect(day.page.locator("#exam")).to_contain_text("n’était pas partie à temps")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_step_is_accessible_and_narrow(visitor: Visitor, centre: Centre, stack: str, scheme: str) -> None:
    """No axe violation, no sideways scrolling on a phone, in English, with extra time shown where it counts."""
    session = centre.plan()
    candidate = centre.enrol(session, "Ada", "Lovelace", extra_time_percent=33)
    context = visitor(color_scheme=scheme, viewport=NARROW, locale="en-GB")
    learner(context, stack, first_name="Ada", last_name="Lovelace", language="en")
    page, room = context.new_page(), visitor().new_page()
    supervise(room, session)

    def sound() -> None:
        assert violations(page) == []
        assert overflow(page) == 0, page.locator("h1").all_inner_texts()

    open_join(page, "en")
    sound()
    join(page, session, candidate, "en")
    expect(page.locator("#exam")).to_contain_text("Allow 140 minutes")
    sound()
    press(room, candidate, "confirm")
    expect(page.locator("#access_code")).to_be_visible()
    sound()
    enter(page, session)
    step(page, 1)
    sound()
    finish(page)
    expect(page.locator("#exam h1")).to_have_text("The test is over")
    sound()
