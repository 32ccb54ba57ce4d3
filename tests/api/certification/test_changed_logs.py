"""A log that somebody changed in the table holds up neither other tests, nor their centre, nor an erasure."""

import logging
from collections.abc import Callable, Iterator

import pytest

from chalicelib.bootstrap import House
from chalicelib.certification.finalizing import Finalization
from chalicelib.certification.model import Candidate, Fact, Session
from chalicelib.certification.reconcile import reconcile
from chalicelib.certification.service import invigilation, living
from chalicelib.certification.store import tests as stored
from chalicelib.shared import telemetry
from chalicelib.shared.clock import iso
from tests.api.certification.conftest import at
from tests.api.certification.test_matrix import items
from tests.api.conftest import Caller, assert_problem
from tests.fakes import certification_day as day
from tests.fakes.certification_day import Page

VALIDATE = {"decision": "validate", "category": "image"}


class Alarms(logging.Handler):
    """What the operator's log got that somebody has to look at."""

    count, cause = 0, ""

    def emit(self, record: logging.LogRecord) -> None:
        """One line of the log."""
        if record.levelno == logging.CRITICAL:
            self.count, self.cause = self.count + 1, record.__dict__["cause"]


@pytest.fixture
def alarms() -> Iterator[Alarms]:
    """Listens to the log."""
    found = Alarms()
    telemetry.logger().addHandler(found)
    yield found
    logging.getLogger("pix").removeHandler(found)


def spoil(candidate: Candidate, old: str = '"at":"2', new: str = '"at":"1') -> None:
    """Somebody with the keys of the table changes the second entry of the log."""
    entry = stored.TestRow.get(stored.test_key(candidate.id), "00001")
    assert old in entry.data
    entry.update(actions=[stored.TestRow.data.set(entry.data.replace(old, new, 1))])


def test_the_centre_can_finalize(
    rooms: House, session: Session, member: Caller, candidate: Candidate, seated: Page
) -> None:
    """Nobody of the centre can mend a log: it is finalized, the test becomes a fact, and the jury looks at it."""
    seated.run(seated.enter().json(), at_most=2)
    spoil(candidate)
    assert member("GET", at(session, "closing")).json()["missing"] == []
    assert member("POST", at(session, "finalization"), {}).status_code == 200
    assert living.tests(rooms.certification, session.id, 1) == [candidate.id]
    living.score(rooms.certification, session.id, 1, candidate.id)
    living.scored(rooms.certification, session.id, 1)
    facts = rooms.certification.sessions.facts(session.id)
    assert f"unscored-{candidate.id}" in facts
    assert facts["scored"].details == {"tests": 1, "unscored": 1}


def test_its_people_are_told_what_to_do_and_the_room_goes_on(
    rooms: House, session: Session, candidate: Candidate, seated: Page, token: Callable[..., str], alarms: Alarms
) -> None:
    """Whatever the candidate or the invigilator does: no internal error, nothing written, an alarm each time."""
    view = seated.run(seated.enter().json(), at_most=1)
    seated.alert(view["number"])
    neighbour = Page(Caller(token("bob", life=day.DAYS)), day.enrol(rooms, session, 1))
    day.certifiable(rooms, "bob")
    assert neighbour.join().status_code == 200
    given = invigilation.sign_in(rooms.certification, "", day.NUMBER, "PASS23", "Grace")
    invigilator, at_candidate = Caller(given.token), f"/v1/invigilations/current/candidates/{candidate.id}"
    spoil(candidate)
    before = items()
    page = {"entry": seated.entry}
    decision = f"{at_candidate}/alerts/{view['number']}/decision"
    replies = [
        seated.call("GET", seated.test, params=page),
        seated.open(view["number"]),
        seated.answer(view["number"], "x"),
        seated.alert(view["number"]),
        seated.end(),
        seated.knock(),
        seated.enter(),
        invigilator("POST", f"{at_candidate}/end"),
        *(invigilator("POST", decision, wish) for wish in ({"decision": "dismiss"}, VALIDATE)),
    ]
    for reply in replies:
        assert_problem(reply, 409, "test-unreadable")
    assert items() == before
    assert alarms.count == len(replies)
    assert f"test {candidate.id}: entry 1 was changed" in alarms.cause
    assert [each["id"] for each in invigilator("GET", "/v1/invigilations/current").json()["candidates"]] == [
        candidate.id,
        neighbour.candidate.id,
    ]
    other = f"/v1/invigilations/current/candidates/{neighbour.candidate.id}"
    assert invigilator("POST", f"{other}/confirmation").status_code == 204
    assert neighbour.run(neighbour.enter().json())["ended"] == "complete"


def test_the_session_closes_and_others_are_looked_after(
    rooms: House, session: Session, candidate: Candidate, seated: Page
) -> None:
    """A day later its workflow goes on, and reconciling gets past it."""
    seated.run(seated.enter().json(), at_most=2)
    living.open_session(rooms.certification, session.id, 1)
    spoil(candidate)
    day.clock_of(rooms).move(hours=25)
    other = day.plan(rooms, number="87654321", room="B")
    assert {found.execution.rpartition("-")[0] for found in reconcile(rooms.certification)} == {session.id, other.id}
    living.close(rooms.certification, session.id, 1)
    assert "closed" in rooms.certification.sessions.facts(session.id)


def test_a_test_begun_in_the_moment_of_the_finalization_ends(rooms: House, session: Session, seated: Page) -> None:
    """The centre's page had not seen it: nobody goes on answering in a session that is finalized."""
    view = seated.enter().json()
    ports, now = rooms.certification, iso(rooms.clock())
    said, fact = Finalization(session=session.id, at=now, by="grace"), Fact(at=now, by="grace")
    ports.trail.write(
        session.id, "finalized", "grace", session.id, {}, lambda write: ports.reports.finalizing(write, said, fact)
    )
    assert living.tests(ports, session.id, 1) == [seated.candidate.id]
    assert seated.answer(view["number"], None).json()["code"] == "test-ended"
    assert seated.see()["ended"] == "finalization"


@pytest.mark.parametrize("new", ['"at":"1', "no entry any more "])
def test_its_person_is_exported_and_forgotten(rooms: House, candidate: Candidate, seated: Page, new: str) -> None:
    """The right to be forgotten does not end with somebody's meddling; a second run changes nothing."""
    seated.run(seated.enter().json(), at_most=3)
    spoil(candidate, '"at":"2' if new.startswith('"') else "{", new)
    personal = rooms.accounts.personal["certification"]
    answers = personal.export("ada")["candidacies"][0]["answers"]
    assert {answer["number"] for answer in answers} >= {2, 3}
    for _ in range(2):
        personal.erase("ada")
    texts = rooms.certification.tests.texts(candidate.id)
    assert len(texts) >= 4
    assert not [text for text in texts if '"value"' in text or '"salt"' in text]
