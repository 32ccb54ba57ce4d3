"""Each task of the jury's machine: killed before and after every single write, throttled, run twice.

The machine calls a task again when it failed, so each task here runs again after its death; the end is the quiet one.
"""

from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from pynamodb.exceptions import PynamoDBException

from chalicelib.accounts.model import Person
from chalicelib.bootstrap import House, move_in
from chalicelib.jury import workflow
from chalicelib.jury.service import again, deliberating, members, publishing
from chalicelib.shared.audit.anchors import flaws
from chalicelib.shared.clock import iso
from tests.fakes.accounts import MemoryExecutions
from tests.fakes.deaths import Deaths, Killed
from tests.fakes.jury import Sitting, handed_over, with_executions
from tests.fakes.learning import FakeClock
from tests.fakes.store_calls import disturbed, lose_replies

WRITES = "TransactWriteItems PutItem UpdateItem DeleteItem"
FRAUD = {"category": "fraud", "text": "a second phone"}
QUESTION = {"category": "in_question", "trouble": "image", "number": 4}
MOST = 40  # writes of one task: a run without end is a defect
pytestmark = pytest.mark.usefixtures("impatient")
Task = Callable[[dict[str, Any]], dict[str, Any]]


class Stage:
    """A session at the moment when a task is due."""

    def __init__(self, rooms: House, clock: FakeClock) -> None:
        self.rooms, self.clock = with_executions(rooms, MemoryExecutions()), clock
        self.jury = {name: _seated(rooms, name) for name in ("mia", "noe", "olga")}
        sittings = (Sitting(), Sitting(reports=[FRAUD]), Sitting(reports=[QUESTION]))
        self.before = handed_over(rooms, *sittings, opened=False)

    def asked(self) -> None:
        deliberating.ask_all(self.rooms.jury, self.before.id)

    def voted(self) -> None:
        """Everything can be decided; the third test is to be scored again."""
        self.asked()
        for person in self.jury.values():
            self.before.vote(person, 1, "reject-fraud")
            self.before.vote(person, 2, "leave-out", left_out=(4,))
            self.before.adopt(person)

    def counted(self) -> None:
        self.voted()
        deliberating.count(self.rooms.jury, self.before.id)

    def late(self) -> None:
        """The deadline is over for two cases and the list, and nobody voted."""
        self.asked()
        self.clock.move(days=self.rooms.settings.rules.jury_days, seconds=1)

    def soon(self) -> None:
        self.asked()
        rules = self.rooms.settings.rules
        self.clock.move(days=rules.jury_days - rules.jury_reminder_days, seconds=1)

    def decided(self) -> None:
        self.counted()
        deliberating.follow(self.rooms.jury, self.before.id)
        for person in self.jury.values():
            self.before.vote(person, 2, "validate", round_=2)
        deliberating.count(self.rooms.jury, self.before.id)

    def decided_anew(self) -> None:
        """Published, appealed against, decided again."""
        self.decided()
        publishing.publish(self.rooms.jury, self.jury["noe"], self.before.id)
        self.clock.move(days=1)
        again.appeal(self.rooms.jury, "person-1", self.before.id, self.before.case(1), "A calculator.")
        for person in self.jury.values():
            self.before.vote(person, 1, "validate", round_=2)
        deliberating.count(self.rooms.jury, self.before.id)

    def run(self, task: Task) -> None:
        task({"session": self.before.id, "token": "token-1"})

    def facts(self) -> dict[str, Any]:
        """Everything that the task may have changed, in terms that do not depend on ids and times."""
        names = {candidate.id: number for number, candidate in enumerate(self.before.candidates)}
        state = self.rooms.jury.jury.state(self.before.id)
        entries = list(self.rooms.trail.entries(self.before.id))
        return {
            "questions": sorted(
                (str(names.get(q.subject, q.subject)), q.round, q.reminded, q.escalations, q.left_out)
                for q in state.questions.values()
            ),
            "decisions": sorted((str(names.get(d.subject, "")), d.round, d.ballot.choice) for d in state.decisions),
            "results": [len(self.rooms.certification.results.of(each.id)) for each in self.before.candidates],
            "mails": Counter((mail.to, mail.subject) for mail in self.rooms.mail.messages()),  # type: ignore[attr-defined]
            "acts": Counter((entry.act, str(names.get(entry.subject, "")), entry.actor) for entry in entries),
            "queue": len(self.rooms.jury.jury.queue()),
            "token": state.watch.token,
            "started": len(self.rooms.certification.executions.started),  # type: ignore[attr-defined]
            "flaws": [flaw for _, flaw in flaws(self.rooms.trail, {}) if flaw],
        }


