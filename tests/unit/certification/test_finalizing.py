"""What a session needs before it can be finalized, and which reports weigh on a result."""

from typing import Any

import pytest

from chalicelib.certification import test_log as log
from chalicelib.certification.finalizing import Lacking, lacking
from chalicelib.certification.reports import Category, Report, Trouble, missing, weighs
from tests.fakes.certification_logs import TEST, answered, at, begun, raised, written


def test_of(*more: log.Entry) -> log.Test:
    """A test with these entries after its beginning."""
    return log.fold(TEST, written(begun(), *more))


test_of.__test__ = False  # type: ignore[attr-defined]

ENDED = log.Ended(at=at(9), by="invigilator", who="access-1")


def test_a_session_without_test_is_not_finalized() -> None:
    """It is cancelled or deleted instead: there is nothing to score."""
    assert lacking([], {}) == [Lacking("no-test-started")]


def test_a_complete_test_needs_nothing() -> None:
    """Most candidates finish: the centre has nothing to say about them."""
    assert lacking([test_of(answered(1, last=True))], {}) == []


@pytest.mark.parametrize("more", [(), (ENDED,)])
def test_an_unfinished_test_needs_its_reason(more: tuple[log.Entry, ...]) -> None:
    """Choice or technical trouble decides how it is scored: whoever still runs, or was ended, needs it."""
    unfinished = test_of(*more)
    assert lacking([unfinished], {}) == [Lacking("abort-reason-missing", TEST)]
    assert lacking([unfinished], {TEST: "technical"}) == []


def test_a_reason_for_a_test_completed_meanwhile_is_shown() -> None:
    """The centre thought that it was not finished: it should know before it signs."""
    done = test_of(answered(1, last=True))
    assert lacking([done], {TEST: "candidate"}) == [Lacking("abort-reason-needless", TEST)]


def test_an_open_alert_is_decided_first() -> None:
    """Whether the question counts is the invigilator's to say, not the finalization's."""
    assert lacking([test_of(raised(1))], {TEST: "candidate"}) == [Lacking("alert-open", TEST)]


def report(category: Category, **changes: Any) -> Report:
    """A report of a kind."""
    values: dict[str, Any] = {"id": "r1", "session": "s", "candidate": "c", "role": "centre", "by": "p", "at": at(1)}
    return Report(category=category, **(values | changes))


@pytest.mark.parametrize(
    ("category", "expected"),
    [
        ("fraud", True),
        ("identity_change", True),
        ("in_question", True),
        ("extra_time", False),
        ("signature", False),
        ("candidate_trouble", False),
        ("technical_trouble", False),
    ],
)
def test_what_can_change_a_result_weighs(category: Category, *, expected: bool) -> None:
    """A jury looks at what can change a result, and is not kept busy by what cannot."""
    assert weighs(report(category)) is expected


def test_a_settled_report_weighs_no_more() -> None:
    """A validated live alert replaced the question during the test: nothing is left to decide."""
    assert not weighs(report("in_question", resolved=True))


@pytest.mark.parametrize(
    ("category", "trouble", "number", "text", "lacks"),
    [
        ("in_question", None, 3, "?", "trouble"),
        ("in_question", "image", None, "?", "number"),
        ("in_question", "image", 3, "", None),
        ("signature", None, None, "  ", "text"),
        ("signature", None, None, "left early", None),
        ("fraud", None, None, "", None),
    ],
)
def test_a_report_says_what_its_category_needs(
    category: Category, trouble: Trouble | None, number: int | None, text: str, lacks: str | None
) -> None:
    """A jury cannot ask back: a report without its question, or without words, helps nobody."""
    assert missing(category, trouble, number, text) == lacks
