"""The `competence` model: a general ability plus a deviation in each competence in scope.

ability in c = g + d_c, g ~ N(0, ability_sd^2), d_c ~ N(0, deviation_sd^2).
Choosing uses the posterior mode: the Hessian is an arrow (one dense row, one diagonal), so a Newton step costs a few
operations per competence. Scoring integrates exactly: given g the competences are independent, so the posterior
is a product of one-dimensional convolutions on the grid.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from math import exp, log, sqrt
from operator import mul

from chalicelib.adaptive.certification.likelihood import GRID, LARGEST_EXPONENT, STEP, curve, normal_cells
from chalicelib.adaptive.certification.posterior import Answer, Response, Slice

NEWTON_STEPS = 12
NEWTON_DONE = 0.02  # logits; the step after it would be smaller by squares, and an ability bin is 0.1 wide
LARGEST_MOVE = 1.5  # logits; keeps scoring steps stable for banks far from the person
KERNEL_REACH = 5.0  # standard deviations
LEAST = 1e-300


@dataclass(frozen=True, slots=True)
class CompetencePosterior:
    """The joint posterior: weights of g on the grid, and for each competence its likelihood on the grid."""

    general: tuple[float, ...]
    likelihoods: Mapping[str, tuple[float, ...]]
    blurred: Mapping[str, tuple[float, ...]]
    kernel: tuple[float, ...]

    @property
    def ability(self) -> float:
        """Posterior mean of the general ability, in logits."""
        return sum(map(mul, self.general, GRID))

    @property
    def error(self) -> float:
        """Posterior standard deviation of the general ability."""
        mean = self.ability
        return sqrt(sum(w * (x - mean) ** 2 for w, x in zip(self.general, GRID, strict=True)))

    def density(self, competence: str) -> tuple[float, ...]:
        """Masses of the grid's cells for one competence."""
        blurred = self.blurred[competence]
        ratio = [w / total if total else 0.0 for w, total in zip(self.general, blurred, strict=True)]
        masses = list(map(mul, self.likelihoods[competence], _blur(ratio, self.kernel)))
        total = sum(masses)
        return tuple([m / total for m in masses])

    def sum_slices(self, values: Mapping[str, Sequence[float]]) -> list[Slice]:
        """The posterior of a sum, one slice per value of the general ability."""
        moments = [self._moments(code, row) for code, row in values.items()]
        means = [sum(column) for column in zip(*(m for m, _ in moments), strict=True)]
        variances = [sum(column) for column in zip(*(v for _, v in moments), strict=True)]
        return [Slice(*row) for row in zip(self.general, means, variances, strict=True)]

    def _moments(self, competence: str, values: Sequence[float]) -> tuple[list[float], list[float]]:
        """Mean and variance of a function of one competence's ability, given each value of g."""
        likelihood, blurred = self.likelihoods[competence], self.blurred[competence]
        first = list(map(mul, likelihood, values))
        means = [m / t if t else 0.0 for m, t in zip(_blur(first, self.kernel), blurred, strict=True)]
        second = _blur(list(map(mul, first, values)), self.kernel)
        squares = [s / t if t else 0.0 for s, t in zip(second, blurred, strict=True)]
        return means, [max(0.0, s - m * m) for s, m in zip(squares, means, strict=True)]


