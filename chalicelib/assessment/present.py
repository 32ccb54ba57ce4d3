"""Views of assessments, made from the fold of their logs."""

from datetime import datetime

from chalicelib.assessment import service
from chalicelib.assessment.model import Answered, Attempt, Served
from chalicelib.assessment.ports import Ports
from chalicelib.assessment.schemas import (
    AnswerView,
    AssessmentView,
    LevelUp,
    OpenQuestion,
    PastAssessment,
    Progress,
    ReviewedAnswer,
)
from chalicelib.assessment.score import attempt_score, standings
from chalicelib.shared.clock import parse


def assessment(ports: Ports, attempt: Attempt) -> AssessmentView:
    """The assessment as its learner sees it now."""
    begun, every = attempt.begun, ports.rules.checkpoint_every
    answered = len(attempt.answers)
    return AssessmentView(
        id=attempt.id,
        kind=begun.kind,
        mode=begun.mode,
        competence=begun.competence,
        language=begun.language,  # type: ignore[arg-type]
        started_at=begun.at,
        ended_at=attempt.ended_at,
        progress=_progress(ports, attempt),
        checkpoint_due=answered > 0 and (answered % every == 0 or attempt.current is None),
        checkpoint_every=every,
        current=_current(ports, attempt, ports.clock()),
    )


def answer(ports: Ports, given: Answered, attempt: Attempt) -> AnswerView:
    """An accepted answer with what followed."""
    return AnswerView(
        answer_id=given.answer_id,
        position=given.number,
        result=given.result,  # type: ignore[arg-type]
        level_up=_level_up(ports, given, attempt),
        assessment=assessment(ports, attempt),
    )


def review(ports: Ports, attempt: Attempt, first: int, last: int) -> list[ReviewedAnswer]:
    """The answered questions from position `first` to `last`, with their solutions."""
    pairs = zip(attempt.questions, attempt.answers, strict=False)
    return [_reviewed(ports, attempt, served, given) for served, given in pairs if first <= served.number <= last]


def past(attempt: Attempt) -> PastAssessment:
    """One line of the history."""
    return PastAssessment(
        id=attempt.id,
        competence=attempt.begun.competence or "",
        mode=attempt.begun.mode,
        started_at=attempt.begun.at,
        ended_at=attempt.ended_at,
        answered=len(attempt.answers),
        right=sum(given.result == "ok" for given in attempt.answers),
    )


def _progress(ports: Ports, attempt: Attempt) -> Progress:
    answered, every = len(attempt.answers), ports.rules.checkpoint_every
    if attempt.begun.kind == "demo":
        targeted = service.demo_length(ports, attempt)
        return Progress(answered, answered, targeted, min(every - answered % every, targeted - answered))
    material = service.material(ports, attempt.begun)
    settled = len(standings(attempt, material))
    return Progress(answered, settled, max(settled, len(material.skills)), every - answered % every)


def _current(ports: Ports, attempt: Attempt, now: datetime) -> OpenQuestion | None:
    served = attempt.current
    if served is None:
        return None
    if served.timer is not None and attempt.shown_at is None:
        return OpenQuestion(served.number, served.timer, None)
    question = ports.content.question(attempt.begun.release, served.challenge, served.variant, attempt.begun.language)
    return OpenQuestion(served.number, served.timer, question, attempt.shown_at, _seconds_left(attempt, served, now))


def _seconds_left(attempt: Attempt, served: Served, now: datetime) -> float | None:
    if served.timer is None or attempt.shown_at is None:
        return None
    return round(max(0.0, served.timer - (now - parse(attempt.shown_at)).total_seconds()), 1)


def _level_up(ports: Ports, given: Answered, attempt: Attempt) -> LevelUp | None:
    if given.level_up is None or attempt.begun.competence is None:
        return None
    pix = attempt_score(attempt, service.material(ports, attempt.begun), ports.rules).pix
    return LevelUp(attempt.begun.competence, given.level_up, pix)


def _reviewed(ports: Ports, attempt: Attempt, served: Served, given: Answered) -> ReviewedAnswer:
    body = (attempt.begun.release, served.challenge, served.variant, attempt.begun.language)
    skills = {skill.id: skill for skill in ports.content.index(attempt.begun.release).skills}
    return ReviewedAnswer(
        position=served.number,
        question=ports.content.question(*body),
        value=given.value,
        result=given.result,  # type: ignore[arg-type]
        details=given.details,
        answered_at=given.at,
        skill_name=skills[served.skill].can[attempt.begun.language],
        level=served.level,
        correction=ports.content.correction(*body),
    )
