"""Marginal maximum likelihood for the two-parameter logistic model, by EM (Bock & Aitkin 1981).

P(right) = 1 / (1 + exp(-(slope x ability + intercept))), so a = slope and b = -intercept / slope; ability ~ N(0, 1).
Offline only: needs NumPy and SciPy.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from scipy.special import expit, log_expit

from chalicelib.adaptive.calibration.answers import Answers

Floats = NDArray[np.float64]

POINTS = 61
REACH = 6.0
TOLERANCE = 1e-6
MOST_CYCLES = 3000
NEWTON_STEPS = 4
LARGEST_STEP = 1.0
LARGEST_SLOPE = 8.0
LARGEST_INTERCEPT = 25.0
FULL_MATRIX_ITEMS = 300
PEOPLE_PER_PARAMETER = 5


@dataclass(frozen=True, slots=True)
class Estimate:
    """Parameters by item, their standard errors (nan: unknown), mean squares of fit (1: as expected)."""

    items: tuple[str, ...]
    a: Floats
    b: Floats
    a_error: Floats
    b_error: Floats
    infit: Floats
    outfit: Floats
    answers: Floats
    right: Floats
    log_likelihood: float
    cycles: int
    converged: bool
    people: int


@dataclass(frozen=True, slots=True)
class _Data:
    """Answers as sparse matrices, people by items: 1 where right, and 1 where answered."""

    right: csr_matrix
    answered: csr_matrix
    counts: Floats


def calibrate(answers: Answers, tolerance: float = TOLERANCE, most_cycles: int = MOST_CYCLES) -> Estimate:
    """Slopes and difficulties of all items. `tolerance` is the largest change in a last cycle."""
    data = _matrices(answers)
    points, prior = _quadrature()
    slope, intercept = _start(data)
    cycle, change = 0, np.inf
    while cycle < most_cycles and change > tolerance:
        posterior, _ = _expect(data, slope, intercept, points, prior)
        new = _maximise(data, posterior, slope, intercept, points)
        change = max(np.abs(new[0] - slope).max(), np.abs(new[1] - intercept).max())
        slope, intercept = new
        cycle += 1
    posterior, log_likelihood = _expect(data, slope, intercept, points, prior)
    errors = _errors(data, posterior, slope, intercept, points)
    fit = _fit(data, posterior, slope, intercept, points)
    answered = np.asarray(data.answered.T @ data.counts)
    right = np.asarray(data.right.T @ data.counts)
    with np.errstate(divide="ignore", invalid="ignore"):
        difficulty = -intercept / slope
    return Estimate(
        answers.items, slope, difficulty, *errors, *fit, answered, right, log_likelihood, cycle,
        bool(change <= tolerance), answers.people,
    )  # fmt: skip


def _matrices(answers: Answers) -> _Data:
    rows = np.repeat(np.arange(len(answers.persons)), [len(p) for p in answers.persons])
    columns = np.array([place for person in answers.persons for place in person])
    values = np.array([float(right) for person in answers.persons for right in person.values()])
    shape = (len(answers.persons), len(answers.items))
    answered = csr_matrix((np.ones(len(rows)), (rows, columns)), shape=shape)
    right = csr_matrix((values, (rows, columns)), shape=shape)
    return _Data(right, answered, np.array(answers.counts, dtype=float))


def _quadrature() -> tuple[Floats, Floats]:
    points = np.linspace(-REACH, REACH, POINTS)
    weights = np.exp(-0.5 * points**2)
    return points, weights / weights.sum()


def _start(data: _Data) -> tuple[Floats, Floats]:
    """Slope 1 for all, so that the scale keeps its direction; intercepts from the shares of right answers."""
    share = (data.right.T @ data.counts + 0.5) / (data.answered.T @ data.counts + 1)
    return np.ones(len(share)), 1.2 * np.log(share / (1 - share))


def _expect(data: _Data, slope: Floats, intercept: Floats, points: Floats, prior: Floats) -> tuple[Floats, float]:
    """Posterior of each person's ability (people x points), and the log-likelihood of all."""
    logits = np.outer(slope, points) + intercept[:, None]
    # log P for a right answer, log Q for a wrong one: right x logit + log Q
    logs = data.right @ logits + data.answered @ log_expit(-logits) + np.log(prior)
    top = logs.max(axis=1, keepdims=True)
    weights = np.exp(logs - top)
    totals = weights.sum(axis=1, keepdims=True)
    return weights / totals, float(data.counts @ (np.log(totals) + top)[:, 0])