@dataclass(frozen=True, slots=True)
class CompetenceModel:
    """The hierarchical model; `guard` is the floor and ceiling of the success probability."""

    ability_sd: float = 1.0
    deviation_sd: float = 0.5
    guard: float = 0.02
    name: str = "competence"
    _prior: tuple[float, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_prior", normal_cells(0.0, self.ability_sd))

    def begin(self, shown: Mapping[str, float]) -> dict[str, float]:
        """What the profile shows in each competence."""
        return dict(shown)

    def track(self, scope: Sequence[str]) -> "CompetenceTracker":
        """A running estimate, before any answer."""
        return CompetenceTracker(scope, self)

    def posterior(self, responses: Sequence[Response], scope: Sequence[str]) -> CompetencePosterior:
        """The full posterior; answers are sorted first, so that their order leaves no trace."""
        likelihoods = dict.fromkeys(scope, (1.0,) * len(GRID))
        for code, a, b, right in sorted(responses):
            likelihoods[code] = _times(likelihoods[code], curve(a, b, right, self.guard))
        kernel = _kernel(self.deviation_sd)
        blurred = {code: tuple(_blur(row, kernel)) for code, row in likelihoods.items()}
        general = _general_weights(self._prior, blurred)
        return CompetencePosterior(general, likelihoods, blurred, kernel)


class CompetenceTracker:
    """The posterior mode by Fisher scoring on the arrow-shaped Hessian.

    It starts from the prior's mode each time, so that the estimate depends on the answers alone.
    """

    __slots__ = ("answers", "model", "places")

    def __init__(self, scope: Sequence[str], model: CompetenceModel) -> None:
        self.places = {code: place for place, code in enumerate(scope)}
        self.answers: list[tuple[int, float, float, bool]] = []
        self.model = model

    def add(self, response: Answer) -> None:
        """Take one more answer into account."""
        code, a, b, right = response
        self.answers.append((self.places[code], a, b, right))

    def abilities(self) -> dict[str, float]:
        """Estimate of each competence's ability, in logits."""
        general, deviations = 0.0, [0.0] * len(self.places)
        for _ in range(NEWTON_STEPS if self.answers else 0):
            move, moves = self._newton(general, deviations)
            general += move
            deviations = [d + m for d, m in zip(deviations, moves, strict=True)]
            if abs(move) < NEWTON_DONE:
                break
        return {code: general + d for code, d in zip(self.places, deviations, strict=True)}

    def _newton(self, general: float, deviations: list[float]) -> tuple[float, list[float]]:
        """One step of (g, d): the arrow is solved by eliminating the deviations."""
        model = self.model
        slopes, curvatures = _derivatives(self.answers, [general + d for d in deviations], model.guard)
        pull, hold = 1 / model.deviation_sd**2, 1 / model.ability_sd**2
        gradient, shape, alone = -general * hold, hold, []
        for slope, curvature, deviation in zip(slopes, curvatures, deviations, strict=True):
            share = curvature / (curvature + pull)
            step = (slope - pull * deviation) / (curvature + pull)  # of the deviation, if g stayed
            gradient += slope - curvature * step
            shape += share * pull
            alone.append((step, share))
        move = max(-LARGEST_MOVE, min(LARGEST_MOVE, gradient / shape))
        return move, [step - share * move for step, share in alone]


def _general_weights(prior: Sequence[float], blurred: Mapping[str, Sequence[float]]) -> tuple[float, ...]:
    """Posterior of the general ability, summed in logarithms so that no contradiction of answers underflows."""
    logs = [log(max(p, LEAST)) for p in prior]
    for code in sorted(blurred):
        logs = [total + log(max(x, LEAST)) for total, x in zip(logs, blurred[code], strict=True)]
    top = max(logs)
    weights = [exp(x - top) for x in logs]
    total = sum(weights)
    return tuple([w / total for w in weights])


def _times(row: tuple[float, ...], other: tuple[float, ...]) -> tuple[float, ...]:
    product = list(map(mul, row, other))
    top = max(product)
    return tuple([x / top for x in product])


@lru_cache(maxsize=16)
def _kernel(sd: float) -> tuple[float, ...]:
    reach = max(1, round(KERNEL_REACH * sd / STEP))
    return normal_cells(0.0, sd, tuple(STEP * k for k in range(-reach, reach + 1)))


def _blur(row: Sequence[float], kernel: Sequence[float]) -> list[float]:
    """Convolution with a symmetric kernel; what falls outside the grid is lost."""
    margin = [0.0] * (len(kernel) // 2)
    padded = [*margin, *row, *margin]
    width = len(kernel)
    return [sum(map(mul, padded[start : start + width], kernel)) for start in range(len(row))]


def _derivatives(
    answers: Sequence[tuple[int, float, float, bool]], abilities: Sequence[float], guard: float
) -> tuple[list[float], list[float]]:
    """Slope of the log-likelihood and Fisher information in each competence."""
    slopes, curvatures = [0.0] * len(abilities), [0.0] * len(abilities)
    spread = 1 - 2 * guard
    for place, a, b, right in answers:
        exponent = a * (b - abilities[place])
        plain = 1 / (1 + exp(exponent)) if exponent < LARGEST_EXPONENT else 0.0
        p = guard + spread * plain
        steepness = a * spread * plain * (1 - plain)
        weight = steepness / (p * (1 - p)) if guard else a
        slopes[place] += weight * (right - p)
        curvatures[place] += weight * steepness
    return slopes, curvatures
