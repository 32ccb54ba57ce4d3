"""Which question next: the skill is drawn first, then one of its challenges, then a variant. Pure."""

from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass, replace
from functools import lru_cache

from chalicelib.adaptive import draw, training
from chalicelib.assessment.model import Attempt, Begun, Served
from chalicelib.content.model import Challenge, ReleaseIndex, Skill

SYLLABI_KEPT = 128


@dataclass(frozen=True, slots=True)
class Syllabus:
    """What one competence of one release can ask in one language.

    `rungs`: the skills as the engine reads them. `mixed`: those with timed and with untimed challenges, of which only a
    draw can say whether the next one is timed.
    """

    skills: Mapping[str, Skill]
    challenges: Mapping[str, tuple[Challenge, ...]]  # by skill
    values: Mapping[str, float]  # pix by skill, also of skills that have no question in this language
    rungs: tuple[training.Skill, ...]
    mixed: frozenset[str]


def syllabus(index: ReleaseIndex, competence: str, language: str) -> Syllabus:
    """The playable part of a competence; empty when it has no questions in this language."""
    skills = {skill.id: skill for skill in index.skills if skill.competence == competence}
    by_skill: dict[str, list[Challenge]] = {}
    for challenge in index.challenges:
        if challenge.skill in skills and _can_be_served(challenge, language):
            by_skill.setdefault(challenge.skill, []).append(challenge)
    return Syllabus(
        skills={skill: skills[skill] for skill in by_skill},
        challenges={skill: tuple(found) for skill, found in by_skill.items()},
        values={skill.id: skill.value for skill in skills.values()},
        rungs=tuple(
            training.Skill(
                name, skills[name].topic, skills[name].level, found[0].timer is not None, value=skills[name].value
            )
            for name, found in by_skill.items()
        ),
        mixed=frozenset(name for name, found in by_skill.items() if len({each.timer is None for each in found}) > 1),
    )


def _can_be_served(challenge: Challenge, language: str) -> bool:
    """Not retired, not kept for certifications (those have no variant here), and written in the language."""
    return challenge.active and challenge.variants > 0 and language in challenge.languages


def syllabi(index: Callable[[str], ReleaseIndex]) -> Callable[[str, str, str], Syllabus]:
    """`syllabus` by release id, remembered: releases never change."""

    @lru_cache(maxsize=SYLLABI_KEPT)
    def remembered(release: str, competence: str, language: str) -> Syllabus:
        return syllabus(index(release), competence, language)

    return remembered


def next_question(attempt: Attempt, material: Syllabus) -> Served | None:
    """The question after those answered; None when nothing is left worth asking."""
    begun, answered = attempt.begun, attempt.questions[: len(attempt.answers)]
    calm = not answered or answered[-1].timer is not None
    speaker = _speaker(begun, material, frozenset(question.challenge for question in attempt.questions), calm)
    timed = {name: speaker(name).timer is not None for name in material.mixed}
    timed |= {question.skill: question.timer is not None for question in attempt.questions}
    skill = training.next_skill(_state(attempt, material, timed if material.mixed else {}))
    if skill is None:
        return None
    return serve(speaker(skill.id), material.skills[skill.id], len(attempt.answers) + 1, begun.seed)


def first_question(begun: Begun, material: Syllabus) -> Served | None:
    """The question an assessment begins with (`begun.first` is not read)."""
    speaker = _speaker(begun, material, frozenset(), calm=True)
    rungs = _rungs(material, dict.fromkeys(material.mixed, False))
    skill = training.next_skill(training.State(rungs, _earlier(begun, material), (), begun.seed))
    return serve(speaker(skill.id), material.skills[skill.id], 1, begun.seed) if skill else None


def demo_course(index: ReleaseIndex, language: str) -> list[tuple[Challenge, Skill]]:
    """The challenges of the first demo course that can be served in this language, in its order."""
    if not index.demos:
        return []
    challenges = {each.id: each for each in index.challenges if _can_be_served(each, language)}
    skills = {skill.id: skill for skill in index.skills}
    found = (challenges[name] for name in index.demos[0].challenges if name in challenges)
    return [(challenge, skills[challenge.skill]) for challenge in found]


def training_state(attempt: Attempt, material: Syllabus) -> training.State:
    """The log as the engine reads it: what was asked and answered. Which challenge comes next says nothing of that."""
    return _state(attempt, material, {})


def serve(challenge: Challenge, skill: Skill, number: int, seed: str) -> Served:
    """A challenge as it enters the log, with its calibration and the drawn variant."""
    return Served(
        number=number,
        challenge=challenge.id,
        variant=draw.pick(f"{seed}|variant|{challenge.id}", range(challenge.variants)),
        skill=skill.id,
        level=skill.level,
        value=skill.value,
        a=challenge.a,
        b=challenge.b,
        timer=challenge.timer,
    )


def _state(attempt: Attempt, material: Syllabus, timed: Mapping[str, bool]) -> training.State:
    answers = tuple(
        training.Observation(question.skill, answer.result == "ok", answer.result == "timed_out")
        for question, answer in zip(attempt.questions, attempt.answers, strict=False)
    )
    begun = attempt.begun
    return training.State(_rungs(material, timed), _earlier(begun, material), answers, begun.seed)


def _rungs(material: Syllabus, timed: Mapping[str, bool]) -> tuple[training.Skill, ...]:
    """`timed`: what is known better than by the skill alone."""
    if not timed:
        return material.rungs
    return tuple(replace(rung, timed=timed.get(rung.id, rung.timed)) for rung in material.rungs)


def _earlier(begun: Begun, material: Syllabus) -> tuple[training.Observation, ...]:
    """Former results on skills that this release still has."""
    known = material.skills
    return tuple(training.Observation(item.skill, item.success) for item in begun.earlier if item.skill in known)


def _speaker(begun: Begun, material: Syllabus, asked: Set[str], calm: bool) -> Callable[[str], Challenge]:
    """For a skill, the challenge that would be served: never one of this assessment, rather a new one.

    `calm`: right after a timed question, and first of all, an untimed challenge speaks for a skill that has one.
    """
    seen = frozenset(begun.seen)

    def challenge(skill: str) -> Challenge:
        found = material.challenges[skill]
        return _draw(begun.seed, asked, seen, skill, _untimed(found) if calm else found)

    return challenge


def _untimed(found: tuple[Challenge, ...]) -> tuple[Challenge, ...]:
    return tuple(challenge for challenge in found if challenge.timer is None) or found


def _draw(seed: str, asked: Set[str], seen: Set[str], skill: str, found: tuple[Challenge, ...]) -> Challenge:
    left = [challenge for challenge in found if challenge.id not in asked] or list(found)
    rather = [challenge for challenge in left if challenge.id not in seen] or left
    return rather[0] if len(rather) == 1 else draw.pick(f"{seed}|challenge|{skill}", rather)
