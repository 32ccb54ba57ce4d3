"""A learner's state in each competence, and what follows from it: certifiability, milestones. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

import msgspec

from chalicelib.assessment.choosing import Syllabus
from chalicelib.assessment.model import Attempt
from chalicelib.assessment.score import score, standings, validated_values
from chalicelib.shared.rules import Rules

Status = Literal["not_started", "started", "completed"]


class Rung(msgspec.Struct, frozen=True, array_like=True):
    """One skill: its standing, how it is known, and whether it was asked in this attempt."""

    status: Literal["validated", "failed"]
    source: Literal["asked", "inferred", "estimated"]
    value: float


class Scorecard(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A projection: what the logs of one competence say up to (`chapter`, `position`)."""

    competence: str
    chapter: int
    position: int
    attempt: str | None = None
    release: str | None = None
    language: str | None = None
    status: Status = "not_started"
    pix: int = 0
    level: int = 0
    ahead: float = 0
    last_at: str | None = None
    rungs: dict[str, Rung] = {}

    @property
    def version(self) -> str:
        """Sorts as text in the order of the facts folded in."""
        return f"{self.chapter:05d}.{self.position:05d}"


def scorecard(competence: str, chapter: int, attempt: Attempt, material: Syllabus, rules: Rules) -> Scorecard:
    """The scorecard that a log gives; the same log always gives the same one."""
    standing = standings(attempt, material)
    result = score(validated_values(standing, material), attempt.begun.best, rules)
    return Scorecard(
        competence=competence,
        chapter=chapter,
        position=attempt.length,
        attempt=attempt.id,
        release=attempt.begun.release,
        language=attempt.begun.language,
        status="started" if attempt.current else "completed",
        pix=result.pix,
        level=result.level,
        ahead=result.ahead,
        last_at=attempt.last_answer_at or attempt.begun.at,
        rungs={
            skill: Rung(state.status, state.source, material.values[skill])  # type: ignore[arg-type]
            for skill, state in sorted(standing.items())
        },
    )


def blank(competence: str, chapter: int = 0) -> Scorecard:
    """The scorecard of a competence never begun, or just reset."""
    return Scorecard(competence=competence, chapter=chapter, position=0)


@dataclass(frozen=True, slots=True)
class Step:
    """One milestone: how far, and of how much. It only ever grows until the learner resets something."""

    key: str
    current: int
    target: int
    competence: str | None = None

    @property
    def reached(self) -> bool:
        """Whether the target is met."""
        return self.current >= self.target


def ready_for_certification(cards: Iterable[Scorecard]) -> int:
    """How many competences are at level 1 or more."""
    return sum(card.level >= 1 for card in cards)


def milestones(cards: Sequence[Scorecard], area_of: dict[str, str], rules: Rules) -> list[Step]:
    """What is worth reaching next, from the first level to the whole framework. Nothing counts days."""
    areas = {area_of[card.competence] for card in cards if card.level >= 1 and card.competence in area_of}
    best = max((card.level for card in cards), default=0)
    return [
        Step("first-level", min(best, 1), 1),
        Step("five-areas", len(areas), len(set(area_of.values()))),
        Step(
            "certifiable",
            min(ready_for_certification(cards), rules.certifiable_competences),
            rules.certifiable_competences,
        ),
        Step("independent", sum(card.level >= 3 for card in cards), rules.certifiable_competences),
        Step("advanced", min(best, 5), 5),
        Step("hundred-pix", min(sum(card.pix for card in cards), 100), 100),
        Step("explorer", sum(card.status != "not_started" for card in cards), len(area_of)),
    ]