def _seated(rooms: House, name: str) -> str:
    person = Person(name, f"{name}@example.org", name, "X", "en", "FR", iso(rooms.clock()), "hash")
    assert rooms.accounts.people.add(person)
    members.set_member(rooms.jury, name, president=name == "mia", publisher=name == "noe")
    return name


STAGES: list[tuple[Task, Callable[[Stage], None]]] = [
    (workflow.jury_open, lambda stage: None),
    (workflow.jury_count, Stage.voted),
    (workflow.jury_follow, Stage.counted),
    (workflow.jury_remind, Stage.soon),
    (workflow.jury_remind, Stage.late),
    (workflow.jury_wait, Stage.asked),
    (workflow.jury_finish, Stage.decided),
    (workflow.jury_finish, Stage.decided_anew),
]
NAMES = ["open", "count", "follow", "remind", "escalate", "wait", "finish", "finish-anew"]


@pytest.fixture
def stage(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Stage]:
    """Makes the same stage again and again, each over tables of its own."""
    from dataclasses import replace

    from chalicelib.local import tables as local_tables
    from chalicelib.shared.settings import Settings

    known: Settings = request.getfixturevalue("tables")
    made = 0

    def make(prepare: Callable[[Stage], None]) -> Stage:
        nonlocal made
        made += 1
        data = tmp_path_factory.mktemp("data")
        settings = replace(known, table_prefix=f"{known.table_prefix}x{made}", data_dir=data)
        local_tables.create(settings)
        clock = FakeClock()
        found = Stage(move_in(House(settings, clock)), clock)
        prepare(found)
        return found

    return make


@pytest.mark.parametrize(("task", "prepare"), STAGES, ids=NAMES)
def test_killed_at_every_write(task: Task, prepare: Callable[[Stage], None], stage: Callable[..., Stage]) -> None:
    """Wherever it dies, before or after the write, the next run ends as if it had never died."""
    quiet = stage(prepare)
    quiet.run(task)
    expected, place = quiet.facts(), 1
    while place < MOST:
        struck = []
        for after in (False, True):
            broken, death = stage(prepare), Deaths(place, after)
            try:
                with disturbed(WRITES, death):
                    broken.run(task)
            except Killed:
                broken.run(task)
            struck.append(death.struck)
            assert broken.facts() == expected, f"write {place}, {'after' if after else 'before'}"
        if not any(struck):
            break
        place += 1
    assert 1 < place < MOST


@pytest.mark.parametrize(("task", "prepare"), STAGES, ids=NAMES)
def test_run_twice_throttled_and_unheard(
    task: Task, prepare: Callable[[Stage], None], stage: Callable[..., Stage]
) -> None:
    """A store that refuses for load, a reply that is lost, and a second run change nothing."""
    quiet = stage(prepare)
    quiet.run(task)
    expected = quiet.facts()
    quiet.run(task)
    assert quiet.facts() == expected
    unheard = stage(prepare)
    with disturbed(WRITES, lose_replies(2)):
        unheard.run(task)
    assert unheard.facts() == expected

    def throttle(number: int, send: Callable[[], Any]) -> Any:
        raise ConnectionError("no connection")

    throttled = stage(prepare)
    with disturbed(WRITES, throttle), pytest.raises((PynamoDBException, ConnectionError)):
        throttled.run(task)
    throttled.run(task)
    assert throttled.facts() == expected
