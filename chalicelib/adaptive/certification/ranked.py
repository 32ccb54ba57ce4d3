"""Ranked lists built offline: per competence and ability bin, items by information minus exposure price.

One decision walks a few entries of a list, so it does not grow with the bank.
"""

import json
from array import array
from base64 import b64decode, b64encode
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from heapq import nsmallest

from chalicelib.adaptive.bank import BankError, Item
from chalicelib.adaptive.certification.likelihood import information

BIN = 0.1
LAST_BIN = 40
BINS = 2 * LAST_BIN + 1
DEPTH = 1536  # entries per ability bin, shared by the groups
LEAST_DEPTH = 96
EVERYTHING = ""  # the one group of a bank that is not balanced
FORMAT = 1


def bin_of(ability: float) -> int:
    """Place of the ability bin, clamped to the ends."""
    return max(0, min(BINS - 1, round(ability / BIN) + LAST_BIN))


def centre(place: int) -> float:
    """Ability in the middle of a bin, in logits."""
    return (place - LAST_BIN) * BIN


@dataclass(frozen=True, slots=True)
class Group:
    """The items among which content is balanced: places in the bank, and one ranked list per bin."""

    members: tuple[int, ...]
    depth: int
    order: array

    def ranked(self, place: int) -> array:
        """Places of the best items in one ability bin, best first."""
        return self.order[place * self.depth : (place + 1) * self.depth]


@dataclass(frozen=True, slots=True)
class RankedBank:
    """A bank ready to choose from. `rate` is the maximum exposure it was built for (1: no cap)."""

    version: str
    items: tuple[Item, ...]
    prices: tuple[float, ...]
    rate: float
    balanced: bool
    groups: Mapping[str, Group]
    places: Mapping[str, int]

    def score(self, place: int, ability: float) -> float:
        """Information of an item at an ability, minus its exposure price."""
        item = self.items[place]
        return information(item.a, item.b, ability) - self.prices[place]


def build(
    items: Iterable[Item], prices: Mapping[str, float] | None = None, rate: float = 1.0, balanced: bool = True
) -> RankedBank:
    """Rank every item in every ability bin. `prices` (>= 0, by id) are in units of information; absent: free."""
    rows = tuple(items)
    charged = tuple((prices or {}).get(item.id, 0.0) for item in rows)
    members = _members(rows, balanced)
    share = max(LEAST_DEPTH, -(-DEPTH // len(members)))
    groups = {name: _rank(rows, charged, places, min(share, len(places))) for name, places in members.items()}
    return _assemble(rows, charged, rate, balanced, groups)


def _members(items: Sequence[Item], balanced: bool) -> dict[str, list[int]]:
    members: dict[str, list[int]] = {}
    for place, item in enumerate(items):
        members.setdefault(item.competence if balanced else EVERYTHING, []).append(place)
    return members


def _rank(items: Sequence[Item], prices: Sequence[float], places: Sequence[int], depth: int) -> Group:
    order = array("I")
    for bin_place in range(BINS):
        ability = centre(bin_place)
        keyed = [(prices[i] - information(items[i].a, items[i].b, ability), i) for i in places]
        order.extend([i for _, i in (sorted(keyed) if depth == len(places) else nsmallest(depth, keyed))])
    return Group(tuple(places), depth, order)


def _assemble(
    items: tuple[Item, ...], prices: tuple[float, ...], rate: float, balanced: bool, groups: Mapping[str, Group]
) -> RankedBank:
    places = {item.id: place for place, item in enumerate(items)}
    version = _fingerprint(items, prices, rate, balanced)
    return RankedBank(version, items, prices, rate, balanced, groups, places)


def _fingerprint(items: Sequence[Item], prices: Sequence[float], rate: float, balanced: bool) -> str:
    facts = [[_row(item) for item in items], list(prices), rate, balanced]
    return "k-" + sha256(json.dumps(facts, separators=(",", ":")).encode()).hexdigest()[:12]


def _row(item: Item) -> list[object]:
    return [item.id, item.a, item.b, item.competence, item.topic, item.level, item.skill]


def dump(bank: RankedBank) -> bytes:
    """The bank with its lists as one JSON document, for a content release or a cache."""
    document = {
        "format": FORMAT,
        "version": bank.version,
        "rate": bank.rate,
        "balanced": bank.balanced,
        "items": [_row(item) for item in bank.items],
        "prices": list(bank.prices),
        "groups": {name: [group.depth, _pack(group.order)] for name, group in bank.groups.items()},
    }
    return json.dumps(document, separators=(",", ":")).encode()


def load(document: bytes) -> RankedBank:
    """The bank that `dump` wrote. Raises BankError when the document is of another format."""
    raw = json.loads(document)
    if not isinstance(raw, dict) or raw.get("format") != FORMAT:
        raise BankError("not a ranked bank of this version: build it again")
    items = tuple([Item(*row) for row in raw["items"]])
    members = _members(items, raw["balanced"])
    groups = {name: Group(tuple(members[name]), d, _unpack(text)) for name, (d, text) in raw["groups"].items()}
    places = {item.id: place for place, item in enumerate(items)}
    return RankedBank(raw["version"], items, tuple(raw["prices"]), raw["rate"], raw["balanced"], groups, places)


def _pack(order: array) -> str:
    return b64encode(array("I", order).tobytes()).decode()


def _unpack(text: str) -> array:
    order = array("I")
    order.frombytes(b64decode(text))
    return order
