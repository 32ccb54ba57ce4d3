"""Draws that anyone can repeat: chance comes from the SHA-256 of a seed, so the same log gives the same question."""

from collections.abc import Sequence
from hashlib import sha256
from typing import TypeVar

T = TypeVar("T")


def fraction(seed: str) -> float:
    """A number in [0, 1), uniform over seeds: the first 53 bits of the seed's SHA-256."""
    digest = sha256(seed.encode("utf-8", "surrogatepass")).digest()
    return (int.from_bytes(digest[:8], "big") >> 11) / (1 << 53)


def pick(seed: str, items: Sequence[T], weights: Sequence[float] | None = None) -> T:
    """One of `items`, uniformly or in proportion to `weights` (finite, >= 0, not all 0).

    Raises ValueError when there is nothing to draw from or the weights do not fit.
    """
    if not items:
        raise ValueError("nothing to draw from")
    if weights is None:
        return items[int(fraction(seed) * len(items))]
    total = _total(items, weights)
    left = fraction(seed) * total
    for item, weight in zip(items, weights, strict=True):
        if weight > left:
            return item
        left -= weight
    # rounding only: the last item that may be drawn
    return next(item for item, weight in zip(reversed(items), reversed(weights), strict=True) if weight > 0)


def _total(items: Sequence[T], weights: Sequence[float]) -> float:
    if len(weights) != len(items):
        raise ValueError(f"{len(items)} items but {len(weights)} weights")
    total = sum(weights)
    if any(weight < 0 for weight in weights) or not 0 < total < float("inf"):
        raise ValueError("weights must be finite, not negative, and not all zero")
    return total
