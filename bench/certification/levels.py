"""Certified levels against min(true, profile) level: ours beside the public rules and the profile left unchanged.

16 competences, deviations of s.d. 0.5, levels 0.6 wide, profile noise 0.6, every rule capped at the profile.
Ratios to a peer are taken on the same people: all for the profile, the first 4,000 for the peers that ask questions.
"""

import time
from functools import cache

from certification.common import PEOPLE_SEED, Row, at_least, at_most, reference_items
from chalicelib.adaptive.simulation.certification import Figures
from chalicelib.adaptive.simulation.certification_people import Population
from chalicelib.adaptive.simulation.certification_runs import Plan, run

OURS = ("priced", "profile")
PEERS = ("priced", "flash", "reproducibility")
PEERS_PEOPLE = 4000


@cache
def figures(strategies: tuple[str, ...], length: int, people: int, inflated: float = 0.0) -> dict[str, Figures]:
    """These rules on the same people."""
    population = Population(inflated=inflated)
    plan = Plan(reference_items(), people, PEOPLE_SEED, length, strategies, population=population)
    return run(plan, time.perf_counter)


def _wrong(found: Figures) -> float:
    return 1 - (found.levels[0] + found.levels[1]) / found.levels.total()


def _over(found: Figures) -> float:
    return sum(count for gap, count in found.over.items() if gap > 1) / found.over.total()


def _exact(found: Figures) -> float:
    return found.levels[0] / found.levels.total()


def honest(people: int) -> list[Row]:
    """48 and 32 questions, profiles as noisy as they are."""
    some = min(people, PEERS_PEOPLE)
    ours = {name: _wrong(found) for name, found in figures(OURS, 48, people).items()}
    peers = {name: _wrong(found) for name, found in figures(PEERS, 48, some).items()}
    exact = {name: _exact(found) for name, found in figures(PEERS, 32, some).items()}
    everybody = _exact(figures(OURS, 32, people)["priced"])
    gain = 100 * (exact["priced"] - exact["flash"])
    far = "48 questions, wrong by more than one level"
    return [
        at_most(f"{far} / reproducibility", peers["priced"] / peers["reproducibility"], 0.3, people=some, **peers),
        at_most(f"{far} / profile unchanged", ours["priced"] / ours["profile"], 0.4, **ours),
        at_least(
            "32 questions, exact more often than flash with a level table (points)",
            gain,
            1.5,
            people=some,
            priced_all_people=everybody,
            **exact,
        ),
    ]


def inflated(people: int) -> list[Row]:
    """One profile in ten raised by 1.2 logits."""
    rows = []
    for length in (32, 48):
        over = {name: _over(found) for name, found in figures(OURS, length, people, 0.1).items()}
        figure = f"10 % inflated, {length} questions, over-certified by more than one level / profile unchanged"
        rows.append(at_most(figure, over["priced"] / over["profile"], 0.1, **over))
    return rows
