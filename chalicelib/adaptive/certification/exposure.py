"""How often an item may be seen: a running cap against the candidates so far, and the lowest cap a bank can hold.

Counting against candidates seen so far (not the whole cohort to come) keeps late candidates as well off as early ones.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from math import ceil

from chalicelib.adaptive.bank import BankError, Item

HEADROOM = 1.25


@dataclass(frozen=True, slots=True)
class Exposure:
    """How many candidates saw each item (by id), out of how many candidates so far, this one included."""

    counts: Mapping[str, int] = field(default_factory=dict)
    candidates: int = 1

    def most(self, rate: float) -> float:
        """The number of showings an item may have reached: max(1, rate x candidates so far)."""
        return max(1.0, rate * self.candidates)


def lowest_rate(items: Sequence[Item], scope: Collection[str], length: int, balanced: bool = True) -> float:
    """The lowest feasible cap: 1.25 x questions / items, overall and, when balanced, in each competence.

    Above 1 means that the bank is too small to keep any headroom; then 1 (no cap) is returned.
    """
    counts = Counter(item.competence for item in items if item.competence in set(scope))
    shares = [length / counts.total()]
    if balanced:
        shares += [ceil(length / len(scope)) / counts[code] for code in scope]
    return min(1.0, HEADROOM * max(shares))


def rates(items: Sequence[Item], scope: Collection[str], length: int, most: float) -> dict[str, float]:
    """A cap for each competence in scope that has items: `most`, or the lowest that so few items can hold."""
    questions = ceil(length / len(scope))
    owned = {code: [item for item in items if item.competence == code] for code in scope}
    return {code: max(most, lowest_rate(found, [code], questions)) for code, found in owned.items() if found}


def check_rate(rate: float, items: Sequence[Item], scope: Collection[str], length: int, balanced: bool = True) -> None:
    """Refuse a cap below the lowest feasible one (BankError that prints it) or outside (0, 1]."""
    lowest = lowest_rate(items, scope, length, balanced)
    if not 0 < rate <= 1:
        raise BankError(f"maximum exposure {rate:g} is not in (0, 1]")
    if rate < lowest - 1e-12:
        raise BankError(f"maximum exposure {rate:g} is below {lowest:.4f}, the lowest this bank can hold")
