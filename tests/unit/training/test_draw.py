"""Seeded draws: the same seed always, every item in its share, and no draw from nothing."""

from collections import Counter

import pytest

from chalicelib.adaptive.draw import fraction, pick


def test_a_seed_always_draws_the_same():
    """Stored assessments must resume on the same question for ever: this value may never change."""
    assert fraction("s/0") == fraction("s/0")
    assert fraction("pix") == pytest.approx(0.3428813711430285, abs=1e-15)
    assert pick("pix", "abcdefghij") == "d"


def test_every_item_is_drawn_about_equally():
    """4,000 seeds over 4 items: a bias towards the first ones would show."""
    counts = Counter(pick(f"seed {n}", "abcd") for n in range(4000))
    assert set(counts) == set("abcd")
    assert all(abs(count - 1000) < 120 for count in counts.values())


def test_weights_are_shares():
    """A weight of 0 is never drawn, also when it is last."""
    counts = Counter(pick(f"seed {n}", "abcd", [3, 0, 1, 0]) for n in range(4000))
    assert set(counts) == {"a", "c"}
    assert abs(counts["a"] - 3000) < 120
    assert {pick(f"seed {n}", "ab", [1, 5e-324]) for n in range(50)} == {"a"}


@pytest.mark.parametrize(
    ("items", "weights"),
    [
        ("", None),
        ("", []),
        ("ab", [1]),
        ("ab", [0, 0]),
        ("ab", [1, -1]),
        ("ab", [1, float("inf")]),
        ("a", [float("nan")]),
    ],
)
def test_what_cannot_be_drawn_is_refused(items, weights):
    """A silent fallback to some item would hide a wrong list of weights."""
    with pytest.raises(ValueError, match=r"draw|weights"):
        pick("s", items, weights)


def test_a_seed_may_be_any_text():
    """Ids come from outside; even half a surrogate pair must not stop a test."""
    assert 0 <= fraction("\ud800 \u00e9 \U0001f600") < 1
