"""What a measurement model must offer: a quick estimate to choose by, an exact posterior to score by."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol


class Response(NamedTuple):
    """One scored answer: the calibration it was served with and whether it was right."""

    competence: str
    a: float
    b: float
    right: bool


# a Response, or the same facts as a plain tuple
Answer = tuple[str, float, float, bool]


@dataclass(frozen=True, slots=True)
class Slice:
    """The posterior of a sum given one value of the general ability: its weight, mean and variance."""

    weight: float
    mean: float
    variance: float


class Posterior(Protocol):
    """What the answers prove. Densities are probabilities of the cells of `likelihood.GRID` (sum 1)."""

    @property
    def ability(self) -> float:
        """Posterior mean of the general ability, in logits."""
        ...

    @property
    def error(self) -> float:
        """Posterior standard deviation of the general ability."""
        ...

    def density(self, competence: str) -> Sequence[float]:
        """Posterior of the ability in one competence of the scope."""
        ...

    def sum_slices(self, values: Mapping[str, Sequence[float]]) -> list[Slice]:
        """Posterior of a sum over competences of a function of ability, given on GRID for each competence."""
        ...


class Tracker(Protocol):
    """The running estimate of one test, by which questions are chosen."""

    def add(self, response: Answer) -> None:
        """Take one more answer into account."""
        ...

    def abilities(self) -> dict[str, float]:
        """Point estimate of the ability in each competence of the scope, in logits; quick."""
        ...


class Model(Protocol):
    """A measurement model: `track` chooses questions, `posterior` scores; neither looks at order."""

    @property
    def name(self) -> str:
        """The name used in logs, results and on the command line."""
        ...

    def begin(self, shown: Mapping[str, float]) -> dict[str, float]:
        """Where to look before any answer, from the abilities that the profile shows: for the first question only."""
        ...

    def track(self, scope: Sequence[str]) -> Tracker:
        """A running estimate, before any answer."""
        ...

    def posterior(self, responses: Sequence[Response], scope: Sequence[str]) -> Posterior:
        """The full posterior; bit-identical for the same answers in any order."""
        ...
