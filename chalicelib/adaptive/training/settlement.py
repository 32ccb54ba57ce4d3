"""Settling the rungs left unknown at the end, so that the pix are those the answers make most credible."""

from collections.abc import Mapping
from dataclasses import replace
from math import erf, sqrt
from operator import mul

from .knowledge import Ladder
from .model import ModelSettings, Row, TopicView, general_weights, grid, topic_view, topic_weights

SURE = 0.95  # a rung this credible is validated, and one as doubtful failed, whatever the total

# slips and guesses that an interval allows for: between none and many, as nobody knows how a person answers
ALLOWED = (0.035, 0.07)


def settled_levels(known: Mapping[str, Ladder], settings: ModelSettings) -> dict[str, int]:
    """For each topic the highest level held as validated: its floor, raised by estimated rungs.

    What is proven stays. Unknown rungs are looked at from the most credible to the least, and taken when that
    brings the total nearer to the median of the pix: the estimate with the least expected error. So a rung just
    under 50 % may count when proven rungs are likely to say too little, and the other way round. Nothing is
    balanced when no answer was wrong: then each rung counts from 50 %, so that someone always right has them all.
    """
    views = {topic: topic_view(ladder, settings) for topic, ladder in known.items()}
    weights = general_weights(list(views.values()), settings)
    missing = pix_quantile(0.5, list(views.values()), weights) - sum(_proven(ladder) for ladder in known.values())
    balanced = any(wrong for ladder in known.values() for _, _, wrong in ladder.answers)
    levels = {topic: ladder.floor for topic, ladder in known.items()}
    closed: set[str] = set()
    for credit, topic, level, worth in sorted(_unknown(known, views, weights, settings), key=_by_credit):
        if topic in closed or not _counts(credit, worth, missing, balanced):
            closed.add(topic)
        else:
            levels[topic] = level
            missing -= worth
    return levels


def _counts(credit: float, worth: float, missing: float, balanced: bool) -> bool:
    if not balanced:
        return credit >= 0.5
    return credit >= SURE or (credit > 1 - SURE and worth / 2 <= missing)


def pix_quantile(share: float, views: list[TopicView], weights: Row) -> float:
    """Pix under which the total lies with probability `share`, as a mixture of normals over the general level."""
    means = [sum(column) for column in zip(*(view.mean for view in views), strict=True)]
    widths = [sqrt(max(sum(column), 1e-12)) for column in zip(*(view.spread for view in views), strict=True)]
    low, high = 0.0, sum(view.pix[-1] for view in views)
    for _ in range(30):
        middle = (low + high) / 2
        below = sum(
            weight * (1 + erf((middle - mean) / (width * sqrt(2)))) / 2
            for weight, mean, width in zip(weights, means, widths, strict=False)
        )
        low, high = (middle, high) if below < share else (low, middle)
    return (low + high) / 2


def pix_interval(known: Mapping[str, Ladder], settings: ModelSettings, share: float = 0.95) -> tuple[float, float]:
    """Central interval that holds the true pix with probability `share`, whatever the floors and ceilings say.

    True pix are whole rungs: an end nearer than half of the least rung to nothing, or to everything, is there.
    """
    slip, guess = ALLOWED
    cautious = replace(settings, slip=max(slip, settings.slip), guess=max(guess, settings.guess))
    views = [topic_view(ladder, cautious) for ladder in known.values()]
    weights = general_weights(views, cautious)
    low, high = (pix_quantile(part, views, weights) for part in ((1 - share) / 2, (1 + share) / 2))
    near = min((worth for ladder in known.values() for _, worth in ladder.rungs), default=0.0) / 2
    most = sum(view.pix[-1] for view in views)
    return (low if low > near else 0.0), (high if high < most - near else most)


def _proven(ladder: Ladder) -> float:
    return sum(worth for level, worth in ladder.rungs if ladder.known(level) == "validated")


def _by_credit(rung: tuple[float, str, int, float]) -> tuple[float, int, str]:
    credit, topic, level, _ = rung
    return (-credit, level, topic)


def _unknown(
    known: Mapping[str, Ladder], views: Mapping[str, TopicView], weights: Row, settings: ModelSettings
) -> list[tuple[float, str, int, float]]:
    levels = grid(settings).topic
    rungs = []
    for topic, ladder in known.items():
        chances = topic_weights(views[topic], weights)
        for level, worth in ladder.rungs:
            if ladder.known(level) is None:
                credit = sum(map(mul, chances, (float(reached >= level) for reached in levels)))
                rungs.append((credit, topic, level, worth))
    return rungs
