"""A day of certification in a real store: a published bank, a session, candidates who joined, pages that take the test.

Every right answer is `published.SECRET`; questions of the certification alone are variant 1 of each challenge.
"""

import secrets
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

import httpx
import pytest

from chalicelib.adaptive.certification import build, dump
from chalicelib.assessment.model import Begun, Chapter
from chalicelib.assessment.model import Served as TrainingServed
from chalicelib.bootstrap import House, move_in
from chalicelib.certification.model import Candidate, Centre, Session
from chalicelib.certification.notes import Note, centre_chain
from chalicelib.certification.service import presence
from chalicelib.content import ranking
from chalicelib.content.model import Challenge, Competence, ReleaseIndex, Skill, Topic
from chalicelib.content.store import DynamoReleaseStore
from chalicelib.shared import ids, tokens
from chalicelib.shared.clock import iso
from chalicelib.shared.rules import Rules
from chalicelib.shared.settings import Settings
from tests.api.conftest import Caller
from tests.fakes.learning import RELEASE, FakeClock, small_index
from tests.fakes.published import FORMS, publish

FOCUSED, TIMED = "2.1", "3.1"
CODES = ("1.1", "1.2", FOCUSED, "2.2", TIMED)
KINDS = {FOCUSED: "QCU", "2.2": "QCM"}
TOPICS = 10
LEVEL, PIX = 4, 35
SHORT = 6  # questions of a short test
ACCESS_CODE = "ABCD23"
NUMBER = "12345678"
DAYS = timedelta(days=3)
INVIGILATOR = "01K0ACCESS0000000000000001"


def short(rules: Rules) -> Rules:
    """Rules whose test is short."""
    return replace(rules, certification_questions=SHORT)


def certification_index() -> ReleaseIndex:
    """Five competences, ten topics each, in English; one of them focused, one timed."""
    made = [_topic(code, number) for code in CODES for number in range(TOPICS)]
    return replace_struct(
        small_index(),
        id=RELEASE,
        competences=tuple(Competence(code=code, area="1", name={"en": code}) for code in CODES),
        topics=tuple(topic for topic, _, _ in made),
        skills=tuple(skill for _, skill, _ in made),
        challenges=tuple(challenge for _, _, challenge in made),
        demos=(),
    )


def replace_struct(value: Any, **changes: Any) -> Any:
    """msgspec's own replace."""
    from msgspec.structs import replace as changed

    return changed(value, **changes)


def _topic(code: str, number: int) -> tuple[Topic, Skill, Challenge]:
    name, level = f"t{code.replace('.', '')}{number}", 1 + number % 7
    skill = Skill(
        id=f"{name}-{level}",
        topic=name,
        competence=code,
        level=level,
        value=4,
        can={"en": f"I can {name}"},
        hint={"en": "?"},
    )
    challenge = Challenge(
        id=f"{name}-c",
        skill=skill.id,
        type=KINDS.get(code, "QROC"),
        variants=1,
        certification_variants=1,
        languages=("en",),
        a=1.0,
        b=float(level) - 3.5,
        timer=60 if code == TIMED else None,
        focused=code == FOCUSED,
        certification=True,
    )
    return Topic(id=name, competence=code, title={"en": name}), skill, challenge


def publish_bank(rooms: House) -> None:
    """The release of `certification_index`, with its ranked bank."""
    store, index = DynamoReleaseStore(), certification_index()
    store.put_bank(index.id, dump(build(ranking.items(index))))
    publish(store, index)


def certifiable(rooms: House, person: str, competences: Sequence[str] = CODES) -> None:
    """A learner who has shown level 4 in these competences."""
    first = TrainingServed(number=1, challenge="t110-c", variant=0, skill="t110-1", level=1, value=4, a=1, b=0)
    for competence in competences:
        now = rooms.clock()
        attempt = ids.new_id(now)
        begun = Begun(
            at=iso(now),
            learner=person,
            kind="competence",
            mode="new",
            competence=competence,
            release=RELEASE,
            language="en",
            rules="2026-11",
            seed=attempt,
            first=first,
            best=PIX,
        )
        chapter = Chapter(competence=competence, number=1, at=iso(now), event="attempt", attempt=attempt)
        assert rooms.assessment.log.begin(attempt, begun, chapter)


def plan(rooms: House, **changes: Any) -> Session:
    """A session of an approved centre that starts now."""
    ports, now = rooms.certification, rooms.clock()
    centre = Centre(ids.new_id(now), "Centre", "SUP", iso(now))
    assert ports.centres.add(centre, Note(centre_chain(centre.id), "approved", "operator", centre.id))
    values = {
        "id": ids.new_id(now),
        "number": NUMBER,
        "centre": centre.id,
        "address": "1 rue",
        "room": "A",
        "date": now.strftime("%Y-%m-%d"),
        "time": now.strftime("%H:%M"),
        "zone": "UTC",
        "invigilators": "X",
        "access_code": ACCESS_CODE,
        "invigilator_password": "PASS23",
        "created_by": "member",
        "created_at": iso(now),
        "plan": ids.new_id(now),
    }
    session = Session(**(values | changes))
    assert ports.sessions.plan(session, Note(session.id, "planned", "member", session.id))
    return session


