"""Public certification rules, written from their description, as peers to compare with.

- `flash`: grid of 81 points on [-9, 9], Gaussian prior of variance 1.5 re-centred on each new estimate, posterior mean,
  the best 5 by information drawn 51/25/12/6/6 %, every competence once before any is asked again, then never within
  2 questions, one question per topic; each competence's level read from one table of the single ability.
- `reproducibility`: questions fixed at the start, in equal numbers per competence, each at about 75 % success for a
  person in the middle of the profile's level; the share of right answers keeps the level, lowers it by one or refuses.
"""

from collections.abc import Sequence
from itertools import cycle, islice
from math import exp

from chalicelib.adaptive.bank import Item
from chalicelib.adaptive.certification import Ceiling, Exposure, Scale, build
from chalicelib.adaptive.certification.likelihood import probability
from chalicelib.adaptive.certification.ranked import EVERYTHING, bin_of
from chalicelib.adaptive.draw import pick
from chalicelib.adaptive.simulation.certification_people import Candidate
from chalicelib.adaptive.simulation.certification_sitting import Answer
from chalicelib.adaptive.simulation.certification_strategies import Conclude, Sat

FLASH_GRID = tuple(-9 + 18 * k / 80 for k in range(81))
FLASH_VARIANCE = 1.5
FLASH_SHARES = (51, 25, 12, 6, 6)


class Flash:
    """The public `flash` rule. Its sort by information is read from the same ranked lists (0.1 logit), for speed."""

    name = "flash"

    def __init__(self, items: Sequence[Item], scale: Scale, length: int) -> None:
        self.bank, self.scale, self.length = build(items, balanced=False), scale, length

    def sit(self, person: Candidate, exposure: Exposure, answer: Answer) -> Conclude:  # noqa: ARG002 no exposure control
        """Adaptive test with one ability."""
        likelihood, ability, error = [1.0] * len(FLASH_GRID), 0.0, 5.0
        asked: list[Item] = []
        right: list[bool] = []
        scope = [ceiling.competence for ceiling in person.profile]
        for turn in range(self.length):
            best = self._best(ability, asked, scope)
            if not best:
                break
            item = pick(f"{person.name}:flash:{turn}", best, FLASH_SHARES[: len(best)])
            asked.append(item)
            right.append(answer(item))
            likelihood = [v * _likelihood(item, x, right[-1]) for v, x in zip(likelihood, FLASH_GRID, strict=True)]
            ability, error = _recentred(likelihood, ability)
        level = self.scale.level(ability)
        levels = {c.competence: min(c.level, level) for c in person.profile}
        sat = Sat(tuple(i.id for i in asked), tuple(right), ability, error, levels)
        return lambda: sat

    def _best(self, ability: float, asked: Sequence[Item], scope: Sequence[str]) -> list[Item]:
        allowed = _flash_competences(asked, scope)
        topics, names = {item.topic for item in asked}, {item.id for item in asked}
        ranked = [self.bank.items[i] for i in self.bank.groups[EVERYTHING].ranked(bin_of(ability))]
        for rule in (allowed, set(scope)):  # a bank with no topic left in the competences due
            fresh = (i for i in ranked if i.competence in rule and i.topic not in topics and i.id not in names)
            if best := list(islice(fresh, len(FLASH_SHARES))):
                return best
        return list(islice((i for i in ranked if i.competence in scope and i.id not in names), len(FLASH_SHARES)))


def _flash_competences(asked: Sequence[Item], scope: Sequence[str]) -> set[str]:
    missing = set(scope) - {item.competence for item in asked}
    return missing or set(scope) - {item.competence for item in asked[-2:]} or set(scope)


def _likelihood(item: Item, ability: float, right: bool) -> float:
    p = probability(item.a, item.b, ability)
    return p if right else 1 - p


def _recentred(likelihood: Sequence[float], centre: float) -> tuple[float, float]:
    """Posterior mean and standard deviation under the prior centred on the last estimate."""
    prior = [exp(-((x - centre) ** 2) / (2 * FLASH_VARIANCE)) for x in FLASH_GRID]
    weights = [p * v for p, v in zip(prior, likelihood, strict=True)]
    total = sum(weights)
    mean = sum(w * x for w, x in zip(weights, FLASH_GRID, strict=True)) / total
    variance = sum(w * (x - mean) ** 2 for w, x in zip(weights, FLASH_GRID, strict=True)) / total
    return mean, max(variance, 1e-9) ** 0.5


SUCCESS = 0.75
SUCCESS_BAND = 0.05


class Reproducibility:
    """The public rule by share of right answers, with fixed questions from the profile."""

    name = "reproducibility"

    def __init__(self, items: Sequence[Item], scale: Scale, length: int) -> None:
        self.scale, self.length = scale, length
        codes = sorted({item.competence for item in items})
        self.items = {code: [i for i in items if i.competence == code] for code in codes}
        self.near = {
            (code, level): _near(self.items[code], scale.middle(level))
            for code in codes
            for level in range(scale.levels + 1)
        }

    def sit(self, person: Candidate, exposure: Exposure, answer: Answer) -> Conclude:  # noqa: ARG002 no exposure control
        """Fixed questions, then the table."""
        asked: list[Item] = []
        right: list[bool] = []
        outcome: dict[str, list[bool]] = {c.competence: [] for c in person.profile}
        for turn, ceiling in enumerate(islice(cycle(person.profile), self.length)):
            item = self._draw(person, ceiling, asked, turn)
            asked.append(item)
            right.append(answer(item))
            outcome[ceiling.competence].append(right[-1])
        rate = round(100 * sum(right) / len(right))
        levels = {c.competence: _kept(c.level, outcome[c.competence], rate) for c in person.profile}
        # no ability of its own: the profile's, moved by nothing
        shown = [self.scale.middle(c.level) for c in person.profile]
        names = tuple(item.id for item in asked)
        sat = Sat(names, tuple(right), sum(shown) / len(shown), None, levels)
        return lambda: sat

    def _draw(self, person: Candidate, ceiling: Ceiling, asked: Sequence[Item], turn: int) -> Item:
        topics, names = {item.topic for item in asked}, {item.id for item in asked}
        near = [i for i in self.near[ceiling.competence, ceiling.level] if i.id not in names]
        pool = [i for i in near if i.topic not in topics] or near
        return pick(
            f"{person.name}:fixed:{turn}", pool or [i for i in self.items[ceiling.competence] if i.id not in names]
        )


def _near(items: Sequence[Item], ability: float) -> list[Item]:
    """Items at about 75 % success for this ability; at least the ten nearest."""
    distance = sorted((abs(probability(i.a, i.b, ability) - SUCCESS), i.id, i) for i in items)
    inside = [i for gap, _, i in distance if gap <= SUCCESS_BAND]
    return inside if len(inside) >= 10 else [i for _, _, i in distance[:10]]


def _kept(level: int, right: Sequence[bool], rate: int) -> int:
    """Level kept (all right, or nearly so in a good test), lowered by one, or refused."""
    wrong = len(right) - sum(right)
    if rate < 50 or sum(right) == 0 or sum(right) * 2 < len(right):
        return 0
    if not wrong:
        return level
    if len(right) >= 3:
        return level if rate >= 80 else max(0, level - 1)
    return level if rate >= 80 else max(0, level - 1) if rate >= 70 else 0
