"""The facts of one certification test, as its log keeps them: everything a choice or a score may look at."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from chalicelib.adaptive.bank import Item
from chalicelib.adaptive.certification.posterior import Response


class AttemptError(ValueError):
    """A log that cannot be replayed; the message names the ids."""


class Outcome(StrEnum):
    """What became of a served question."""

    OPEN = "open"
    RIGHT = "right"
    WRONG = "wrong"  # every answer whose result is not `ok`, skipped ones included
    ALERTED = "alerted"  # a validated live alert: no part of the score, replaced during the test
    LEFT_OUT = "left_out"  # left out by the jury after the test: no part of the score, neither replaced nor missing


class Ending(StrEnum):
    """Why a test ended."""

    COMPLETE = "complete"
    CANDIDATE = "candidate"  # unfinished by the candidate's choice: missing answers count as wrong
    TECHNICAL = "technical"  # unfinished for a technical reason: scored on what was answered


@dataclass(frozen=True, slots=True)
class Served:
    """One served question with the calibration of that day, so that a result can be recomputed for ever."""

    item: str
    skill: str
    topic: str
    competence: str
    a: float
    b: float
    outcome: Outcome = Outcome.OPEN

    @classmethod
    def of(cls, item: Item, outcome: Outcome = Outcome.OPEN) -> "Served":
        """The log's facts for an item of the bank."""
        return cls(item.id, item.skill, item.topic, item.competence, item.a, item.b, outcome)


@dataclass(frozen=True, slots=True)
class Ceiling:
    """One competence in scope and what the profile shows there: nothing above it can be certified."""

    competence: str
    level: int
    pix: int


@dataclass(frozen=True, slots=True)
class Attempt:
    """One test. `served` is in order; only the last may be open.

    `excluded_skills` and `excluded_items` are never served (alerted skills, needs the challenge does not meet).
    `withheld` (exposure) and `met` (in training) are items that are served only when their competence has nothing
    else left; the decision then says so.
    """

    seed: str
    scope: tuple[Ceiling, ...]
    served: tuple[Served, ...] = ()
    length: int = 32
    excluded_skills: frozenset[str] = frozenset()
    excluded_items: frozenset[str] = frozenset()
    withheld: frozenset[str] = frozenset()
    met: frozenset[str] = frozenset()

    @property
    def competences(self) -> tuple[str, ...]:
        """Codes in scope, in the order of the scope."""
        return tuple([ceiling.competence for ceiling in self.scope])


def responses(served: Iterable[Served]) -> list[Response]:
    """The answers that a model may look at: not open, alerted or left out."""
    return [
        Response(q.competence, q.a, q.b, q.outcome is Outcome.RIGHT)
        for q in served
        if q.outcome is Outcome.RIGHT or q.outcome is Outcome.WRONG
    ]


def check(attempt: Attempt) -> None:
    """Refuse a log that contradicts itself.

    Raises AttemptError for an empty scope, an item served twice, a question out of scope, or an open question before
    the last.
    """
    if not attempt.scope:
        raise AttemptError("no competence in scope")
    names = [question.item for question in attempt.served]
    repeated = sorted({name for name in names if names.count(name) > 1})
    if repeated:
        raise AttemptError(f"served twice: {', '.join(repeated)}")
    scope = set(attempt.competences)
    outside = sorted({q.item for q in attempt.served if q.competence not in scope})
    if outside:
        raise AttemptError(f"out of scope: {', '.join(outside)}")
    pending = [q.item for q in attempt.served[:-1] if q.outcome is Outcome.OPEN]
    if pending:
        raise AttemptError(f"open but followed by another question: {', '.join(pending)}")
