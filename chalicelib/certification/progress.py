"""How far a test is, as the invigilator sees it: a projection of its log. Pure."""

from datetime import timedelta
from typing import Literal

from msgspec import Struct

from chalicelib.certification.test_log import Test
from chalicelib.shared.clock import iso, parse

State = Literal["running", "alert", "ended"]
EndedHow = Literal["complete", "candidate", "invigilator", "expiry", "finalization"]


class OpenAlert(Struct, frozen=True, kw_only=True):
    """A candidate who waits for a decision on the current question."""

    number: int
    alert_id: str
    category: str
    text: str
    at: str


class Progress(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One line of the invigilator's page. `number`: the question under way; `length`: questions of the whole test.

    `ends_at` is indicative: start and duration, extra time included. `entries`: the length of the log it was made of.
    `seen_at`: when the page of the test last did something.
    """

    candidate: str
    state: State
    number: int
    answered: int
    length: int
    started_at: str
    ends_at: str
    entries: int
    last_at: str
    seen_at: str = ""
    alert: OpenAlert | None = None
    ended: EndedHow | None = None
    ended_at: str | None = None


def ends_at(test: Test) -> str:
    """When the test should be over; nothing stops it then."""
    return iso(parse(test.started_at) + timedelta(minutes=test.begun.minutes))


def ended_how(test: Test) -> EndedHow | None:
    """What ended the test; None while it runs."""
    if not test.over:
        return None
    return test.ended.by if test.ended else "complete"


def of(test: Test) -> Progress:
    """The line that a log gives; the same log always gives the same one."""
    return Progress(
        candidate=test.id,
        state="ended" if test.over else "alert" if test.open_alert else "running",
        number=test.served[-1].number,
        answered=len(test.answers),
        length=test.begun.length,
        started_at=test.started_at,
        ends_at=ends_at(test),
        entries=test.length,
        last_at=test.last_at,
        seen_at=test.seen_at,
        alert=_alert(test),
        ended=ended_how(test),
        ended_at=test.ended_at,
    )


def _alert(test: Test) -> OpenAlert | None:
    raised = test.open_alert
    if raised is None:
        return None
    return OpenAlert(
        number=raised.number, alert_id=raised.alert_id, category=raised.category, text=raised.text, at=raised.at
    )
