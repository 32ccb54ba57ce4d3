"""The audit trail when replies are lost and when its writer dies: no entry twice, none without its fact."""

from collections.abc import Callable
from typing import Any

import pytest
from pynamodb.attributes import UnicodeAttribute
from pynamodb.exceptions import PynamoDBException
from pynamodb.transactions import TransactWrite

from chalicelib.bootstrap import House
from chalicelib.shared.audit import Refused
from chalicelib.shared.audit.anchors import AnchorFlaw, flaws
from chalicelib.shared.keys import FolderKeys
from chalicelib.shared.tables import Limits, Row
from tests.fakes.store_calls import disturbed, lose_replies


class DoneRow(Row):
    """What an act says was done."""

    class Meta(Limits):
        """The table, by its short name."""

        table_name = "certification"

    by = UnicodeAttribute()


def done(write: TransactWrite) -> None:
    write.save(DoneRow("session#S1", "fact#done", by="P1"), condition=DoneRow.pk.does_not_exist())


def lose(number: int, send: Callable[[], Any]) -> Any:
    """Nothing arrives."""
    raise ConnectionError("cut")


def sound(house: House) -> bool:
    """No chain and no anchor has a flaw."""
    told: list[AnchorFlaw] = []
    pinned = house.anchors.pinned(told.append)
    return not told and not any(flaw for _, flaw in flaws(house.trail, pinned))


@pytest.mark.usefixtures("impatient")
def test_an_entry_whose_reply_was_lost_is_one_entry(rooms: House) -> None:
    """The retry bears the same token: it must not be refused on its own traces, nor be written behind itself."""
    with disturbed("TransactWriteItems", lose_replies(2)):
        entry = rooms.trail.write("S1", "done", "P1", "S1", {}, done)
    assert list(rooms.trail.entries("S1")) == [entry]
    assert sound(rooms)


@pytest.mark.usefixtures("impatient")
def test_a_writer_that_never_heard_an_answer_asks_its_fact(rooms: House) -> None:
    """All replies lost: the caller does it again, is refused, and finds its fact with its one entry."""
    with disturbed("TransactWriteItems", lose_replies(9)), pytest.raises(PynamoDBException):
        rooms.trail.write("S1", "done", "P1", "S1", {}, done)
    with pytest.raises(Refused):
        rooms.trail.write("S1", "done", "P1", "S1", {}, done)
    assert DoneRow.get("session#S1", "fact#done").by == "P1"
    assert [entry.number for entry in rooms.trail.entries("S1")] == [1]


@pytest.mark.usefixtures("impatient")
def test_a_writer_killed_before_its_write_left_nothing(rooms: House) -> None:
    """Neither the entry nor the fact is there; doing it again is the first time."""
    with disturbed("TransactWriteItems", lose), pytest.raises(Exception, match=r"cut|Failed"):
        rooms.trail.write("S1", "done", "P1", "S1", {}, done)
    assert list(rooms.trail.entries("S1")) == []
    assert rooms.trail.write("S1", "done", "P1", "S1", {}, done).number == 1


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize("when", ["before the heads are kept", "before it is signed", "before its row"])
def test_an_anchor_killed_half_way_is_made_by_the_next_run(
    rooms: House, monkeypatch: pytest.MonkeyPatch, when: str
) -> None:
    """The schedule runs again; what the dead run left is not in the way, and what was written since is covered."""
    rooms.trail.write("S1", "planned", "P1", "S1")
    with monkeypatch.context() as broken:
        if when == "before the heads are kept":
            broken.setattr(type(rooms.objects), "put", killed)
        if when == "before it is signed":
            broken.setattr(FolderKeys, "sign", killed)
        with disturbed("PutItem", lose), pytest.raises(Exception, match=r"killed|cut|Failed"):
            rooms.anchors.make()
    rooms.trail.write("S2", "planned", "P1", "S2")
    assert rooms.anchors.make().count == 2
    assert sound(rooms)


@pytest.mark.usefixtures("impatient")
def test_an_anchor_whose_reply_was_lost_is_one(rooms: House) -> None:
    """The row's condition fails on the retry: the anchor that stands is today's."""
    rooms.trail.write("S1", "planned", "P1", "S1")
    with disturbed("PutItem", lose_replies(1)):
        made = rooms.anchors.make()
    assert [anchor for anchor, _ in rooms.anchors.stored()] == [made]
    assert sound(rooms)


def killed(*_: Any, **__: Any) -> Any:
    raise RuntimeError("killed")
