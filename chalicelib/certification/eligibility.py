"""Which items a candidate may see: counts of earlier tests, turned into chances, then drawn for one candidate. Pure.

Method: item eligibility (van der Linden & Veldkamp 2004). An item is eligible with P = min(1, r x eligible / served):
`served` counts the candidates who saw it, `eligible` those who might have. The draw is made once, at the start of a
test, from an immutable snapshot; so no count is read or written while a candidate answers.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from chalicelib.adaptive.bank import Item
from chalicelib.adaptive.draw import fraction
from chalicelib.certification.test_log import AlertValidated, Answered, Begun, Ended, Entry


class Seen(msgspec.Struct, frozen=True, array_like=True):
    """One item: how many candidates saw it, and how many might have (its competence in scope, not withheld)."""

    served: int
    eligible: int


class Snapshot(msgspec.Struct, frozen=True, kw_only=True):
    """The counts of one ranked bank at one moment; an item that nobody saw is absent."""

    bank: str
    candidates: int = 0
    items: dict[str, Seen] = {}

    @property
    def id(self) -> str:
        """A name made of the content: `x-` and 12 hex digits."""
        return "x-" + hashlib.sha256(encode(self)).hexdigest()[:12]

    @property
    def total(self) -> int:
        """Grows with every candidate and every showing: tells which of two snapshots is the later one."""
        return self.candidates + sum(seen.served for seen in self.items.values())


class Counts(msgspec.Struct, kw_only=True):
    """What tests show, summed: candidates, those with a competence in scope, showings and withholdings of items.

    `served`: by competence, then by item.
    """

    candidates: int = 0
    scope: dict[str, int] = {}
    served: dict[str, dict[str, int]] = {}
    withheld: dict[str, int] = {}

    def add(self, more: "Counts") -> None:
        """Take in the counts of other tests."""
        self.candidates += more.candidates
        _add(self.scope, more.scope)
        _add(self.withheld, more.withheld)
        for code, items in more.served.items():
            _add(self.served.setdefault(code, {}), items)


def _add(mine: dict[str, int], theirs: Mapping[str, int]) -> None:
    for name, count in theirs.items():
        mine[name] = mine.get(name, 0) + count


def count(entries: Iterable[Entry]) -> Counts:
    """What some entries of one log add. A question counts when it is served, also when it is alerted later."""
    counts = Counts()
    for entry in entries:
        served = entry.first if isinstance(entry, Begun) else getattr(entry, "served", None)
        if served:
            counts.add(Counts(served={served.competence: {served.challenge: 1}}))
        if isinstance(entry, Begun):
            scope = {ceiling.competence: 1 for ceiling in entry.scope}
            counts.add(Counts(candidates=1, scope=scope, withheld=dict.fromkeys(entry.withheld, 1)))
    return counts


def is_last(entry: Entry) -> bool:
    """Whether nothing can follow it: the test was ended, or its last question has its outcome."""
    return isinstance(entry, Ended) or (isinstance(entry, Answered | AlertValidated) and entry.served is None)


_encoder = msgspec.json.Encoder(order="sorted")


def encode(snapshot: Snapshot) -> bytes:
    """Canonical JSON: what is stored, and what the id is made of."""
    return _encoder.encode(snapshot)


def snapshot(bank: str, counts: Counts) -> Snapshot:
    """The counts as chances are drawn from them."""
    seen = {
        name: Seen(served, counts.scope.get(code, 0) - counts.withheld.get(name, 0))
        for code, items in counts.served.items()
        for name, served in items.items()
    }
    return Snapshot(bank=bank, candidates=counts.candidates, items=seen)


def withheld(snapshot: Snapshot, items: Sequence[Item], chosen: Mapping[str, float], seed: str) -> tuple[str, ...]:
    """The items that this candidate does not get, in the bank's order. `chosen`: the largest share, by competence."""
    return tuple(
        item.id
        for item in items
        if item.competence in chosen
        and fraction(f"{seed}|withheld|{item.id}") >= _chance(snapshot.items.get(item.id), chosen[item.competence])
    )


def _chance(seen: Seen | None, rate: float) -> float:
    return min(1.0, rate * seen.eligible / seen.served) if seen and seen.served else 1.0
