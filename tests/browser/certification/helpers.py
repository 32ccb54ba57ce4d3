"""A day of certification set up through the API as its people would, and what its pages are asked again and again."""

import re
import secrets
import subprocess
import sys
import time
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import httpx
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.browser.bank import answer_in
from tests.browser.certification.bank import CODES
from tests.browser.client.helpers import PASSWORD, address, sign_up
from tests.environments import of_a_shell

LENGTH = 6  # questions of a test
PLACE = ZoneInfo("Europe/Paris")
BORN = {"birth_date": "2001-02-03", "sex": "F", "birth_country": "Belgique", "birth_city": "Namur"}
ASKED = re.compile("voit que vous êtes là|sees that you are here")
Json = dict[str, Any]


@dataclass
class Caller:
    """Somebody at the API."""

    base: str
    token: str = ""

    def __call__(self, method: str, path: str, body: Json | None = None) -> Json:
        """One request; the reply's JSON, {} when it has none. A refusal is an error."""
        head = {"authorization": f"Bearer {self.token}"} if self.token else {}
        reply = httpx.request(method, f"{self.base}{path}", json=body, headers=head, timeout=30)
        assert reply.is_success, f"{method} {path}: {reply.status_code} {reply.text}"
        return reply.json() if reply.content else {}


@dataclass
class Centre:
    """A centre and its admin."""

    id: str
    call: Caller
    email: str
    data: Path

    def plan(self, **changes: Any) -> Json:
        """A session that starts in half an hour, so that candidates may come in now."""
        start = datetime.now(PLACE) + timedelta(minutes=30)
        plan = {
            "plan_id": secrets.token_hex(8),
            "address": "12 rue des Écoles, Lyon",
            "room": f"Salle {secrets.token_hex(3)}",
            "date": start.strftime("%Y-%m-%d"),
            "time": start.strftime("%H:%M"),
            "zone": PLACE.key,
            "invigilators": "Grace Hopper",
        }
        return self.call("POST", f"/v1/centres/{self.id}/sessions", plan | changes)

    def enrol(self, session: Json, first_name: str, last_name: str, **changes: Any) -> Json:
        """A candidate of a session."""
        given = {"first_name": first_name, "last_name": last_name, **BORN, **changes}
        return self.call("POST", f"/v1/certification-sessions/{session['id']}/candidates", given)


