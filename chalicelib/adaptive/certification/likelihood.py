"""The two-parameter logistic model on a fixed grid of abilities, with a floor and a ceiling against slips.

P(right) = g + (1 - 2 g) / (1 + exp(a (b - ability))), g = the guard (0.02 by default; 0 is the plain model).
Source: Birnbaum (1968); the guard is the 4-parameter model of Barton & Lord (1981) with both ends fixed.
"""

from functools import lru_cache
from itertools import accumulate, pairwise, repeat
from math import erf, exp, sqrt
from operator import mul

STEP = 0.2
SPAN = 25
GRID: tuple[float, ...] = tuple(STEP * k for k in range(-SPAN, SPAN + 1))
LARGEST_EXPONENT = 700.0
LEAST_CHANCE = 1e-12  # an answer may be nearly, never wholly impossible


def probability(a: float, b: float, ability: float) -> float:
    """Chance of a right answer under the plain model; never overflows."""
    exponent = a * (b - ability)
    return 1 / (1 + exp(exponent)) if exponent < LARGEST_EXPONENT else 0.0


def information(a: float, b: float, ability: float) -> float:
    """Fisher information a^2 P (1 - P) of one item at one ability."""
    p = probability(a, b, ability)
    return a * a * p * (1 - p)


@lru_cache(maxsize=4096)
def curve(a: float, b: float, right: bool, guard: float) -> tuple[float, ...]:
    """Likelihood of one answer at each point of GRID; kept, as a warm function meets the same items again."""
    if a * (abs(b) + STEP * SPAN) > LARGEST_EXPONENT:
        chances = [probability(a, b, ability) for ability in GRID]
    else:
        # exp(a (ability - b)) on an even grid is a geometric series: two exponentials instead of one per point
        odds = accumulate(repeat(exp(a * STEP), 2 * SPAN), mul, initial=exp(a * (GRID[0] - b)))
        chances = [o / (1 + o) for o in odds]
    chances = [min(1 - LEAST_CHANCE, max(LEAST_CHANCE, p)) for p in chances]
    spread = 1 - 2 * guard
    if right:
        return tuple([guard + spread * p for p in chances])
    return tuple([1 - guard - spread * p for p in chances])


def normal_cells(mean: float, sd: float, points: tuple[float, ...] = GRID) -> tuple[float, ...]:
    """Probability that a normal variable falls in the cell of width STEP around each point."""
    edges = [_normal_cdf((x - STEP / 2 - mean) / sd) for x in (*points, points[-1] + STEP)]
    return tuple(high - low for low, high in pairwise(edges))


def _normal_cdf(z: float) -> float:
    return 0.5 * (1 + erf(z / sqrt(2)))
