"""Accuracy of the general model: error without and with a cap, content balance, fairness of the queue, coverage."""

import random
import time
from dataclasses import replace
from functools import cache
from math import exp

from certification.common import (
    PEOPLE_SEED,
    QUESTIONS,
    Row,
    at_least,
    at_most,
    between,
    reference_bank,
    reference_items,
    reference_prices,
)
from chalicelib.adaptive.bank import Item
from chalicelib.adaptive.calibration.uncertainty import temper
from chalicelib.adaptive.certification import SCALE, GeneralModel, RankedBank, build
from chalicelib.adaptive.simulation.certification import Queue, simulate, summary
from chalicelib.adaptive.simulation.certification_people import COMPETENCES, Population
from chalicelib.adaptive.simulation.certification_strategies import Priced

PUBLISHED_BOUND = 0.1906
CLEAN = Population(deviation_sd=0, flat_level=4)  # one ability, and a profile that tells nothing


@cache
def run(rate: float, balanced: bool, people: int, guard: float = 0.0) -> dict:
    """The summary of one queue on the reference bank."""
    return _simulate(reference_bank(rate, balanced), people, guard, CLEAN)


def _simulate(bank: RankedBank, people: int, guard: float, population: Population) -> dict:
    strategy = Priced(bank, GeneralModel(guard=guard), SCALE, QUESTIONS, certify=False)
    queue = Queue(people, PEOPLE_SEED, COMPETENCES, population)
    return summary(simulate(strategy, queue, time.perf_counter), len(bank.items))


def uncapped(people: int) -> list[Row]:
    """Near the theoretical limit without a cap; coverage of the interval."""
    plain, guarded = run(1.0, False, people), run(1.0, False, people, 0.02)
    slips = _simulate(reference_bank(), people, 0.02, replace(CLEAN, slip=0.02, guess=0.02))
    bound = reference_prices(1.0, False).bound
    return [
        at_most("rmse/bound, no cap", plain["rmse"] / bound, 1.045, rmse=plain["rmse"], bound=bound),
        at_most("rmse, no cap, against the published bound", plain["rmse"], 1.045 * PUBLISHED_BOUND),
        at_most("same with floor and ceiling 2 % on, rmse/bound", guarded["rmse"] / bound, 1.045),
        between("95 % interval coverage", plain["coverage"], 0.94, 0.96),
        between("95 % interval coverage, floor and ceiling on, 2 % slips and guesses", slips["coverage"], 0.94, 0.96),
        between("95 % interval coverage, floor and ceiling on, nobody slips", guarded["coverage"], 0.94, 0.97),
    ]


def capped(people: int) -> list[Row]:
    """Error under a hard cap, with and without exact content balance; fairness of the queue."""
    rows = []
    for rate, limit, stretch in ((0.2, 0.2110, 0.2080), (0.1, 0.2230, 0.2200), (0.05, 0.2450, 0.2420)):
        found, bound = run(rate, False, people), reference_prices(rate, False).bound
        details = {"bound": bound, "exposure_max": found["exposure_max"], "overlap": found["overlap"]}
        rows.append(at_most(f"rmse at cap {rate:.2f}", found["rmse"], limit, **details))
        rows.append(at_most(f"rmse at cap {rate:.2f} (stretch)", found["rmse"], stretch))
        rows.append(at_most(f"largest exposure at cap {rate:.2f}", found["exposure_max"], rate))
    for rate, limit in ((0.2, 0.2140), (0.1, 0.2260)):
        found, bound = run(rate, True, people), reference_prices(rate, True).bound
        rows.append(at_most(f"rmse, 2 per competence, cap {rate:.2f}", found["rmse"], limit, bound=bound))
    found = run(0.1, False, people)
    first, last = found["rmse_first_quarter"], found["rmse_last_quarter"]
    rows.append(at_most("last quarter of the queue / first, cap 0.10", last / first, 1.03, first=first, last=last))
    return rows


def miscalibrated(people: int) -> list[Row]:
    """Items whose a and b are wrong by 0.15: what the interval still covers, tempered and not."""
    true = reference_items()
    believed = _disturbed(true, 0.15)
    untempered = _cover(build(believed, balanced=False), true, people)
    tempered = _cover(build(temper(believed, 0.15, 0.15), balanced=False), true, people)
    return [
        at_least(
            "coverage, items miscalibrated by 0.15, bank tempered", tempered["coverage"], 0.93, rmse=tempered["rmse"]
        ),
        Row(
            "coverage, items miscalibrated by 0.15, not tempered",
            untempered["coverage"],
            "",
            None,
            {"rmse": untempered["rmse"]},
        ),
    ]


def _disturbed(items: tuple[Item, ...], error: float) -> tuple[Item, ...]:
    rng = random.Random(99)
    return tuple(replace(i, a=i.a * exp(rng.gauss(0, error)), b=i.b + rng.gauss(0, error)) for i in items)


def _cover(bank: RankedBank, true: tuple[Item, ...], people: int) -> dict:
    """The queue answers by the true items and is scored by the believed ones."""
    truth = {item.id: item for item in true}
    strategy = Priced(bank, GeneralModel(guard=0.0), SCALE, QUESTIONS, certify=False)
    queue = Queue(people, PEOPLE_SEED, COMPETENCES, CLEAN, truth=truth)
    return summary(simulate(strategy, queue, time.perf_counter), len(bank.items))
