"""The trail on a real engine: races, refusals, anchors, and what is done to it behind its back."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from pynamodb.attributes import UnicodeAttribute
from pynamodb.transactions import TransactWrite

from chalicelib.shared.audit import AuditError, Refused, Trail, model
from chalicelib.shared.audit.anchors import AnchorFlaw, Anchors, flaws
from chalicelib.shared.audit.store import SHARDS, AnchorRow, ChainRow, EntryRow, HeadRow
from chalicelib.shared.keys import AUDIT, FolderKeys
from chalicelib.shared.objects import FolderObjects
from chalicelib.shared.settings import Settings
from chalicelib.shared.tables import Limits, Row
from tests.fakes.learning import FakeClock
from tests.fakes.threads import THREADS, at_once


class FactRow(Row):
    """What acts say was done."""

    class Meta(Limits):
        """The table, by its short name."""

        table_name = "certification"

    by = UnicodeAttribute()


@dataclass
class Audit:
    """A trail with its anchors, and the clock they go by."""

    trail: Trail
    anchors: Anchors
    clock: FakeClock
    objects: FolderObjects
    told: list[AnchorFlaw] = field(default_factory=list)

    def flaws(self) -> list[tuple[str, int]]:
        """Chain and number of every first bad entry, the anchors looked at too."""
        pinned = self.anchors.pinned(self.told.append)
        return [(chain, found.number) for chain, found in flaws(self.trail, pinned) if found]


@pytest.fixture
def audit(tables: Settings) -> Audit:
    clock = FakeClock()
    trail = Trail(clock)
    objects = FolderObjects(tables.data_dir / "objects", "http://pix.test")
    return Audit(trail, Anchors(trail, FolderKeys(tables.data_dir / "keys"), objects, clock), clock, objects)


def fact(name: str, by: str = "P1") -> Callable[[TransactWrite], None]:
    """Write a fact that can be written once."""

    def alongside(write: TransactWrite) -> None:
        write.save(FactRow("session#S1", f"fact#{name}", by=by), condition=FactRow.pk.does_not_exist())

    return alongside


def test_an_act_and_its_fact_stand_together(audit: Audit) -> None:
    """A fact without its entry, or an entry without its fact, would be a lie."""
    entry = audit.trail.write("S1", "opened", "P1", "S1", {"candidates": 3}, fact("opened"))
    assert FactRow.get("session#S1", "fact#opened").by == "P1"
    assert list(audit.trail.entries("S1")) == [entry]
    assert audit.flaws() == []


def test_a_refused_fact_leaves_no_entry(audit: Audit) -> None:
    """The second of two who close a session did not close it."""
    audit.trail.write("S1", "closed", "P1", "S1", {}, fact("closed"))
    with pytest.raises(Refused):
        audit.trail.write("S1", "closed", "P2", "S1", {}, fact("closed", "P2"))
    assert [entry.actor for entry in audit.trail.entries("S1")] == ["P1"]


def test_sixteen_at_once_make_one_chain(audit: Audit) -> None:
    """No gap, no fork, no loss: whoever loses the race for a place tries the next one."""
    at_once(lambda number: audit.trail.write("S1", "voted", f"P{number}", "K1", {"n": number}, fact(f"v{number}")))
    entries = list(audit.trail.entries("S1"))
    assert [entry.number for entry in entries] == list(range(1, THREADS + 1))
    assert {entry.actor for entry in entries} == {f"P{number}" for number in range(THREADS)}
    assert audit.flaws() == []


def test_sixteen_for_one_fact_are_one_entry(audit: Audit) -> None:
    """One wins; the others hear that they were refused, whatever the chain did meanwhile."""

    def try_it(number: int) -> bool:
        try:
            audit.trail.write("S1", "finalized", f"P{number}", "S1", {}, fact("finalized", f"P{number}"))
        except Refused:
            return False
        return True

    assert at_once(try_it).count(True) == 1
    (entry,) = audit.trail.entries("S1")
    assert FactRow.get("session#S1", "fact#finalized").by == entry.actor


def test_identity_is_kept_out(audit: Audit) -> None:
    """Nothing stands in the table that a wrong caller wanted to write about a person."""
    with pytest.raises(AuditError):
        audit.trail.write("S1", "enrolled", "P1", "K1", {"who": "Ada Lovelace"}, fact("enrolled"))
    assert list(audit.trail.entries("S1")) == []
    assert list(FactRow.query("session#S1")) == []


def test_every_chain_is_found(audit: Audit) -> None:
    """A chain that a check does not know is a chain that anybody may change."""
    names = sorted(f"S{number}" for number in range(40))
    for name in names:
        audit.trail.write(name, "planned", "P1", name)
    assert sorted(audit.trail.chains()) == names
    assert sorted(head.chain for head in audit.trail.heads()) == names


def stored(chain: str, number: int) -> EntryRow:
    return EntryRow.get(f"audit#{chain}", f"{number:07d}")


@pytest.fixture
def filled(audit: Audit) -> Audit:
    """Two chains, anchored yesterday and today."""
    for number in range(3):
        audit.trail.write("S1", "voted", f"P{number}", "K1")
        audit.trail.write("S2", "voted", f"P{number}", "K2")
    audit.anchors.make()
    audit.clock.move(days=1)
    audit.trail.write("S1", "decided", "workflow", "K1")
    audit.anchors.make()
    return audit


def test_whole_chains_pass_and_go_on(filled: Audit) -> None:
    """Anchored chains grow; that is no flaw."""
    filled.trail.write("S1", "published", "P9", "S1")
    assert (filled.flaws(), filled.told) == ([], [])


def test_a_changed_entry_is_found(filled: Audit) -> None:
    """Somebody with the rights of the API changes who voted."""
    row = stored("S1", 2)
    row.data = row.data.replace('"P1"', '"P7"')
    row.save()
    assert filled.flaws() == [("S1", 2)]


def test_a_removed_entry_is_found(filled: Audit) -> None:
    """And the other chain is not suspected."""
    stored("S2", 1).delete()
    assert filled.flaws() == [("S2", 1)]


def test_a_roll_back_is_found_by_the_anchor(filled: Audit) -> None:
    """The decision cut off, the head set back: by itself the chain is whole."""
    stored("S1", 4).delete()
    before = model.decode(stored("S1", 3).data)
    HeadRow("audit#S1", "head", number=3, hash=before.hash).save()
    assert filled.trail.flaw("S1", {}) is None
    assert filled.flaws() == [("S1", 4)]


def test_a_chain_that_is_gone_is_found_by_the_anchor(filled: Audit) -> None:
    """Not even its name is left in the index."""
    for number in (1, 2, 3):
        stored("S2", number).delete()
    HeadRow.get("audit#S2", "head").delete()
    for shard in range(SHARDS):
        for row in ChainRow.query(f"audit-chains#{shard:02d}", ChainRow.sk == "S2"):
            row.delete()
    assert filled.flaws() == [("S2", 1)]


def test_an_anchor_is_made_once_a_day(audit: Audit) -> None:
    """The schedule may run twice, on two machines at once: there is one anchor, and its list is its own."""
    audit.trail.write("S1", "planned", "P1", "S1")
    made = at_once(lambda _: audit.anchors.make(), 4)
    assert len(set(made)) == 1
    assert len(list(audit.anchors.stored())) == 1
    assert (audit.flaws(), audit.told) == ([], [])


def test_a_changed_header_is_not_believed(filled: Audit) -> None:
    """The signature covers every word of it."""
    row = AnchorRow.get("audit-anchors", "2026-11-22")
    row.data = row.data.replace('"count":2', '"count":1')
    row.save()
    filled.flaws()
    assert [(flaw.day, flaw.what) for flaw in filled.told] == [
        ("2026-11-22", "its signature is not of our key"),
        ("2026-11-23", "an anchor before it is missing or was replaced"),
    ]


def test_a_missing_anchor_is_missed(filled: Audit) -> None:
    """Each names the one before."""
    AnchorRow.get("audit-anchors", "2026-11-22").delete()
    filled.flaws()
    assert [flaw.day for flaw in filled.told] == ["2026-11-23"]


@pytest.mark.parametrize("how", ["changed", "gone", "unreadable"])
def test_a_list_of_heads_that_was_touched_is_not_believed(filled: Audit, how: str) -> None:
    """The header's root commits to it."""
    (first, _), _ = filled.anchors.stored()
    if how == "gone":
        filled.objects.delete(first.heads)
    elif how == "unreadable":
        filled.objects.put(first.heads, b"[", "application/json")
    else:
        stored_object = filled.objects.get(first.heads)
        assert stored_object is not None
        heads = json.loads(stored_object.body)
        heads[0]["number"] = 1
        filled.objects.put(first.heads, json.dumps(heads).encode(), "application/json")
    filled.flaws()
    assert [flaw.day for flaw in filled.told] == ["2026-11-22"]


