"""What needs deliberation, what can be chosen, and what would come of it."""

from typing import Any

import pytest

from chalicelib.adaptive.certification import Ending
from chalicelib.certification.finalizing import Finalization
from chalicelib.certification.reports import Report
from chalicelib.certification.scoring import Scored, score_test
from chalicelib.certification.test_log import Test
from chalicelib.jury import opening
from chalicelib.jury.consequences import consequences
from chalicelib.shared.rules import DEFAULT
from tests.fakes.certification_bank import candidacy, finished, material, play, wrong
from tests.fakes.certification_logs import TEST

STUFF = material(per_competence=4)
WHOLE = finished(play(STUFF, candidacy(length=24), lambda served: "ko" if served.number % 4 == 0 else "ok"))


def scored(test: Test, ending: Ending = Ending.COMPLETE) -> Scored:
    return Scored(
        number=1,
        at="2026-11-22T10:00:00.000Z",
        author="task",
        reason="first",
        engine="1",
        rules="2026-11",
        ending=ending,
        left_out=(),
        log_head=test.head,
        result=score_test(test, ending, (), DEFAULT),
    )


def report(category: str, **changes: Any) -> Report:
    values = {"id": f"r-{category}", "session": "S", "candidate": TEST, "role": "invigilator", "by": "a", "at": "x"}
    return Report(category=category, **(values | changes))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("reports", "expected"),
    [
        ([], ()),
        ([report("signature", text="x")], ()),
        ([report("fraud")], ("fraud",)),
        ([report("fraud", candidate="another")], ()),
        ([report("in_question", number=3, trouble="image")], ("in-question",)),
        ([report("in_question", number=3, trouble="image", resolved=True)], ()),
        ([report("identity_change", text="x"), report("fraud")], ("fraud", "identity")),
    ],
)
def test_what_speaks_against_a_test(reports: list[Report], expected: tuple[str, ...]) -> None:
    """Only reports that weigh, only about this candidate."""
    assert opening.reasons(TEST, WHOLE, reports, scored(WHOLE)) == expected


def test_an_unfinished_or_unscored_test_is_a_case() -> None:
    """A person looks at what a rule alone should not settle."""
    stopped = finished(play(STUFF, candidacy(length=24), stop_after=21))
    assert opening.reasons(TEST, stopped, [], scored(stopped, Ending.CANDIDATE)) == ("unfinished",)
    assert opening.reasons(TEST, WHOLE, [], None) == ("scoring-error",)
    assert opening.reasons(TEST, None, [], None) == ("scoring-error",)


def test_a_comment_makes_the_list_a_deliberation() -> None:
    """The centre said something of the whole session: two votes are not enough then."""
    said = Finalization(session="S", at="x", by="m")
    spoken = Finalization(session="S", at="x", by="m", comment="A fire alarm.", incident=True)
    assert opening.list_quorum(said, DEFAULT) == DEFAULT.jury_list_quorum
    assert opening.list_quorum(spoken, DEFAULT) == DEFAULT.jury_quorum
    assert opening.remarks(spoken) == ("comment", "incident")


def test_nothing_to_certify_cannot_be_validated() -> None:
    """Zero pix is no certificate; what cannot be scored can neither be validated nor scored again."""
    nothing = finished(play(STUFF, candidacy(length=24), wrong))
    zero = scored(nothing)
    if zero.result.total == 0:
        assert "validate" not in opening.choices(nothing, zero)
    assert opening.choices(None, None) == ("reject", "cancel", "reject-fraud")
    assert opening.choices(WHOLE, scored(WHOLE)) == ("validate", "reject", "cancel", "reject-fraud", "leave-out")


def test_only_what_counts_can_be_left_out() -> None:
    """An alerted question does not count already; one left out before is out."""
    alerted = finished(play(STUFF, candidacy(length=24), alerts=(5,)))
    numbers = opening.removable(alerted, (7,))
    assert 5 not in numbers
    assert 7 not in numbers
    assert 6 in numbers


def test_what_each_choice_would_change_is_what_it_changes() -> None:
    """Members see the figures that the scoring would give, question by question and together."""
    reports = [
        report("in_question", id="r1", number=4, trouble="image"),
        report("in_question", id="r2", number=8, trouble="file"),
    ]
    found = consequences(WHOLE, scored(WHOLE), reports, DEFAULT)
    assert [(each.choice, each.left_out) for each in found] == [
        ("validate", ()),
        ("reject", ()),
        ("cancel", ()),
        ("reject-fraud", ()),
        ("leave-out", (4,)),
        ("leave-out", (8,)),
        ("leave-out", (4, 8)),
    ]
    again = score_test(WHOLE, Ending.COMPLETE, (4, 8), DEFAULT)
    assert found[-1].pix == again.total
    assert found[-1].levels == {part.competence: part.level for part in again.competences}
    assert found[1].pix == 0
