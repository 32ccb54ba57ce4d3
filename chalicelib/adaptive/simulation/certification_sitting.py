"""Plays one candidate through one test, from the log alone or kept in memory: both must serve the same questions."""

from collections.abc import Callable
from dataclasses import replace

from chalicelib.adaptive.bank import Item
from chalicelib.adaptive.certification.attempt import Attempt, Outcome, Served
from chalicelib.adaptive.certification.exposure import Exposure
from chalicelib.adaptive.certification.posterior import Model
from chalicelib.adaptive.certification.ranked import RankedBank
from chalicelib.adaptive.certification.scale import Scale
from chalicelib.adaptive.certification.selection import BEST, choose, decide
from chalicelib.adaptive.certification.sitting import Sitting

Answer = Callable[[Item], bool]


def closed(item: Item, right: bool) -> Served:
    """The log's entry of an answered question."""
    return Served.of(item, Outcome.RIGHT if right else Outcome.WRONG)


def play(
    bank: RankedBank,
    attempt: Attempt,
    exposure: Exposure,
    model: Model,
    scale: Scale,
    answer: Answer,
    best: int = BEST,
) -> Attempt:
    """The finished attempt, each decision taken from the log alone, as a function does."""
    while decision := decide(bank, attempt, exposure, model, scale, best):
        entry = closed(decision.item, answer(decision.item))
        attempt = replace(attempt, served=(*attempt.served, entry))
    return attempt


def play_in_memory(
    bank: RankedBank,
    attempt: Attempt,
    exposure: Exposure,
    model: Model,
    scale: Scale,
    answer: Answer,
    best: int = BEST,
) -> Attempt:
    """The same finished attempt, for simulations: the fold of the log is kept and added to."""
    sitting, served = Sitting(bank, attempt, model, scale), list(attempt.served)
    while decision := choose(sitting, exposure, best):
        served.append(closed(decision.item, answer(decision.item)))
        sitting.add(served[-1])
    return replace(attempt, served=tuple(served))
