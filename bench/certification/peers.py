"""The same answers, given to a program that we did not write."""

import random

from adaptivetesting.math.estimators import ExpectedAPosteriori, NormalPrior
from adaptivetesting.models import TestItem

from certification.common import QUESTIONS, Row, at_most, reference_items
from chalicelib.adaptive.bank import Item
from chalicelib.adaptive.certification import GeneralModel, Response
from chalicelib.adaptive.certification.likelihood import probability

ALIKE_TESTS = 30


def rows(people: int) -> list[Row]:  # noqa: ARG001 always the same tests
    """Equal scores for equal answers."""
    return [_same_score()]


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
