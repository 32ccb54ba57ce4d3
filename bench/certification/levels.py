"""Certified levels against min(true, profile) level: ours beside the public rules and the profile left unchanged.

16 competences, deviations of s.d. 0.5, levels 0.6 wide, profile noise 0.6, every rule capped at the profile.
"""

import time
from functools import cache

from certification.common import PEOPLE_SEED, Row, at_least, at_most, reference_items
from chalicelib.adaptive.simulation.certification import Figures
from chalicelib.adaptive.simulation.certification_people import Population
from chalicelib.adaptive.simulation.certification_runs import Plan, run

STRATEGIES = ("priced", "flash", "reproducibility", "profile")


@cache
def figures(length: int, people: int, inflated: float = 0.0) -> dict[str, Figures]:
    """Every rule on the same people."""
    population = Population(inflated=inflated)
    plan = Plan(reference_items(), people, PEOPLE_SEED, length, STRATEGIES, population=population)
    return run(plan, time.perf_counter)


def _wrong(found: Figures) -> float:
    return 1 - (found.levels[0] + found.levels[1]) / found.levels.total()


def _over(found: Figures) -> float:
    return sum(count for gap, count in found.over.items() if gap > 1) / found.over.total()


def _exact(found: Figures) -> float:
    return found.levels[0] / found.levels.total()


def honest(people: int) -> list[Row]:
    """48 and 32 questions, profiles as noisy as they are."""
    long, short = figures(48, people), figures(32, people)
    wrong = {name: _wrong(found) for name, found in long.items()}
    exact = {name: _exact(found) for name, found in short.items()}
    gain = 100 * (exact["priced"] - exact["flash"])
    return [
        at_most(
            "48 questions, wrong by more than one level / reproducibility",
            wrong["priced"] / wrong["reproducibility"],
            0.3,
            **wrong,
        ),
        at_most(
            "48 questions, wrong by more than one level / profile unchanged", wrong["priced"] / wrong["profile"], 0.4
        ),
        at_least("32 questions, exact more often than flash with a level table (points)", gain, 1.5, **exact),
    ]


def inflated(people: int) -> list[Row]:
    """One profile in ten raised by 1.2 logits."""
    rows = []
    for length in (32, 48):
        over = {name: _over(found) for name, found in figures(length, people, 0.1).items()}
        figure = f"10 % inflated, {length} questions, over-certified by more than one level / profile unchanged"
        rows.append(at_most(figure, over["priced"] / over["profile"], 0.1, **over))
    return rows
