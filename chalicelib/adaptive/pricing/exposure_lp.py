"""Exposure prices: the duals of the linear program that gives every ability its best questions under a cap.

maximise  sum_k w_k sum_i information_i(ability_k) x_ik
such that sum_{i in group} x_ik = questions of the group, for each ability k;
          sum_k w_k x_ik <= rate, for each item i;  0 <= x_ik <= 1.

The dual of an item's cap is what one showing of it is worth to somebody else: its price, in units of information.
The value of the program is the most information that any rule can reach, hence the van Trees bound of the error.
Build time only: needs SciPy (HiGHS).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, sqrt

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import coo_matrix

from chalicelib.adaptive.bank import Item, check_scope
from chalicelib.adaptive.certification.exposure import check_rate

NODES = 41
REACH = 4.0  # standard deviations of the population covered by the nodes
KEPT_PER_NODE = 4  # times the number of items that the cap makes necessary


class PricingError(RuntimeError):
    """The solver did not find an optimum; the message is the solver's."""


@dataclass(frozen=True, slots=True)
class Prices:
    """Price of each item by id (only those above 0), and the mean information that the optimum reaches."""

    by_item: dict[str, float]
    information: float

    @property
    def bound(self) -> float:
        """Least root mean square error of any rule and estimator under a standard normal prior (van Trees)."""
        return 1 / sqrt(self.information + 1)


def solve(
    items: Sequence[Item],
    rate: float,
    length: int,
    balanced: bool = True,
    ability_sd: float = 1.0,
    nodes: int = NODES,
) -> Prices:
    """Prices for a cap. Raises BankError below the lowest feasible rate, PricingError when there is no optimum."""
    scope = sorted({item.competence for item in items})
    check_scope(items, scope, length)
    check_rate(rate, items, scope, length, balanced)
    groups = [[i for i in items if i.competence == code] for code in scope] if balanced else [list(items)]
    share = length / len(groups)
    parts = [solve_group(group, rate, share, ability_sd, nodes) for group in groups]
    prices = {name: price for part, _ in parts for name, price in part.items()}
    return Prices(prices, sum(value for _, value in parts))


def solve_group(
    items: Sequence[Item], rate: float, questions: float, ability_sd: float = 1.0, nodes: int = NODES
) -> tuple[dict[str, float], float]:
    """Prices above 0 by id for one group of items, and the information that the optimum reaches in it.

    Raises PricingError when `questions` cannot be asked under the cap.
    """
    abilities, weights = _population(ability_sd, nodes)
    gains = _information(items, abilities)
    rows, columns = _kept(gains, ceil(KEPT_PER_NODE * questions / rate))
    # variables are w_k x_ik, so that every coefficient of the constraints is 1
    count = len(rows)
    place = np.arange(count)
    per_ability = coo_matrix((np.ones(count), (columns, place)), shape=(nodes, count))
    per_item = coo_matrix((np.ones(count), (rows, place)), shape=(len(items), count))
    found = linprog(
        -gains[rows, columns],
        A_ub=per_item.tocsr(),
        b_ub=np.full(len(items), rate),
        A_eq=per_ability.tocsr(),
        b_eq=questions * weights,
        bounds=np.column_stack([np.zeros(count), weights[columns]]),
        method="highs",
    )
    if found.status != 0:
        raise PricingError(f"exposure prices: {found.message}")
    prices = -found.ineqlin.marginals
    return {item.id: float(p) for item, p in zip(items, prices, strict=True) if p > 1e-9}, -float(found.fun)


def _population(ability_sd: float, nodes: int) -> tuple[np.ndarray, np.ndarray]:
    abilities = np.linspace(-REACH, REACH, nodes) * ability_sd
    weights = np.exp(-0.5 * (abilities / ability_sd) ** 2)
    return abilities, weights / weights.sum()


def _information(items: Sequence[Item], abilities: np.ndarray) -> np.ndarray:
    a = np.array([item.a for item in items])[:, None]
    b = np.array([item.b for item in items])[:, None]
    p = 1 / (1 + np.exp(np.clip(a * (b - abilities), -500, 500)))
    return a * a * p * (1 - p)


def _kept(gains: np.ndarray, depth: int) -> tuple[np.ndarray, np.ndarray]:
    """Pairs (item, ability) worth a variable: beyond a few times what the cap makes necessary, none is used."""
    size, nodes = gains.shape
    if depth >= size:
        rows, columns = np.indices((size, nodes)).reshape(2, -1)
        return rows, columns
    best = np.argpartition(-gains, depth, axis=0)[:depth]
    return best.ravel(), np.tile(np.arange(nodes), depth)