def test_another_key_signs_nothing_of_ours(filled: Audit, tables: Settings) -> None:
    """An anchor is worth its key."""
    foreign = FolderKeys(tables.data_dir / "other-keys")
    told: list[AnchorFlaw] = []
    Anchors(filled.trail, foreign, filled.objects, filled.clock).pinned(told.append)
    assert len(told) == 2


def test_a_new_key_leaves_old_anchors_proved(filled: Audit, tables: Settings) -> None:
    """Keys are changed now and then; what the earlier one signed must stay proved."""
    FolderKeys(tables.data_dir / "keys").rotate(AUDIT)
    filled.clock.move(days=1)
    assert [filled.anchors.make().key, *(anchor.key for anchor, _ in filled.anchors.stored())] == [
        "audit-2",
        "audit",
        "audit",
        "audit-2",
    ]
    assert (filled.flaws(), filled.told) == ([], [])


def test_a_check_while_others_write(audit: Audit) -> None:
    """A chain that grows under the reader's eyes is not called broken."""

    def work(number: int) -> Any:
        if number:
            return [audit.trail.write("S1", "voted", f"P{number}", "K1") for _ in range(6)]
        return [audit.trail.flaw("S1", {}) for _ in range(20)]

    assert at_once(work, 5)[0] == [None] * 20
