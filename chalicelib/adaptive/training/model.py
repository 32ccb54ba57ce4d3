"""The learner model: one general level, and a level per topic that scatters around it.

Topic level = general level + normal deviation; P(right at level l) = guess + (1 - guess - slip) x
1 / (1 + exp(-slope (topic level - l))). Given the general level the topics are independent, so the exact
posterior on two small grids costs a few sums per topic. Nothing is approximated but the grids.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from math import erf, exp, log, sqrt
from operator import mul

from .knowledge import Ladder

Row = tuple[float, ...]

_TINY = 1e-60  # stands for impossible, and keeps every weight above zero


@dataclass(frozen=True, slots=True)
class ModelSettings:
    """What the model believes about learners before any answer.

    `topic_sd`: scatter of a learner's topics around their general level, in levels. `slope`: per level.
    `slip`, `guess`: wrong although known, right although not. `lowest`, `highest`: the general levels, all equally
    likely at first, seen as the middles of `general_cells` equal parts. `topic_step`: width of the cells of the
    topic grid; levels fall on their edges.
    """

    topic_sd: float = 1.0
    slope: float = 1.5
    slip: float = 0.01
    guess: float = 0.02
    lowest: float = 0.5
    highest: float = 7.5
    general_cells: int = 8
    topic_step: float = 0.5


@dataclass(frozen=True, slots=True)
class Grid:
    """`general`: general levels. `topic`: topic levels (cell centres). `spread[g][t]`: P(topic t | general g)."""

    general: Row
    topic: Row
    spread: tuple[Row, ...]


@lru_cache(maxsize=8)
def grid(settings: ModelSettings) -> Grid:
    """The two grids; the outer topic cells hold the tails."""
    width = (settings.highest - settings.lowest) / settings.general_cells
    general = tuple(settings.lowest + width * (cell + 0.5) for cell in range(settings.general_cells))
    reach = 2.5 * settings.topic_sd
    first = _edge_below(settings.lowest - reach, settings.topic_step)
    cells = round((_edge_below(settings.highest + reach, settings.topic_step) - first) / settings.topic_step) + 1
    edges = [first + settings.topic_step * i for i in range(cells + 1)]
    topic = tuple(edge + settings.topic_step / 2 for edge in edges[:-1])
    return Grid(general, topic, tuple(_masses(edges, level, settings.topic_sd) for level in general))


def _edge_below(value: float, step: float) -> float:
    return (value // step) * step


def _masses(edges: list[float], centre: float, sd: float) -> Row:
    below = [0.0, *((1 + erf((edge - centre) / (sd * sqrt(2)))) / 2 for edge in edges[1:-1]), 1.0]
    return tuple(high - low for low, high in pairwise(below))


@lru_cache(maxsize=256)
def right_curve(level: int, settings: ModelSettings) -> Row:
    """P(right at `level`) for each topic level of the grid."""
    scale = 1 - settings.guess - settings.slip
    return tuple(
        settings.guess + scale / (1 + exp(-settings.slope * (topic - level))) for topic in grid(settings).topic
    )


@dataclass(frozen=True, slots=True)
class TopicView:
    """One topic given each general level g.

    `joint[g][t]` = P(answers, topic level t | g), up to one factor; `mass[g]` its sum; `mean[g]`,
    `spread[g]`: mean and variance of the pix; `pix[t]`: the pix that a topic level is worth.
    """

    joint: tuple[Row, ...]
    mass: Row
    mean: Row
    spread: Row
    pix: Row


@lru_cache(maxsize=4096)
def topic_view(ladder: Ladder, settings: ModelSettings) -> TopicView:
    """The exact view of one topic; answers at any level count, whatever floor and ceiling say."""
    grids = grid(settings)
    likelihood = _likelihood(ladder, settings)
    joint = tuple(tuple(map(mul, row, likelihood)) for row in grids.spread)
    top = max(sum(row) for row in joint)
    joint = tuple(tuple(value / top for value in row) for row in joint)
    pix = tuple(sum(worth for level, worth in ladder.rungs if level <= topic) for topic in grids.topic)
    return TopicView(joint, *moments(joint, pix), pix)


def moments(joint: tuple[Row, ...], pix: Row) -> tuple[Row, Row, Row]:
    """(mass, mean pix, variance of the pix) of a topic, for each general level."""
    squares = tuple(map(mul, pix, pix))
    mass = tuple(map(sum, joint))
    mean = tuple(sum(map(mul, row, pix)) / total for row, total in zip(joint, mass, strict=True))
    spread = tuple(
        sum(map(mul, row, squares)) / total - centre * centre
        for row, total, centre in zip(joint, mass, mean, strict=True)
    )
    return mass, mean, spread


def _likelihood(ladder: Ladder, settings: ModelSettings) -> Row:
    """P(answers | topic level) relative to the best level; by logarithms, so that no long history underflows."""
    logs = [0.0] * len(grid(settings).topic)
    for level, right, wrong in ladder.answers:
        for index, chance in enumerate(right_curve(level, settings)):
            logs[index] += right * log(max(chance, _TINY)) + wrong * log(max(1 - chance, _TINY))
    best = max(logs)
    return tuple(max(exp(value - best), _TINY) for value in logs)


def general_weights(views: Sequence[TopicView], settings: ModelSettings) -> Row:
    """Posterior of the general level: the product of what each topic says, over a flat prior."""
    weights = [1.0] * len(grid(settings).general)
    for view in views:
        weights = list(map(mul, weights, view.mass))
        top = max(weights)
        weights = [weight / top for weight in weights]
    total = sum(weights)
    return tuple(weight / total for weight in weights)


def topic_weights(view: TopicView, weights: Row) -> Row:
    """Posterior of the topic's level."""
    parts = [weight / mass for weight, mass in zip(weights, view.mass, strict=True)]
    return tuple(sum(map(mul, parts, column)) for column in zip(*view.joint, strict=True))
