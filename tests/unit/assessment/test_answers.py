"""One answer after the other: what is accepted, what is refused, and what a retry does."""

import itertools
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from msgspec.structs import replace as replace_fields

from chalicelib.assessment import errors, service
from chalicelib.assessment.model import Attempt, Entry
from chalicelib.assessment.ports import Ports
from chalicelib.assessment.schemas import Feedback, StartAssessment, SubmitAnswer
from chalicelib.shared.errors import NotFound
from tests.fakes.learning import RIGHT, WRONG, FakeClock, MemoryAttemptLog, SmallBank, assessment_ports, small_index

START = StartAssessment(competence="1.1", language="en")


def answer(position: int, value: object = RIGHT, answer_id: str = "", **more: object) -> SubmitAnswer:
    """An answer with an id of its own."""
    return SubmitAnswer(answer_id=answer_id or f"answer-{position:04d}", position=position, value=value, **more)  # type: ignore[arg-type]


@pytest.fixture
def clock() -> FakeClock:
    """A morning."""
    return FakeClock()


@pytest.fixture
def ports(clock: FakeClock) -> Ports:
    """Memory."""
    return assessment_ports(clock)


@pytest.fixture
def attempt(ports: Ports) -> Attempt:
    """Ada's, just begun."""
    return service.start_assessment(ports, "ada", START)[0]


def run_to_the_end(ports: Ports, attempt: Attempt, value: object = RIGHT) -> Attempt:
    """Answer everything alike."""
    while attempt.current:
        number = attempt.current.number
        attempt = service.submit_answer(ports, "ada", attempt.id, answer(number, value))[1]
    return attempt


def test_begins_at_level_two(attempt: Attempt) -> None:
    """The first question is neither trivial nor discouraging (domain 5)."""
    assert attempt.current is not None
    assert attempt.current.level == 2


def test_starting_again_resumes_the_same_question(ports: Ports, attempt: Attempt) -> None:
    """Leaving and coming back must not give another question."""
    again, new = service.start_assessment(ports, "ada", START)
    assert (again, new) == (attempt, False)


def test_an_answer_is_stored_with_the_next_question(ports: Ports, attempt: Attempt) -> None:
    """One entry holds both, so that no crash can separate them."""
    given, after, new = service.submit_answer(ports, "ada", attempt.id, answer(1))
    assert new
    assert given.result == "ok"
    assert after.current is not None
    assert after.current.number == 2
    assert service.read_attempt(ports, "ada", attempt.id) == after


def test_a_retry_returns_the_stored_answer(ports: Ports, attempt: Attempt) -> None:
    """A reply may be lost on the way: asking again must neither fail nor count twice."""
    first = service.submit_answer(ports, "ada", attempt.id, answer(1))
    second = service.submit_answer(ports, "ada", attempt.id, answer(1))
    assert second == (first[0], first[1], False)


def test_another_answer_to_the_same_question_is_refused(ports: Ports, attempt: Attempt) -> None:
    """The first answer stays, whichever tab the second comes from."""
    service.submit_answer(ports, "ada", attempt.id, answer(1))
    with pytest.raises(errors.AnswerAlreadyGiven):
        service.submit_answer(ports, "ada", attempt.id, answer(1, WRONG, "other-tab"))
    with pytest.raises(errors.AnswerAlreadyGiven):
        service.submit_answer(ports, "ada", attempt.id, answer(1, WRONG))  # same id, other content


def test_an_answer_ahead_of_its_question_is_refused(ports: Ports, attempt: Attempt) -> None:
    """Nobody answers what was not asked."""
    with pytest.raises(errors.AnswerOutOfOrder):
        service.submit_answer(ports, "ada", attempt.id, answer(2))


def test_a_stranger_does_not_learn_that_the_assessment_exists(ports: Ports, attempt: Attempt) -> None:
    """Not found and not yours are the same answer."""
    with pytest.raises(NotFound):
        service.submit_answer(ports, "eve", attempt.id, answer(1))
    with pytest.raises(NotFound):
        service.read_attempt(ports, "ada", "nothing")


def test_what_cannot_be_an_id_is_not_looked_up(ports: Ports) -> None:
    """DynamoDB fails on keys above 2 KB: an address of somebody's invention must be a 404, not our failure."""

    class Narrow(MemoryAttemptLog):
        def read(self, attempt: str) -> Sequence[Entry]:
            assert len(attempt) < 2048, "ValidationException"
            return super().read(attempt)

    with pytest.raises(NotFound):
        service.read_attempt(replace(ports, log=Narrow()), "ada", "x" * 3000)


