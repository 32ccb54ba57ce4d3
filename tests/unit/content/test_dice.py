"""Draws of generated challenges: the same for ever, and fair."""

import hashlib
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.content.dice import Dice


def test_a_seed_gives_the_same_draws_for_ever() -> None:
    """A published variant is compiled again years later: these figures may never change."""
    dice = Dice("public/file-names-4-a/0")
    assert [dice.integer(0, 99) for _ in range(6)] == [_word(n) % 100 for n in range(6)]
    assert Dice("x").shuffle("abcdef") == Dice("x").shuffle("abcdef")


def _word(count: int) -> int:
    """What the module's first line promises: SHA-256 of seed and counter, first 8 bytes."""
    return int.from_bytes(hashlib.sha256(f"public/file-names-4-a/0/{count}".encode()).digest()[:8])


@given(st.text(), st.integers(-50, 50), st.integers(0, 100))
def test_whole_numbers_stay_within_both_ends(seed: str, low: int, span: int) -> None:
    """A generator that asks for 1 to 6 must never get 0 or 7."""
    assert low <= Dice(seed).integer(low, low + span) <= low + span


def test_every_number_comes_about_equally_often() -> None:
    """Rejection instead of a remainder: no value of a variant is favoured."""
    dice = Dice("fair")
    counts = Counter(dice.integer(1, 6) for _ in range(6000))
    assert set(counts) == set(range(1, 7))
    assert all(850 < count < 1150 for count in counts.values())


def test_a_sample_has_different_members() -> None:
    """Two equal choices in a question would be a defect."""
    items = list(range(20))
    drawn = Dice("s").sample(items, 12)
    assert len(set(drawn)) == 12
    assert items == list(range(20))


def test_impossible_draws_are_refused() -> None:
    """An author's mistake must not loop or give a silent wrong value."""
    with pytest.raises(ValueError, match="no whole number"):
        Dice("x").integer(3, 2)
    with pytest.raises(ValueError, match="only 2"):
        Dice("x").sample([1, 2], 3)
