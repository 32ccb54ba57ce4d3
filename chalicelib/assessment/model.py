"""The attempt log: its entries, appended and never changed, and the state that is their fold."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

import msgspec

Kind = Literal["competence", "demo"]
Mode = Literal["new", "improve"]
Value = list[int] | str | dict[str, str] | None


class Fact(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag_field="fact"):
    """One entry of a log; `at` is the server's time, ISO 8601."""

    at: str


class Served(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A question as it was served: `number` from 1, its calibration and the skill's value of that moment."""

    number: int
    challenge: str
    variant: int
    skill: str
    level: int
    value: float
    a: float
    b: float
    timer: int | None = None


class Known(msgspec.Struct, frozen=True, array_like=True):
    """A direct result of a former assessment that still counts."""

    skill: str
    success: bool


class Begun(Fact, frozen=True, tag="begun"):
    """Entry 0. `best`: the pix reached before, which no later answer takes away."""

    learner: str
    kind: Kind
    mode: Mode
    competence: str | None
    release: str
    language: str
    rules: str
    seed: str
    first: Served
    earlier: tuple[Known, ...] = ()
    seen: tuple[str, ...] = ()
    best: int = 0


class Opened(Fact, frozen=True, tag="opened"):
    """A timed question was shown: its time runs from here."""

    number: int


class Answered(Fact, frozen=True, tag="answered"):
    """An accepted answer, its result, and the next question; without one the assessment has ended.

    `offline_seconds_left`: what the client's clock showed, where that decided whether the answer was late.
    """

    number: int
    answer_id: str
    payload: str
    value: Any
    result: str
    details: dict[str, Any] = {}
    seconds: float = 0
    offline_seconds_left: float | None = None
    focus_lost: bool = False
    level_up: int | None = None
    served: Served | None = None


class Closed(Fact, frozen=True, tag="closed"):
    """The learner reset the competence: what was still open takes no answer any more."""


Entry = Begun | Opened | Answered | Closed


@dataclass(frozen=True, slots=True)
class Attempt:
    """The fold of one log: everything that its entries say, and nothing else."""

    id: str
    begun: Begun
    answers: tuple[Answered, ...] = ()
    current: Served | None = None
    shown_at: str | None = None
    length: int = 0
    closed_at: str | None = None

    @property
    def ended_at(self) -> str | None:
        """When the last answer, or a reset, ended it."""
        if self.current:
            return None
        return self.closed_at or self.answers[-1].at

    @property
    def questions(self) -> tuple[Served, ...]:
        """Every question served, in order; question n answers to `answers[n-1]`."""
        following = (answer.served for answer in self.answers)
        return (self.begun.first, *(served for served in following if served))

    @property
    def last_answer_at(self) -> str | None:
        """When the latest answer was accepted."""
        return self.answers[-1].at if self.answers else None

    def answer_to(self, number: int) -> Answered | None:
        """The stored answer to question `number`."""
        return self.answers[number - 1] if number <= len(self.answers) else None


def fold(attempt_id: str, entries: Sequence[Entry]) -> Attempt:
    """The state of a log; ValueError when its first entry is not `Begun`."""
    if not entries or not isinstance(entries[0], Begun):
        raise ValueError(f"log {attempt_id} has no beginning")
    attempt = Attempt(attempt_id, entries[0], current=entries[0].first, length=1)
    for entry in entries[1:]:
        attempt = advance(attempt, entry)
    return attempt


def advance(attempt: Attempt, entry: Entry) -> Attempt:
    """The state after one more entry."""
    match entry:
        case Opened():
            return _with(attempt, current=attempt.current, shown_at=entry.at)
        case Answered():
            return _with(attempt, answers=(*attempt.answers, entry), current=entry.served)
        case Closed():
            return replace(attempt, current=None, shown_at=None, closed_at=entry.at, length=attempt.length + 1)
        case Begun():
            raise ValueError(f"log {attempt.id} begins twice")


def _with(
    attempt: Attempt,
    *,
    current: Served | None,
    answers: tuple[Answered, ...] | None = None,
    shown_at: str | None = None,
) -> Attempt:
    kept = attempt.answers if answers is None else answers
    return Attempt(attempt.id, attempt.begun, kept, current, shown_at, attempt.length + 1)


def payload_hash(number: int, value: Value) -> str:
    """16 hex digits that tell whether two submissions bear the same answer (dict order does not matter)."""
    content = msgspec.json.encode([number, value], order="deterministic")
    return hashlib.sha256(content).hexdigest()[:16]


def without_texts(entry: Entry) -> Entry:
    """The entry without what its author typed, and its hash, from which a short text can be guessed; results stay."""
    if isinstance(entry, Answered) and isinstance(entry.value, str | dict):
        return msgspec.structs.replace(entry, value=None, payload="")
    return entry


class Chapter(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One line of a learner's history in a competence: an attempt begun, or a reset. Numbered from 1."""

    competence: str
    number: int
    at: str
    event: Literal["attempt", "reset"]
    attempt: str | None = None
    mode: Mode = "new"