def enrol(rooms: House, session: Session, number: int = 0, **changes: Any) -> Candidate:
    """Candidate `number` of a session: Élodie Nº..., born 2001-02-03."""
    values = {
        "id": ids.new_id(rooms.clock()),
        "session": session.id,
        "first_name": "Élodie",
        "last_name": f"D'Été {number}",
        "birth_date": "2001-02-03",
    }
    candidate = Candidate(**(values | changes))
    assert rooms.certification.candidates.write(session, [candidate], [])
    return candidate


def confirm(rooms: House, candidate: Candidate) -> None:
    """What the invigilator does when the candidate sits down."""
    presence.confirm(rooms.certification, candidate.session, candidate.id, INVIGILATOR)


def token_of(rooms: House, person: str) -> str:
    """A learner's access token for the whole day."""
    return tokens.issue(tokens.Principal(person, "learner"), rooms.settings.token_secret, rooms.clock(), DAYS)


def clock_of(rooms: House) -> FakeClock:
    """The clock that a test moves."""
    assert isinstance(rooms.clock, FakeClock)
    return rooms.clock


class Page:
    """One page of a candidate's browser: it enters with an id of its own and takes the test."""

    def __init__(self, caller: Caller, candidate: Candidate) -> None:
        self.call, self.candidate = caller, candidate
        self.entry = secrets.token_hex(16)

    @property
    def test(self) -> str:
        """Where the test is."""
        return f"/v1/certification-tests/{self.candidate.id}"

    def join(self, **changes: str) -> httpx.Response:
        """Say who one is."""
        said = {
            "session_number": NUMBER,
            "first_name": self.candidate.first_name,
            "last_name": self.candidate.last_name,
            "birth_date": self.candidate.birth_date,
        }
        return self.call("POST", "/v1/candidacies", said | changes)

    def wait(self) -> httpx.Response:
        """Ask whether one may enter."""
        return self.call("GET", f"/v1/candidacies/{self.candidate.id}", params={"session": self.candidate.session})

    def knock(self) -> httpx.Response:
        """Ask to be let in."""
        where = f"/v1/candidacies/{self.candidate.id}/knock"
        return self.call("POST", where, params={"session": self.candidate.session})

    def enter(self, **changes: str) -> httpx.Response:
        """Begin, or come back."""
        where = f"/v1/candidacies/{self.candidate.id}/entry"
        body = {"access_code": ACCESS_CODE, "entry_id": self.entry, "language": "en"} | changes
        return self.call("POST", where, body, params={"session": self.candidate.session})

    def begin(self) -> int:
        """Enter, and open the first question when it is timed; its number."""
        view = self.enter().json()
        if view["timer"] is not None:
            assert self.open(view["number"]).status_code == 200
        return view["number"]

    def see(self) -> dict[str, Any]:
        """The test as this page sees it."""
        reply = self.call("GET", self.test, params={"entry": self.entry})
        assert reply.status_code == 200, reply.text
        return reply.json()

    def open(self, number: int) -> httpx.Response:
        """Start the clock of a timed question."""
        return self.call("POST", f"{self.test}/questions/{number}/open", params={"entry": self.entry})

    def answer(self, number: int, value: Any, answer_id: str = "", **more: Any) -> httpx.Response:
        """Answer, under an id of its own."""
        body = {"answer_id": answer_id or f"answer-{number:04d}", "number": number, "value": value, **more}
        return self.call("POST", f"{self.test}/answers", body, params={"entry": self.entry})

    def alert(self, number: int, alert_id: str = "", **more: Any) -> httpx.Response:
        """Report a problem."""
        body = {"alert_id": alert_id or f"alert-{number:04d}", "number": number, "category": "image", **more}
        return self.call("POST", f"{self.test}/alerts", body, params={"entry": self.entry})

    def end(self) -> httpx.Response:
        """Stop."""
        return self.call("POST", f"{self.test}/end", params={"entry": self.entry})

    def given(self, view: dict[str, Any], right: bool = True) -> httpx.Response:
        """Answer the question of a view, opened when it is timed."""
        if view["question"] is None:
            view = self.open(view["number"]).json()
        form = FORMS[view["question"]["type"]]
        return self.answer(view["number"], form["right" if right else "wrong"])

    def run(self, view: dict[str, Any], right: Callable[[int], bool] = bool, at_most: int = 1000) -> dict[str, Any]:
        """Answer questions; the view after the last."""
        while view["status"] == "running" and at_most:
            reply = self.given(view, right(view["number"]))
            assert reply.status_code == 201, reply.text
            view, at_most = reply.json(), at_most - 1
        return view


@pytest.fixture
def rooms(tables: Settings, clock: FakeClock) -> House:
    """A deployment with a certification bank and short tests."""
    found = move_in(House(replace(tables, rules=short(tables.rules)), clock))
    publish_bank(found)
    return found


@pytest.fixture
def session(rooms: House) -> Session:
    """A session that begins now."""
    return plan(rooms)


@pytest.fixture
def candidate(rooms: House, session: Session) -> Candidate:
    """Somebody enrolled."""
    return enrol(rooms, session)


@pytest.fixture
def page(rooms: House, candidate: Candidate, token: Callable[..., str]) -> Page:
    """The browser of a certifiable learner."""
    certifiable(rooms, "ada")
    return Page(Caller(token("ada", life=DAYS)), candidate)


@pytest.fixture
def seated(rooms: House, page: Page) -> Page:
    """As `page`, joined and confirmed."""
    assert page.join().status_code == 200
    confirm(rooms, page.candidate)
    return page
