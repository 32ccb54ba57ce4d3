"""Counts of who saw which item, and their snapshots.

running#<shard>             <test>          a test that is not wholly counted: its bank, and how many entries are
exposure#<bank>#<shard>     counts          the sums of one shard, in one item, so that counting is one transaction
exposure#<bank>             snapshot#<id>   what withheld items are drawn from; never changed
exposure#<bank>             latest          the id of the newest
"""

import hashlib
from collections.abc import Sequence
from functools import lru_cache

import msgspec
from pynamodb.attributes import NumberAttribute
from pynamodb.exceptions import DoesNotExist, PutError
from pynamodb.expressions.condition import Condition
from pynamodb.transactions import TransactWrite

from chalicelib.certification import eligibility
from chalicelib.certification.eligibility import Counts, Snapshot
from chalicelib.certification.ports.exposure import Shard, Step, Watched
from chalicelib.certification.store.rows import CertificationRow, Table, from_json, is_new, to_json
from chalicelib.certification.store.tests import TestRow, test_key
from chalicelib.certification.test_log import Begun
from chalicelib.shared.errors import Busy
from chalicelib.shared.tables import is_condition_failure
from chalicelib.shared.transactions import Refused, transaction

SHARDS = 8
SNAPSHOTS_KEPT = 16


class RunningRow(CertificationRow):
    """A test that is not wholly counted; `data` is its bank."""

    class Meta(Table):
        """The table, by its short name."""

    counted = NumberAttribute()


class CountsRow(CertificationRow):
    """The sums of one shard."""

    class Meta(Table):
        """The table, by its short name."""

    version = NumberAttribute()


class LatestRow(CertificationRow):
    """The newest snapshot; `total` orders them."""

    class Meta(Table):
        """The table, by its short name."""

    total = NumberAttribute()


EXPOSURE_MODELS = (RunningRow, CountsRow, LatestRow)


def shard_of(test: str) -> int:
    """Where a test counts."""
    return hashlib.sha256(test.encode()).digest()[0] % SHARDS


class TableExposure:
    """See ports.Exposure."""

    shards = SHARDS

    def __init__(self) -> None:
        self._read = lru_cache(SNAPSHOTS_KEPT)(_read_snapshot)  # snapshots never change

    def watching(self, write: TransactWrite, begun: Begun) -> None:
        """One put."""
        write.save(RunningRow(_running(shard_of(begun.candidate)), begun.candidate, data=begun.bank, counted=0))

    def watched(self, number: int) -> Sequence[Watched]:
        """One consistent query."""
        rows = RunningRow.query(_running(number), consistent_read=True)
        return [Watched(row.sk, row.data, int(row.counted)) for row in rows]

    def entries(self, watched: Watched) -> Sequence[str]:
        """One consistent query, from the first entry that is not counted."""
        rows = TestRow.query(test_key(watched.test), TestRow.sk >= f"{watched.counted:05d}", consistent_read=True)
        return [row.data for row in rows]

    def shard(self, bank: str, number: int) -> Shard:
        """One consistent get."""
        try:
            row = CountsRow.get(_counts(bank, number), "counts", consistent_read=True)
        except DoesNotExist:
            return Shard(bank, number, 0, Counts())
        return Shard(bank, number, int(row.version), from_json(row.data, Counts))

    def count(self, before: Shard, added: Counts, steps: Sequence[Step]) -> bool:
        """One transaction: the sums under their version, each test under what was counted of it."""
        after = msgspec.convert(msgspec.to_builtins(before.counts), Counts)
        after.add(added)
        row = CountsRow(_counts(before.bank, before.number), "counts", data=to_json(after), version=before.version + 1)
        try:
            with transaction(CountsRow) as write:
                write.save(row, condition=_same_version(before))
                for step in steps:
                    _move(write, before.number, step)
        except (Refused, Busy):
            return False
        return True

    def snapshot(self, bank: str, name: str) -> Snapshot | None:
        """One get the first time; the empty snapshot is never stored."""
        empty = Snapshot(bank=bank)
        return empty if name == empty.id else self._read(bank, name)

    def latest(self, bank: str) -> Snapshot:
        """One consistent get, and one more for a snapshot that this process has not seen yet."""
        try:
            row = LatestRow.get(_bank(bank), "latest", consistent_read=True)
        except DoesNotExist:
            return Snapshot(bank=bank)
        return self._read(bank, row.data) or Snapshot(bank=bank)

    def keep(self, snapshot: Snapshot) -> bool:
        """Two writes: the snapshot, then the pointer under its order."""
        CertificationRow(
            _bank(snapshot.bank), f"snapshot#{snapshot.id}", data=eligibility.encode(snapshot).decode()
        ).save()
        pointer = LatestRow(_bank(snapshot.bank), "latest", data=snapshot.id, total=snapshot.total)
        try:
            pointer.save(condition=is_new() | (LatestRow.total < snapshot.total))
        except PutError as error:
            if is_condition_failure(error):
                return False
            raise
        return True


def _move(write: TransactWrite, number: int, step: Step) -> None:
    row = RunningRow(_running(number), step.watched.test)
    unchanged = RunningRow.counted == step.watched.counted
    if step.over:
        write.delete(row, condition=unchanged)
    else:
        write.update(row, actions=[RunningRow.counted.set(step.counted)], condition=unchanged)


def _same_version(before: Shard) -> Condition:
    return CountsRow.version == before.version if before.version else is_new()


def _read_snapshot(bank: str, name: str) -> Snapshot | None:
    try:
        row = CertificationRow.get(_bank(bank), f"snapshot#{name}", consistent_read=True)
    except DoesNotExist:
        return None
    return from_json(row.data, Snapshot)


def _running(number: int) -> str:
    return f"running#{number:02d}"


def _counts(bank: str, number: int) -> str:
    return f"exposure#{bank}#{number:02d}"


def _bank(bank: str) -> str:
    return f"exposure#{bank}"
