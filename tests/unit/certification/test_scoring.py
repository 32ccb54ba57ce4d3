"""From a log to a result: the endings, what the jury leaves out, what cannot be scored."""

import pytest

from chalicelib.certification import choosing, scoring
from chalicelib.shared.rules import DEFAULT
from tests.fakes.certification_bank import candidacy, finished, material, play, right, wrong


@pytest.fixture(scope="module")
def stuff() -> choosing.Material:
    """Sixteen competences of twelve items."""
    return material()


def score(test, ending=scoring.Ending.COMPLETE, left_out=()):
    """With the default rules."""
    return scoring.score_test(test, ending, left_out, DEFAULT)


def test_everything_right_certifies_no_more_than_the_profile(stuff: choosing.Material) -> None:
    """An examination checks a profile; it never gives what the profile does not show."""
    result = score(finished(play(stuff)))
    assert result.status == "validated"
    assert all(part.level == 4 and part.pix <= 35 for part in result.competences)


def test_everything_wrong_is_rejected_for_want_of_pix(stuff: choosing.Material) -> None:
    """Zero pix is no certificate."""
    result = score(finished(play(stuff, candidacy(seed="w"), wrong)))
    assert (result.status, result.reason, result.total) == ("rejected", "zero-pix", 0)


@pytest.mark.parametrize(
    ("answers", "reason", "status"),
    [
        (19, "technical", "cancelled"),
        (19, "candidate", "rejected"),
        (20, "technical", "validated"),
        (20, "candidate", "validated"),
    ],
)
def test_nineteen_answers_are_too_few_and_twenty_enough(stuff, answers, reason, status) -> None:
    """The threshold decides between a result and none: one answer more or less must not move it."""
    test = finished(play(stuff, stop_after=answers))
    assert score(test, scoring.ending_of(test, reason)).status == status


def test_leaving_by_choice_costs_what_a_technical_end_does_not(stuff: choosing.Material) -> None:
    """Nobody may skip the hardest part of a test for free; nobody pays for a power cut."""
    test = finished(play(stuff, stop_after=24))
    left, cut = score(test, scoring.Ending.CANDIDATE), score(test, scoring.Ending.TECHNICAL)
    assert (left.missing, cut.missing) == (8, 0)
    assert left.ability < cut.ability


def test_a_question_left_out_leaves_no_trace(stuff: choosing.Material) -> None:
    """What the jury leaves out neither counts nor is missing."""
    test = finished(play(stuff, answer=lambda served: "ko" if served.number == 7 else "ok"))
    with_it, without = score(test), score(test, left_out=[7])
    assert (with_it.answers, without.answers, without.missing) == (32, 31, 0)
    assert without.ability > with_it.ability


def test_leaving_out_what_was_never_asked_is_refused(stuff: choosing.Material) -> None:
    """A typing mistake of the jury must not silently change nothing."""
    with pytest.raises(scoring.ScoringError, match="33"):
        score(finished(play(stuff)), left_out=[33])


def test_a_running_or_unexplained_test_has_no_ending(stuff: choosing.Material) -> None:
    """The reason of an unfinished test is the centre's to give, never guessed."""
    entries = play(stuff, answer=right, stop_after=21)
    with pytest.raises(scoring.ScoringError, match="not over"):
        scoring.ending_of(finished(entries[:-1]), "candidate")
    with pytest.raises(scoring.ScoringError, match="no reason"):
        scoring.ending_of(finished(entries), None)
