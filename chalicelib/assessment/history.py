"""A learner's history in one competence: attempts and resets, numbered, and what a new attempt starts from."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby

import msgspec

from chalicelib.assessment import choosing
from chalicelib.assessment.errors import ImproveTooEarly, NothingLeftToAsk, ResetTooEarly, UnknownCompetence
from chalicelib.assessment.model import Attempt, Begun, Chapter, Known, Served, fold
from chalicelib.assessment.ports import Ports
from chalicelib.assessment.schemas import StartAssessment
from chalicelib.assessment.score import attempt_score
from chalicelib.shared import ids
from chalicelib.shared.clock import iso, parse
from chalicelib.shared.errors import Busy


@dataclass(frozen=True, slots=True)
class Past:
    """What happened so far. `last`: the latest attempt since the latest reset; `before`: the latest of all."""

    competence: str
    chapters: Sequence[Chapter]
    last: Attempt | None
    before: Attempt | None

    def next_number(self) -> int:
        """Chapters are numbered from 1, so that two writers compete for one key."""
        return self.chapters[-1].number + 1 if self.chapters else 1

    def next_chapter(self, begun: Begun) -> Chapter:
        """The chapter that a new attempt adds; an attempt's id is its seed."""
        return Chapter(
            competence=self.competence,
            number=self.next_number(),
            at=begun.at,
            event="attempt",
            attempt=begun.seed,
            mode=begun.mode,
        )


def read(
    ports: Ports,
    learner: str,
    competence: str,
    *,
    chapters: Sequence[Chapter] | None = None,
    known: Attempt | None = None,
) -> Past:
    """The history of one competence, with its latest attempt folded; `known` when it is already in hand."""
    found = ports.log.history(learner, competence) if chapters is None else chapters
    latest = next((chapter.attempt for chapter in reversed(found) if chapter.attempt), None)
    before = known if known and known.id == latest else None
    if latest and before is None:
        before = fold(latest, ports.log.read(latest))
    was_reset = bool(found) and found[-1].event == "reset"
    return Past(competence, found, None if was_reset else before, before)


def beginning(ports: Ports, learner: str, command: StartAssessment, past: Past) -> Begun:
    """Entry 0 of a new attempt. Raises UnknownCompetence, ImproveTooEarly, NothingLeftToAsk, ContentUnpublished."""
    now = ports.clock()
    release = ports.content.current_release()
    material = ports.syllabus(release, command.competence, command.language)
    if not material.skills:
        raise UnknownCompetence(f"There are no questions for {command.competence!r} in this language.")
    draft = Begun(
        at=iso(now),
        learner=learner,
        kind="competence",
        mode="improve" if past.last else "new",
        competence=command.competence,
        release=release,
        language=command.language,
        rules=ports.rules.version,
        seed=ids.new_id(now),
        first=_NOT_YET,
        earlier=_kept(ports, past.last, now) if past.last else (),
        seen=_seen(past.before),
        best=best_pix(ports, past.last) if past.last else 0,
    )
    first = choosing.first_question(draft, material)
    if first is None:
        raise NothingLeftToAsk("Everything this competence asks is validated.")
    return msgspec.structs.replace(draft, first=first)


def reset(ports: Ports, learner: str, competence: str) -> None:
    """Start again from nothing, keeping the history. Raises ResetTooEarly; nothing known is nothing to do."""
    past = read(ports, learner, competence)
    if past.last is None:
        return
    now = ports.clock()
    days = remaining_days(past.last, ports.rules.reset_after_days, now)
    if days:
        raise ResetTooEarly(extra={"remaining_days": days}, days=days)
    chapter = Chapter(competence=competence, number=past.next_number(), at=iso(now), event="reset")
    if not ports.log.add_reset(learner, chapter, past.last if past.last.current else None):
        raise Busy("Another window is changing this competence.")


def remaining_days(attempt: Attempt, delay: float, now: datetime) -> int:
    """Whole days, rounded up, until `delay` days after the last answer (or the start); 0 when they have passed."""
    since = parse(attempt.last_answer_at or attempt.begun.at)
    left = since + timedelta(days=delay) - now
    return max(0, math.ceil(left / timedelta(days=1)))


def best_pix(ports: Ports, attempt: Attempt) -> int:
    """The pix earned up to the end of this attempt."""
    assert attempt.begun.competence is not None
    material = ports.syllabus(attempt.begun.release, attempt.begun.competence, attempt.begun.language)
    return attempt_score(attempt, material, ports.rules).pix


def _kept(ports: Ports, last: Attempt, now: datetime) -> tuple[Known, ...]:
    """Validated skills stay known, failed ones are asked again. Raises ImproveTooEarly."""
    days = remaining_days(last, ports.rules.improve_after_days, now)
    if days:
        raise ImproveTooEarly(extra={"remaining_days": days}, days=days)
    results = {known.skill: known.success for known in last.begun.earlier}
    results |= {
        question.skill: answer.result == "ok" for question, answer in zip(last.questions, last.answers, strict=False)
    }
    return tuple(Known(skill, True) for skill, success in results.items() if success)


def _seen(before: Attempt | None) -> tuple[str, ...]:
    """Challenges met in former attempts, so that new ones come first."""
    if before is None:
        return ()
    return tuple(dict.fromkeys((*before.begun.seen, *(question.challenge for question in before.questions))))


def seen(ports: Ports, learner: str) -> frozenset[str]:
    """Every challenge that the learner met in an evaluation of a competence, also before resets."""
    chapters = ports.log.history(learner)
    found: set[str] = set()
    for competence, group in groupby(chapters, key=lambda chapter: chapter.competence):
        found.update(_seen(read(ports, learner, competence, chapters=list(group)).before))
    return frozenset(found)


_NOT_YET = Served(number=1, challenge="", variant=0, skill="", level=0, value=0, a=1, b=0)


def attempts(
    ports: Ports, learner: str, competence: str | None = None, *, before: str = "", most: int | None = None
) -> list[Attempt]:
    """A learner's attempts, newest first: at most `most`, older than the one whose id is `before`."""
    found = [chapter.attempt for chapter in ports.log.history(learner, competence) if chapter.attempt]
    older = sorted((attempt for attempt in found if not before or attempt < before), reverse=True)
    return [fold(attempt, ports.log.read(attempt)) for attempt in older[:most]]
