"""A session's room and what is noted of it, in a real engine: what stands, what is refused, and writers that race."""

from collections.abc import Callable
from typing import Any

import pytest
from pynamodb.transactions import TransactWrite

from chalicelib.bootstrap import House
from chalicelib.certification.finalizing import Finalization
from chalicelib.certification.model import Candidate, Fact, Session
from chalicelib.certification.reports import Report
from chalicelib.certification.room import Access, IdentityCheck
from chalicelib.certification.store.rows import CertificationRow
from chalicelib.shared.settings import Settings
from chalicelib.shared.transactions import Refused, transaction
from tests.fakes.certification_day import enrol, plan
from tests.fakes.learning import FakeClock
from tests.fakes.threads import THREADS, at_once

NOW = "2027-01-01T09:00:00.000Z"


@pytest.fixture
def rooms(tables: Settings) -> House:
    return House(tables, FakeClock())


@pytest.fixture
def session(rooms: House) -> Session:
    return plan(rooms)


@pytest.fixture
def candidate(rooms: House, session: Session) -> Candidate:
    return enrol(rooms, session)


def stands(add: Callable[[TransactWrite], Any]) -> bool:
    """Whether a transaction with this part was carried out."""
    try:
        with transaction(CertificationRow) as write:
            add(write)
    except Refused:
        return False
    return True


def report(session: Session, candidate: Candidate, number: int = 1, **more: Any) -> Report:
    told: dict[str, Any] = {"category": "fraud", "role": "centre", "by": "ada", "at": NOW} | more
    return Report(id=f"report-{number:04d}", session=session.id, candidate=candidate.id, **told)


def finalize(rooms: House, session: Session, by: str = "ada") -> bool:
    said, fact = Finalization(session=session.id, at=NOW, by=by, comment=by, abort_reasons={}), Fact(NOW, by)
    return stands(lambda write: rooms.certification.reports.finalizing(write, said, fact))


def test_a_room_is_read_whole(rooms: House, session: Session, candidate: Candidate) -> None:
    """One query gives the plan, everybody in it, who supervises, what was noted, and who knocks."""
    ports = rooms.certification
    access = Access(id="access-1", session=session.id, name="Grace", at=NOW)
    assert stands(lambda write: ports.rooms.granting(write, access))
    assert ports.reports.add(report(session, candidate))
    assert ports.rooms.knock(session.id, candidate.id, NOW)
    room = ports.rooms.read(session.id)
    assert room is not None
    assert (room.session, room.accesses, room.facts) == (session, {"access-1": access}, {})
    assert [(line.candidate, line.knocked_at, line.progress) for line in room.lines] == [(candidate, NOW, None)]
    assert [found.id for found in room.reports] == ["report-0001"]
    assert room.line("nobody") is None
    assert ports.rooms.access(session.id, "access-1") == access
    assert ports.rooms.access(session.id, "access-2") is ports.rooms.read("nothing") is None


@pytest.mark.parametrize("fact", ["finalized", "cancelled"])
def test_a_closed_room_takes_nobody_and_nothing(
    rooms: House, session: Session, candidate: Candidate, fact: str
) -> None:
    """No access, no note, no reason is written after the end, and none is taken away: it was signed."""
    ports = rooms.certification
    assert ports.reports.add(report(session, candidate))
    assert ports.reports.set_abort_reason(session.id, candidate.id, "technical")
    ports.sessions.record_fact(session.id, fact, Fact(NOW))
    late = Access(id="access-9", session=session.id, name="Late", at=NOW)
    assert not stands(lambda write: ports.rooms.granting(write, late))
    assert not stands(lambda write: ports.reports.removing(write, session.id, "report-0001"))
    assert not ports.reports.add(report(session, candidate, 2))
    assert not ports.rooms.knock(session.id, candidate.id, NOW)
    assert not ports.reports.set_abort_reason(session.id, candidate.id, None)
    assert [found.id for found in ports.reports.of(session.id)] == ["report-0001"]
    assert dict(ports.reports.abort_reasons(session.id)) == {candidate.id: "technical"}


def test_an_identity_is_decided_on_what_was_read(rooms: House, session: Session, candidate: Candidate) -> None:
    """Of sixteen decisions on the same state one stands; the next is made on that one."""
    ports = rooms.certification

    def check(by: str, decision: Any = "accepted") -> IdentityCheck:
        return IdentityCheck(session=session.id, candidate=candidate.id, decision=decision, by=by, at=NOW)

    told = at_once(lambda n: stands(lambda write: ports.rooms.deciding(write, check(f"access-{n}"), None)))
    assert sorted(told) == [False] * (THREADS - 1) + [True]
    first = ports.rooms.identity_check(session.id, candidate.id)
    assert first == check(f"access-{list(told).index(True)}")
    assert stands(lambda write: ports.rooms.deciding(write, check("access-x", "refused"), first))
    assert not stands(lambda write: ports.rooms.deciding(write, check("access-y"), first))
    assert ports.rooms.identity_check(session.id, candidate.id) == check("access-x", "refused")


def test_a_report_is_kept_as_it_was_first_told(rooms: House, session: Session, candidate: Candidate) -> None:
    """The id is the client's: whatever comes under it again adds and changes nothing; taken back, it is gone."""
    ports, first = rooms.certification, report(session, candidate, text="A second phone")
    assert ports.reports.add(first)
    assert not ports.reports.add(report(session, candidate, text="Another text"))
    assert list(ports.reports.of(session.id)) == [first]
    assert stands(lambda write: ports.reports.removing(write, session.id, first.id))
    assert not stands(lambda write: ports.reports.removing(write, session.id, first.id))
    assert list(ports.reports.of(session.id)) == []


def test_one_finalization_stands(rooms: House, session: Session) -> None:
    """Sixteen members sign at once: one comment, one fact, of the same hand; a cancelled session is not signed."""
    told = list(at_once(lambda n: finalize(rooms, session, f"member-{n}")))
    assert sorted(told) == [False] * (THREADS - 1) + [True]
    winner = f"member-{told.index(True)}"
    said = rooms.certification.reports.finalization(session.id)
    assert said is not None
    assert (said.by, said.comment) == (winner, winner)
    assert rooms.certification.sessions.facts(session.id)["finalized"].by == winner
    other = plan(rooms, number="87654321", room="B")
    rooms.certification.sessions.record_fact(other.id, "cancelled", Fact(NOW))
    assert not finalize(rooms, other)
    assert rooms.certification.reports.finalization(other.id) is None
