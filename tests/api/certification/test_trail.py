"""Every decisive act of a session's whole life stands in the trail exactly once, and nobody's identity does."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from chalicelib.bootstrap import House
from chalicelib.certification.model import Candidate, Session
from chalicelib.certification.notes import centre_chain
from chalicelib.certification.schemas.centre import ChangeSession, InviteMember, PlanSession
from chalicelib.certification.schemas.reports import Finalize, NewReport
from chalicelib.certification.service import (
    alerts,
    centres,
    finalization,
    invigilation,
    invitations,
    living,
    planning,
    reporting,
)
from chalicelib.jury.schemas import CastVote, VoteOnList
from chalicelib.jury.service import again, deliberating, publishing, voting
from chalicelib.shared.audit.anchors import flaws
from tests.api.conftest import Caller
from tests.fakes import certification_day as day
from tests.fakes.accounts import MemoryExecutions
from tests.fakes.certification_day import Page
from tests.fakes.jury import seat, with_executions

WORDS = "He used a telephone"
IDENTITY = (
    "D'Été",
    "Élodie",
    "2001-02-03",
    "grace@example.org",
    "Grace Hopper",
    "1 rue",
    WORDS,
    "fire alarm",
    "sees it so",
)


@dataclass
class Life:
    """One session from the approval of its centre to a published result that was looked at again."""

    rooms: House
    token: Callable[..., str]
    session: Session
    candidates: tuple[Candidate, Candidate]

    @classmethod
    def begin(cls, rooms: House, token: Callable[..., str]) -> "Life":
        """Approved, invited, planned, changed, moved, enrolled."""
        ports = rooms.certification
        centre = centres.add_centre(ports, "Centre", "SUP")
        centres.set_status(ports, centre.id, "suspended")
        centres.set_status(ports, centre.id, "approved")
        made = invitations.invite_as_operator(ports, centre.id, InviteMember("grace@example.org"))
        assert invitations.invite_as_operator(ports, centre.id, InviteMember("grace@example.org")) == made
        for _ in range(2):
            invitations.accept(ports, "grace", invitations.token_of(ports, made))
        now = rooms.clock()
        wish: Any = {"address": "1 rue", "room": "A", "date": f"{now:%Y-%m-%d}", "invigilators": "Grace Hopper"}
        session, _ = planning.plan(
            ports, "grace", centre.id, PlanSession(plan_id="plan-0001", time="23:58", zone="UTC", **wish)
        )
        planning.plan(ports, "grace", centre.id, PlanSession(plan_id="plan-0001", time="23:58", zone="UTC", **wish))
        session, _ = planning.change(ports, "grace", session.id, ChangeSession(version=1, room="B"))
        session, _ = planning.change(ports, "grace", session.id, ChangeSession(version=2, time="23:59"))
        return cls(rooms, token, session, (day.enrol(rooms, session, 0), day.enrol(rooms, session, 1)))

    def page(self, number: int) -> Page:
        """A candidate who joined."""
        candidate, person = self.candidates[number], f"learner-{number}"
        day.certifiable(self.rooms, person)
        page = Page(Caller(self.token(person, life=day.DAYS)), candidate)
        assert page.join(session_number=self.session.number).status_code == 200
        return page

    def sit(self) -> None:
        """One test with alerts, a way back and an end by the invigilator; one that is completed."""
        ports, where = self.rooms.certification, (self.session.id, self.candidates[0].id)
        given = invigilation.sign_in(ports, "", self.session.number, self.session.invigilator_password, "Grace Hopper")
        access, code = given.access.id, {"access_code": self.session.access_code}
        first, second = self.page(0), self.page(1)
        invigilation.confirm(ports, self.session.id, access, where[1])
        invigilation.withdraw(ports, self.session.id, access, where[1])
        for _ in range(2):
            invigilation.confirm(ports, self.session.id, access, where[1])
        first.enter(**code)
        first.alert(1)
        first.alert(1)
        for _ in range(2):
            alerts.validate(ports, *where, 1, access, "image")
        view = first.see()
        first.alert(view["number"])
        for _ in range(2):
            alerts.dismiss(ports, *where, view["number"], access)
        invigilation.confirm(ports, self.session.id, access, where[1])
        assert Page(first.call, self.candidates[0]).enter(**code).status_code == 200
        for _ in range(2):
            invigilation.end_test(ports, self.session.id, access, where[1])
        invigilation.confirm(ports, self.session.id, access, self.candidates[1].id)
        second.run(second.enter(**code).json())
        note = NewReport(report_id="report-0001", candidate=where[1], category="fraud", text=WORDS)
        reporting.add_report(ports, self.session.id, "invigilator", access, note)

    def close(self) -> None:
        """Finalized, scored, handed over; each twice."""
        ports, session = self.rooms.certification, self.session
        reporting.set_abort_reason(ports, session.id, self.candidates[0].id, "candidate")
        for _ in range(2):
            finalization.finalize(ports, "grace", session, Finalize(comment="A fire alarm at 10:20", incident=True))
        for _ in range(2):
            for test in living.tests(ports, session.id, session.generation):
                living.score(ports, session.id, session.generation, test)
            living.scored(ports, session.id, session.generation)
            living.hand_over(ports, session.id, session.generation)

    def decide(self) -> None:
        """Deliberated, published, appealed against; each twice."""
        jury, session, case = self.rooms.jury, self.session.id, self.candidates[0].id
        for _ in range(2):
            deliberating.ask_all(jury, session)
        for person in ("mia", "noe", "olga") * 2:
            voting.vote_on_case(jury, person, session, case, CastVote(round=1, choice="reject", reason="sees it so"))
            voting.vote_on_list(jury, person, session, VoteOnList(round=1, choice="adopt", reason="sees it so"))
        for _ in range(2):
            deliberating.count(jury, session)
        for _ in range(2):
            publishing.publish(jury, "noe", session)
        for _ in range(2):
            again.appeal(jury, "learner-0", session, case, "It was no telephone.")


@pytest.fixture
def life(rooms: House, token: Callable[..., str]) -> Life:
    """A whole life; state machines are replaced by their steps."""
    day.clock_of(rooms).now = rooms.clock().replace(hour=23, minute=30, second=0, microsecond=0)
    with_executions(rooms, MemoryExecutions())
    seat(rooms)
    found = Life.begin(rooms, token)
    found.sit()
    found.close()
    found.decide()
    return found


def acts(life: Life, chain: str) -> dict[str, int]:
    """How often each act stands in a chain."""
    return Counter(entry.act for entry in life.rooms.trail.entries(chain))


def test_each_act_stands_once(life: Life) -> None:
    """Everything was done twice, as people and networks do."""
    assert acts(life, life.session.id) == {
        "planned": 1,
        "changed": 1,
        "rescheduled": 1,
        "invigilator-signed-in": 1,
        "presence-confirmed": 4,
        "presence-withdrawn": 1,
        "test-begun": 2,
        "test-reentered": 1,
        "alert-validated": 1,
        "alert-dismissed": 1,
        "test-ended": 1,
        "finalized": 1,
        "scored": 2,
        "asked": 2,
        "voted": 6,
        "decided": 2,
        "published": 1,
        "appealed": 1,
    }
    chain = acts(life, centre_chain(life.session.centre))
    assert chain == {"approved": 2, "suspended": 1, "invited": 1, "joined": 1}
    assert acts(life, "operator")["jury-member-set"] == 5


def test_the_whole_trail_is_whole_and_names_nobody(life: Life) -> None:
    """What a verifier is shown proves the acts, and tells nothing of people."""
    trail = life.rooms.trail
    chains = list(trail.chains())
    assert set(chains) == {life.session.id, centre_chain(life.session.centre), "operator"}
    assert [flaw for _, flaw in flaws(trail, {}) if flaw] == []
    told = "".join(text for chain in chains for _, text in trail.stored(chain))
    assert [word for word in (*IDENTITY, life.session.access_code) if word in told] == []
