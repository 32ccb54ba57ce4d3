"""Which items a candidate may see: counts of earlier tests, turned into chances, then drawn for one candidate. Pure.

Method: item eligibility (van der Linden & Veldkamp 2004). An item is eligible with P = min(1, r x eligible / served):
`served` counts the candidates who saw it, `eligible` those who might have. The draw is made once, at the start of a
test, from an immutable snapshot; so no count is read or written while a candidate answers.
"""

import hashlib
from collections.abc import Mapping, Sequence

import msgspec

from chalicelib.adaptive.bank import Item
from chalicelib.adaptive.draw import fraction


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


class Counts(msgspec.Struct, kw_only=True):
    """What tests show, summed: candidates, those with a competence in scope, and per item showings and withholdings."""

    candidates: int = 0
    scope: dict[str, int] = {}
    served: dict[str, int] = {}
    withheld: dict[str, int] = {}

    def add(self, more: "Counts") -> None:
        """Take in the counts of other tests."""
        self.candidates += more.candidates
        for mine, theirs in (
            (self.scope, more.scope),
            (self.served, more.served),
            (self.withheld, more.withheld),
        ):
            for name, count in theirs.items():
                mine[name] = mine.get(name, 0) + count


_encoder = msgspec.json.Encoder(order="sorted")


def encode(snapshot: Snapshot) -> bytes:
    """Canonical JSON: what is stored, and what the id is made of."""
    return _encoder.encode(snapshot)


def snapshot(bank: str, items: Sequence[Item], counts: Counts) -> Snapshot:
    """The counts as chances are drawn from them."""
    seen = {
        item.id: Seen(counts.served[item.id], _eligible(item, counts)) for item in items if counts.served.get(item.id)
    }
    return Snapshot(bank=bank, candidates=counts.candidates, items=seen)


def _eligible(item: Item, counts: Counts) -> int:
    return counts.scope.get(item.competence, 0) - counts.withheld.get(item.id, 0)


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
