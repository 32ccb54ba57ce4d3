"""What a candidate's answer costs in the store, counted on the wire (target in quality.md)."""

from chalicelib.bootstrap import House
from tests.fakes import certification_day as day
from tests.fakes.certification_day import Page
from tests.fakes.store_calls import recorded

WRITES = ("PutItem", "UpdateItem", "DeleteItem", "TransactWriteItems")


def warm(rooms: House) -> None:
    """Read every question once, as a process that has served for a while has done."""
    content = rooms.content
    release = content.current_release()
    content.bank(release)
    for challenge in content.index(release).challenges:
        content.question(release, challenge.id, 1, "en")


def test_an_answer_costs_one_query_and_two_writes(rooms: House, seated: Page) -> None:
    """Token, log, grading, choosing, the entry, the invigilator's line: nothing else is asked of the store."""
    view = seated.enter().json()
    warm(rooms)
    while view["status"] == "running":
        if view["timer"] is not None:
            view = seated.open(view["number"]).json()
        with recorded() as calls:
            reply = seated.given(view)
        view = reply.json()
        assert reply.status_code == 201
        assert calls.names() == ["Query certification", "PutItem certification", "PutItem certification"]
        query, entry, line = calls.made
        assert query.consistent
        assert entry.conditional
        assert line.conditional
        assert (entry.units, line.units) == (1, 1)


def test_a_retry_writes_nothing(seated: Page) -> None:
    """A page may repeat as often as it likes for the price of two reads."""
    number = seated.begin()
    seated.answer(number, None)
    with recorded() as calls:
        assert seated.answer(number, None).status_code == 200
    assert calls.names() == ["Query certification", "GetItem certification"]


def test_waiting_and_looking_write_nothing(seated: Page) -> None:
    """Pages that ask every five seconds cost a few reads each, whatever the number of candidates."""
    with recorded() as calls:
        seated.wait()
    assert len(calls.made) <= 5
    seated.enter()
    with recorded() as more:
        seated.see()
    assert more.names() == ["Query certification", "GetItem certification"]
    assert calls.units(*WRITES) == more.units(*WRITES) == 0


def test_nothing_scans(rooms: House, seated: Page) -> None:
    """No request reads a whole table."""
    with recorded() as calls:
        seated.join()
        view = seated.enter().json()
        seated.alert(view["number"])
        seated.end()
        day.confirm(rooms, seated.candidate)
    assert "Scan" not in {call.operation for call in calls.made}
