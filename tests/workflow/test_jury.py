"""The very state machine of a deliberation, with people who vote through real callbacks and time moved forward.

Counted are facts in the tables, never executions.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from chalicelib.accounts.schemas import SignUp
from chalicelib.accounts.service import create_person
from chalicelib.bootstrap import House
from chalicelib.jury import workflow
from chalicelib.jury.outcomes import open_subjects
from chalicelib.jury.ports import State
from chalicelib.jury.reconcile import reconcile
from chalicelib.jury.service import again, deliberating, members, publishing
from chalicelib.local.gateway import Application
from chalicelib.shared.audit.anchors import flaws
from tests.fakes.jury import Before, Sitting, handed_over
from tests.workflow.certification import Killing, disturbed, revived
from tests.workflow.conftest import Machines

TASKS = frozenset(task.__name__ for task in workflow.TASKS)
FRAUD = {"category": "fraud", "text": "a second phone"}
QUESTION = {"category": "in_question", "trouble": "image", "number": 4}
REMINDER, ESCALATION = "Jury: your vote is awaited", "Jury: the time is over, your word is asked for"
READY = "Jury: a session is ready to be published"


@dataclass
class Deliberation:
    """A session of three tests before a jury of three, and the machine that leads it."""

    machines: Machines
    before: Before
    jury: dict[str, str]

    @classmethod
    def begin(cls, machines: Machines) -> "Deliberation":
        rooms = machines.house
        jury = {name: _seated(rooms, name) for name in ("mia", "noe", "olga")}
        sittings = (Sitting(), Sitting(reports=[FRAUD]), Sitting(reports=[QUESTION]))
        before = handed_over(rooms, *sittings, opened=False)
        rooms.certification.deliberate(before.id)
        return cls(machines, before, jury)

    @property
    def rooms(self) -> House:
        return self.machines.house

    def asked(self) -> None:
        """Until everything is asked."""
        self.until(lambda: len(self.state().questions) == 3, "everything asked")

    def state(self) -> State:
        return self.before.ports.jury.state(self.before.id)

    def until(self, condition: Callable[[], object], what: str) -> None:
        """The condition, while the schedule goes on."""
        self.machines.until(condition, what)

    def votes(self, number: int | None, choice: str, round_: int = 1, **more: object) -> None:
        """As many vote as the quorum takes; until it is decided."""
        persons = list(self.jury.values())
        for person in persons[:2] if number is None else persons[:3]:
            if number is None:
                self.before.adopt(person, choice)
            else:
                self.before.vote(person, number, choice, round_=round_, **more)
        self.until(lambda: len(self.before.decided(number)) == round_, f"{number} decided in round {round_}")

    def at_rest(self) -> None:
        """Until the machine waits."""
        self.until(lambda: self.machines.running() and self.machines.rest(), "the machine at rest")

    def forward(self, **by: float) -> None:
        self.at_rest()
        self.machines.clock.forward(**by)

    def mails(self) -> Counter[str]:
        return Counter(mail.subject for mail in self.rooms.mail.messages())  # type: ignore[attr-defined]

    def whole(self) -> None:
        """Everything decided, one case in two rounds, then published."""
        self.asked()
        self.votes(2, "leave-out", left_out=(4,))
        self.until(lambda: self.state().questions[self.before.case(2)].round == 2, "asked again")
        self.votes(1, "reject-fraud")
        self.votes(None, "adopt")
        self.votes(2, "validate", round_=2)
        self.until(self.decided, "everything decided")
        self.until(lambda: self.mails()[READY] == 1, "the publisher told")
        publishing.publish(self.before.ports, self.jury["noe"], self.before.id)

    def decided(self) -> bool:
        state = self.state()
        return bool(state.questions) and not open_subjects(state.questions, state.decisions)

    def ended(self) -> None:
        self.until(lambda: not self.machines.running(), "no execution running")


def _seated(rooms: House, name: str) -> str:
    wish = SignUp(f"{name}@example.org", "a quiet afternoon", name, "X", language="en", terms_accepted=True)
    person = create_person(rooms.accounts, wish).id
    members.set_member(rooms.jury, person, president=name == "mia", publisher=name == "noe")
    return person


def assert_whole(found: Deliberation) -> None:
    """Every decision, result and act once, and nothing left to do."""
    before, rooms = found.before, found.rooms
    assert [before.decided(number) for number in (None, 1, 2)] == [
        ["adopt"],
        ["reject-fraud"],
        ["leave-out", "validate"],
    ]
    assert [len(before.ports.certification.results(before.case(number))) for number in range(3)] == [1, 1, 2]
    acts = Counter(entry.act for entry in rooms.trail.entries(before.id))
    expected = {"asked": 4, "voted": 11, "decided": 4, "published": 1, "scored": 4}
    assert {act: acts[act] for act in expected} == expected
    assert [flaw for _, flaw in flaws(rooms.trail, {}) if flaw] == []
    assert reconcile(before.ports) == []
    state = found.state()
    outcomes = publishing.of_session(before.ports, state)
    assert {each.candidate: each.status for each in outcomes} == {
        before.case(0): "validated",
        before.case(1): "rejected",
        before.case(2): "validated",
    }


def test_a_whole_deliberation(machines: Machines) -> None:
    """Asked, voted, scored again, voted again, published: each vote that decides wakes the machine."""
    found = Deliberation.begin(machines)
    found.whole()
    found.ended()
    assert_whole(found)
    assert found.mails() == {READY: 1}


@disturbed
def test_disturbed_it_ends_the_same(machines: Machines, disturb: Callable[[Application], Application]) -> None:
    """The store throttles, replies are lost, calls are repeated: the facts are those of a quiet deliberation."""
    assert machines.engine.endpoint is not None
    machines.engine.endpoint = disturb(machines.engine.endpoint)
    found = Deliberation.begin(machines)
    found.whole()
    found.ended()
    assert_whole(found)
    assert found.mails() == {READY: 1}


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
def test_killed_at_every_task_it_goes_on(machines: Machines, after: bool) -> None:
    """Kill -9 of the engine at each task, before or after its work: reconcile goes on, and nothing is doubled."""
    assert machines.engine.endpoint is not None
    killing = Killing(machines, machines.engine.endpoint, after, TASKS)
    machines.engine.endpoint = killing
    found = Deliberation.begin(machines)
    with revived(machines, lambda: reconcile(found.before.ports)):
        found.whole()
        assert killing.struck == TASKS
        found.until(lambda: machines.engine.alive and reconcile(found.before.ports) == [], "nothing open")
    assert_whole(found)
    assert found.mails() == {READY: 1}


def test_nobody_votes_and_time_passes(machines: Machines) -> None:
    """Reminded before the deadline, escalated at it, again and again; no clock decides."""
    found = Deliberation.begin(machines)
    rules = found.before.ports.rules
    found.asked()
    found.forward(days=rules.jury_days - rules.jury_reminder_days, seconds=1)
    found.until(lambda: found.mails()[REMINDER] == 3, "everybody reminded")
    found.forward(days=rules.jury_reminder_days)
    found.until(lambda: found.mails()[ESCALATION] == 1, "the president asked")
    found.until(lambda: {q.escalations for q in found.state().questions.values()} == {1}, "more time")
    found.forward(days=rules.jury_extension_days, seconds=1)
    found.until(lambda: {q.escalations for q in found.state().questions.values()} == {2}, "more time again")
    assert found.state().decisions == []
    found.votes(1, "reject")


def test_the_deadline_decides_by_the_votes_that_are_there(machines: Machines) -> None:
    """A quorum of three of five, two against one: open until the time is over, decided by the machine then."""
    found = Deliberation.begin(machines)
    for name in ("paul", "quin"):
        found.jury[name] = _seated(found.rooms, name)
    found.asked()
    for name, choice in (("mia", "reject"), ("noe", "validate"), ("olga", "reject")):
        found.before.vote(found.jury[name], 1, choice)
    found.at_rest()
    assert found.before.decided(1) == []
    found.forward(days=7, seconds=1)
    found.forward(days=3)
    found.until(lambda: found.before.decided(1) == ["reject"], "decided at the deadline")


def test_a_lost_execution_is_started_again(machines: Machines) -> None:
    """The engine forgets everything; the queue of the jury knows that something is open."""
    found = Deliberation.begin(machines)
    found.asked()
    found.before.vote(found.jury["mia"], 1, "reject")
    machines.kill_and_restart()
    (seen,) = reconcile(found.before.ports)
    assert (seen.state, seen.started) == ("unknown", True)
    for name in ("noe", "olga"):
        found.before.vote(found.jury[name], 1, "reject")
    found.until(lambda: found.before.decided(1) == ["reject"], "decided")


def test_a_hand_over_that_was_lost_is_made_up_for(machines: Machines) -> None:
    """The fact stands, the start was lost: reconcile finds the session among those that are not published."""
    rooms = machines.house
    for name in ("mia", "noe", "olga"):
        _seated(rooms, name)
    before = handed_over(rooms, Sitting(), opened=False)
    assert [found.started for found in reconcile(before.ports)] == [True]
    machines.until(lambda: before.ports.jury.state(before.id).questions, "asked")


def test_votes_of_whom_the_machine_never_heard(machines: Machines) -> None:
    """All votes come while the engine is down: the next execution counts them."""
    found = Deliberation.begin(machines)
    found.asked()
    found.at_rest()
    machines.engine.kill()
    for person in found.jury.values():
        found.before.vote(person, 1, "reject")
    assert found.before.decided(1) == []
    machines.engine.start(found.rooms.settings)
    reconcile(found.before.ports)
    found.until(lambda: found.before.decided(1) == ["reject"], "decided")


def test_an_appeal_wakes_the_next_generation(machines: Machines) -> None:
    """After publication nothing runs; the appeal starts an execution that asks, counts and ends."""
    found = Deliberation.begin(machines)
    found.whole()
    found.ended()
    machines.clock.forward(days=1)
    again.appeal(found.before.ports, "person-1", found.before.id, found.before.case(1), "It was a calculator.")
    found.at_rest()
    for person in found.jury.values():
        found.before.vote(person, 1, "validate", round_=2)
    found.until(lambda: found.before.decided(1) == ["reject-fraud", "validate"], "decided anew")
    found.until(lambda: found.before.ports.jury.queue() == [], "nothing waits")
    assert reconcile(found.before.ports) == []
    assert deliberating.execution(found.before.id, found.state().watch.generation).endswith("-2")


def test_an_appeal_whose_start_was_lost(machines: Machines) -> None:
    """The question is in the queue: reconcile starts what the appeal could not."""
    found = Deliberation.begin(machines)
    found.whole()
    found.ended()
    machines.engine.kill()
    again.appeal(found.before.ports, "person-1", found.before.id, found.before.case(1), "It was a calculator.")
    machines.engine.start(found.rooms.settings)
    assert [seen.started for seen in reconcile(found.before.ports)] == [True]
    for person in found.jury.values():
        found.before.vote(person, 1, "cancel", round_=2)
    found.until(lambda: found.before.decided(1)[-1] == "cancel", "decided anew")
