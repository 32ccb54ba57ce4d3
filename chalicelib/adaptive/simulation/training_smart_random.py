"""The public reference rule, "smart random", as a peer for the simulator only.

Written from its public description (domain 5), with its known habits: one grid level for the whole learner, easy
topics strictly first, timed questions avoided only when something else is left, and no end but an empty list.
"""

from collections.abc import Callable
from functools import lru_cache
from math import exp

from ..draw import pick
from ..training import Skill, Standing, State, read_out
from ..training.knowledge import Ladder, ladders

_LEVELS = tuple(0.5 * step for step in range(1, 16))
_FIRST_LEVEL, _EASY_TOPIC, _GAP = 2, 3, 2.0


def next_skill(state: State) -> Skill | None:
    """The skill that the reference rule asks."""
    known = ladders(state)
    left = [skill for skill in state.skills if skill.playable and known[skill.topic].known(skill.level) is None]
    left = _or_all(left, lambda skill: known[skill.topic].rungs[-1][0] <= _EASY_TOPIC)
    if not state.answers or state.answers[-1].timed_out:
        left = _or_all(left, lambda skill: not skill.timed)
    left = _rewarding(left, known, estimate(state)) if state.answers else _first(left)
    return pick(f"{state.seed}/{len(state.answers)}", left) if left else None


def known_only(state: State) -> dict[str, Standing]:
    """Its result: what is proven; every skill left unknown counts as not validated."""
    return read_out(state, ended=False)


def estimate(state: State) -> float:
    """The first grid level that best explains the direct answers and two virtual ones: right at 0, wrong at 7."""
    levels = {skill.id: skill.level for skill in state.skills}
    answers = [(levels[seen.skill], seen.success) for seen in state.observations if seen.skill in levels]
    answers += [(0, True), (7, False)]
    right = sum(success for _, success in answers)
    return min(_LEVELS, key=lambda level: abs(right - sum(_chance(level, asked) for asked, _ in answers)))


@lru_cache(maxsize=256)
def _chance(level: float, difficulty: int) -> float:
    return 1 / (1 + exp(difficulty - level))


def _first(left: list[Skill]) -> list[Skill]:
    levels = {skill.level for skill in left}
    wanted = _FIRST_LEVEL if _FIRST_LEVEL in levels else min(levels, default=0)
    return [skill for skill in left if skill.level == wanted]


def _rewarding(left: list[Skill], known: dict[str, Ladder], level: float) -> list[Skill]:
    rewards = {skill.id: _reward(skill, known[skill.topic], level) for skill in left if skill.level - level <= _GAP}
    best = max(rewards.values(), default=0.0)
    # equal rewards differ by rounding only
    return [skill for skill in left if rewards.get(skill.id, -1.0) > best - 1e-9]


def _reward(skill: Skill, ladder: Ladder, level: float) -> float:
    untested = [rung for rung, _ in ladder.rungs if ladder.known(rung) is None]
    chance = _chance(level, skill.level)
    easier = sum(rung <= skill.level for rung in untested)
    harder = sum(rung >= skill.level for rung in untested)
    return chance * easier + (1 - chance) * harder


def _or_all(skills: list[Skill], wanted: Callable[[Skill], bool]) -> list[Skill]:
    return [skill for skill in skills if wanted(skill)] or skills
