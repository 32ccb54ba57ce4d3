"""From calibrated items to a ranked bank: parameters taken in and tempered, cap checked, prices solved, lists built."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from chalicelib.adaptive.bank import Item, check_scope
from chalicelib.adaptive.calibration.uncertainty import temper
from chalicelib.adaptive.certification import RankedBank, build, lowest_rate
from chalicelib.adaptive.pricing.exposure_lp import solve

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
