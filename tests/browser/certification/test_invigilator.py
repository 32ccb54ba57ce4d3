"""The invigilator's page: everybody at a glance, calm under a hand, narrow, by keyboard, without a network."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.certification.helpers import Centre, Json, join, learner, press, row, supervise
from tests.browser.client.helpers import overflow, violations

Visitor = Callable[..., BrowserContext]
CURRENT = re.compile(r"/v1/invigilations/current$")
LINE = {
    "birth_date": "2001-02-03",
    "extra_time": 0,
    "needs": [],
    "state": "running",
    "question": 3,
    "answered": 2,
    "length": 6,
    "started_at": "2026-11-22T08:00:00.000Z",
    "ends_at": "2026-11-22T09:45:00.000Z",
    "late": False,
    "alert": None,
    "confirmed_until": None,
    "identity": None,
    "ended": None,
}


class Script:
    """What the server says of a room, told by the test: many candidates in any state."""

    def __init__(self, room: Page, session: Json, lines: list[Json], pace: int = 1) -> None:
        self.lines, self.session, self.pace, self.asked, self.gone = lines, session, pace, 0, False
        room.route(CURRENT, self.tell)

    def tell(self, route: object) -> None:
        """One answer; none when the network is `gone`."""
        self.asked += 1
        if self.gone:
            route.abort()  # type: ignore[attr-defined]
            return
        names = ("id", "number", "address", "room", "date", "time", "zone", "remote", "access_code")
        session = {name: self.session[name] for name in names} | {"centre": "Lycée"}
        view = {"session": session, "invigilator": "Grace", "candidates": self.lines, "reports": []}
        route.fulfill(json=view | {"server_time": "2026-11-22T09:00:00.000Z", "poll_seconds": self.pace})  # type: ignore[attr-defined]


def line(number: int, **changes: object) -> Json:
    """Candidate `number`."""
    return {"id": f"C{number}", "first_name": "Lou", "last_name": f"Martin-Dupont {number:02d}", **LINE, **changes}


def names(room: Page) -> list[str]:
    """Who is where in the list, from the top."""
    return room.locator(".room-line h2").all_inner_texts()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_twenty_five_candidates_fit_a_phone_and_pass_axe(visitor: Visitor, centre: Centre, scheme: str) -> None:
    """Each state, on 320 pixels and on a desk, in both languages' longest words."""
    session = centre.plan()
    alert = {"number": 3, "category": "file", "text": "vide", "at": LINE["started_at"]}
    first = [
        line(1, state="alert", alert=alert),
        line(2, state="returning", late=True),
        line(3, state="waiting", started_at=None, question=None, extra_time=0.33, needs=["keyboard"]),
        line(4, state="confirmed", started_at=None, confirmed_until="2026-11-22T09:12:00.000Z"),
        line(5, state="absent", started_at=None),
        line(6, state="ended", ended="candidate"),
    ]
    for language, size in (("fr", {"width": 320, "height": 640}), ("en", {"width": 1280, "height": 900})):
        room = visitor(color_scheme=scheme, viewport=size).new_page()
        Script(room, session, first + [line(number) for number in range(7, 26)])
        room.goto(f"/{language}/invigilator.html")
        assert violations(room) == []
        supervise(room, session, language)
        expect(room.locator(".room-line")).to_have_count(25)
        expect(room.locator(".room-line").first).to_contain_text(
            {"fr": "3 février 2001", "en": "3 February 2001"}[language]
        )
        expect(room.locator(".room-state")).to_contain_text(re.compile(r"\d\d:00:00 (CET|UTC)\S*$"))  # no a.m.
        assert violations(room) == []
        assert overflow(room) == 0


def test_nothing_moves_under_a_pointer_or_the_focus(visitor: Visitor, centre: Centre) -> None:
    """A call for help stands above the list at once; the rows change places when no hand is near."""
    session, room = centre.plan(), visitor().new_page()
    script = Script(room, session, [line(1), line(2), line(3)])
    supervise(room, session)
    calm = names(room)
    row(room, line(2)).hover()
    script.lines = [line(3, state="returning"), line(1), line(2)]
    expect(room.locator(".room-help")).to_contain_text("03 Lou")
    expect(row(room, line(3))).to_have_class(re.compile("returning"))
    expect(room).to_have_title(re.compile(r"^\(1\) "))
    expect(room.locator("#live")).to_contain_text("Lou Martin-Dupont 03")
    assert names(room) == calm
    room.mouse.move(2, 2)
    expect(room.locator(".room-line h2").first).to_contain_text("03")
    room.locator(".room-help button").press("Enter")
    expect(row(room, line(3)).locator("h2")).to_be_focused()
    script.lines = [line(1, state="returning"), line(2), line(3)]
    expect(room.locator(".room-help")).to_contain_text("01 Lou")
    assert "03" in names(room)[0]


