"""Who saw which item: counts of tests, and the snapshots that withheld items are drawn from."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from pynamodb.transactions import TransactWrite

from chalicelib.certification.eligibility import Counts, Snapshot
from chalicelib.certification.test_log import Begun


@dataclass(frozen=True, slots=True)
class Watched:
    """A test that is not wholly counted: `counted` entries of its log are."""

    test: str
    bank: str
    counted: int


@dataclass(frozen=True, slots=True)
class Step:
    """One test's progress in the counts: from `watched.counted` to `counted` entries; `over`: nothing more can come."""

    watched: Watched
    counted: int
    over: bool


@dataclass(frozen=True, slots=True)
class Shard:
    """The counts of one shard of a bank; `version` changes with each addition."""

    bank: str
    number: int
    version: int
    counts: Counts


class Exposure(Protocol):
    """Counts off the request path. Each test counts in one shard, once."""

    @property
    def shards(self) -> int:
        """How many shards a bank's counts have, numbered from 0."""
        ...

    def watching(self, write: TransactWrite, begun: Begun) -> None:
        """Add to the transaction that begins a test: from now on it is to be counted."""
        ...

    def watched(self, number: int) -> Sequence[Watched]:
        """The tests of one shard that are not wholly counted (consistent)."""
        ...

    def entries(self, watched: Watched) -> Sequence[str]:
        """The entries of its log that are not counted yet, as stored."""
        ...

    def shard(self, bank: str, number: int) -> Shard:
        """The counts of one shard (consistent)."""
        ...

    def count(self, before: Shard, added: Counts, steps: Sequence[Step]) -> bool:
        """Add counts and move the tests on, all or nothing; False when another was at this shard or these tests."""
        ...

    def snapshot(self, bank: str, name: str) -> Snapshot | None:
        """The snapshot of that id."""
        ...

    def latest(self, bank: str) -> Snapshot:
        """The newest snapshot of a bank; an empty one when there is none."""
        ...

    def keep(self, snapshot: Snapshot) -> bool:
        """Store a snapshot and make it the latest, unless one of more showings is; False then, or when it was there."""
        ...
