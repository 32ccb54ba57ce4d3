"""Use cases of a candidate's test: see it, open a question, answer, end. No result and no solution ever leaves."""

import hashlib
import secrets
from datetime import datetime, timedelta

import msgspec

from chalicelib import grading
from chalicelib.assessment import answering
from chalicelib.assessment.errors import AnswerAlreadyGiven, AnswerOutOfOrder, QuestionNotShown
from chalicelib.certification.ports import CertificationPorts
from chalicelib.certification.schemas.candidate import AnswerQuestion
from chalicelib.certification.service.appending import ROUNDS, append, end, read, repair
from chalicelib.certification.test_errors import AlertOpen, ReentryNeeded, TestEnded, TestExpired
from chalicelib.certification.test_log import Answered, Opened, Served, Test, advance, chained, payload_hash
from chalicelib.shared import ids
from chalicelib.shared.clock import iso, parse
from chalicelib.shared.errors import Busy, NotFound


def read_test(ports: CertificationPorts, person: str, test_id: str) -> Test:
    """The test, if it is this person's; NotFound otherwise. One that has run too long is ended. TestUnreadable."""
    test = read(ports, test_id) if ids.is_id(test_id) else None
    if test is None or test.begun.person != person:
        raise NotFound("There is no such test.")
    return end(ports, test, "expiry", "") if is_expired(ports, test) else test


def see(ports: CertificationPorts, person: str, test_id: str) -> Test:
    """As `read_test`; a projection that is behind the log is made up."""
    test = read_test(ports, person, test_id)
    repair(ports, test)
    return test


def is_expired(ports: CertificationPorts, test: Test) -> bool:
    """Whether a running test began too long ago to go on."""
    life = timedelta(hours=ports.rules.certification_resume_hours)
    return not test.over and ports.clock() - parse(test.started_at) >= life


def entry_hash(entry: str) -> str:
    """How the log knows the page that entered; the id itself is that page's secret."""
    return hashlib.sha256(entry.encode()).hexdigest()[:32]


def entered(test: Test, entry: str) -> bool:
    """Whether the latest entry is this page's."""
    return test.entry == entry_hash(entry)


def running(test: Test, entry: str, number: int) -> Served:
    """The current question, when this page may act on it.

    Raises TestExpired, TestEnded, ReentryNeeded, AnswerOutOfOrder, AlertOpen.
    """
    if test.ended and test.ended.by == "expiry":
        raise TestExpired("The test began too long ago to go on; its answers are kept.")
    if test.current is None:
        raise TestEnded("The test is over; its answers are kept.")
    if not entered(test, entry):
        raise ReentryNeeded("The test was entered from another page.")
    if test.current.number != number:
        raise AnswerOutOfOrder(f"The question under way is number {test.current.number}.")
    if test.open_alert:
        raise AlertOpen("The invigilator has not decided yet about the problem that was reported.")
    return test.current


def open_question(ports: CertificationPorts, person: str, test_id: str, entry: str, number: int) -> Test:
    """Note that a timed question is shown: its time runs from now. Repeating changes nothing. Raises as `running`."""
    for _ in range(ROUNDS):
        test = read_test(ports, person, test_id)
        current = running(test, entry, number)
        if current.timer is None or test.shown_at:
            return test
        after = append(ports, test, Opened(at=iso(ports.clock()), number=number))
        if after:
            return after
    raise Busy("Another page is opening this question.")


def submit_answer(
    ports: CertificationPorts, person: str, test_id: str, entry: str, command: AnswerQuestion
) -> tuple[Test, bool]:
    """Store one answer; the test after it, and True when it was stored now.

    The same answer again (same id, same content) changes nothing. Raises as `running`, AnswerAlreadyGiven for another
    answer, QuestionNotShown, AnswerMalformed.
    """
    for _ in range(ROUNDS):
        test = read_test(ports, person, test_id)
        if _already_given(test, command):
            repair(ports, test)
            return test, False
        current = running(test, entry, command.number)
        if current.timer is not None and test.shown_at is None:
            raise QuestionNotShown("Open this timed question before answering it.")
        after = append(ports, test, _with_next(ports, test, _graded(ports, test, current, command)))
        if after:
            return after, True
    raise Busy("Another page is answering this question.")


def end_by_candidate(ports: CertificationPorts, person: str, test_id: str, entry: str) -> Test:
    """The candidate stops before the last question; repeating changes nothing. ReentryNeeded from another page."""
    test = read_test(ports, person, test_id)
    if not test.over and not entered(test, entry):
        raise ReentryNeeded("The test was entered from another page.")
    return end(ports, test, "candidate", person)


def seconds_left(test: Test, now: datetime) -> float | None:
    """Seconds of the current question; None without a timer, or before it was opened. Below 0: too late."""
    if test.current is None or test.current.timer is None or test.shown_at is None:
        return None
    until = parse(test.open_alert.at) if test.open_alert else now  # a reported problem stops the clock
    return test.current.timer + test.paused - (until - parse(test.shown_at)).total_seconds()


def _already_given(test: Test, command: AnswerQuestion) -> bool:
    stored = test.answer_to(command.number)
    if stored is None:
        return False
    same = stored.payload == payload_hash(command.number, command.value, stored.salt)
    if same and stored.answer_id == command.answer_id:
        return True
    raise AnswerAlreadyGiven(f"Question {command.number} already has an answer; it was kept.")


def _graded(ports: CertificationPorts, test: Test, current: Served, command: AnswerQuestion) -> Answered:
    """The entry of an answer, still without the question that follows. AnswerMalformed."""
    body = (test.begun.release, current.challenge, current.variant, test.begun.language)
    answering.check_form(ports.content.question(*body), command.value)
    now, salt = ports.clock(), secrets.token_hex(8)
    key = grading.AnswerKey.from_mapping(ports.content.correction(*body).key)
    graded = grading.grade(key, command.value, _circumstances(ports, test, current, command, now))
    return Answered(
        at=iso(now),
        number=command.number,
        answer_id=command.answer_id,
        payload=payload_hash(command.number, command.value, salt),
        value=command.value,
        salt=salt,
        result=graded.result,
        details=dict(graded.details),
        seconds=round((now - parse(test.shown_at or test.asked_at)).total_seconds() - test.paused, 1),
        focus_lost=command.focus_lost,
    )


def _circumstances(
    ports: CertificationPorts, test: Test, current: Served, command: AnswerQuestion, now: datetime
) -> grading.Circumstances:
    left = seconds_left(test, now)
    return grading.Circumstances(
        seconds_left=None if left is None else left + ports.rules.timer_grace_seconds,
        focus_lost=command.focus_lost,
        focused=current.focused,
        context="certification",
        skipped=command.value is None,
    )


def _with_next(ports: CertificationPorts, test: Test, answer: Answered) -> Answered:
    served = ports.questions.next_served(advance(test, chained(test.head, answer)))
    return msgspec.structs.replace(answer, served=served)
