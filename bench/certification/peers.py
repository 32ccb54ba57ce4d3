"""The same answers and the same kind of queue, given to programs that we did not write."""

import random

import numpy as np
from adaptivetesting.math.estimators import ExpectedAPosteriori, NormalPrior
from adaptivetesting.models import TestItem
from catsim import ItemBank
from catsim.estimation import NumericalSearchEstimator
from catsim.initialization import FixedPointInitializer
from catsim.selection import MaxInfoSelector
from catsim.simulation import Simulator
from catsim.stopping import TestLengthStopper

from certification.accuracy import CLEAN, run
from certification.common import PEOPLE_SEED, QUESTIONS, Row, at_most, beside, reference_items
from chalicelib.adaptive.bank import Item
from chalicelib.adaptive.certification import SCALE, GeneralModel, Response
from chalicelib.adaptive.certification.likelihood import probability
from chalicelib.adaptive.simulation.certification_people import COMPETENCES, candidate

ALIKE_TESTS = 30
CATSIM_PEOPLE = 1000


def rows(people: int) -> list[Row]:
    """Equal scores for equal answers; the error of a peer under its own cap, beside ours."""
    return [_same_score(), _catsim_queue(min(people, CATSIM_PEOPLE))]


def _same_score() -> Row:
    rng, worst = random.Random(1), 0.0
    for _ in range(ALIKE_TESTS):
        ability, items = rng.gauss(0, 1), rng.sample(reference_items(), QUESTIONS)
        right = [rng.random() < probability(i.a, i.b, ability) for i in items]
        answers = [Response(i.competence, i.a, i.b, r) for i, r in zip(items, right, strict=True)]
        ours = GeneralModel(guard=0.0).posterior(answers, ()).ability
        theirs = ExpectedAPosteriori([int(r) for r in right], [peer_item(i) for i in items], NormalPrior(0, 1))
        worst = max(worst, abs(ours - float(theirs.get_estimation())))
    return at_most("same answers, largest difference to the EAP of adaptivetesting", worst, 0.001, tests=ALIKE_TESTS)


def peer_item(item: Item) -> TestItem:
    """One of our items as adaptivetesting knows it."""
    made = TestItem()
    made.id, made.a, made.b = item.id, item.a, item.b  # type: ignore[assignment]
    return made


def _catsim_queue(people: int) -> Row:
    bank = ItemBank(np.array([[item.a, item.b, 0.0, 1.0] for item in reference_items()]))
    crowd = [candidate(n, PEOPLE_SEED, CLEAN, COMPETENCES, SCALE) for n in range(people)]
    abilities = np.array([person.ability for person in crowd])
    simulator = Simulator(
        bank, abilities, FixedPointInitializer(0.0), MaxInfoSelector(r_max=0.1), NumericalSearchEstimator(),
        TestLengthStopper(QUESTIONS),
    )  # fmt: skip
    simulator.simulate()
    errors = np.array(simulator.latest_estimations) - abilities
    quarter = max(1, people // 4)
    details = {"people": people, "ours": run(0.1, False, people)["rmse"]}
    details["last_over_first_quarter"] = float(_rmse(errors[-quarter:]) / _rmse(errors[:quarter]))
    return beside("catsim's rmse under its own cap of 0.10", _rmse(errors), **details)


def _rmse(errors: np.ndarray) -> float:
    return float(np.sqrt((errors**2).mean()))
