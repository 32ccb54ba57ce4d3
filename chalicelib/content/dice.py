"""Seeded draws for generated challenges: SHA-256 in counter mode, so that a seed gives the same draws for ever."""

import hashlib
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")
_WORD = 1 << 64


class Dice:
    """Draws from one seed. Python's own `random` may change between versions; this cannot."""

    def __init__(self, seed: str) -> None:
        self._seed = seed.encode()
        self._count = 0

    def _word(self) -> int:
        digest = hashlib.sha256(self._seed + b"/" + str(self._count).encode()).digest()
        self._count += 1
        return int.from_bytes(digest[:8])

    def integer(self, low: int, high: int) -> int:
        """A whole number from `low` to `high`, both included."""
        if high < low:
            raise ValueError(f"no whole number from {low} to {high}")
        span = high - low + 1
        limit = _WORD - _WORD % span  # so that every number is equally likely
        while (word := self._word()) >= limit:
            pass
        return low + word % span

    def number(self, low: float, high: float, digits: int) -> float:
        """A number from `low` to `high` with `digits` decimals."""
        scale = 10**digits
        return self.integer(round(low * scale), round(high * scale)) / scale

    def chance(self, percent: int) -> bool:
        """True `percent` times in a hundred."""
        return self.integer(1, 100) <= percent

    def choice(self, items: Sequence[T]) -> T:
        """One of `items`."""
        return items[self.integer(0, len(items) - 1)]

    def shuffle(self, items: Sequence[T]) -> list[T]:
        """`items` in another order (a new list)."""
        left = list(items)
        for i in range(len(left) - 1, 0, -1):
            j = self.integer(0, i)
            left[i], left[j] = left[j], left[i]
        return left

    def sample(self, items: Sequence[T], count: int) -> list[T]:
        """`count` different ones of `items`, in random order."""
        if count > len(items):
            raise ValueError(f"{count} of only {len(items)}")
        left = list(items)
        for i in range(count):
            j = self.integer(i, len(left) - 1)
            left[i], left[j] = left[j], left[i]
        return left[:count]
