"""The log of one certification test, and the state that is its fold. Pure.

A log is refused as soon as one character of it was changed (test_entries.py) or when an entry cannot follow from those
before it.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from chalicelib.adaptive import certification as engine
from chalicelib.adaptive.certification import Outcome
from chalicelib.certification.test_entries import (
    AlertDismissed,
    AlertRaised,
    AlertValidated,
    Answered,
    Begun,
    Ceiling,
    Ended,
    EndedBy,
    Entry,
    LogError,
    Opened,
    Reentered,
    Served,
    Value,
    chained,
    check_link,
    decode,
    encode,
    is_blank,
    payload_hash,
    without_texts,
)
from chalicelib.shared.clock import parse

__all__ = [
    "AlertDismissed",
    "AlertRaised",
    "AlertValidated",
    "Answered",
    "Begun",
    "Ceiling",
    "Ended",
    "EndedBy",
    "Entry",
    "LogError",
    "Opened",
    "Reentered",
    "Served",
    "Test",
    "Value",
    "advance",
    "begin",
    "chained",
    "encode",
    "fold",
    "is_blank",
    "load",
    "payload_hash",
    "to_attempt",
    "without_texts",
]

Decision = Literal["validated", "dismissed"]
OF_THE_PAGE = (Begun, Reentered, Opened, Answered, AlertRaised)  # what only the page does that entered last


@dataclass(frozen=True, slots=True)
class Test:
    """The fold of one log: everything that its entries say, and nothing else.

    `outcomes` goes with `served`. `current` is None once the test is over; `open_alert` blocks it. `asked_at`: when
    `current` was served; `shown_at`: when it was opened; `paused`: seconds that it was blocked by a dismissed alert.
    `length`: entries in the log; `head`: the chain of the last. `seen_at`: when the test's page last acted.
    """

    __test__ = False  # for pytest: not one of its classes

    id: str
    begun: Begun
    served: tuple[Served, ...]
    outcomes: tuple[Outcome, ...]
    current: Served | None
    asked_at: str
    shown_at: str | None
    paused: float
    answers: tuple[Answered, ...]
    alerts: tuple[AlertRaised, ...]
    open_alert: AlertRaised | None
    dismissed: tuple[int, ...]
    ended: Ended | None
    presence: int
    entry: str
    length: int
    last_at: str
    seen_at: str
    head: str

    @property
    def started_at(self) -> str:
        """When the candidate entered for the first time."""
        return self.begun.at

    @property
    def over(self) -> bool:
        """Complete or ended: nothing can be appended."""
        return self.current is None

    @property
    def complete(self) -> bool:
        """Over because its last question was answered, or because nothing was left to ask."""
        return self.over and self.ended is None

    @property
    def ended_at(self) -> str | None:
        """When it was over."""
        return self.last_at if self.over else None

    def answer_to(self, number: int) -> Answered | None:
        """The stored answer to question `number`."""
        return next((answer for answer in self.answers if answer.number == number), None)

    def alert_on(self, number: int) -> AlertRaised | None:
        """The alert that was raised on question `number`, whatever became of it."""
        return next((alert for alert in self.alerts if alert.number == number), None)

    def decision_on(self, number: int) -> Decision | None:
        """What the invigilator decided about the alert on question `number`."""
        if number in self.dismissed:
            return "dismissed"
        alerted = number <= len(self.outcomes) and self.outcomes[number - 1] is Outcome.ALERTED
        return "validated" if alerted else None


def load(test_id: str, texts: Sequence[str]) -> Test:
    """The state of a stored log; LogError naming the first position where it was changed or makes no sense."""
    return fold(test_id, [decode(test_id, position, text) for position, text in enumerate(texts)])


def fold(test_id: str, entries: Sequence[Entry]) -> Test:
    """The state of a log; LogError as `load`."""
    if not entries or not isinstance(entries[0], Begun):
        raise LogError(f"test {test_id}: entry 0 is not its beginning")
    test = begin(test_id, entries[0])
    for entry in entries[1:]:
        test = advance(test, entry)
    return test


def begin(test_id: str, begun: Begun) -> Test:
    """The state after entry 0."""
    check_link(test_id, 0, test_id, begun)
    if begun.first.number != 1:
        raise LogError(f"test {test_id}: entry 0 serves question {begun.first.number} first")
    return Test(
        id=test_id,
        begun=begun,
        served=(begun.first,),
        outcomes=(Outcome.OPEN,),
        current=begun.first,
        asked_at=begun.at,
        shown_at=None,
        paused=0,
        answers=(),
        alerts=(),
        open_alert=None,
        dismissed=(),
        ended=None,
        presence=begun.presence,
        entry=begun.entry,
        length=1,
        last_at=begun.at,
        seen_at=begun.at,
        head=begun.chain,
    )


def advance(test: Test, entry: Entry) -> Test:
    """The state after one more entry; LogError when it does not follow from what came before."""
    check_link(test.id, test.length, test.head, entry)
    _check_turn(test, entry)
    seen_at = entry.at if isinstance(entry, OF_THE_PAGE) else test.seen_at
    return replace(_after(test, entry), length=test.length + 1, last_at=entry.at, seen_at=seen_at, head=entry.chain)


def _check_turn(test: Test, entry: Entry) -> None:
    wrong = _contradiction(test, entry)
    if wrong:
        raise LogError(f"test {test.id}: entry {test.length} {wrong}")


def _contradiction(test: Test, entry: Entry) -> str | None:
    """What is wrong with this entry at this place, in words."""
    if test.current is None:
        return "follows the end of the test"
    if isinstance(entry, Begun):
        return "begins the test again"
    if isinstance(entry, Reentered | Ended):
        return None
    if entry.number != test.current.number:
        return f"is about question {entry.number}, not {test.current.number}"
    return _out_of_turn(test, entry) or _wrong_number(test.current, entry)


def _out_of_turn(test: Test, entry: Entry) -> str | None:
    decides, blocked = isinstance(entry, AlertValidated | AlertDismissed), test.open_alert is not None
    if decides != blocked:
        return "decides an alert that is not open" if decides else "comes while an alert is open"
    if isinstance(entry, AlertRaised) and test.alert_on(entry.number):
        return "raises a second alert on one question"
    return "opens a question again" if isinstance(entry, Opened) and test.shown_at else None


def _wrong_number(current: Served, entry: Entry) -> str | None:
    following = entry.served if isinstance(entry, Answered | AlertValidated) else None
    wrong = following is not None and following.number != current.number + 1
    return f"serves question {following.number} after {current.number}" if following and wrong else None


def _after(test: Test, entry: Entry) -> Test:
    if isinstance(entry, Answered):
        outcome = Outcome.RIGHT if entry.result == "ok" else Outcome.WRONG
        return _turn(replace(test, answers=(*test.answers, entry)), outcome, entry)
    if isinstance(entry, AlertRaised):
        return replace(test, alerts=(*test.alerts, entry), open_alert=entry)
    if isinstance(entry, AlertValidated):
        return _turn(replace(test, open_alert=None), Outcome.ALERTED, entry)
    return replace(test, **_changes(test, entry))


def _changes(test: Test, entry: Entry) -> dict[str, Any]:
    """What the entries change that serve no question."""
    match entry:
        case Opened():
            return {"shown_at": entry.at}
        case AlertDismissed():
            decided = (*test.dismissed, entry.number)
            return {"open_alert": None, "dismissed": decided, "paused": _pause(test, entry)}
        case Reentered():
            return {"presence": entry.presence, "entry": entry.entry}
        case Ended():
            return {"current": None, "shown_at": None, "open_alert": None, "ended": entry}
    raise AssertionError(entry)


def _pause(test: Test, decided: AlertDismissed) -> float:
    """Seconds until the invigilator decided: they are not the candidate's.

    A timed question that was not opened has no time to give back: else an alert before opening would add some.
    """
    assert test.open_alert is not None  # `_check_turn` refused it otherwise
    assert test.current is not None
    if test.current.timer is not None and test.shown_at is None:
        return 0
    return (parse(decided.at) - parse(test.open_alert.at)).total_seconds()


def _turn(test: Test, outcome: Outcome, entry: Answered | AlertValidated) -> Test:
    """The current question has its outcome; the next one, if any, is due."""
    following = entry.served
    served, outcomes = test.served, (*test.outcomes[:-1], outcome)
    if following:
        served, outcomes = (*served, following), (*outcomes, Outcome.OPEN)
    turned = replace(test, served=served, outcomes=outcomes, current=following)
    return replace(turned, asked_at=entry.at, shown_at=None, paused=0)


def to_attempt(test: Test, left_out: Collection[int] = ()) -> engine.Attempt:
    """The log as the engine reads it; `left_out`: numbers of questions that the jury left out of the score."""
    begun = test.begun
    return engine.Attempt(
        seed=begun.seed,
        scope=tuple(engine.Ceiling(each.competence, each.level, each.pix) for each in begun.scope),
        served=tuple(
            _asked(served, Outcome.LEFT_OUT if served.number in left_out else outcome)
            for served, outcome in zip(test.served, test.outcomes, strict=True)
        ),
        length=begun.length,
        excluded_skills=frozenset(s.skill for s, o in zip(test.served, test.outcomes, strict=True) if o == "alerted"),
        withheld=frozenset(begun.withheld),
        met=frozenset(begun.met),
    )


def _asked(served: Served, outcome: Outcome) -> engine.Served:
    return engine.Served(served.challenge, served.skill, served.topic, served.competence, served.a, served.b, outcome)
