"""What keeps sessions alive, in the real store: the list of open ones, generations, who waits."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from msgspec.structs import replace

from chalicelib.bootstrap import House, move_in
from chalicelib.certification.notes import Note
from chalicelib.certification.service import following
from chalicelib.shared.settings import Settings
from tests.fakes import certification_day as day
from tests.fakes.accounts import MemoryExecutions
from tests.fakes.learning import FakeClock


@pytest.fixture
def rooms(tables: Settings) -> House:
    return move_in(House(tables, FakeClock()))


def test_a_session_is_open_from_its_plan_on(rooms: House) -> None:
    """The entry stands with the plan, in one transaction: no session can be planned that reconcile never looks at."""
    session = day.plan(rooms)
    lives = rooms.certification.lives
    assert list(lives.open()) == [session.id]
    lives.over(session.id)
    lives.over(session.id)
    assert list(lives.open()) == []


def test_a_changed_session_is_open_again(rooms: House) -> None:
    """One that had lapsed, because nobody came, is moved to another day."""
    session = day.plan(rooms)
    rooms.certification.lives.over(session.id)
    moved = replace(session, date="2099-01-01", version=2, generation=2)
    assert rooms.certification.sessions.change(session, moved, Note(session.id, "rescheduled", "member", session.id))
    assert list(rooms.certification.lives.open()) == [session.id]


def test_one_of_sixteen_raises_the_generation(rooms: House) -> None:
    """Schedule, operator and restart may reconcile at once: one new execution, not sixteen."""
    session = day.plan(rooms)
    with ThreadPoolExecutor(16) as pool:
        raised = [found for found in pool.map(rooms.certification.lives.next_generation, [session] * 16) if found]
    assert [found.generation for found in raised] == [2]
    assert rooms.certification.sessions.get(session.id) == raised[0]


def test_everybody_who_waits_is_told(rooms: House) -> None:
    """A second token does not hide the first; each is forgotten once it was told."""
    session, ports = day.plan(rooms), rooms.certification
    for token in ("one", "two", "two"):
        ports.lives.wait(session.id, "finalized", token)
    ports.lives.wait(session.id, "published", "three")
    executions = MemoryExecutions()
    object.__setattr__(ports, "executions", executions)
    following.wake(ports, session.id, "finalized")
    following.wake(ports, session.id, "finalized")
    assert sorted(executions.woken) == ["one", "two"]
    assert ports.lives.waiting(session.id, "published") == ["three"]


def test_who_could_not_be_told_still_waits(rooms: House) -> None:
    """Step Functions was out of reach: the next reconcile finds the token."""
    session, ports = day.plan(rooms), rooms.certification
    ports.lives.wait(session.id, "finalized", "one")
    executions = MemoryExecutions()
    executions.reachable = False
    object.__setattr__(ports, "executions", executions)
    following.wake(ports, session.id, "finalized")
    assert ports.lives.waiting(session.id, "finalized") == ["one"]
