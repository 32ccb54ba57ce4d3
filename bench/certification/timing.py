"""Time of one decision, as ratios to peers in the same run, one engine active at a time."""

import random
import time
from collections.abc import Callable, Sequence
from functools import cache
from statistics import median

import numpy as np
from adaptivetesting.math.estimators import ExpectedAPosteriori, NormalPrior
from adaptivetesting.math.item_selection import maximum_information_criterion
from catsim import ItemBank
from catsim.estimation import NumericalSearchEstimator
from catsim.selection import MaxInfoSelector

from certification.common import QUESTIONS, Row, at_least, at_most, beside
from certification.peers import peer_item
from chalicelib.adaptive.bank import Item
from chalicelib.adaptive.certification import (
    MODEL,
    SCALE,
    Attempt,
    Ceiling,
    Exposure,
    GeneralModel,
    RankedBank,
    build,
    decide,
)
from chalicelib.adaptive.certification.likelihood import probability
from chalicelib.adaptive.certification.selection import choose
from chalicelib.adaptive.certification.sitting import Sitting
from chalicelib.adaptive.simulation.certification_people import COMPETENCES, synthetic_bank
from chalicelib.adaptive.simulation.certification_sitting import closed

ROUNDS = 9
LOGS = 32  # one of each length 0..31
REPEATS = 8  # of our own engine in a round, where a peer runs once
SCOPE = tuple(Ceiling(code, 5, 44) for code in COMPETENCES)
WITHHELD = 0.1  # share of items over the cap

Log = tuple[tuple[int, ...], tuple[bool, ...]]


@cache
def ranked_bank(size: int) -> RankedBank:
    return build(synthetic_bank(size, seed=2, topics=12), rate=0.1)


@cache
def _free_bank(size: int) -> RankedBank:
    return build(synthetic_bank(size, seed=2), balanced=False)


@cache
def logs_of(size: int) -> tuple[Log, ...]:
    """Answer histories of each length, by an able enough person: places in the bank and right or wrong."""
    rng, bank, made = random.Random(8), ranked_bank(size), []
    for length in range(LOGS):
        ability = rng.gauss(0, 1)
        places = rng.sample(range(min(size, 1000)), length)
        items = [bank.items[p] for p in places]
        made.append((tuple(places), tuple(rng.random() < probability(i.a, i.b, ability) for i in items)))
    return tuple(made)


def _seconds(action: Callable[[], object], repeats: int = 1) -> float:
    start = time.perf_counter()
    for _ in range(repeats):
        action()
    return (time.perf_counter() - start) / repeats


def rows(people: int) -> list[Row]:  # noqa: ARG001 time only
    """Ratios of decision times; `people` does not matter."""
    catsim3, catsim10 = _against_catsim(3_000), _against_catsim(10_000)
    return [
        at_least("full stateless decision, times faster than catsim, 3,000 items", catsim3["ratio"], 20, **catsim3),
        at_least("the same (stretch)", catsim3["ratio"], 40),
        at_least("the same, general model", catsim3["general_ratio"], 20),
        at_least("full stateless decision, times faster than catsim, 10,000 items", catsim10["ratio"], 50, **catsim10),
        _against_adaptivetesting(),
        _flat(),
        *_incremental(),
    ]


def _ours(bank: RankedBank, logs: Sequence[Log], model: object = MODEL) -> Callable[[], None]:
    """Replay of the log, 16 competences, a tenth of the items over the cap, draw: each log once."""
    rng = random.Random(4)
    over = rng.sample([item.id for item in bank.items], int(WITHHELD * len(bank.items)))
    exposure = Exposure(dict.fromkeys(over, 500), 1000)
    attempts = [
        Attempt("seed", SCOPE, tuple(closed(bank.items[p], r) for p, r in zip(*log, strict=True)), QUESTIONS)
        for log in logs
    ]

    def work() -> None:
        for attempt in attempts:
            decide(bank, attempt, exposure, model, SCALE)  # type: ignore[arg-type]

    return work


def _catsim(items: Sequence[Item], logs: Sequence[Log]) -> Callable[[], None]:
    bank = ItemBank(np.array([[i.a, i.b, 0.0, 1.0] for i in items]))
    estimator, selector = NumericalSearchEstimator(), MaxInfoSelector()
    histories = [(list(places), list(right)) for places, right in logs]

    def work() -> None:
        for places, right in histories:
            ability = 0.0
            if places:
                ability = estimator.estimate(
                    item_bank=bank, administered_items=places, response_vector=right, est_theta=0.0
                )
            selector.select(item_bank=bank, administered_items=places, est_theta=ability)

    return work


