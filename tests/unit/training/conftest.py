"""Ladders to test on, and small ways to say what was answered."""

import pytest

from chalicelib.adaptive.simulation.training_bank import shape, skills_of
from chalicelib.adaptive.training import Observation, Skill, State


def ladder(topic: str, *levels: int, timed: tuple[int, ...] = ()) -> list[Skill]:
    """The rungs of one topic; ids read `topic` then level, as in a3."""
    return [Skill(f"{topic}{level}", topic, level, timed=level in timed) for level in levels]


def seen(*answers: str) -> tuple[Observation, ...]:
    """Answers written as the skill's id and + or -, as in "a3+"."""
    return tuple(Observation(answer[:-1], answer[-1] == "+") for answer in answers)


def state(skills: list[Skill] | tuple[Skill, ...], *answers: str, earlier: tuple[str, ...] = (), seed="s") -> State:
    """A state after these answers."""
    return State(tuple(skills), seen(*earlier), seen(*answers), seed)


@pytest.fixture(scope="session")
def six_ladders() -> tuple[Skill, ...]:
    """The reference competence: 6 ladders, 29 skills, levels 1 to 7, 56 pix."""
    return skills_of(shape("six-ladders"))
