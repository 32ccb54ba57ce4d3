"""The very state machine of a session, with time moved forward; counted are facts in the tables, never executions."""

from collections import Counter
from collections.abc import Callable
from datetime import timedelta

import pytest

from chalicelib.certification import life as lives
from chalicelib.certification.reconcile import reconcile
from chalicelib.certification.schemas.centre import ChangeSession
from chalicelib.certification.service import following, planning
from chalicelib.certification.store import tests as stored
from chalicelib.local.gateway import Application
from tests.workflow.certification import TASKS, WORKFLOW, Killing, Life, disturbed, revived
from tests.workflow.conftest import Machines

REMINDER, REQUEST = "Your certification session is near", "A certification session waits to be finalized"
ALL = {"opened", "started", "closed", "asked-1", "asked-2", "finalized", "scored", "handed-over", "published"}


def whole(life: Life) -> None:
    """From the day before to the publication: one candidate finishes, one leaves the test open."""
    life.forward_to(hours=-24)
    life.happens(lives.reminded(life.session))
    life.forward_to(hours=-1)
    life.happens("opened")
    life.sit(1)
    life.sit(2, answers=3)
    life.forward_to(hours=25)
    life.happens("asked-1")
    life.forward(days=2)
    life.happens("asked-2")
    life.finalize()
    life.happens("handed-over")
    life.publish()
    life.ended()


def assert_whole(life: Life) -> None:
    """Every fact once, every mail once, one result for each test, and nothing left to do."""
    assert life.facts() == ALL | {lives.reminded(life.session)}
    assert Counter(mail for mail in life.mails() if mail in {REMINDER, REQUEST}) == {REMINDER: 1, REQUEST: 2}
    assert life.results() == [1, 1]
    unfinished = life.ports.tests.get(life.candidates[1].id)
    assert unfinished is not None
    assert unfinished.ended is not None
    assert unfinished.ended.by == "expiry"
    acts = Counter(life.acts())
    assert (acts["test-ended"], acts["finalized"], acts["scored"]) == (1, 1, 2)
    assert reconcile(life.ports) == []
    assert list(life.ports.lives.open()) == []


def test_a_whole_life(machines: Machines) -> None:
    """Reminded, opened, closed, asked, finalized, scored, handed over, published: nobody slept for these days."""
    life = Life.plan(machines, timedelta(days=3))
    whole(life)
    assert_whole(life)


@disturbed
def test_disturbed_it_ends_the_same(machines: Machines, disturb: Callable[[Application], Application]) -> None:
    """The store throttles, replies are lost, calls are repeated: the facts are those of a quiet life."""
    assert machines.engine.endpoint is not None
    machines.engine.endpoint = disturb(machines.engine.endpoint)
    life = Life.plan(machines, timedelta(days=3))
    whole(life)
    assert_whole(life)


@pytest.mark.slow
@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
def test_killed_at_every_task_it_goes_on(machines: Machines, after: bool) -> None:
    """Kill -9 of the engine at each task, before or after its work: reconcile goes on, and nothing is doubled."""
    assert machines.engine.endpoint is not None
    killing = Killing(machines, machines.engine.endpoint, after)
    machines.engine.endpoint = killing
    life = Life.plan(machines, timedelta(hours=20))
    with revived(machines, lambda: reconcile(life.ports)):
        short(life)
        machines.until(lambda: killing.struck == TASKS, "killed at every task")
        machines.until(lambda: machines.engine.alive and reconcile(life.ports) == [], "nothing open")
    assert life.facts() == ALL - {"asked-2"} | {lives.reminded(life.session)}
    assert life.results() == [1]
    assert Counter(mail for mail in life.mails() if mail in {REMINDER, REQUEST}) == {REMINDER: 1, REQUEST: 1}
    acts = Counter(life.acts())
    assert (acts["test-ended"], acts["finalized"], acts["scored"]) == (1, 1, 1)


def short(life: Life) -> None:
    """A life with one candidate, who leaves the test open."""
    life.happens(lives.reminded(life.session))
    life.forward_to(hours=-1)
    life.happens("opened")
    life.sit(1, answers=2)
    life.forward_to(hours=25)
    life.happens("asked-1")
    life.finalize()
    life.happens("handed-over")
    life.publish()


def test_moved_later_it_opens_later(machines: Machines) -> None:
    """The execution in hand is stopped; another one, under the next generation, follows the new plan."""
    life = Life.plan(machines, timedelta(days=3))
    life.forward_to(hours=-23)
    life.happens(lives.reminded(life.session))
    move(life, timedelta(days=7))
    assert not (life.facts() & {"opened"})
    life.forward(days=3)
    assert life.facts() == {lives.reminded(life.session)}
    assert len(life.running()) == 1
    life.forward_to(hours=-23)
    life.happens(lives.reminded(life.planned()))
    life.forward_to(hours=-0.5)
    life.happens("opened")
    assert life.mails().count(REMINDER) == 2


def test_moved_earlier_it_opens_earlier(machines: Machines) -> None:
    """An execution that waited for the later date would miss it."""
    life = Life.plan(machines, timedelta(days=9))
    life.forward(hours=1)
    move(life, timedelta(days=-7))
    life.forward_to(hours=-0.5)
    life.happens("opened")


def test_moved_after_it_was_opened(machines: Machines) -> None:
    """The first opening is history; the new plan is reminded of and opened by facts of its own."""
    life = Life.plan(machines, timedelta(hours=20))
    life.forward_to(hours=0)
    life.happens("opened")
    move(life, timedelta(days=5))
    session = life.planned()
    life.forward_to(hours=-0.5)
    again = lives.opened(session, life.ports.sessions.facts(session.id), life.ports.rules)
    assert again != "opened"
    life.happens(again)


