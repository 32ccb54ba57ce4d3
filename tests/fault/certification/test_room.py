"""A room's acts when the store's network interferes: each is repeated until it is acknowledged, and happened once."""

from collections.abc import Callable
from typing import Any

import pytest
from botocore.exceptions import EndpointConnectionError

from tests.api.certification.test_clicks import Shape, shape
from tests.api.certification.test_matrix import BODIES, CANDIDACY, HERE, ONE, TEST, Make, Place, items, make
from tests.api.conftest import Caller
from tests.fakes.store_calls import disturbed, lose_replies
from tests.fault.test_answers import _refused

__all__ = ["make"]
WRITES = "PutItem UpdateItem DeleteItem TransactWriteItems"
FIRST_TRY_AND_RETRIES = 3
Disturb = Callable[[int, Callable[[], Any]], Any]
# a candidate comes back, reports a problem, answers; the invigilator decides, notes, ends; the centre closes
DAY: tuple[tuple[str, str], ...] = (
    ("invigilator", f"POST {ONE}/confirmation"),
    ("candidate", f"POST {CANDIDACY}/entry"),
    ("candidate", f"POST {TEST}/alerts"),
    ("invigilator", f"POST {ONE}/alerts/{{number}}/decision"),
    ("candidate", f"POST {TEST}/answers"),
    ("invigilator", "POST /v1/invigilations/current/reports"),
    ("invigilator", f"POST {ONE}/end"),
    ("centre", f"PUT {HERE}/candidates/{{candidate_id}}/abort-reason"),
    ("centre", f"POST {HERE}/finalization"),
)


def drop(number: int, send: Callable[[], Any]) -> Any:
    """Nothing arrives."""
    raise EndpointConnectionError(endpoint_url="http://database")


def double(number: int, send: Callable[[], Any]) -> None:
    """Everything arrives twice."""
    send()


def throttle(number: int, send: Callable[[], Any]) -> Any:
    """Everything is refused for load."""
    return _refused("ThrottlingException")(number, send)


def cancel(number: int, send: Callable[[], Any]) -> Any:
    """Every transaction meets another one."""
    reasons = ', "CancellationReasons": [{"Code": "TransactionConflict"}]'
    return _refused("TransactionCanceledException", reasons)(number, send)


def caller(place: Place, role: str) -> Caller:
    """Whose act it is."""
    return {"candidate": place.page.call, "invigilator": place.invigilator, "centre": place.admin}[role]


def whole_day(place: Place, operations: str, disturb: Disturb | None) -> list[Shape]:
    """What each act added, disturbed at first and then repeated until it is acknowledged."""
    place.page.entry = BODIES["EnterTest"]["entry_id"]
    added: list[Shape] = []
    for role, name in DAY:
        before = shape()
        if disturb:
            with disturbed(operations, disturb):
                told = place.send(name, caller(place, role))
            assert told in {"200", "201", "204", "busy"}, (name, told)
        assert place.send(name, caller(place, role)) in {"200", "201", "204"}, name
        added.append(shape() - before)
    return added


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize(
    "disturb",
    [lose_replies(1), lose_replies(FIRST_TRY_AND_RETRIES), drop, double, throttle],
    ids=["a reply is lost", "every reply is lost", "nothing arrives", "everything arrives twice", "too much traffic"],
)
def test_every_act_happens_once(make: Make, disturb: Disturb) -> None:
    """Entry, alert, answer, decision, note, end, finalization: as many items as on a quiet day."""
    quiet, stormy = make(1), make(2)
    assert whole_day(stormy, WRITES, disturb) == whole_day(quiet, WRITES, None)
    ports = stormy.rooms.certification
    test = ports.tests.get(stormy.candidate.id)
    assert test is not None
    assert (len(test.answers), len(test.alerts), test.presence) == (1, 1, 2)
    assert ports.trail.flaw(stormy.session.id, {}) is None


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize(
    ("operations", "disturb"),
    [(WRITES, drop), (WRITES, throttle), ("TransactWriteItems", cancel)],
    ids=["nothing arrives", "too much traffic", "conflicts"],
)
def test_what_was_not_written_is_not_acknowledged(make: Make, operations: str, disturb: Disturb) -> None:
    """A finalization or a confirmation that the store refused is told as busy, and the table is as it was."""
    place = make(1)
    reason = f"PUT {HERE}/candidates/{{candidate_id}}/abort-reason"
    assert place.send(reason, place.admin) == "204"
    before = items()
    for role, name in (("centre", f"POST {HERE}/finalization"), ("invigilator", f"POST {ONE}/confirmation")):
        with disturbed(operations, disturb):
            assert (name, place.send(name, caller(place, role))) == (name, "busy")
        assert items() == before
    place.finalize()