@pytest.mark.parametrize("value", [[1], {"answer": RIGHT}, "b" * 41])
def test_a_malformed_answer_is_refused_and_nothing_is_written(ports: Ports, attempt: Attempt, value: object) -> None:
    """A client's mistake must not cost the learner the question."""
    with pytest.raises(errors.AnswerMalformed):
        service.submit_answer(ports, "ada", attempt.id, answer(1, value))
    assert service.read_attempt(ports, "ada", attempt.id) == attempt


def test_skipping_is_an_answer(ports: Ports, attempt: Attempt) -> None:
    """It moves on, and counts as not validated."""
    given, after, _ = service.submit_answer(ports, "ada", attempt.id, answer(1, None))
    assert given.result == "skipped"
    assert after.current is not None


def test_everything_right_reaches_the_top_and_ends(ports: Ports, attempt: Attempt) -> None:
    """The bank has levels 1 to 4 of 8 pix each; nothing is asked after the end."""
    after = run_to_the_end(ports, attempt)
    assert [given.level_up for given in after.answers if given.level_up][-1] == 4
    with pytest.raises(errors.AssessmentEnded):
        service.submit_answer(ports, "ada", attempt.id, answer(len(after.answers) + 1))


def test_no_challenge_is_asked_twice(ports: Ports, attempt: Attempt) -> None:
    """Also when the learner fails everywhere."""
    after = run_to_the_end(ports, attempt, WRONG)
    asked = [question.challenge for question in after.questions]
    assert len(asked) == len(set(asked))


def test_improving_waits_four_days(ports: Ports, clock: FakeClock, attempt: Attempt) -> None:
    """The refusal says how many days are left."""
    run_to_the_end(ports, attempt, WRONG)
    clock.move(days=1)
    with pytest.raises(errors.ImproveTooEarly) as refusal:
        service.start_assessment(ports, "ada", START)
    assert refusal.value.extra == {"remaining_days": 3}


def test_improving_asks_what_failed_with_other_questions(ports: Ports, clock: FakeClock, attempt: Attempt) -> None:
    """What is validated is kept, and a replay meets challenges never seen where there are some."""
    first = run_to_the_end(ports, attempt, WRONG)
    clock.move(days=4)
    second, new = service.start_assessment(ports, "ada", START)
    assert new
    assert second.begun.mode == "improve"
    assert second.begun.earlier == ()
    assert second.begun.first.challenge not in {question.challenge for question in first.questions}


def test_nothing_is_left_to_improve_at_the_top(ports: Ports, clock: FakeClock, attempt: Attempt) -> None:
    """An empty assessment would be a riddle: improving ends with a refusal that says why."""
    with pytest.raises(errors.NothingLeftToAsk):  # noqa: PT012 - how many rounds it takes is the engine's choice
        for _ in range(5):
            run_to_the_end(ports, attempt)
            clock.move(days=10)
            attempt, _ = service.start_assessment(ports, "ada", START)


def test_an_unknown_competence_is_refused(ports: Ports) -> None:
    """1.2 exists but has no questions."""
    for code in ("1.2", "9.9"):
        with pytest.raises(errors.UnknownCompetence):
            service.start_assessment(ports, "ada", StartAssessment(competence=code))


ALMOST_ALL_TIMED = tuple(f"{topic}-{level}" for topic in ("apples", "boats", "clouds") for level in (1, 3, 4))


@pytest.fixture
def timed(clock: FakeClock) -> tuple[Ports, Attempt]:
    """An assessment that has come to a timed question."""
    ports = assessment_ports(clock, SmallBank(timed=ALMOST_ALL_TIMED))
    attempt = service.start_assessment(ports, "ada", START)[0]
    while attempt.current and attempt.current.timer is None:
        attempt = service.submit_answer(ports, "ada", attempt.id, answer(attempt.current.number))[1]
    assert attempt.current
    return ports, attempt


def test_a_timed_question_is_never_first_nor_follows_another(timed: tuple[Ports, Attempt]) -> None:
    """A clock at once, or two in a row, is no kind welcome (domain 5)."""
    ports, attempt = timed
    timers = [question.timer for question in run_opening(ports, attempt).questions]
    assert timers[0] is None
    assert all(None in pair for pair in itertools.pairwise(timers))


def run_opening(ports: Ports, attempt: Attempt) -> Attempt:
    """Answer to the end, opening what must be opened."""
    while attempt.current:
        service.open_question(ports, "ada", attempt.id, attempt.current.number)
        attempt = service.submit_answer(ports, "ada", attempt.id, answer(attempt.current.number))[1]
    return attempt


