"""Use cases of a learner's assessments: start or resume, open, answer, remark."""

from datetime import datetime, timedelta

import msgspec

from chalicelib.assessment import answering, choosing, history
from chalicelib.assessment.errors import AnswerOutOfOrder, AssessmentEnded
from chalicelib.assessment.model import Answered, Attempt, Begun, Opened, Served, advance, fold
from chalicelib.assessment.ports import Ports
from chalicelib.assessment.schemas import Feedback, StartAssessment, SubmitAnswer
from chalicelib.assessment.score import attempt_score
from chalicelib.content.errors import ContentUnpublished
from chalicelib.content.model import Challenge, Skill
from chalicelib.shared import ids
from chalicelib.shared.clock import iso, parse
from chalicelib.shared.errors import Busy, NotFound

# Two writers may meet once or twice; more means that something else is wrong.
ROUNDS = 4


def start_assessment(ports: Ports, learner: str, command: StartAssessment) -> tuple[Attempt, bool]:
    """The learner's running assessment of a competence, begun if there is none; True when begun now.

    Raises UnknownCompetence, ContentUnpublished, ImproveTooEarly, NothingLeftToAsk.
    """
    for _ in range(ROUNDS):
        past = history.read(ports, learner, command.competence)
        if past.last and past.last.current:
            return past.last, False
        begun = history.beginning(ports, learner, command, past)
        if ports.log.begin(begun.seed, begun, past.next_chapter(begun)):
            return fold(begun.seed, [begun]), True
    raise Busy("Another window is starting this assessment.")


def start_demo(ports: Ports, learner: str, language: str) -> Attempt:
    """A run through the demo course, for someone without an account."""
    release = ports.content.current_release()
    course = choosing.demo_course(ports.content.index(release), language)
    if not course:
        raise ContentUnpublished("There is no demo course in this language.")
    now = ports.clock()
    attempt_id = ids.new_id(now)
    begun = Begun(
        at=iso(now),
        learner=learner,
        kind="demo",
        mode="new",
        competence=None,
        release=release,
        language=language,
        rules=ports.rules.version,
        seed=attempt_id,
        first=choosing.serve(*course[0], 1, attempt_id),
    )
    ports.log.append(attempt_id, 0, begun, _kept_until(ports, begun))
    return fold(attempt_id, [begun])


def read_attempt(ports: Ports, learner: str, attempt_id: str) -> Attempt:
    """The assessment, if it is this learner's; NotFound otherwise, also for a text too long to be a key."""
    entries = ports.log.read(attempt_id) if ids.is_id(attempt_id) else ()
    if not entries:
        raise NotFound("There is no such assessment.")
    attempt = fold(attempt_id, entries)
    if attempt.begun.learner != learner:
        raise NotFound("There is no such assessment.")
    return attempt


def open_question(ports: Ports, learner: str, attempt_id: str, number: int) -> Attempt:
    """Note that a timed question is shown: its time runs from now. Repeating changes nothing."""
    for _ in range(ROUNDS):
        attempt = read_attempt(ports, learner, attempt_id)
        question = attempt.current
        if question is None:
            raise AssessmentEnded("This assessment has ended.")
        if question.number != number:
            raise AnswerOutOfOrder(f"The question to answer is number {question.number}.")
        if question.timer is None or attempt.shown_at:
            return attempt
        opened = Opened(at=iso(ports.clock()), number=number)
        ports.log.append(attempt_id, attempt.length, opened, _kept_until(ports, attempt.begun))
    raise Busy("Another window is opening this question.")


def submit_answer(ports: Ports, learner: str, attempt_id: str, command: SubmitAnswer) -> tuple[Answered, Attempt, bool]:
    """Store one answer; returns it, the assessment after it, and True when it was stored now.

    The same answer again (same id, same content) returns what is stored. Raises AnswerAlreadyGiven for
    another one, AnswerOutOfOrder, AssessmentEnded, QuestionNotShown, AnswerMalformed, NotFound.
    """
    for _ in range(ROUNDS):
        attempt = read_attempt(ports, learner, attempt_id)
        stored = answering.already_given(attempt, command)
        if stored:
            return stored, attempt, False
        answer = _graded(ports, attempt, command)
        if ports.log.append(attempt_id, attempt.length, answer, _kept_until(ports, attempt.begun)):
            after = advance(attempt, answer)
            _let_projections_follow(ports, after)
            return answer, after, True
    raise Busy("Another window is answering this question.")


