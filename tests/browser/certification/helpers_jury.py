"""What the tests of the jury's pages do again and again: seat members, bring a session before them, vote."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.certification.helpers import PASSWORD, Caller, Centre, Json, pix
from tests.browser.certification.helpers_centre import sit
from tests.browser.client.helpers import address

T = TypeVar("T")
PATIENCE = 120  # seconds: state machines run beside three browsers on two cores
REASON = "Le dossier est clair."


@dataclass
class Member:
    """A member of the jury."""

    id: str
    email: str
    call: Caller

    def sign_in(self, context: BrowserContext) -> Page:
        """A page of this member; the cookie is set as the sign-in page would have it."""
        given = {"email": self.email, "password": PASSWORD, "application": "jury"}
        reply = context.request.post("/v1/sessions", data=given)
        assert reply.status == 201, reply.text()
        return context.new_page()


def a_member(base: str, data: Path, name: str, *rights: str) -> Member:
    """An account that the operator took into the jury."""
    email = address()
    person = {"email": email, "password": PASSWORD, "first_name": name, "last_name": "Jury"}
    wish = person | {"language": "fr", "country": "FR", "terms_accepted": True}
    made = Caller(base)("POST", "/v1/people", wish)
    pix(data, "jury", "add", email, *rights)
    signed_in = Caller(base)("POST", "/v1/sessions", {"email": email, "password": PASSWORD, "application": "jury"})
    return Member(made["person"]["id"], email, Caller(base, signed_in["access_token"]))


@dataclass
class Day:
    """A finalized session: a complete test on the list, an unfinished one with a reported question as a case."""

    session: Json
    listed: str
    case: str
    learner: str
    members: list[Member] = field(default_factory=list)

    @property
    def path(self) -> str:
        return f"/v1/jury/sessions/{self.session['id']}"

    @property
    def case_page(self) -> str:
        return f"/fr/jury-case.html?session={self.session['id']}&id={self.case}"

    @property
    def page(self) -> str:
        return f"/fr/jury.html#session={self.session['id']}"

    def vote(self, member: Member, choice: str = "validate", round_: int = 1, **more: Any) -> None:
        """A vote on the case (or on another `subject`), at the API."""
        where = f"{self.path}/cases/{more.pop('subject', self.case)}/votes"
        member.call("POST", where, {"round": round_, "choice": choice, "reason": REASON, **more})

    def adopt(self, member: Member) -> None:
        """A vote on the list, at the API."""
        member.call("POST", f"{self.path}/adoption", {"round": 1, "choice": "adopt", "reason": REASON})


def before_the_jury(base: str, centre: Centre, members: list[Member], length: int) -> Day:
    """Planned, sat and finalized; scored and handed over by its machine."""
    session = centre.plan()
    email = address()
    listed = sit(base, centre, session, "Inès", "Benali", length, email=email)
    case = sit(base, centre, session, "Tom", "Nguyen", length - 2)
    where = f"/v1/certification-sessions/{session['id']}"
    reported = {"category": "in_question", "trouble": "image", "number": 2, "text": "L’image ne s’affichait pas."}
    centre.call("POST", f"{where}/reports", {**reported, "candidate": case, "report_id": "r" * 32})
    centre.call("PUT", f"{where}/candidates/{case}/abort-reason", {"reason": "technical"})
    said = {"comment": "", "incident": False, "joining_trouble": False}
    centre.call("POST", f"{where}/finalization", said)
    day = Day(session, listed, case, email, members)
    until(lambda: _asked(members[0], session))
    return day


def published(day: Day) -> Day:
    """Everything certified as scored, published by the first member."""
    for member in day.members:
        day.vote(member)
    for member in day.members[:2]:  # two of three agree: that decides a list
        day.adopt(member)
    until(lambda: day.members[0].call("GET", day.path)["publishable"])
    day.members[0].call("POST", f"{day.path}/publication")
    return day


def _asked(member: Member, session: Json) -> bool:
    """Whether the machine has put both questions."""
    lines = member.call("GET", "/v1/jury/sessions")["items"]
    return any(line["id"] == session["id"] and line["open"] == 2 for line in lines)


def until(found: Callable[[], T | None]) -> T:
    """What a state machine brings about in a while."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if result := found():
            return result
        time.sleep(0.2)
    raise AssertionError("it did not come about")


def ready(page: Page) -> Page:
    """Wait until the page has drawn itself."""
    expect(page.locator("[aria-busy=true]")).to_have_count(0)
    return page


def confirm(page: Page, answer: str) -> None:
    """Say yes to what a dialog asks."""
    page.get_by_role("dialog").get_by_role("button", name=answer, exact=True).click()
    expect(page.get_by_role("dialog")).to_have_count(0)
