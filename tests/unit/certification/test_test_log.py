"""The log of a certification test: what folds, what is refused, what the engine reads of it."""

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.adaptive.certification import Outcome
from chalicelib.adaptive.certification.attempt import check
from chalicelib.certification import test_log as log
from tests.fakes.certification_logs import TEST, answered, at, begun, raised, served, stored, valid, validated, written

WHOLE = (
    begun(),
    log.Opened(at=at(1), number=1),
    answered(1, 'éèà"\\/\u2028\x00'),
    raised(2),
    validated(2),
    answered(3, {"a": "x", "b": "y"}, result="ko", details={"b": 0.30000000000000004, "a": 1e-05}),
    log.Reentered(at=at(4), presence=2, entry="f" * 32),
    answered(4, [2, 1], result="focus_lost"),
    log.Ended(at=at(5), by="invigilator", who="access-1"),
)


@given(valid())
@settings(deadline=None)
def test_any_log_that_can_come_about_folds_from_its_stored_form(entries: list[log.Entry]) -> None:
    """A test must never be lost to its own reader, whatever happened in it."""
    test = log.load(TEST, stored(entries))
    assert (test.length, test.head) == (len(entries), entries[-1].chain)
    assert test == log.fold(TEST, entries)
    check(log.to_attempt(test))


@given(valid(), st.data())
@settings(max_examples=300, deadline=None)
def test_one_changed_character_is_refused_and_its_position_named(entries: list[log.Entry], data: st.DataObject) -> None:
    """A certificate stands on this log: nobody may change a result, an answer or a space unseen."""
    texts = stored(entries)
    position = data.draw(st.integers(0, len(texts) - 1))
    place = data.draw(st.integers(0, len(texts[position]) - 1))
    other = data.draw(st.characters(exclude_categories=["Cs"]).filter(lambda c: c != texts[position][place]))
    texts[position] = texts[position][:place] + other + texts[position][place + 1 :]
    with pytest.raises(log.LogError, match=f"test {TEST}: entry {position} "):
        log.load(TEST, texts)


def test_every_digit_letter_and_case_of_a_whole_log_is_watched() -> None:
    """Random examples could miss the harmless-looking changes: a letter's case, a zero, a last digit."""
    texts = stored(written(*WHOLE))
    log.load(TEST, texts)
    for position, text in enumerate(texts):
        for place, character in enumerate(text):
            for other in {"0", "9", " ", character.swapcase()} - {character}:
                changed = [*texts]
                changed[position] = text[:place] + other + text[place + 1 :]
                with pytest.raises(log.LogError, match=f"entry {position} "):
                    log.load(TEST, changed)


@pytest.mark.parametrize("place", range(len(WHOLE) - 1))
def test_a_missing_or_moved_entry_is_refused(place: int) -> None:
    """Leaving out a bad answer, or swapping two, would change a result without touching an entry."""
    texts = stored(written(*WHOLE))
    for changed in ([*texts[:place], *texts[place + 1 :]], [*texts[:place], texts[place + 1], texts[place]]):
        with pytest.raises(log.LogError, match="entry"):
            log.load(TEST, changed)


def test_a_log_belongs_to_its_test() -> None:
    """One candidate's log under another's key would certify the wrong person."""
    with pytest.raises(log.LogError, match="entry 0"):
        log.load("01K0CANDIDATE0000000000002", stored(written(*WHOLE)))


@pytest.mark.parametrize(
    ("entries", "words"),
    [
        ((begun(), begun()), "entry 1 begins the test again"),
        ((begun(), answered(2)), "entry 1 is about question 2, not 1"),
        ((begun(), answered(1, last=True), answered(2)), "entry 2 follows the end"),
        ((begun(), raised(1), answered(1)), "entry 2 comes while an alert is open"),
        ((begun(), validated(1)), "entry 1 decides an alert that is not open"),
        ((begun(), answered(1, served=served(3))), "entry 1 serves question 3 after 1"),
        ((begun(), log.Opened(at=at(1), number=1), log.Opened(at=at(2), number=1)), "opens a question again"),
        (
            (begun(), raised(1), log.AlertDismissed(at=at(2), number=1, by="x"), raised(1)),
            "second alert",
        ),
        ((answered(1),), "entry 0 is not its beginning"),
        ((), "entry 0 is not its beginning"),
    ],
)
def test_an_entry_that_cannot_follow_is_refused(entries: tuple[log.Entry, ...], words: str) -> None:
    """A well-chained log can still be nonsense when a writer has a defect: the reader says so, and where."""
    with pytest.raises(log.LogError, match=words):
        log.fold(TEST, written(*entries))


def test_the_fold_says_where_the_test_stands() -> None:
    """Everything a page or a decision reads comes from here."""
    entries = written(*WHOLE)
    blocked = log.fold(TEST, entries[:4])
    assert blocked.open_alert is not None
    assert blocked.current == served(2)
    replaced = log.fold(TEST, entries[:5])
    assert (replaced.open_alert, replaced.current) == (None, served(3))
    test = log.fold(TEST, entries)
    assert [each.value for each in test.outcomes] == ["right", "alerted", "wrong", "wrong", "open"]
    assert (test.over, test.complete, test.ended_at, test.presence) == (True, False, at(5), 2)


def test_the_engine_reads_the_log_with_what_the_jury_left_out() -> None:
    """Scoring leaves alerted and left out questions aside, and never serves what training has shown."""
    attempt = log.to_attempt(log.fold(TEST, written(*WHOLE)), left_out=[1])
    assert [each.outcome for each in attempt.served][:3] == [Outcome.LEFT_OUT, Outcome.ALERTED, Outcome.WRONG]
    assert attempt.excluded_skills == {"topic-2-3"}
    assert (attempt.withheld, attempt.met) == ({"ch-withheld"}, {"ch-met"})


def test_time_under_an_alert_that_was_dismissed_is_not_the_candidates() -> None:
    """A timed question that was blocked for a minute gives that minute back."""
    dismissed = log.AlertDismissed(at=at(60), number=1, by="access-1")
    test = log.fold(TEST, written(begun(), raised(1), dismissed))
    assert test.paused == 59
    assert log.fold(TEST, written(begun(), raised(1), dismissed, answered(1))).paused == 0


def test_blanked_texts_leave_the_chain_whole() -> None:
    """An erased person's typed words go; the evidence of the result stays verifiable."""
    entries = [log.without_texts(entry) for entry in written(*WHOLE)]
    test = log.load(TEST, stored(entries))
    assert all(answer.value is None for answer in test.answers)
    assert all(not alert.text for alert in test.alerts)
    assert [each.value for each in test.outcomes][:2] == ["right", "alerted"]


def test_a_whole_number_given_for_a_float_is_stored_as_its_reader_writes_it() -> None:
    """A log must not be refused because Python let an int pass for a float."""
    entries = written(begun(minutes=105, first=served(1, a=1, b=0)))
    assert log.load(TEST, stored(entries)).begun.minutes == 105
    assert msgspec.json.decode(stored(entries)[0])["minutes"] == 105
