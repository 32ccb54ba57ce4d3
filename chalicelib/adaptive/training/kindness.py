"""How kind the next question must be, and what a question risks: that its failure ends the test too early."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from operator import mul

from .knowledge import Ladder
from .model import ModelSettings
from .value import Outlook, Prospect, in_order, outlook

Place = tuple[Ladder, int]


@dataclass(frozen=True, slots=True)
class Kindness:
    """`least`: least chance of a right answer after 2, 3, 4 and more failures in a row.

    `ending_cost`: share of all that is still worth asking which an early end is thought to lose.
    `first_failure`: weight of that risk while no answer has been wrong since the last right one.
    """

    least: tuple[float, ...] = (0.5, 0.65, 0.8)
    ending_cost: float = 0.8
    first_failure: float = 0.3


def least_success(failures: int, kindness: Kindness) -> float:
    """Least chance of a right answer that the next question must offer after so many failures in a row."""
    if failures < 2 or not kindness.least:
        return 0.0
    return kindness.least[min(failures - 2, len(kindness.least) - 1)]


def merits(
    ladders: Iterable[Ladder], failures: int, least_gain: float, kindness: Kindness, model: ModelSettings
) -> dict[Place, float]:
    """Merit of each question worth asking: its gain, less what is at stake if its failure ends the test."""
    return _merits(in_order(ladders), failures, least_gain, kindness, model)


@lru_cache(maxsize=1024)
def _merits(
    ladders: tuple[Ladder, ...], failures: int, least_gain: float, kindness: Kindness, model: ModelSettings
) -> dict[Place, float]:
    view = outlook(ladders, model)
    worth = {place: prospect for place, prospect in view.prospects.items() if prospect.gain >= least_gain}
    stake = kindness.ending_cost * _left_to_gain(ladders, worth)
    if failures == 0:
        stake *= kindness.first_failure
    least = least_success(failures + 1, kindness)
    single = {place for place in worth if ladders.count(place[0]) == 1}
    return {
        place: prospect.gain
        - stake * _end_risk(view, {p: q for p, q in worth.items() if p != place or p not in single}, prospect, least)
        for place, prospect in worth.items()
    }


def _left_to_gain(ladders: tuple[Ladder, ...], worth: dict[Place, Prospect]) -> float:
    best: dict[Ladder, float] = {}
    for (ladder, _), prospect in worth.items():
        best[ladder] = max(best.get(ladder, 0.0), prospect.gain)
    return sum(best.get(ladder, 0.0) for ladder in ladders)


def _end_risk(view: Outlook, others: dict[Place, Prospect], asked: Prospect, least: float) -> float:
    """Chance that `asked` fails and that no kind question follows, or that it fails too.

    Chances of the other questions after the failure are exact for other topics; for the same topic they are taken
    as if it told of the general level only.
    """
    after = [weight * (1 - chance) for weight, chance in zip(view.weights, asked.chances, strict=True)]
    total = sum(after)
    chances = (sum(map(mul, after, other.chances)) / total for other in others.values())
    return (1 - asked.success) * (1 - max((chance for chance in chances if chance >= least), default=0.0))
