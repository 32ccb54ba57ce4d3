"""What the log and the question say of a submitted answer, before anything is written. Pure."""

from datetime import datetime

from chalicelib import grading
from chalicelib.assessment.errors import (
    AnswerAlreadyGiven,
    AnswerMalformed,
    AnswerOutOfOrder,
    AssessmentEnded,
    QuestionNotShown,
)
from chalicelib.assessment.model import Answered, Attempt, Value, payload_hash
from chalicelib.assessment.schemas import SubmitAnswer
from chalicelib.content.model import Correction, Question
from chalicelib.shared.clock import iso, parse

CHOICES = ("QCU", "QCM")


def already_given(attempt: Attempt, command: SubmitAnswer) -> Answered | None:
    """The stored answer when this is a retry of it; None when the question is open for this answer.

    Raises AnswerAlreadyGiven, AnswerOutOfOrder, AssessmentEnded, QuestionNotShown.
    """
    stored = attempt.answer_to(command.position)
    if stored:
        if (stored.answer_id, stored.payload) == (command.answer_id, payload_hash(command.position, command.value)):
            return stored
        raise AnswerAlreadyGiven(f"Question {command.position} already has an answer; it was kept.")
    if attempt.current is None:
        raise AssessmentEnded("This assessment has ended; its answers are kept.")
    if attempt.current.number != command.position:
        raise AnswerOutOfOrder(f"The question to answer is number {attempt.current.number}.")
    if attempt.current.timer is not None and attempt.shown_at is None:
        raise QuestionNotShown("Open this timed question before answering it.")
    return None


def check_form(question: Question, value: Value) -> None:
    """AnswerMalformed unless the value has the form that the question asks for."""
    if value is None:
        return
    if question.type in CHOICES:
        _check_choices(question, value)
    elif question.type == "QROC":
        if not isinstance(value, str):
            raise AnswerMalformed("This question is answered by one text.")
        _check_length(value, max((field.max_length for field in question.fields), default=200), "the answer")
    else:
        _check_fields(question, value)


def _check_choices(question: Question, value: Value) -> None:
    if not isinstance(value, list):
        raise AnswerMalformed("This question is answered by the numbers of its choices.")
    known = {choice.number for choice in question.choices}
    unknown = [number for number in value if number not in known]
    if unknown:
        raise AnswerMalformed(f"There is no choice number {unknown[0]}.")
    if question.type == "QCU" and len(set(value)) > 1:
        raise AnswerMalformed("This question takes one choice.")


def _check_fields(question: Question, value: Value) -> None:
    if not isinstance(value, dict):
        raise AnswerMalformed("This question is answered by a text per field.")
    limits = {field.name: field.max_length for field in question.fields}
    for name, text in value.items():
        if name not in limits:
            raise AnswerMalformed(f"There is no field named {name!r}.")
        _check_length(text, limits[name], name)


def _check_length(text: str, limit: int, where: str) -> None:
    if len(text) > limit:
        raise AnswerMalformed(f"{where} is longer than {limit} characters.")


def grade(
    attempt: Attempt, command: SubmitAnswer, correction: Correction, now: datetime, grace: float
) -> tuple[grading.Graded, float]:
    """The result of an answer, and the seconds since its question was shown.

    `grace`: seconds given on top of a timer for the way through the network.
    """
    assert attempt.current is not None  # already_given refused it otherwise
    seconds = (now - _shown_at(attempt)).total_seconds()
    circumstances = grading.Circumstances(
        seconds_left=_seconds_left(attempt.current.timer, seconds, command, grace),
        focus_lost=command.focus_lost,
        focused=False,  # only certification punishes a lost focus; here it is recorded
        context="training",
        skipped=command.value is None,
    )
    graded = grading.grade(grading.AnswerKey.from_mapping(correction.key), command.value, circumstances)
    return graded, round(seconds, 1)


def _seconds_left(timer: int | None, seconds: float, command: SubmitAnswer, grace: float) -> float | None:
    if timer is None:
        return None
    if command.offline_seconds_left is not None:  # answered without network: the client's clock, never more than all
        return min(command.offline_seconds_left, float(timer))
    return timer + grace - seconds


def _shown_at(attempt: Attempt) -> datetime:
    return parse(attempt.shown_at or attempt.last_answer_at or attempt.begun.at)


def record(attempt: Attempt, command: SubmitAnswer, graded: grading.Graded, seconds: float, now: datetime) -> Answered:
    """The log entry of a graded answer, still without level-up and next question."""
    timed = attempt.current is not None and attempt.current.timer is not None
    return Answered(
        at=iso(now),
        number=command.position,
        answer_id=command.answer_id,
        payload=payload_hash(command.position, command.value),
        value=command.value,
        result=graded.result,
        details=dict(graded.details),
        seconds=seconds,
        offline_seconds_left=command.offline_seconds_left if timed else None,
        focus_lost=command.focus_lost,
    )