def _maximise(
    data: _Data, posterior: Floats, slope: Floats, intercept: Floats, points: Floats
) -> tuple[Floats, Floats]:
    """Newton on each item's logistic regression over the points, all items at once."""
    weighted = posterior * data.counts[:, None]
    asked, right = data.answered.T @ weighted, data.right.T @ weighted
    slope, intercept = slope.copy(), intercept.copy()
    for _ in range(NEWTON_STEPS):
        p = expit(np.outer(slope, points) + intercept[:, None])
        gap, spread = right - asked * p, asked * p * (1 - p)
        g1, g0 = gap @ points, gap.sum(axis=1)
        h11, h10, h00 = spread @ points**2 + 1e-9, spread @ points, spread.sum(axis=1) + 1e-9
        determinant = np.maximum(h11 * h00 - h10**2, 1e-12)
        slope += np.clip((h00 * g1 - h10 * g0) / determinant, -LARGEST_STEP, LARGEST_STEP)
        intercept += np.clip((h11 * g0 - h10 * g1) / determinant, -LARGEST_STEP, LARGEST_STEP)
        np.clip(slope, -LARGEST_SLOPE, LARGEST_SLOPE, out=slope)
        np.clip(intercept, -LARGEST_INTERCEPT, LARGEST_INTERCEPT, out=intercept)
    return slope, intercept


def _entries(data: _Data, posterior: Floats, values: Floats) -> Floats:
    """For each answer: the posterior mean of `values` (items x points) of that person and item."""
    coordinates = data.answered.tocoo()
    return np.einsum("np,np->n", posterior[coordinates.row], values[coordinates.col])


def _errors(data: _Data, posterior: Floats, slope: Floats, intercept: Floats, points: Floats) -> tuple[Floats, Floats]:
    """Standard errors of a and b from the cross-products of each person's score (the empirical information)."""
    p = expit(np.outer(slope, points) + intercept[:, None])
    coordinates = data.answered.tocoo()
    x = np.asarray(data.right[coordinates.row, coordinates.col]).ravel()
    ability = posterior @ points
    by_intercept = x - _entries(data, posterior, p)
    by_slope = x * ability[coordinates.row] - _entries(data, posterior, p * points)
    covariance = _covariance(data, coordinates.row, coordinates.col, by_slope, by_intercept)
    return _delta(slope, intercept, covariance)


def _covariance(data: _Data, rows: NDArray, columns: NDArray, by_slope: Floats, by_intercept: Floats) -> Floats:
    """The 2 x 2 covariance of each item's slope and intercept (items x 2 x 2); nan where the answers do not tell."""
    people, items = len(data.counts), int(columns.max()) + 1
    scores = [csr_matrix((v, (rows, columns)), shape=(people, items)) for v in (by_slope, by_intercept)]
    weighted = [s.multiply(data.counts[:, None]).tocsr() for s in scores]
    if items <= FULL_MATRIX_ITEMS and data.counts.sum() >= PEOPLE_PER_PARAMETER * 2 * items:
        blocks = [[(w.T @ s).toarray() for s in scores] for w in weighted]
        whole = _inverse(np.block(blocks))
        place = np.arange(items)
        picked = [[whole[place + r * items, place + c * items] for c in (0, 1)] for r in (0, 1)]
        return np.moveaxis(np.array(picked), 2, 0)
    own = [[np.asarray(w.multiply(s).sum(axis=0)).ravel() for s in scores] for w in weighted]
    return np.array([_inverse(block) for block in np.moveaxis(np.array(own), 2, 0)])


def _inverse(matrix: Floats) -> Floats:
    try:
        return np.asarray(np.linalg.inv(matrix), dtype=np.float64)
    except np.linalg.LinAlgError:
        return np.full_like(matrix, np.nan)


def _delta(slope: Floats, intercept: Floats, covariance: Floats) -> tuple[Floats, Floats]:
    """Errors of a = slope and of b = -intercept / slope (delta method)."""
    with np.errstate(divide="ignore", invalid="ignore"):
        to_slope, to_intercept = intercept / slope**2, -1 / slope
        variance = (
            to_slope**2 * covariance[:, 0, 0]
            + 2 * to_slope * to_intercept * covariance[:, 0, 1]
            + to_intercept**2 * covariance[:, 1, 1]
        )
        return np.sqrt(covariance[:, 0, 0]), np.sqrt(variance)


def _fit(data: _Data, posterior: Floats, slope: Floats, intercept: Floats, points: Floats) -> tuple[Floats, Floats]:
    """Mean squares of the residuals over the posterior: weighted by information (infit) and not (outfit)."""
    p = expit(np.outer(slope, points) + intercept[:, None])
    variance = np.maximum(p * (1 - p), 1e-9)
    weighted = posterior * data.counts[:, None]
    asked, right = data.answered.T @ weighted, data.right.T @ weighted
    squares = right * (1 - p) ** 2 + (asked - right) * p**2
    infit = squares.sum(axis=1) / (asked * variance).sum(axis=1)
    outfit = (squares / variance).sum(axis=1) / asked.sum(axis=1)
    return infit, outfit