def leave_feedback(ports: Ports, learner: str, attempt_id: str, remark: Feedback) -> None:
    """Keep a remark on a question that was served in this assessment; the authors do not see whose it is."""
    attempt = read_attempt(ports, learner, attempt_id)
    question = next((served for served in attempt.questions if served.number == remark.position), None)
    if question is None:
        raise AnswerOutOfOrder(f"Question {remark.position} has not been asked.")
    kept = {
        "at": iso(ports.clock()),
        "release": attempt.begun.release,
        "variant": question.variant,
        "language": attempt.begun.language,
        "attempt": attempt_id,
        "category": remark.category,
        "text": remark.text,
    }
    until = _kept_until(ports, attempt.begun, days=ports.rules.demo_remarks_kept_days)
    ports.feedback.put(learner, question.challenge, remark.feedback_id, kept, until)


def _kept_until(ports: Ports, begun: Begun, days: float | None = None) -> datetime | None:
    """When what a demo left may vanish, all of it at once; None for what belongs to an account."""
    if begun.kind != "demo":
        return None
    return parse(begun.at) + timedelta(days=ports.rules.demo_kept_days if days is None else days)


def material(ports: Ports, begun: Begun) -> choosing.Syllabus:
    """What the assessment's competence can ask, in the release it began with."""
    assert begun.competence is not None
    return ports.syllabus(begun.release, begun.competence, begun.language)


def _graded(ports: Ports, attempt: Attempt, command: SubmitAnswer) -> Answered:
    """The entry to write: the answer, its result, the level it reached, the question that follows."""
    begun, current = attempt.begun, attempt.current
    assert current is not None
    body = (begun.release, current.challenge, current.variant, begun.language)
    answering.check_form(ports.content.question(*body), command.value)
    now = ports.clock()
    correction = ports.content.correction(*body)
    graded, seconds = answering.grade(attempt, command, correction, now, ports.rules.timer_grace_seconds)
    answer = answering.record(attempt, command, graded, seconds, now)
    return _with_consequences(ports, attempt, answer)


def _with_consequences(ports: Ports, attempt: Attempt, answer: Answered) -> Answered:
    if attempt.begun.kind == "demo":
        return msgspec.structs.replace(answer, served=_next_of_demo(ports, attempt))
    syllabus = material(ports, attempt.begun)
    served = choosing.next_question(advance(attempt, answer), syllabus)
    complete = msgspec.structs.replace(answer, served=served)
    level = attempt_score(advance(attempt, complete), syllabus, ports.rules).level
    risen = level > 0 and level > attempt_score(attempt, syllabus, ports.rules).level
    return msgspec.structs.replace(complete, level_up=level) if risen else complete


def demo_length(ports: Ports, attempt: Attempt) -> int:
    """How many questions the demo course has."""
    return len(_course(ports, attempt.begun))


def _course(ports: Ports, begun: Begun) -> list[tuple[Challenge, Skill]]:
    return choosing.demo_course(ports.content.index(begun.release), begun.language)


def _next_of_demo(ports: Ports, attempt: Attempt) -> Served | None:
    course = _course(ports, attempt.begun)
    done = len(attempt.answers) + 1
    return choosing.serve(*course[done], done + 1, attempt.begun.seed) if done < len(course) else None


def _let_projections_follow(ports: Ports, attempt: Attempt) -> None:
    """At checkpoints and at the end; a projection that misses it is folded by its next read."""
    due = attempt.current is None or len(attempt.answers) % ports.rules.checkpoint_every == 0
    if due and attempt.begun.competence:
        ports.on_progress(attempt)
