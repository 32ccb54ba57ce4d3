"""What comes next in the life of a session: every moment, from plan, facts and time alone."""

from datetime import UTC, datetime, timedelta

import pytest

from chalicelib.certification import life
from chalicelib.certification.life import Step, next_step
from chalicelib.certification.model import Fact, Session
from chalicelib.shared.clock import iso
from chalicelib.shared.rules import DEFAULT

START = datetime(2026, 12, 1, 9, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
SESSION = Session(
    id="S",
    number="12345678",
    centre="C",
    address="1 rue",
    room="A",
    date="2026-12-01",
    time="09:00",
    zone="UTC",
    invigilators="X",
    access_code="ABCD23",
    invigilator_password="PASS23",
    created_by="P",
    created_at="",
    plan="p",
)
REMINDED = life.reminded(SESSION)
BEFORE, OPENED = {REMINDED: START - DAY}, {REMINDED: START - DAY, "opened": START - HOUR}
STARTED = OPENED | {"started": START}
CLOSED = STARTED | {"closed": START + DAY}
FINALIZED = STARTED | {"finalized": START + 3 * HOUR}


def step(now: datetime, facts: dict[str, datetime], *expiries: datetime, session: Session = SESSION) -> Step:
    return next_step(session, {name: Fact(iso(at)) for name, at in facts.items()}, expiries, now, DEFAULT)


@pytest.mark.parametrize(
    ("now", "facts", "expected"),
    [
        (START - 9 * DAY, {}, Step("wait", START - DAY)),
        (START - DAY, {}, Step("remind")),
        (START - DAY, BEFORE, Step("wait", START - HOUR)),
        (START - HOUR, BEFORE, Step("open")),
        (START - HOUR, {}, Step("open")),  # planned at the last minute: nobody needs to be reminded
        (START, OPENED, Step("await-finalization", START + DAY)),
        (START + DAY, OPENED, Step("end")),  # nobody came
        (START + HOUR, STARTED, Step("await-finalization", START + DAY)),
        (START + DAY, CLOSED, Step("ask")),
        (START + DAY, CLOSED | {"asked-1": START}, Step("await-finalization", START + 3 * DAY)),
        (START + 3 * DAY, CLOSED | {"asked-1": START}, Step("ask")),
        (START + 4 * HOUR, FINALIZED, Step("score")),
        (START + 4 * HOUR, FINALIZED | {"scored": START}, Step("hand-over")),
        (START, FINALIZED | {"scored": START, "handed-over": START, "published": START}, Step("end")),
        (START - 9 * DAY, {"cancelled": START}, Step("end")),
    ],
)
def test_each_moment(now: datetime, facts: dict[str, datetime], expected: Step) -> None:
    """The whole life, in the order in which it is lived."""
    assert step(now, facts) == expected


def test_the_centre_is_asked_a_few_times_only() -> None:
    """After the last letter somebody has to call; the execution still waits, and looks again."""
    asked = CLOSED | {life.asked(number + 1): START for number in range(DEFAULT.finalization_reminders)}
    now = START + 90 * DAY
    assert step(now, asked) == Step("await-finalization", now + life.LONGEST_WAIT)


def test_a_test_that_began_late_is_waited_for() -> None:
    """It may go on for 24 hours of its own; whatever expired by then is ended together."""
    now = START + DAY
    assert step(now, STARTED, now + HOUR, now + 2 * HOUR) == Step("await-finalization", now + HOUR)
    assert step(now, STARTED, now, now + HOUR) == Step("close")
    assert step(now, STARTED) == Step("close")


def test_a_moved_session_is_reminded_of_and_opened_again() -> None:
    """Facts are written once: those of the earlier plan do not speak for the later one."""
    moved = Session(**{name: getattr(SESSION, name) for name in SESSION.__struct_fields__} | {"date": "2026-12-09"})
    later = START + 8 * DAY
    assert step(START, OPENED, session=moved) == Step("wait", later - DAY)
    assert step(later - HOUR, OPENED | {life.reminded(moved): START}, session=moved) == Step("open")
    facts = {"opened": Fact(iso(START - HOUR))}
    again = life.opened(moved, facts, DEFAULT)
    assert again not in facts
    assert step(later, OPENED | {again: later - HOUR}, session=moved) == Step("await-finalization", later + DAY)


def test_waits_are_never_early_and_never_empty() -> None:
    """A state machine that is woken a moment too early would ask again at once, for ever."""
    assert life.seconds_until(START + timedelta(milliseconds=1), START) == 1
    assert life.seconds_until(START - DAY, START) == 1
    assert life.seconds_until(START + timedelta(seconds=2, milliseconds=1), START) == 3
