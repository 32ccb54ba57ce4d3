"""From calibrated items to a ranked bank: parameters taken in and tempered, cap checked, prices solved, lists built."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from chalicelib.adaptive.bank import Item, check_scope
from chalicelib.adaptive.calibration.uncertainty import temper
from chalicelib.adaptive.certification import RankedBank, build, lowest_rate, rates
from chalicelib.adaptive.pricing.exposure_lp import solve, solve_group

PRICE_DIGITS = 6  # solvers of another version or machine differ beyond: equal content, equal bank

ABILITY_SD = sqrt(1 + 0.5**2)  # of one competence in the published population


@dataclass(frozen=True, slots=True)
class Prepared:
    """A bank ready to be deployed, the lowest cap it could hold, and the error that no rule can beat under its cap."""

    bank: RankedBank
    lowest_rate: float
    bound: float


def prepare(
    items: Sequence[Item], rate: float, length: int, log_a_error: float = 0.0, b_error: float = 0.0
) -> Prepared:
    """Rank a bank for tests of `length` questions under a cap, content balanced over all its competences.

    Errors are those of the calibration (standard deviations of log a and b). Raises BankError for a length beyond
    the bank or a cap below the lowest feasible one.
    """
    scope = sorted({item.competence for item in items})
    check_scope(items, scope, length)
    tempered = temper(items, log_a_error, b_error)
    prices = solve(tempered, rate, length, ability_sd=ABILITY_SD)
    ranked = build(tempered, prices.by_item, rate)
    return Prepared(ranked, lowest_rate(items, scope, length), prices.bound)


def prepare_unequal(items: Sequence[Item], most: float, length: int) -> RankedBank:
    """Rank a bank whose competences differ in size: each gets a cap of its own, `most` or the lowest that it can hold.

    For tests of `length` questions, content balanced. A competence with fewer items than questions is not priced.
    The bank's `rate` is the largest of the caps.
    """
    scope = sorted({item.competence for item in items})
    caps = rates(items, scope, length, most)
    prices: dict[str, float] = {}
    for code, cap in caps.items():
        if cap < 1:
            group = [item for item in items if item.competence == code]
            found, _ = solve_group(group, cap, length / len(scope), ABILITY_SD)
            prices |= {name: round(price, PRICE_DIGITS) for name, price in found.items()}
    return build(items, prices, max(caps.values()))
