"""From answers to pix and levels (domain 3). Pure."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from chalicelib.adaptive import training
from chalicelib.assessment.choosing import Syllabus, training_state
from chalicelib.assessment.model import Attempt
from chalicelib.shared.rules import Rules


@dataclass(frozen=True, slots=True)
class Score:
    """What a competence shows: whole pix, level, and the exact sum the level comes from."""

    pix: int
    level: int
    ahead: float


def score(values: Iterable[float], best: int, rules: Rules) -> Score:
    """The score of validated skills' values; never under `best`, the pix already earned since the reset.

    pix = min(floor(sum), cap x 8), level = floor(sum / 8) capped; `ahead` = pix towards the next level.
    """
    total = max(math.fsum(values), float(best))
    cap = rules.max_level * rules.pix_per_level
    # sums of thirds and fifths must not fall a hair under the whole number they stand for
    pix = min(math.floor(total + 1e-9), cap)
    level = pix // rules.pix_per_level
    ahead = 0.0 if pix == cap else round(min(total, cap) - level * rules.pix_per_level, 2)
    return Score(pix, level, ahead)


def standings(attempt: Attempt, syllabus: Syllabus) -> dict[str, training.Standing]:
    """What the log says of each skill of its competence."""
    return training.read_out(training_state(attempt, syllabus), ended=attempt.current is None)


def validated_values(standing: Mapping[str, training.Standing], syllabus: Syllabus) -> list[float]:
    """The pix values of the validated skills."""
    return [syllabus.values[skill] for skill, state in standing.items() if state.status == "validated"]


def attempt_score(attempt: Attempt, syllabus: Syllabus, rules: Rules) -> Score:
    """The competence's score after this attempt's last entry."""
    return score(validated_values(standings(attempt, syllabus), syllabus), attempt.begun.best, rules)
