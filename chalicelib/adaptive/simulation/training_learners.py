"""Simulated learners: a general level, a level per topic, and answers that do not depend on who asks."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import cos, log, pi, sqrt

from ..certification.likelihood import probability
from ..draw import fraction
from ..training import Skill


@dataclass(frozen=True, slots=True)
class Population:
    """General level uniform on [lowest, highest]; topics scatter around it by `topic_sd`; `slope` per level;
    `slip`, `guess`: chance of a wrong answer though able, of a right one though not.
    """

    lowest: float = 0.5
    highest: float = 7.5
    topic_sd: float = 1.0
    slope: float = 1.5
    slip: float = 0.0
    guess: float = 0.0


@dataclass(frozen=True, slots=True)
class Learner:
    """One simulated person. `topics`: level in each topic. `seed`: settles every answer beforehand."""

    seed: str
    general: float
    topics: dict[str, float]
    population: Population

    def answers(self, skill: Skill) -> bool:
        """Right or wrong: the same for every strategy that asks."""
        able = self.mastery(skill)
        chance = self.population.guess + (1 - self.population.guess - self.population.slip) * able
        return fraction(f"{self.seed}/answer/{skill.id}") < chance

    def mastery(self, skill: Skill) -> float:
        """True success probability, without slips and guesses."""
        return probability(self.population.slope, skill.level, self.topics[skill.topic])

    def true_pix(self, skills: Iterable[Skill]) -> float:
        """Sum of the values of the skills that the learner masters: true success probability of at least 0.5."""
        return sum(skill.value or 0.0 for skill in skills if self.mastery(skill) >= 0.5)


def learner(number: int, seed: int, topics: Iterable[str], population: Population) -> Learner:
    """Learner `number` of a run; the same for the same seed, whoever else is simulated."""
    own = f"{seed}/{number}"
    general = population.lowest + (population.highest - population.lowest) * fraction(f"{own}/general")
    levels = {topic: general + population.topic_sd * _normal(f"{own}/topic/{topic}") for topic in topics}
    return Learner(own, general, levels, population)


def _normal(seed: str) -> float:
    # Box and Muller; 1 - u keeps the logarithm away from 0
    return sqrt(-2 * log(1 - fraction(f"{seed}/radius"))) * cos(2 * pi * fraction(f"{seed}/angle"))
