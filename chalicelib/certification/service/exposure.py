"""Counts what tests showed, off the request path, and makes snapshots of it. Runs every minute; may die anywhere.

A test is counted entry by entry, each exactly once: the sums of its shard and its own position move in one transaction.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from chalicelib.certification.eligibility import Counts, Snapshot, count, is_last, snapshot
from chalicelib.certification.ports import CertificationPorts
from chalicelib.certification.ports.exposure import Exposure, Step, Watched
from chalicelib.certification.rehearsal import remembered
from chalicelib.certification.test_entries import LogError, decode
from chalicelib.content.errors import ContentUnpublished
from chalicelib.content.service import ContentService
from chalicelib.shared import telemetry

BATCH = 40  # tests in one transaction, of at most 100 items
TRIES = 5


@dataclass(frozen=True, slots=True)
class Tallied:
    """What one run did: tests that moved, entries counted, and the latest snapshots, by bank."""

    tests: int
    entries: int
    snapshots: dict[str, str]


def tally(exposure: Exposure, before: Mapping[str, Counts] | None = None) -> Tallied:
    """Count every test that is not wholly counted, then make a snapshot for each bank that moved.

    `before`: what counts before any test, by bank (a rehearsal). These banks get a snapshot in any case: a run that
    died after counting leaves one to make.
    """
    before = before or {}
    moved: dict[str, list[Step]] = {bank: [] for bank in before}
    for number in range(exposure.shards):
        for bank, steps in _shard(exposure, number):
            moved.setdefault(bank, []).extend(steps)
    steps = [step for found in moved.values() for step in found]
    counted = sum(step.counted - step.watched.counted for step in steps)
    return Tallied(len(steps), counted, {bank: refresh(exposure, bank, before.get(bank)).id for bank in moved})


def tally_now(ports: CertificationPorts, content: ContentService) -> Tallied:
    """As `tally`; the bank of the current release begins its counts with a rehearsal."""
    try:
        bank = content.bank(content.current_release())
    except ContentUnpublished:
        return tally(ports.exposure)  # nothing to certify with now: tests of earlier releases still count
    return tally(ports.exposure, {bank.version: remembered(bank, ports.rules)})


def refresh(exposure: Exposure, bank: str, before: Counts | None = None) -> Snapshot:
    """The latest snapshot of a bank, made anew from the counts when they say more."""
    counts = Counts()
    counts.add(before or Counts())
    for number in range(exposure.shards):
        counts.add(exposure.shard(bank, number).counts)
    made, known = snapshot(bank, counts), exposure.latest(bank)
    if made.total > known.total and exposure.keep(made):
        return made
    return exposure.latest(bank)


def _shard(exposure: Exposure, number: int) -> Iterator[tuple[str, list[Step]]]:
    """The tests of one shard, counted batch by batch."""
    by_bank: dict[str, list[Watched]] = {}
    for watched in exposure.watched(number):
        by_bank.setdefault(watched.bank, []).append(watched)
    for bank, tests in by_bank.items():
        for start in range(0, len(tests), BATCH):
            yield bank, _batch(exposure, bank, number, tests[start : start + BATCH])


def _batch(exposure: Exposure, bank: str, number: int, tests: Sequence[Watched]) -> list[Step]:
    """The steps that were counted; none when another run was at them, which then counted them."""
    for _ in range(TRIES):
        added, steps = _steps(exposure, tests)
        if not steps or exposure.count(exposure.shard(bank, number), added, steps):
            return steps
        wanted = {watched.test for watched in tests}
        tests = [watched for watched in exposure.watched(number) if watched.test in wanted]
    return []  # a busy shard: the next run counts them


def _steps(exposure: Exposure, tests: Iterable[Watched]) -> tuple[Counts, list[Step]]:
    added, steps = Counts(), []
    for watched in tests:
        step = _step(exposure, watched, added)
        if step:
            steps.append(step)
    return added, steps


def _step(exposure: Exposure, watched: Watched, added: Counts) -> Step | None:
    """What is new in one log, added to `added`; None when nothing is, or when it cannot be read."""
    texts = exposure.entries(watched)
    try:
        entries = [decode(watched.test, place, text) for place, text in enumerate(texts, watched.counted)]
    except LogError:
        telemetry.failed("test not counted", test=watched.test)
        return None
    if not entries:
        return None
    added.add(count(entries))
    return Step(watched, watched.counted + len(entries), is_last(entries[-1]))
