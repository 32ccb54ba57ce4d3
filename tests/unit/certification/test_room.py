"""Who is where in a session's room, and who needs the invigilator first."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from chalicelib.certification import progress
from chalicelib.certification import test_log as log
from chalicelib.certification.model import Candidate
from chalicelib.certification.presence import Presence
from chalicelib.certification.room import Line, help_first, state
from chalicelib.shared.clock import iso
from tests.fakes.certification_logs import answered, at, begun, raised, written

NOW = datetime(2026, 11, 22, 10, 30, tzinfo=UTC)
MINUTES = 15.0


def candidate(name: str, **changes: Any) -> Candidate:
    """Somebody enrolled; `person` says that they joined."""
    values: dict[str, Any] = {"id": name, "session": "s", "first_name": name, "last_name": name}
    values["birth_date"] = "2000-01-01"
    return Candidate(**(values | changes))


def presence(minutes_ago: float, used: float | None = None) -> Presence:
    """A confirmation of some minutes ago, used some minutes ago."""
    given = NOW - timedelta(minutes=minutes_ago)
    used_at = iso(NOW - timedelta(minutes=used)) if used is not None else None
    return Presence(session="s", candidate="c", count=1, confirmed_at=iso(given), used_at=used_at)


def running(*more: log.Entry) -> progress.Progress:
    """A test under way."""
    return progress.of(log.fold(begun().candidate, written(begun(), *more)))


LINES = {
    "absent": Line(candidate("absent")),
    "waiting": Line(candidate("waiting", person="p1")),
    "confirmed": Line(candidate("confirmed", person="p2"), presence(5)),
    "running": Line(candidate("running", person="p3"), presence(40, used=39), running()),
    "returning": Line(
        candidate("returning", person="p4"), presence(40, used=39), running(), iso(NOW - timedelta(minutes=1))
    ),
    "alert": Line(candidate("alert", person="p5"), presence(40, used=39), running(raised(1))),
    "ended": Line(candidate("ended", person="p6"), presence(40, used=39), running(answered(1, last=True))),
}


@pytest.mark.parametrize("expected", LINES)
def test_a_candidate_is_in_one_state(expected: str) -> None:
    """Each state leads the invigilator to another act; a wrong one leaves somebody waiting."""
    assert state(LINES[expected], NOW, MINUTES) == expected


def test_a_confirmation_runs_out() -> None:
    """Sixteen minutes later it cannot be used, so the page must not promise that it can."""
    assert state(Line(candidate("late", person="p"), presence(16)), NOW, MINUTES) == "waiting"


def test_the_knock_that_led_in_is_no_request_to_come_back() -> None:
    """The page knocks before it enters: only what comes after the entry means that a page was closed."""
    line = Line(candidate("in", person="p"), presence(40, used=30), running(), iso(NOW - timedelta(minutes=35)))
    assert state(line, NOW, MINUTES) == "running"


def test_a_confirmation_that_ran_out_calls_nobody_back() -> None:
    """A running candidate was confirmed by mistake: the knock of the morning does not turn into one of now."""
    line = Line(candidate("in", person="p"), presence(20), running(), "2026-11-22T09:59:00.000Z")
    assert state(line, NOW, MINUTES) == "running"


def test_who_goes_on_in_the_first_page_is_not_at_the_door() -> None:
    """A second tab knocked and was closed; answering shows that the candidate never left."""
    knocked = replace(LINES["returning"], knocked_at="2026-11-22T10:00:00.500Z")
    assert state(knocked, NOW, MINUTES) == "returning"
    assert state(replace(knocked, progress=running(answered(1))), NOW, MINUTES) == "running"


def test_a_decision_of_the_invigilator_is_no_sign_of_the_candidate() -> None:
    """Who knocks while an alert is open still waits at the door after it was decided."""
    decided = running(raised(1), log.AlertDismissed(at=at(2), number=1, by="access"))
    line = replace(LINES["returning"], knocked_at="2026-11-22T10:00:01.500Z", progress=decided)
    assert state(line, NOW, MINUTES) == "returning"


def test_a_confirmed_return_is_confirmed() -> None:
    """Once confirmed again, the candidate can come back, and does not need help any more."""
    line = Line(candidate("back", person="p"), presence(2), running(), iso(NOW - timedelta(minutes=3)))
    assert state(line, NOW, MINUTES) == "confirmed"


def test_those_who_need_help_come_first() -> None:
    """With twenty candidates the one who waits must not be looked for."""
    found = [name for name, _ in help_first(LINES.values(), NOW, MINUTES)]
    assert found == ["alert", "returning", "waiting", "confirmed", "running", "absent", "ended"]


def test_of_two_who_wait_the_first_comes_first() -> None:
    """Help in the order of asking is fair."""
    early = Line(candidate("zoe", person="p", linked_at=iso(NOW - timedelta(minutes=9))))
    late = Line(candidate("ann", person="q", linked_at=iso(NOW - timedelta(minutes=2))))
    assert [line.candidate.id for _, line in help_first([late, early], NOW, MINUTES)] == ["zoe", "ann"]