def pix(data: Path, *arguments: str) -> str:
    """What the operator's command says, on the stack that keeps its data there."""
    command = [sys.executable, "-m", "chalicelib.cli", *arguments]
    done = subprocess.run(command, env=of_a_shell(PIX_DATA_DIR=str(data)), capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


def a_centre(base: str, data: Path) -> Centre:
    """Approved by the operator; its first admin followed the link of the mail."""
    created = pix(data, "centre", "add", "Lycée des Pommiers", "--type", "SUP").split()[0]
    email = address()
    pix(data, "centre", "invite", created, email)
    call = Caller(base)
    person = {"email": email, "password": PASSWORD, "first_name": "Grace", "last_name": "Hopper"}
    call.token = call("POST", "/v1/people", person | {"language": "fr", "country": "FR", "terms_accepted": True})[
        "access_token"
    ]
    call("POST", "/v1/centre-invitations/accept", {"token": invitation(base, email)})
    signed_in = call("POST", "/v1/sessions", {"email": email, "password": PASSWORD, "application": "centre"})
    return Centre(created, Caller(base, signed_in["access_token"]), email, data)


def invitation(base: str, email: str) -> str:
    """The token of the link that was mailed to somebody; the mail is sent by a workflow, in a moment."""
    end = time.monotonic() + 60
    while time.monotonic() < end:
        for message in httpx.get(f"{base}/outbox").text.split("<article")[1:]:
            if email in message and (found := re.search(r'#token=([^"<\s]+)', message)):
                return found[1]
    raise AssertionError("no invitation came")


def learner(context: BrowserContext, base: str, **changes: str) -> Json:
    """A new certifiable learner, signed in in this browser."""
    person = sign_up(context, **changes)
    make_certifiable(Caller(base, person["access_token"]))
    return person


def make_certifiable(call: Caller) -> None:
    """Show a level in each competence of the bank, by answering its test."""
    for competence in CODES:
        test = call("POST", "/v1/assessments", {"competence": competence, "language": "fr"})
        while current := test["current"]:
            where = f"/v1/assessments/{test['id']}"
            if current["question"] is None:
                current = call("POST", f"{where}/questions/{current['position']}/open")["current"]
            answer = {
                "answer_id": secrets.token_hex(8),
                "position": current["position"],
                "value": answer_in(current["question"]["instruction"]),
            }
            test = call("POST", f"{where}/answers", answer)["assessment"]


def open_join(page: Page, language: str = "fr") -> None:
    """The candidate's page, ready to be filled in."""
    page.goto(f"/{language}/certification.html")
    expect(page.locator("form[data-form=join] button[type=submit]")).to_be_enabled()


def join(page: Page, session: Json, candidate: Json, language: str = "fr") -> None:
    """Say who one is; the waiting room opens."""
    open_join(page, language)
    for name, value in (("session_number", session["number"]), *identity(candidate).items()):
        page.locator(f"#{name}").fill(value)
    page.locator("form[data-form=join] button[type=submit]").click()
    in_waiting_room(page)


def identity(candidate: Json) -> dict[str, str]:
    """What a candidate types."""
    return {name: candidate[name] for name in ("first_name", "last_name", "birth_date")}


def in_waiting_room(page: Page) -> None:
    """The candidate waits, and the invigilator was told."""
    expect(page.locator("#exam .notice.waiting").get_by_role("status")).to_have_text(ASKED)


def enter(page: Page, session: Json) -> None:
    """Type the access code, once the invigilator has confirmed; a step of the test is shown."""
    page.locator("#access_code").fill(session["access_code"])
    page.locator("form[data-form=enter] button[type=submit]").click()
    expect(page.locator("html")).to_have_attribute("data-exam", "")


def supervise(page: Page, session: Json, language: str = "fr") -> None:
    """Sign in as the invigilator of a session; its room is shown."""
    page.goto(f"/{language}/invigilator.html")
    for name, value in (("session_number", session["number"]), ("password", session["invigilator_password"])):
        page.locator(f"#{name}").fill(value)
    page.locator("#name").fill("Grace Hopper")
    page.locator("form[data-form=supervise] button[type=submit]").click()
    expect(page.locator("h1").last).to_contain_text(session["number"])


def row(room: Page, candidate: Json) -> Locator:
    """A candidate on the invigilator's page."""
    return room.locator(".room-line", has_text=f"{candidate['last_name']} {candidate['first_name']}")


def press(room: Page, candidate: Json, act: str) -> None:
    """A button of a candidate, as soon as it is there."""
    row(room, candidate).locator(f"[data-act={act}]").click()


def step(page: Page, number: int) -> None:
    """Wait for a question; a timed one is opened, the others have the focus on their heading."""
    expect(page.locator("#exam h1")).to_have_text(f"Question {number}")
    page.locator("form.question, #exam .card .main").first.wait_for()
    if not page.locator("form.question").count():
        page.locator("#exam .card .main").click()
        page.locator("form.question").wait_for()


def reply(page: Page, right: bool = True) -> str:
    """Type the answer that the question asks for, or another one, and send it; returns it."""
    word = answer_in(page.locator(".instruction").inner_text()) if right else "poire"
    page.locator("form.question input").fill(word)
    page.locator("form.question button[type=submit]").click()
    return word


def finish(page: Page, first: int = 1, last: int = LENGTH) -> None:
    """Answer question `first` to question `last`."""
    for number in range(first, last + 1):
        step(page, number)
        reply(page)


def in_test(page: Page, room: Page, session: Json, candidate: Json, language: str = "fr") -> None:
    """From the form to the first question, with an invigilator whose room is open."""
    join(page, session, candidate, language)
    press(room, candidate, "confirm")
    enter(page, session)
