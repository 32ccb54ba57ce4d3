"""What holds of a test, whatever is being decided about it again."""

from typing import Any

import msgspec
import pytest

from chalicelib.adaptive.certification import Ending
from chalicelib.certification.scoring import Scored, score_test
from chalicelib.jury.model import LIST, Ballot, Decision, Question
from chalicelib.jury.outcomes import Outcome, open_subjects, outcome
from chalicelib.shared.rules import DEFAULT
from tests.fakes.certification_bank import candidacy, finished, material, play

TEST = finished(play(material(per_competence=4), candidacy(length=24), lambda s: "ko" if s.number % 4 == 0 else "ok"))
NOW = "2026-11-22T10:00:00.000Z"


def scored(number: int, left_out: tuple[int, ...] = ()) -> Scored:
    return Scored(
        number=number,
        at=NOW,
        author="task",
        reason="why",
        engine="1",
        rules="2026-11",
        ending=Ending.COMPLETE,
        left_out=left_out,
        log_head=TEST.head,
        result=score_test(TEST, Ending.COMPLETE, left_out, DEFAULT),
    )


FIRST, SECOND = scored(1), scored(2, (4,))


def question(subject: str = "K", round_: int = 1, reasons: tuple[str, ...] = ("fraud",)) -> Question:
    return Question(session="S", subject=subject, round=round_, quorum=3, asked_at=NOW, deadline=NOW, reasons=reasons)


def decision(choice: str, subject: str = "K", round_: int = 1, result: int = 1, **ballot: Any) -> Decision:
    return Decision(
        session="S",
        subject=subject,
        round=round_,
        ballot=Ballot(choice=choice, **ballot),  # type: ignore[arg-type]
        by="majority",
        at=NOW,
        votes=(),
        eligible=5,
        quorum=3,
        result=0 if subject == LIST else result,
    )


def found(questions: list[Question], decisions: list[Decision], results: list[Scored]) -> Outcome:
    return outcome("K", {q.subject: q for q in questions}, decisions, results)


def test_nothing_is_decided_yet() -> None:
    """A proposal of the engine is no decision."""
    seen = found([question()], [], [FIRST])
    assert (seen.status, seen.decision, seen.open) == ("", "", True)


@pytest.mark.parametrize(
    ("choice", "status", "reason"),
    [
        ("validate", "validated", "scored"),
        ("reject", "rejected", "jury"),
        ("cancel", "cancelled", "jury"),
        ("reject-fraud", "rejected", "fraud"),
    ],
)
def test_a_case_is_what_was_chosen(choice: str, status: str, reason: str) -> None:
    """And the reason says whether it was the engine's, the jury's, or fraud."""
    seen = found([question()], [decision(choice)], [FIRST])
    assert (seen.status, seen.reason, seen.decision, seen.open) == (status, reason, "K#001", False)


def test_the_list_adopts_what_the_engine_proposed() -> None:
    """Its one vote stands for each test on it, and not for those withheld."""
    adopted = decision("adopt", LIST)
    assert found([question(LIST)], [adopted], [FIRST]).status == FIRST.result.status.value
    without = decision("withhold", LIST, withheld=("K",))
    assert found([question(LIST)], [without], [FIRST]).status == ""
    assert open_subjects({LIST: question(LIST)}, [without]) == {"K"}


def test_what_was_decided_holds_while_it_is_decided_again() -> None:
    """Reopened, scored without a question, not decided yet: the first decision and its result are in force."""
    again = question(round_=3, reasons=("fraud", "reopened"))
    decisions = [decision("validate"), decision("leave-out", round_=2, left_out=(4,))]
    seen = found([again], decisions, [FIRST, SECOND])
    assert (seen.status, seen.result, seen.decision, seen.open) == ("validated", FIRST, "K#001", True)
    seen = found([again], [*decisions, decision("validate", round_=3, result=2)], [FIRST, SECOND])
    assert (seen.result, seen.decision, seen.open) == (SECOND, "K#003", False)


def test_an_appeal_leaves_the_list_in_force() -> None:
    """A case made by an appeal only was on the list: that decision holds until the case has its own."""
    case = question(reasons=("appeal",))
    adopted = decision("adopt", LIST)
    seen = found([question(LIST), case], [adopted], [FIRST])
    assert (seen.status, seen.decision, seen.open) == (FIRST.result.status.value, "list#001", True)
    seen = found([question(LIST), case], [adopted, decision("cancel")], [FIRST])
    assert (seen.status, seen.decision, seen.open) == ("cancelled", "K#001", False)


def test_a_case_from_the_start_was_never_listed() -> None:
    """Adopting the list says nothing of it."""
    assert found([question(LIST), question()], [decision("adopt", LIST)], [FIRST]).status == ""


def test_a_decision_without_a_result() -> None:
    """A log that cannot be read is cancelled, with no figures."""
    seen = found([question(reasons=("scoring-error",))], [decision("cancel", result=0)], [])
    assert (seen.status, seen.result, seen.reason) == ("cancelled", None, "jury")


def test_decisions_stored_before_read_the_same() -> None:
    """Written once and read for years: the stored form must come back as it was."""
    made = decision("leave-out", left_out=(4,))
    assert msgspec.json.decode(msgspec.json.encode(made), type=Decision) == made