def _against_catsim(size: int) -> dict[str, float]:
    bank, logs = ranked_bank(size), logs_of(size)
    ours, general = _ours(bank, logs), _ours(bank, logs, GeneralModel())
    theirs = _catsim(bank.items, logs)
    ours(), general(), theirs()
    rounds = [(_seconds(ours, REPEATS), _seconds(general, REPEATS), _seconds(theirs)) for _ in range(ROUNDS)]
    return {
        "ratio": median(t / o for o, _, t in rounds),
        "general_ratio": median(t / g for _, g, t in rounds),
        "microseconds": 1e6 * median(o for o, _, _ in rounds) / LOGS,
        "general_microseconds": 1e6 * median(g for _, g, _ in rounds) / LOGS,
        "catsim_microseconds": 1e6 * median(t for _, _, t in rounds) / LOGS,
    }


def _against_adaptivetesting() -> Row:
    bank, logs = ranked_bank(3_000), logs_of(3_000)[::3]
    items = [peer_item(item) for item in bank.items]

    def theirs(log: Log) -> None:
        places, right = log
        ability = 0.0
        if places:
            answered = [items[p] for p in places]
            ability = ExpectedAPosteriori([int(r) for r in right], answered, NormalPrior(0, 1)).get_estimation()
        barred = set(places)
        maximum_information_criterion([item for p, item in enumerate(items) if p not in barred], ability)

    ratios = []
    for log in logs:
        ours = _ours(bank, [log])
        ours()
        ratios.append(_seconds(lambda log=log: theirs(log)) / _seconds(ours, 30))
    return at_least("full stateless decision, times faster than adaptivetesting, 3,000 items", median(ratios), 2000)


def _flat() -> Row:
    sizes = (1_000, 100_000)
    work = [_ours(ranked_bank(size), logs_of(size)) for size in sizes]
    for one in work:
        one()
    ratios = []
    for _ in range(20 * ROUNDS):
        # small, large, large, small: what other programs do to a round falls on both
        first, large, again, last = (_seconds(work[place]) for place in (0, 1, 1, 0))
        ratios.append((large + again) / (first + last))
    ratio = median(ratios)
    return at_most("bank of 100,000 / bank of 1,000, time of a full decision", ratio, 1.2)


def _incremental() -> list[Row]:
    """One more answer, then the next question, nothing else: against a vectorised numpy engine."""
    found = {}
    for size in (3_000, 10_000):
        bank, log = _free_bank(size), logs_of(3_000)[-1]
        ours, theirs = _incremental_ours(bank, log), _incremental_numpy(bank.items, log)
        ours(), theirs()
        rounds = [(_seconds(ours, REPEATS), _seconds(theirs, REPEATS)) for _ in range(2 * ROUNDS)]
        found[size] = median(o / t for o, t in rounds), 1e6 * median(o for o, _ in rounds) / len(log[0])
    ratio, micros = found[3_000]
    return [
        at_most(
            "incremental decision without constraints / vectorised numpy, 3,000 items", ratio, 1.0, microseconds=micros
        ),
        beside("the same, 10,000 items", found[10_000][0]),
    ]


def _incremental_ours(bank: RankedBank, log: Log) -> Callable[[], None]:
    entries = [closed(bank.items[p], right) for p, right in zip(*log, strict=True)]
    exposure, model = Exposure(), GeneralModel(guard=0.0)

    def work() -> None:
        sitting = Sitting(bank, Attempt("seed", SCOPE, length=QUESTIONS), model, SCALE)
        for entry in entries:
            sitting.add(entry)
            choose(sitting, exposure, best=1)

    return work


def _incremental_numpy(items: Sequence[Item], log: Log) -> Callable[[], None]:
    a, b = np.array([i.a for i in items]), np.array([i.b for i in items])
    grid = np.linspace(-5, 5, 61)
    prior = np.exp(-0.5 * grid**2)
    squares = a * a

    def work() -> None:
        weights, free = prior.copy(), np.ones(len(a))
        for place, right in zip(*log, strict=True):
            p = 1 / (1 + np.exp(a[place] * (b[place] - grid)))
            weights *= p if right else 1 - p
            ability = (weights @ grid) / weights.sum()
            free[place] = 0.0
            p = 1 / (1 + np.exp(a * (b - ability)))
            int(np.argmax(squares * p * (1 - p) * free))

    return work
