"""What the answers themselves prove: per topic, the validated floor and the failed ceiling (domain 3)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Skill:
    """One rung of a topic's ladder.

    `timed`: its next challenge would be timed. `value`: pix; None = min(4, 8 / skills of this level in the
    state). `playable`: False keeps a skill whose challenges are used up as knowledge without asking it.
    """

    id: str
    topic: str
    level: int
    timed: bool = False
    value: float | None = None
    playable: bool = True


@dataclass(frozen=True, slots=True)
class Observation:
    """One direct answer. `timed`: the question was timed; None = as its skill says."""

    skill: str
    success: bool
    timed_out: bool = False
    timed: bool | None = None


@dataclass(frozen=True, slots=True)
class State:
    """All a choice depends on.

    `earlier`: direct results kept from former assessments, oldest first (failures only when they are not being
    asked again). `answers`: this assessment, in order. Answers about skills not listed prove nothing here, but
    count as questions asked.
    """

    skills: tuple[Skill, ...]
    earlier: tuple[Observation, ...]
    answers: tuple[Observation, ...]
    seed: str

    @property
    def observations(self) -> Iterator[Observation]:
        """Earlier results, then this assessment's."""
        yield from self.earlier
        yield from self.answers

    def failures_in_a_row(self) -> int:
        """Wrong answers since the last right one, in this assessment."""
        run = 0
        for answer in reversed(self.answers):
            if answer.success:
                break
            run += 1
        return run


@dataclass(frozen=True, slots=True)
class Ladder:
    """One topic: its rungs (level, pix), what is proven, and the direct answers (level, right, wrong).

    Levels <= floor are validated, levels >= ceiling (None: no ceiling) failed, those between unknown.
    """

    rungs: tuple[tuple[int, float], ...]
    floor: int
    ceiling: int | None
    answers: tuple[tuple[int, int, int], ...]

    def known(self, level: int) -> str | None:
        """`validated`, `failed`, or None."""
        if level <= self.floor:
            return "validated"
        if self.ceiling is not None and level >= self.ceiling:
            return "failed"
        return None

    def after(self, level: int, success: bool) -> tuple[int, int | None]:
        """(floor, ceiling) once `level` was answered too.

        What is validated stays: a failure at or under the floor changes nothing, and a success at or above
        the ceiling removes it.
        """
        if success:
            floor = max(self.floor, level)
            return floor, None if self.ceiling is not None and self.ceiling <= floor else self.ceiling
        if level <= self.floor:
            return self.floor, self.ceiling
        return self.floor, level if self.ceiling is None else min(level, self.ceiling)


def ladders(state: State) -> dict[str, Ladder]:
    """Each topic of the state with what its answers prove."""
    values = pix_values(state.skills)
    rungs: dict[str, dict[int, float]] = {}
    for skill in state.skills:
        levels = rungs.setdefault(skill.topic, {})
        levels[skill.level] = levels.get(skill.level, 0.0) + values[skill.id]
    found = {
        topic: Ladder(tuple(sorted(levels.items())), floor=0, ceiling=None, answers=())
        for topic, levels in rungs.items()
    }
    by_id = {skill.id: skill for skill in state.skills}
    for topic, answers in _by_topic(state.observations, by_id).items():
        found[topic] = _fold(found[topic], answers)
    return found


def pix_values(skills: Iterable[Skill]) -> dict[str, float]:
    """Pix of each skill: its own, else min(4, 8 / number of skills of its level)."""
    skills = tuple(skills)
    counts: dict[int, int] = {}
    for skill in skills:
        counts[skill.level] = counts.get(skill.level, 0) + 1
    return {s.id: min(4.0, 8 / counts[s.level]) if s.value is None else s.value for s in skills}


def _by_topic(observations: Iterable[Observation], by_id: dict[str, Skill]) -> dict[str, list[tuple[int, bool]]]:
    grouped: dict[str, list[tuple[int, bool]]] = {}
    for observation in observations:
        skill = by_id.get(observation.skill)
        if skill is not None:
            grouped.setdefault(skill.topic, []).append((skill.level, observation.success))
    return grouped


def _fold(ladder: Ladder, answers: list[tuple[int, bool]]) -> Ladder:
    counts: dict[int, list[int]] = {}
    for level, success in answers:
        floor, ceiling = ladder.after(level, success)
        ladder = Ladder(ladder.rungs, floor, ceiling, ())
        counts.setdefault(level, [0, 0])[0 if success else 1] += 1
    tallied = tuple((level, right, wrong) for level, (right, wrong) in sorted(counts.items()))
    return Ladder(ladder.rungs, ladder.floor, ladder.ceiling, tallied)
