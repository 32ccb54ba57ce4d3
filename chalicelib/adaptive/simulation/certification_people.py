"""Simulated candidates and a synthetic bank for certification: seeded, the same whatever runs them."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from math import exp

from chalicelib.adaptive.bank import Item, read_bank
from chalicelib.adaptive.certification.attempt import Ceiling
from chalicelib.adaptive.certification.likelihood import probability
from chalicelib.adaptive.certification.scale import Scale
from chalicelib.adaptive.draw import fraction

# the core framework (docs/domain.md)
COMPETENCES = (
    "1.1",
    "1.2",
    "1.3",
    "2.1",
    "2.2",
    "2.3",
    "2.4",
    "3.1",
    "3.2",
    "3.3",
    "3.4",
    "4.1",
    "4.2",
    "4.3",
    "5.1",
    "5.2",
)


@dataclass(frozen=True, slots=True)
class Population:
    """How candidates are drawn. Abilities in logits; `profile_noise` is the s.d. of the profile's error.

    `inflated` is the share of profiles raised by `inflation` logits; `slip` and `guess` are error rates of answers.
    `flat_level`: every profile shows this level, so that it tells nothing about the person.
    """

    deviation_sd: float = 0.5
    profile_noise: float = 0.6
    inflated: float = 0.0
    inflation: float = 1.2
    slip: float = 0.0
    guess: float = 0.0
    flat_level: int | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """One simulated person: true abilities, and the profile they bring."""

    name: str
    ability: float
    abilities: dict[str, float]
    profile: tuple[Ceiling, ...]


def candidate(number: int, seed: int, population: Population, scope: Sequence[str], scale: Scale) -> Candidate:
    """Person `number` of a seed: independent of how many others are simulated, and in which process."""
    rng = random.Random(f"{seed}:person:{number}")  # noqa: S311 a simulation
    ability = rng.gauss(0, 1)
    abilities = {code: ability + rng.gauss(0, population.deviation_sd) for code in scope}
    raised = population.inflation if rng.random() < population.inflated else 0.0
    shown = {code: value + raised + rng.gauss(0, population.profile_noise) for code, value in abilities.items()}
    profile = tuple(Ceiling(code, scale.level(value), int(scale.pix(value))) for code, value in shown.items())
    if population.flat_level is not None:
        profile = tuple(_flat(code, population.flat_level, scale) for code in scope)
    return Candidate(f"{seed}:{number}", ability, abilities, profile)


def _flat(code: str, level: int, scale: Scale) -> Ceiling:
    return Ceiling(code, level, int(scale.pix(scale.middle(level))))


def answers_right(person: Candidate, item: Item, population: Population) -> bool:
    """Whether this person answers this item right: the same answer in every strategy of a run."""
    plain = probability(item.a, item.b, person.abilities[item.competence])
    chance = population.guess + (1 - population.guess - population.slip) * plain
    return fraction(f"{person.name}:{item.id}") < chance


def synthetic_bank(
    size: int, seed: int = 1, topics: int | None = None, competences: Sequence[str] = COMPETENCES, centre: float = 0.0
) -> tuple[Item, ...]:
    """Items with a = exp(N(0, 0.3)), b = N(centre, 1.2), competences in turn.

    `topics` is the number of topics in each competence; by default each item has its own.
    """
    rng = random.Random(seed)  # noqa: S311 a simulation
    scale, width = Scale(), len(competences)
    rows = []
    for k in range(size):
        a, b, code = exp(rng.gauss(0, 0.3)), rng.gauss(centre, 1.2), competences[k % width]
        topic = f"{code}-{k // width % topics if topics else k // width}"
        row = {"id": f"i{k}", "a": a, "b": b, "competence": code, "topic": topic, "skill": f"s{k}"}
        rows.append({**row, "level": max(1, scale.level(b))})
    return read_bank(rows)