def test_a_page_asks_no_more_often_than_it_may(visitor: Visitor, centre: Centre) -> None:
    """Coming back to the page again and again is no way around the pace that the server sets."""
    session, room = centre.plan(), visitor().new_page()
    room.clock.install()
    script = Script(room, session, [line(1)], pace=600)
    supervise(room, session)
    expect(row(room, line(1))).to_be_visible()
    for _ in range(5):
        room.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
        room.evaluate("window.dispatchEvent(new Event('online'))")
    room.clock.run_for(60_000)
    assert script.asked == 1


def test_the_page_stays_when_the_network_fails(visitor: Visitor, centre: Centre) -> None:
    """The list of a moment ago is worth more than an error page, and it says how old it is."""
    session, room = centre.plan(), visitor().new_page()
    script = Script(room, session, [line(1)])
    supervise(room, session)
    expect(row(room, line(1))).to_be_visible()
    script.gone = True
    expect(room.locator(".room-state")).to_contain_text("La page réessaie")
    expect(row(room, line(1))).to_be_visible()
    script.gone = False
    expect(room.locator(".room-state")).to_contain_text("Mis à jour")


def test_an_incident_is_noted_even_when_the_network_fails_first(visitor: Visitor, centre: Centre, stack: str) -> None:
    """What was typed is sent again as it was, and stands once among the notes."""
    session = centre.plan()
    candidate = centre.enrol(session, "Ana", "Petit")
    context = visitor()
    learner(context, stack, first_name="Ana", last_name="Petit")
    join(context.new_page(), session, candidate)
    room = visitor().new_page()
    supervise(room, session)
    room.route("**/current/reports", lambda route: route.abort())
    press(room, candidate, "incident")
    room.locator("[data-answer=note]").click()
    expect(room.locator("#incident-text")).to_have_attribute("aria-invalid", "true")
    room.locator("#incident-text").fill("Un téléphone a sonné.")
    room.locator("[data-answer=note]").click()
    expect(room.get_by_role("alert")).to_contain_text("Le serveur ne répond pas")
    room.unroute("**/current/reports")
    room.get_by_role("button", name="Réessayer").click()
    expect(room.locator(".room-notes li")).to_have_count(1)
    expect(room.locator(".room-notes")).to_contain_text("Un téléphone a sonné.")


def test_a_wrong_password_is_told_and_a_reload_asks_again(visitor: Visitor, centre: Centre) -> None:
    """The access is this page's alone: nothing of it stays in the browser."""
    session, room = centre.plan(), visitor().new_page()
    room.goto("/fr/invigilator.html")
    for name, value in (("session_number", session["number"]), ("password", "XXXXXX"), ("name", "Grace")):
        room.locator(f"#{name}").fill(value)
    room.locator("form[data-form=supervise] button[type=submit]").click()
    expect(room.get_by_role("alert")).to_contain_text("ne vont pas ensemble")
    room.locator("#password").fill(session["invigilator_password"])
    room.locator("form[data-form=supervise] button[type=submit]").dblclick()
    expect(room.locator("h1").last).to_contain_text(session["number"])
    assert session["invigilator_password"] not in room.evaluate(
        "JSON.stringify([{...localStorage}, {...sessionStorage}, history.state])"
    )
    room.on("dialog", lambda dialog: dialog.accept())
    room.reload()
    expect(room.locator("#password")).to_have_value("")
    expect(room.locator("#room")).to_be_hidden()


def test_a_remote_candidate_comes_in_after_the_identity_check(visitor: Visitor, centre: Centre, stack: str) -> None:
    """Over the candidate's own video link: confirming is offered once the invigilator has decided, and not before."""
    session = centre.plan(remote=True, window_minutes=120)
    candidate = centre.enrol(session, "Bo", "Petit")
    context = visitor()
    learner(context, stack, first_name="Bo", last_name="Petit")
    page, room = context.new_page(), visitor().new_page()
    join(page, session, candidate)
    supervise(room, session)
    expect(row(room, candidate).locator("[data-act=confirm]")).to_have_count(0)
    press(room, candidate, "identity")
    assert violations(room) == []
    room.locator("[data-answer=accepted]").click()
    press(room, candidate, "confirm")
    expect(page.locator("#access_code")).to_be_visible()


def test_a_cancelled_session_closes_the_room(visitor: Visitor, centre: Centre) -> None:
    """Nothing more to lead: the page says so instead of asking for ever."""
    session, room = centre.plan(), visitor().new_page()
    supervise(room, session)
    expect(room.locator(".room-state")).to_contain_text("Mis à jour")
    centre.call("POST", f"/v1/certification-sessions/{session['id']}/cancellation", {"reason": "no-candidates"})
    expect(room.locator("#room h1")).to_have_text("La surveillance est terminée")
    assert violations(room) == []
