"""The invigilator's line of a test, and the confirmation that lets a candidate in."""

from datetime import UTC, datetime, timedelta

import pytest

from chalicelib.certification import progress
from chalicelib.certification import test_log as log
from chalicelib.certification.presence import Presence
from tests.fakes.certification_logs import TEST, answered, at, begun, raised, written

NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("entries", "state", "ended"),
    [
        ((begun(),), "running", None),
        ((begun(), raised(1)), "alert", None),
        ((begun(), answered(1, last=True)), "ended", "complete"),
        ((begun(), raised(1), log.Ended(at=at(2), by="invigilator", who="x")), "ended", "invigilator"),
        ((begun(), log.Ended(at=at(1), by="expiry")), "ended", "expiry"),
    ],
)
def test_a_line_says_where_the_test_stands(entries: tuple[log.Entry, ...], state: str, ended: str | None) -> None:
    """The page shows what the log says, never more: an alert is gone once the test has ended."""
    line = progress.of(log.fold(TEST, written(*entries)))
    assert (line.state, line.ended, line.alert is not None) == (state, ended, state == "alert")
    assert line.entries == len(entries)


def test_the_end_is_the_start_and_the_minutes() -> None:
    """Extra time is in the minutes already."""
    line = progress.of(log.fold(TEST, written(begun(minutes=157.5))))
    assert line.ends_at == "2026-11-22T12:37:30.000Z"


def test_a_confirmation_is_good_for_some_minutes_and_one_entry() -> None:
    """At the very end of its time it still counts; used or withdrawn it does not."""
    given = Presence(session="s", candidate="k", count=1, confirmed_at="2026-11-22T10:00:00.000Z")
    assert given.valid(NOW + timedelta(minutes=15), 15)
    assert not given.valid(NOW + timedelta(minutes=15, milliseconds=1), 15)
    used = Presence(session="s", candidate="k", count=1, confirmed_at=given.confirmed_at, used_at=given.confirmed_at)
    assert not used.valid(NOW, 15)
    assert not Presence(session="s", candidate="k", count=1).valid(NOW, 15)
