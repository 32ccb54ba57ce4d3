"""What a finished test proves: ability, levels with their probabilities, certified pix with an interval, a status."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import erf, sqrt

from chalicelib.adaptive.certification.attempt import Attempt, Ceiling, Ending, Outcome, check, responses
from chalicelib.adaptive.certification.likelihood import GRID
from chalicelib.adaptive.certification.posterior import Model, Posterior, Response, Slice
from chalicelib.adaptive.certification.scale import Scale

MINIMUM_ANSWERS = 20
NEAR_MISS = 0.5  # loss of a level wrong by one, when a level wrong by more than one loses 1
TAIL = 0.025


class Status(StrEnum):
    """What the engine proposes; a jury decides (domain.md 6)."""

    VALIDATED = "validated"
    REJECTED = "rejected"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class CompetenceResult:
    """One competence: probability of each level 0..8, the certified level and pix (never above the profile's)."""

    competence: str
    ability: float
    probabilities: tuple[float, ...]
    level: int
    pix: int


@dataclass(frozen=True, slots=True)
class Result:
    """The outcome of one scoring; `total` is the sum of the competences' pix, `interval` covers 95 %."""

    status: Status
    reason: str
    answers: int
    missing: int
    ability: float
    error: float
    competences: tuple[CompetenceResult, ...]
    total: int
    interval: tuple[int, int]
    model: str


def score(
    attempt: Attempt,
    ending: Ending,
    model: Model,
    scale: Scale,
    minimum_answers: int = MINIMUM_ANSWERS,
) -> Result:
    """Score a log with the calibration it carries; neither the bank nor the order of the answers matters.

    Open, alerted and left-out questions are no answers. Missing answers of a test left by choice count as wrong at the
    ability reached. Without a single right answer nothing is certified, however hard the questions were.
    Raises AttemptError for a log that contradicts itself.
    """
    check(attempt)
    answered = responses(attempt.served)
    missing = _missing(attempt) if ending is Ending.CANDIDATE else {}
    believed = [*answered, *_as_wrong(missing, answered, attempt, model)]
    posterior = model.posterior(believed, attempt.competences)
    scope = attempt.scope if any(response.right for response in answered) else _nothing(attempt.scope)
    parts = tuple(_competence(ceiling, posterior, scale) for ceiling in scope)
    total = sum(part.pix for part in parts)
    status, reason = _status(len(answered), total, ending, minimum_answers)
    return Result(
        status, reason, len(answered), sum(missing.values()), posterior.ability, posterior.error, parts, total,
        _interval(scope, posterior, scale, total), model.name,
    )  # fmt: skip


def _nothing(scope: Sequence[Ceiling]) -> tuple[Ceiling, ...]:
    """What can be certified of somebody who showed nothing."""
    return tuple(Ceiling(ceiling.competence, 0, 0) for ceiling in scope)


def _missing(attempt: Attempt) -> dict[str, int]:
    """How many answers each competence lacks of a whole, balanced test.

    A question alerted during the test was to be replaced; one that the jury left out afterwards was done.
    """
    done = [q for q in attempt.served if q.outcome not in {Outcome.OPEN, Outcome.ALERTED}]
    counts = dict.fromkeys(attempt.competences, 0)
    for question in done:
        counts[question.competence] += 1
    lacking = dict.fromkeys(counts, 0)
    for _ in range(max(0, attempt.length - len(done))):
        code = min(counts, key=lambda name: counts[name] + lacking[name])
        lacking[code] += 1
    return {code: count for code, count in lacking.items() if count}


def _as_wrong(
    missing: Mapping[str, int], answered: Sequence[Response], attempt: Attempt, model: Model
) -> list[Response]:
    """Wrong answers to items of average discrimination, as difficult as the ability reached."""
    if not missing:
        return []
    reached = model.posterior(answered, attempt.competences)
    a = sum(sorted(response.a for response in answered)) / len(answered) if answered else 1.0
    return [
        Response(code, a, mean(reached.density(code)), False) for code, count in missing.items() for _ in range(count)
    ]


def mean(density: Sequence[float]) -> float:
    """Mean ability of a density on the grid."""
    return sum(mass * x for mass, x in zip(density, GRID, strict=True))


def _competence(ceiling: Ceiling, posterior: Posterior, scale: Scale) -> CompetenceResult:
    density = posterior.density(ceiling.competence)
    probabilities = scale.level_probabilities(density)
    level = certified_level(probabilities, ceiling.level)
    expected = sum(mass * min(ceiling.pix, scale.pix(x)) for mass, x in zip(density, GRID, strict=True))
    lowest = level * scale.pix_per_level
    pix = max(lowest, min(round(expected), lowest + scale.pix_per_level - 1))
    return CompetenceResult(ceiling.competence, mean(density), probabilities, level, min(pix, ceiling.pix))


def certified_level(probabilities: Sequence[float], profile_level: int) -> int:
    """The level with the least expected loss against min(true level, profile's level).

    A level wrong by more than one costs 1, wrong by one costs NEAR_MISS; of equals the lowest.
    """
    top = min(profile_level, len(probabilities) - 1)
    capped = [*probabilities[:top], sum(probabilities[top:])]

    def loss(level: int) -> float:
        near = sum(capped[max(0, level - 1) : level + 2])
        return 1 - near + NEAR_MISS * (near - capped[level])

    return min(range(top + 1), key=lambda level: (loss(level), level))


def _status(answers: int, total: int, ending: Ending, minimum_answers: int) -> tuple[Status, str]:
    if answers < minimum_answers:
        status = Status.CANCELLED if ending is Ending.TECHNICAL else Status.REJECTED
        return status, "not-enough-answers"
    if total == 0:
        return Status.REJECTED, "zero-pix"
    return Status.VALIDATED, "scored"


def _interval(scope: Sequence[Ceiling], posterior: Posterior, scale: Scale, total: int) -> tuple[int, int]:
    """Central 95 % of the posterior of the total, each competence capped by the profile; always holds `total`."""
    capped = {c.competence: [min(float(c.pix), scale.pix(x)) for x in GRID] for c in scope}
    slices = posterior.sum_slices(capped)
    most = sum(max(values) for values in capped.values())
    low, high = _quantile(slices, TAIL, most), _quantile(slices, 1 - TAIL, most)
    return min(total, round(low)), max(total, round(high))


def _quantile(slices: Sequence[Slice], share: float, most: float) -> float:
    """Quantile of a mixture of normals, one per value of the general ability, found by halving."""
    low, high = -0.5, most + 0.5
    for _ in range(24):
        middle = (low + high) / 2
        below = sum(piece.weight * _below(middle, piece) for piece in slices)
        low, high = (middle, high) if below < share else (low, middle)
    return max(0.0, min(most, (low + high) / 2))


def _below(value: float, piece: Slice) -> float:
    if piece.variance < 1e-9:
        return 1.0 if piece.mean <= value else 0.0
    return 0.5 * (1 + erf((value - piece.mean) / sqrt(2 * piece.variance)))
