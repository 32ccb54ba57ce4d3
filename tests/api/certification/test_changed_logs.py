"""A log that somebody changed in the table holds up neither other tests, nor their centre, nor an erasure."""

from collections.abc import Callable

import pytest

from chalicelib.bootstrap import House
from chalicelib.certification.finalizing import Finalization
from chalicelib.certification.model import Candidate, Fact, Session
from chalicelib.certification.reconcile import reconcile
from chalicelib.certification.service import living
from chalicelib.certification.store import tests as stored
from chalicelib.shared.clock import iso
from tests.api.conftest import Caller
from tests.fakes import certification_day as day
from tests.fakes.certification import add_member
from tests.fakes.certification_day import Page


@pytest.fixture
def member(rooms: House, session: Session, token: Callable[..., str]) -> Caller:
    """Somebody of the session's centre."""
    add_member(rooms, session.centre, "grace")
    return Caller(token("grace", "centre"))


def at(session: Session, rest: str) -> str:
    """An address of the session."""
    return f"/v1/certification-sessions/{session.id}/{rest}"


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
