"""One path from a test's log to its result, for the first scoring and for every later one. Pure.

Fewer than 20 answers: cancelled after a technical end, else rejected. Left by choice: the missing answers count as
wrong at the ability reached. Technical: scored on what was answered. Zero pix: rejected (docs/domain.md 6).
"""

from collections.abc import Collection
from typing import Literal

import msgspec

from chalicelib.adaptive import versions
from chalicelib.adaptive.certification import Ending, Result, Status
from chalicelib.certification.test_log import Test, to_attempt
from chalicelib.shared.rules import Rules

AbortReason = Literal["candidate", "technical"]

__all__ = ["AbortReason", "Ending", "Result", "Scored", "ScoringError", "Status", "ending_of", "same", "score_test"]


class ScoringError(ValueError):
    """A test that cannot be scored as asked; the message says why."""


class Scored(msgspec.Struct, frozen=True, kw_only=True):
    """One appended result. The latest of a test is in force; `number` counts from 1.

    `author`: a person's id, or the task that scored. `log_head`: the chain of the log's last entry, by which whoever
    holds the log can tell that it is the one that was scored.
    """

    number: int
    at: str
    author: str
    reason: str
    engine: str
    rules: str
    ending: Ending
    left_out: tuple[int, ...]
    log_head: str
    result: Result


def ending_of(test: Test, abort_reason: AbortReason | None) -> Ending:
    """How a test ended. Raises ScoringError for one that runs, or an unfinished one without a reason."""
    if not test.over:
        raise ScoringError(f"test {test.id} is not over")
    if test.complete:
        return Ending.COMPLETE
    if abort_reason is None:
        raise ScoringError(f"test {test.id} is unfinished and has no reason why")
    return Ending.TECHNICAL if abort_reason == "technical" else Ending.CANDIDATE


def score_test(test: Test, ending: Ending, left_out: Collection[int], rules: Rules) -> Result:
    """The result of a log, with the engine and the calibration it names; `left_out`: numbers of questions.

    Raises ScoringError for a number that was never served, UnknownEngine for a version this program does not hold.
    """
    unknown = sorted(set(left_out) - {served.number for served in test.served})
    if unknown:
        raise ScoringError(f"test {test.id} has no question {', '.join(map(str, unknown))}")
    chosen = versions.engine(test.begun.engine)
    attempt = to_attempt(test, frozenset(left_out))
    return chosen.score(attempt, ending, chosen.model, chosen.scale, rules.certification_minimum_answers)


def same(one: Scored, other: Scored) -> bool:
    """Whether two results were made of the same inputs, whoever asked and when."""
    return _inputs(one) == _inputs(other)


def _inputs(scored: Scored) -> tuple[object, ...]:
    return scored.engine, scored.rules, scored.ending, sorted(scored.left_out), scored.log_head
