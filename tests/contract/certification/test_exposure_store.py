"""Exposure is counted exactly once, whatever dies or runs twice, on a real engine; results are only appended."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import pytest

from chalicelib.certification import test_log as log
from chalicelib.certification.eligibility import Counts, Seen, Snapshot, count, snapshot
from chalicelib.certification.ports.exposure import Shard, Step
from chalicelib.certification.service.exposure import refresh, tally
from chalicelib.certification.store.exposure import SHARDS, RunningRow, TableExposure
from chalicelib.certification.store.tests import TableTests, TestRow
from chalicelib.shared.settings import Settings
from chalicelib.shared.transactions import transaction
from tests.fakes.certification_bank import candidacy, material, play

STUFF = material(per_competence=4)
BANK = STUFF.bank.version


@pytest.fixture
def exposure(tables: Settings) -> TableExposure:
    return TableExposure()


def logs(people: int) -> dict[str, list[log.Entry]]:
    """Whole tests of so many people."""
    return {f"k{n}": play(STUFF, candidacy(candidate=f"k{n}", seed=f"s{n}")) for n in range(people)}


def store(exposure: TableExposure, test: str, entries: Sequence[log.Entry], start: int = 0) -> None:
    """Write some entries of a test, beginning it with the first."""
    if start == 0:
        with transaction(TestRow) as write:
            TableTests().beginning(write, entries[0])
            exposure.watching(write, entries[0])
    tests = TableTests()
    state = tests.get(test)
    for entry in entries[max(start, 1) :]:
        assert state
        state = tests.append(state, entry)


def counted(exposure: TableExposure) -> Counts:
    """The sum over all shards."""
    found = Counts()
    for number in range(SHARDS):
        found.add(exposure.shard(BANK, number).counts)
    return found


def expected(tests: dict[str, list[log.Entry]]) -> Counts:
    """What the logs say."""
    found = Counts()
    for entries in tests.values():
        found.add(count(entries))
    return found


def open_rows() -> list[str]:
    """The tests that are still to be counted."""
    return [row.sk for number in range(SHARDS) for row in RunningRow.query(f"running#{number:02d}")]


def test_tests_under_way_are_counted_bit_by_bit_and_then_forgotten(exposure: TableExposure) -> None:
    """A snapshot that waited for the end of tests would be two hours old; one that counts twice would be wrong."""
    tests = logs(3)
    for name, entries in tests.items():
        store(exposure, name, entries[:9])
    first = tally(exposure)
    assert (first.tests, first.entries) == (3, 27)
    assert tally(exposure).tests == 0
    for name, entries in tests.items():
        store(exposure, name, entries, start=9)
    tally(exposure)
    assert counted(exposure) == expected(tests)
    assert open_rows() == []
    assert tally(exposure).tests == 0


class Killed(BaseException):
    """The process is gone."""


class Dying(TableExposure):
    """Dies right before or right after its first transaction."""

    def __init__(self, after: bool) -> None:
        super().__init__()
        self.after = after

    def count(self, before: Shard, added: Counts, steps: Sequence[Step]) -> bool:
        if self.after:
            super().count(before, added, steps)
        raise Killed


@pytest.mark.parametrize("after", [False, True])
def test_a_job_killed_around_its_transaction_counts_nothing_twice_or_never(exposure, after: bool) -> None:
    """A function may be stopped at any line: the next run must go on as if nothing had happened."""
    tests = logs(4)
    for name, entries in tests.items():
        store(exposure, name, entries)
    for _ in range(3):
        with pytest.raises(Killed):
            tally(Dying(after))
    tally(exposure, {BANK: Counts()})
    assert counted(exposure) == expected(tests)
    assert exposure.latest(BANK) == snapshot(BANK, expected(tests))


def test_jobs_that_overlap_count_once(exposure: TableExposure) -> None:
    """A slow run and the next scheduled one meet at the same tests: each entry counts in one of them."""
    tests = logs(6)
    for name, entries in tests.items():
        store(exposure, name, entries)
    with ThreadPoolExecutor(6) as pool:
        list(pool.map(lambda _: tally(TableExposure()), range(6)))
    tally(exposure, {BANK: Counts()})
    assert counted(exposure) == expected(tests)
    assert exposure.latest(BANK).candidates == 6


def test_a_log_that_was_tampered_with_does_not_stop_the_others(exposure: TableExposure) -> None:
    """One unreadable log is a case for the jury, not a reason to show an item to everybody."""
    tests = logs(2)
    for name, entries in tests.items():
        store(exposure, name, entries[:3])
    TestRow("test#k0", "00003", data='{"fact":"nonsense"}').save()
    assert tally(exposure).tests == 1
    assert counted(exposure) == expected({"k1": tests["k1"][:3]})


def test_a_snapshot_never_gives_way_to_an_older_one(exposure: TableExposure) -> None:
    """A late job must not bring back counts in which nobody had seen anything."""
    old = Snapshot(bank=BANK, candidates=1, items={"i1": Seen(1, 1)})
    new = Snapshot(bank=BANK, candidates=2, items={"i1": Seen(2, 2)})
    assert exposure.latest(BANK) == Snapshot(bank=BANK)
    assert exposure.keep(old)
    assert exposure.keep(new)
    assert not exposure.keep(old)
    assert exposure.latest(BANK) == new
    assert exposure.snapshot(BANK, old.id) == old
    assert exposure.snapshot(BANK, Snapshot(bank=BANK).id) == Snapshot(bank=BANK)
    assert exposure.snapshot(BANK, "x-000000000000") is None


def test_without_anything_new_no_snapshot_is_made(exposure: TableExposure) -> None:
    """A job every minute of the year must not fill the table with equal snapshots."""
    store(exposure, "k0", logs(1)["k0"])
    made = tally(exposure).snapshots[BANK]
    assert refresh(exposure, BANK).id == made
    assert tally(exposure, {BANK: Counts()}).snapshots == {BANK: made}


def test_a_rehearsal_counts_once_however_often_the_job_runs(exposure: TableExposure) -> None:
    """Simulated people stand before the first real one; they must not grow with every minute."""
    before = Counts(candidates=50, scope={"1.1": 50}, served={"1.1": {"i0": 20}}, withheld={"i0": 5})
    first = tally(exposure, {BANK: before}).snapshots[BANK]
    assert tally(exposure, {BANK: before}).snapshots == {BANK: first}
    assert exposure.latest(BANK).items == {"i0": Seen(20, 45)}
    store(exposure, "k0", logs(1)["k0"])
    tally(exposure, {BANK: before})
    assert exposure.latest(BANK).candidates == 51
