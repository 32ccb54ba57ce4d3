"""The `general` model: one ability for all competences, its posterior on a fixed grid under a fixed prior (EAP).

Source: Bock & Mislevy (1982). The prior never moves, so the score of given answers cannot depend on their order.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import exp, sqrt
from operator import mul

from chalicelib.adaptive.certification.likelihood import GRID, STEP, curve
from chalicelib.adaptive.certification.posterior import Answer, Response, Slice

# a product of many likelihoods is brought back to 1 before it can underflow
RESCALE_BELOW = 1e-200


@dataclass(frozen=True, slots=True)
class GeneralPosterior:
    """Probabilities of the grid's cells; every competence has the same ability."""

    weights: tuple[float, ...]

    @property
    def ability(self) -> float:
        """Posterior mean of the general ability, in logits."""
        return sum(map(mul, self.weights, GRID))

    @property
    def error(self) -> float:
        """Posterior standard deviation of the general ability."""
        mean = self.ability
        variance = sum(w * (x - mean) ** 2 for w, x in zip(self.weights, GRID, strict=True))
        return sqrt(max(variance, STEP**2 / 1e6))

    def density(self, competence: str) -> tuple[float, ...]:  # noqa: ARG002 the same in each
        """Masses of the grid's cells for one competence."""
        return self.weights

    def sum_slices(self, values: Mapping[str, Sequence[float]]) -> list[Slice]:
        """The posterior of a sum, one slice per value of the general ability."""
        totals = [sum(column) for column in zip(*values.values(), strict=True)]
        return [Slice(w, total, 0.0) for w, total in zip(self.weights, totals, strict=True)]


class GeneralTracker:
    """The unnormalised posterior on the grid, one multiplication per answer and point."""

    __slots__ = ("guard", "scope", "weights")

    def __init__(self, scope: Sequence[str], prior: Sequence[float], guard: float) -> None:
        self.scope, self.weights, self.guard = scope, prior, guard

    def add(self, response: Answer) -> None:
        """Take one more answer into account."""
        _, a, b, right = response
        self.weights = list(map(mul, self.weights, curve(a, b, right, self.guard)))
        top = max(self.weights)
        if top < RESCALE_BELOW:
            self.weights = [w / top for w in self.weights]

    def abilities(self) -> dict[str, float]:
        """Estimate of each competence's ability, in logits."""
        return dict.fromkeys(self.scope, sum(map(mul, self.weights, GRID)) / sum(self.weights))


@dataclass(frozen=True, slots=True)
class GeneralModel:
    """One ability ~ N(0, ability_sd^2); `guard` is the floor and ceiling of the success probability."""

    ability_sd: float = 1.0
    guard: float = 0.02
    name: str = "general"
    _prior: tuple[float, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        # the density at the points, not the mass of cells: this is the sum that peers call EAP
        density = [exp(-0.5 * (x / self.ability_sd) ** 2) for x in GRID]
        object.__setattr__(self, "_prior", tuple(density))

    def begin(self, shown: Mapping[str, float]) -> dict[str, float]:
        """The mean of what the profile shows."""
        return dict.fromkeys(shown, sum(shown.values()) / len(shown))

    def track(self, scope: Sequence[str]) -> "GeneralTracker":
        """A running estimate, before any answer."""
        return GeneralTracker(scope, self._prior, self.guard)

    def posterior(self, responses: Sequence[Response], scope: Sequence[str]) -> GeneralPosterior:  # noqa: ARG002
        """The full posterior; answers are sorted first, so that their order leaves no trace."""
        tracker = self.track(())
        for response in sorted(responses):
            tracker.add(response)
        total = sum(tracker.weights)
        return GeneralPosterior(tuple([w / total for w in tracker.weights]))