def test_a_timed_question_must_be_opened_and_its_time_is_the_servers(
    timed: tuple[Ports, Attempt], clock: FakeClock
) -> None:
    """Time runs from the entry that says it was shown; thinking before that costs nothing."""
    ports, attempt = timed
    number = len(attempt.answers) + 1
    with pytest.raises(errors.QuestionNotShown):
        service.submit_answer(ports, "ada", attempt.id, answer(number))
    clock.move(minutes=10)
    opened = service.open_question(ports, "ada", attempt.id, number)
    clock.move(seconds=30)
    assert service.open_question(ports, "ada", attempt.id, number).shown_at == opened.shown_at
    assert service.submit_answer(ports, "ada", attempt.id, answer(number))[0].result == "ok"


def test_a_right_answer_that_is_late_is_timed_out(timed: tuple[Ports, Attempt], clock: FakeClock) -> None:
    """Sixty seconds, three of grace for the network, not one more."""
    ports, attempt = timed
    number = len(attempt.answers) + 1
    service.open_question(ports, "ada", attempt.id, number)
    clock.move(seconds=63.5)
    given, after, _ = service.submit_answer(ports, "ada", attempt.id, answer(number))
    assert given.result == "timed_out"
    assert after.shown_at is None  # the next timed question has its own clock


def test_the_clients_time_counts_only_for_an_answer_given_offline(
    timed: tuple[Ports, Attempt], clock: FakeClock
) -> None:
    """The network came back after two hours; the learner had answered in time."""
    ports, attempt = timed
    number = len(attempt.answers) + 1
    service.open_question(ports, "ada", attempt.id, number)
    clock.move(hours=2)
    given = service.submit_answer(ports, "ada", attempt.id, answer(number, offline_seconds_left=5.0))[0]
    assert (given.result, given.seconds) == ("ok", 7200.0)
    assert given.offline_seconds_left == 5.0  # else nobody could tell later why two hours were in time


def test_a_claim_of_time_is_not_noted_where_nothing_is_timed(ports: Ports, attempt: Attempt) -> None:
    """The log holds what decided, not what a client sent along."""
    given = service.submit_answer(ports, "ada", attempt.id, answer(1, offline_seconds_left=5.0))[0]
    assert given.offline_seconds_left is None


def test_the_demo_is_a_fixed_course(ports: Ports) -> None:
    """In its order, to its end, without a profile."""
    attempt = service.start_demo(ports, "demo-1", "en")
    for position in (1, 2, 3):
        _, attempt, _ = service.submit_answer(ports, "demo-1", attempt.id, answer(position))
    assert [question.challenge for question in attempt.questions] == ["apples-1-x", "boats-2-x", "clouds-1-y"]
    assert attempt.current is None
    assert ports.log.history("demo-1") == []


@pytest.mark.parametrize("change", [{"active": False}, {"variants": 0}])
def test_the_demo_leaves_out_what_cannot_be_served(clock: FakeClock, change: dict[str, Any]) -> None:
    """A question since retired, or kept for certifications, must not break the front page's test half-way."""
    index = small_index()
    challenges = tuple(replace_fields(c, **change) if c.id == "boats-2-x" else c for c in index.challenges)
    bank = SmallBank()
    bank.indexes[bank.release] = replace_fields(index, challenges=challenges)
    ports = assessment_ports(clock, bank)
    attempt = service.start_demo(ports, "demo-1", "en")
    for position in (1, 2):
        _, attempt, _ = service.submit_answer(ports, "demo-1", attempt.id, answer(position))
    assert [question.challenge for question in attempt.questions] == ["apples-1-x", "clouds-1-y"]
    assert attempt.current is None


def test_feedback_names_the_question_and_not_the_person(ports: Ports, attempt: Attempt) -> None:
    """The authors need the question; the learner's name is nobody's business here."""
    remark = Feedback(feedback_id="remark-01", position=1, category="picture", text="too small")
    service.leave_feedback(ports, "ada", attempt.id, remark)
    ((challenge, _), kept), *_ = ports.feedback.remarks.items()  # type: ignore[attr-defined]
    assert challenge == attempt.begun.first.challenge
    assert kept["text"] == "too small"
    assert "ada" not in str(kept)
    with pytest.raises(errors.AnswerOutOfOrder):
        service.leave_feedback(ports, "ada", attempt.id, Feedback("remark-02", 2, "other", "?"))