def move(life: Life, by: timedelta) -> None:
    """As the centre does; the stop of the old execution and the start of the new one follow the stored plan."""
    session = life.planned()
    at = lives.starts_at(session) + by
    wish = ChangeSession(version=session.version, date=at.strftime("%Y-%m-%d"), time=at.strftime("%H:%M"))
    planning.change(life.ports, life.member, session.id, wish)


def test_a_stale_execution_ends_itself(machines: Machines, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the stop fails, the old execution finds another generation in the plan, and does nothing."""
    life = Life.plan(machines, timedelta(days=3))
    monkeypatch.setattr(type(life.ports.executions), "stop", lambda *_: False)
    life.forward(hours=1)
    move(life, timedelta(days=7))
    machines.until(lambda: len(life.running()) == 2, "both run")
    life.forward(days=3)
    machines.until(lambda: [arn.endswith("-2") for arn in life.running()] == [True], "only the new one runs")
    assert life.facts() == set()


def test_cancelled_it_ends(machines: Machines) -> None:
    """Nobody is reminded of a session that was called off."""
    life = Life.plan(machines, timedelta(days=3))
    life.forward(hours=1)
    planning.cancel(life.ports, life.member, life.session.id, "unforeseen")
    life.ended()
    machines.clock.forward(days=4)
    assert reconcile(life.ports) == []
    assert (life.facts(), life.mails()) == ({"cancelled"}, [])


def test_cancelled_while_the_stop_fails(machines: Machines, monkeypatch: pytest.MonkeyPatch) -> None:
    """The execution finds out by itself when it wakes."""
    life = Life.plan(machines, timedelta(days=3))
    monkeypatch.setattr(type(life.ports.executions), "stop", lambda *_: False)
    life.forward(hours=1)
    planning.cancel(life.ports, life.member, life.session.id, "unforeseen")
    machines.clock.forward(days=4)
    life.ended()
    assert (life.facts(), life.mails()) == ({"cancelled"}, [])


def test_nobody_came(machines: Machines) -> None:
    """There is nothing to close, to ask for or to score; nothing runs for ever."""
    life = Life.plan(machines, timedelta(minutes=30))
    life.happens("opened")
    life.forward_to(hours=25)
    life.ended()
    assert life.facts() == {"opened"}
    assert reconcile(life.ports) == []
    assert list(life.ports.lives.open()) == []


def test_finalized_before_anybody_waits(machines: Machines) -> None:
    """The fact is written while no execution runs, so its word reaches nobody: the wait itself finds the fact."""
    life = Life.plan(machines, timedelta(minutes=30))
    life.happens("opened")
    life.sit(1, answers=2)
    machines.engine.kill()
    life.finalize()
    machines.engine.start(life.rooms.settings)
    machines.until(lambda: reconcile(life.ports), "started again")
    life.happens("handed-over")
    assert life.results() == [1]


def test_finalized_between_the_note_and_the_look(machines: Machines, monkeypatch: pytest.MonkeyPatch) -> None:
    """The word comes when the token is noted and the fact is not looked for yet: it must not be lost."""
    life = Life.plan(machines, timedelta(minutes=30))
    life.happens("opened")
    life.sit(1, answers=2)
    life.forward(seconds=1)
    lively = type(life.ports.lives)
    noted = lively.wait

    def then_finalized(self: object, session: str, fact: str, token: str) -> None:
        noted(self, session, fact, token)  # type: ignore[arg-type]
        monkeypatch.setattr(lively, "wait", noted)
        life.finalize()

    monkeypatch.setattr(lively, "wait", then_finalized)
    machines.kill_and_restart()
    reconcile(life.ports)
    life.happens("handed-over")
    assert life.results() == [1]


def test_a_lost_word_is_said_again(machines: Machines, monkeypatch: pytest.MonkeyPatch) -> None:
    """The API died between the fact and the word: the schedule finds the fact and somebody who waits for it."""
    life = Life.plan(machines, timedelta(minutes=30))
    life.happens("opened")
    life.sit(1, answers=2)
    life.forward(seconds=1)
    with monkeypatch.context() as dying:
        dying.setattr(following, "wake", lambda *_: None)
        life.finalize()
    assert "scored" not in life.facts()
    reconcile(life.ports)
    life.happens("handed-over")


def test_a_log_that_was_changed_holds_nobody_up(machines: Machines) -> None:
    """It becomes a fact for the jury to look at; the other tests get their results."""
    life = Life.plan(machines, timedelta(minutes=30))
    life.happens("opened")
    changed, _ = life.sit(1, answers=2), life.sit(2, answers=2)
    machines.engine.kill()
    life.finalize()
    entry = stored.TestRow.get(stored.test_key(changed.id), "00001")
    entry.update(actions=[stored.TestRow.data.set(entry.data.replace('"at":"2', '"at":"1'))])
    machines.engine.start(life.rooms.settings)
    machines.until(lambda: reconcile(life.ports), "started again")
    life.happens("handed-over")
    assert f"unscored-{changed.id}" in life.facts()
    assert life.results() == [0, 1]


def test_started_twice_it_is_one_session(machines: Machines) -> None:
    """A lost reply makes the API start again; the name of the execution makes it one."""
    life = Life.plan(machines, timedelta(days=3))
    for _ in range(3):
        following.follow(life.ports, life.session)
    assert len(life.running()) == 1
    assert WORKFLOW in life.running()[0]
