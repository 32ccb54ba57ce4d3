"""Programs that we did not write: the same answers scored, and the same people tested under the same cap."""

import random
import time
from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
from adaptivetesting.math.estimators import ExpectedAPosteriori, NormalPrior
from adaptivetesting.models import TestItem
from catsim import ItemBank
from catsim.estimation import NumericalSearchEstimator
from catsim.selection import MaxInfoSelector

from certification.accuracy import CLEAN, run
from certification.common import PEOPLE_SEED, QUESTIONS, Row, at_most, reference_items
from chalicelib.adaptive.bank import Item
from chalicelib.adaptive.certification import Exposure, GeneralModel, Response
from chalicelib.adaptive.certification.likelihood import probability
from chalicelib.adaptive.simulation.certification import Queue, simulate, summary
from chalicelib.adaptive.simulation.certification_people import COMPETENCES, Candidate
from chalicelib.adaptive.simulation.certification_strategies import Sat

ALIKE_TESTS = 30
PEOPLE = 1000  # the first of the queue: a peer takes minutes for them
CAP = 0.10


def rows(people: int) -> list[Row]:
    """Equal scores for equal answers; less error for the same people."""
    return [_same_score(), _same_people(min(people, PEOPLE))]


@dataclass
class Catsim:
    """catsim's most informative item below its cap, and its maximum likelihood estimate.

    As its simulator does, an item's exposure is the times it was shown over all who will ever sit.
    """

    items: tuple[Item, ...]
    people: int
    name: str = "catsim"
    shown: np.ndarray = field(init=False)

    def __post_init__(self) -> None:
        """Nobody was shown anything."""
        self.bank = ItemBank(np.array([[i.a, i.b, 0.0, 1.0] for i in self.items]))
        self.shown = np.zeros(len(self.items))
        self.estimator, self.selector = NumericalSearchEstimator(), MaxInfoSelector(r_max=CAP)

    def sit(self, person: Candidate, exposure: Exposure, answer: Callable[[Item], bool]) -> Callable[[], Sat]:  # noqa: ARG002
        """One test."""
        asked: list[int] = []
        right: list[bool] = []
        ability = 0.0
        for _ in range(QUESTIONS):
            place = self.selector.select(item_bank=self.bank, administered_items=asked, est_theta=ability)
            asked.append(int(place))  # type: ignore[arg-type]
            right.append(answer(self.items[asked[-1]]))
            self.shown[place] += 1
            self.bank.update_exposure_rate(asked[-1], self.shown[place] / self.people)
            ability = self.estimator.estimate(
                item_bank=self.bank, administered_items=asked, response_vector=right, est_theta=ability
            )
        sat = Sat(tuple(self.items[one].id for one in asked), tuple(right), float(ability), None, {})
        return lambda: sat


def _same_people(people: int) -> Row:
    items = reference_items()
    queue = Queue(people, PEOPLE_SEED, COMPETENCES, CLEAN)
    theirs = summary(simulate(Catsim(items, people), queue, time.perf_counter), len(items))
    ours = run(CAP, False, people)
    told = ("rmse", "exposure_max", "rmse_first_quarter", "rmse_last_quarter")
    details = {f"{key}_{name}": each[key] for key in told for name, each in (("ours", ours), ("catsim", theirs))}
    figure = f"rmse at cap {CAP:.2f} / catsim's, same people"
    return at_most(figure, ours["rmse"] / theirs["rmse"], 1, people=people, **details)


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
