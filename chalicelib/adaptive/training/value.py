"""What a question is worth: the expected drop of the squared pix error, outcome by outcome."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from operator import mul, sub, truediv

from .knowledge import Ladder
from .model import ModelSettings, Row, TopicView, general_weights, grid, moments, right_curve, topic_view


@dataclass(frozen=True, slots=True)
class Prospect:
    """One possible question. `success`: chance of a right answer. `gain`: expected drop of the error, pix squared.
    `chances[g]`: chance of a right answer for each general level.
    """

    success: float
    gain: float
    chances: Row


@dataclass(frozen=True, slots=True)
class Outlook:
    """`level`: estimated general level, `weights[g]` its posterior. `error`: expected squared pix error now.
    `prospects` by (ladder, level).
    """

    level: float
    weights: Row
    error: float
    prospects: dict[tuple[Ladder, int], Prospect]


def outlook(ladders: Iterable[Ladder], settings: ModelSettings) -> Outlook:
    """Value of asking each unknown level; equal ladders have equal prospects, whatever the order of the topics."""
    return _outlook(in_order(ladders), settings)


def in_order(ladders: Iterable[Ladder]) -> tuple[Ladder, ...]:
    """The ladders in an order that does not depend on the names of their topics."""
    return tuple(sorted(ladders, key=lambda one: (one.rungs, one.answers, one.floor, one.ceiling or 0)))


@dataclass(frozen=True, slots=True)
class _Now:
    ladders: tuple[Ladder, ...]
    views: tuple[TopicView, ...]
    weights: Row
    settings: ModelSettings
    mean: Row
    spread: Row
    bounds: tuple[tuple[float, float], ...]
    low: float
    high: float


@lru_cache(maxsize=1024)
def _outlook(ladders: tuple[Ladder, ...], settings: ModelSettings) -> Outlook:
    views = tuple(topic_view(ladder, settings) for ladder in ladders)
    bounds = tuple(_bounds(ladder, ladder.floor, ladder.ceiling) for ladder in ladders)
    now = _Now(
        ladders,
        views,
        general_weights(views, settings),
        settings,
        mean=_totals([view.mean for view in views], settings),
        spread=_totals([view.spread for view in views], settings),
        bounds=bounds,
        low=sum(low for low, _ in bounds),
        high=sum(high for _, high in bounds),
    )
    error = _error(now, None, now.weights)
    prospects: dict[tuple[Ladder, int], Prospect] = {}
    for index, ladder in enumerate(ladders):
        for level, _ in ladder.rungs:
            if ladder.known(level) is None and (ladder, level) not in prospects:
                prospects[ladder, level] = _prospect(now, index, level, error)
    level = sum(map(mul, now.weights, grid(settings).general))
    return Outlook(level, now.weights, error, prospects)


def _totals(rows: list[Row], settings: ModelSettings) -> Row:
    return tuple(map(sum, zip(*rows, strict=True))) if rows else (0.0,) * len(grid(settings).general)


@dataclass(frozen=True, slots=True)
class _Changed:
    """A topic after one more answer: what its view becomes (as in TopicView), and the bounds of its pix."""

    index: int
    mean: Row
    spread: Row
    low: float
    high: float


def _prospect(now: _Now, index: int, level: int, error: float) -> Prospect:
    ladder, mass = now.ladders[index], now.views[index].mass
    expected, success, chances = 0.0, 0.0, ()
    for won, (new_mass, mean, spread) in zip((True, False), _outcomes(ladder, level, now.settings), strict=True):
        shares = tuple(map(truediv, new_mass, mass))
        weights = tuple(map(mul, now.weights, shares))
        chance = sum(weights)
        if won:
            success, chances = chance, shares
        changed = _Changed(index, mean, spread, *_bounds(ladder, *ladder.after(level, won)))
        expected += chance * _error(now, changed, tuple(weight / chance for weight in weights))
    return Prospect(success, error - expected, chances)


@lru_cache(maxsize=4096)
def _outcomes(ladder: Ladder, level: int, settings: ModelSettings) -> tuple[tuple[Row, Row, Row], ...]:
    """Moments of the topic when `level` is answered right, and when it is answered wrong."""
    view, curve = topic_view(ladder, settings), right_curve(level, settings)
    right = tuple(tuple(map(mul, row, curve)) for row in view.joint)
    wrong = tuple(tuple(map(sub, row, part)) for row, part in zip(view.joint, right, strict=True))
    return moments(right, view.pix), moments(wrong, view.pix)


def _bounds(ladder: Ladder, floor: int, ceiling: int | None) -> tuple[float, float]:
    low = sum(worth for level, worth in ladder.rungs if level <= floor)
    high = sum(worth for level, worth in ladder.rungs if ceiling is None or level < ceiling or level <= floor)
    return low, high


def _error(now: _Now, changed: _Changed | None, weights: Row) -> float:
    """Expected squared difference between true pix and those the read-out would give.

    The read-out gives the expected pix, as far as what is proven allows.
    """
    if changed is None:
        mean, spread, low, high = now.mean, now.spread, now.low, now.high
    else:
        view, (low_was, high_was) = now.views[changed.index], now.bounds[changed.index]
        mean = [a - b + c for a, b, c in zip(now.mean, view.mean, changed.mean, strict=True)]
        spread = [a - b + c for a, b, c in zip(now.spread, view.spread, changed.spread, strict=True)]
        low, high = now.low - low_was + changed.low, now.high - high_was + changed.high
    centre = sum(map(mul, weights, mean))
    given = min(max(centre, low), high)
    around = sum(map(mul, weights, map(mul, mean, mean))) - centre * centre
    return around + sum(map(mul, weights, spread)) + (centre - given) ** 2
