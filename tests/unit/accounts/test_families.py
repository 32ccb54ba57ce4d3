"""Refresh families: what two tabs, a lost reply and a thief each get."""

from dataclasses import replace

import pytest

from chalicelib.accounts import families
from chalicelib.accounts.families import GRACE, Family, Token

NOW, LIFE = 1_000_000.0, 7 * 86_400.0


def fresh() -> Family:
    return Family("p", "f", "learner", 0, "2026", frozenset({"t1"}), frozenset(), NOW, NOW + LIFE)


def test_a_current_token_rotates() -> None:
    """Each use replaces the token, and lengthens the session."""
    after = families.rotated(fresh(), "t2", NOW + 100, LIFE)
    assert families.judge(fresh(), "t1", NOW) == "rotate"
    assert (after.current, after.previous, after.expires_at) == ({"t2"}, {"t1"}, NOW + 100 + LIFE)


@pytest.mark.parametrize(("seconds", "verdict"), [(0, "join"), (GRACE, "join"), (GRACE + 0.1, "reused")])
def test_the_replaced_token_lives_for_the_grace(seconds: float, verdict: str) -> None:
    """Two tabs that refresh at once both stay signed in; a thief an hour later does not."""
    after = families.rotated(fresh(), "t2", NOW, LIFE)
    assert families.judge(after, "t1", NOW + seconds) == verdict


def test_siblings_are_equal_and_share_their_end() -> None:
    """Whichever of two replies the browser keeps must be able to rotate next."""
    both = families.joined(families.rotated(fresh(), "t2", NOW, LIFE), "t3")
    assert both is not None
    assert {families.judge(both, token, NOW + 9000) for token in ("t2", "t3")} == {"rotate"}
    assert families.rotated(both, "t4", NOW + 9000, LIFE).previous == {"t2", "t3"}


def test_siblings_are_bounded() -> None:
    """A browser that opens a hundred tabs must not grow the item without end."""
    full = replace(fresh(), current=frozenset(str(number) for number in range(families.SIBLINGS)))
    assert families.joined(full, "one more") is None


@pytest.mark.parametrize(("token", "verdict"), [("t1", "over"), ("old", "over")])
def test_an_expired_family_is_over(token: str, verdict: str) -> None:
    """The table removes it late; the rule does not wait for that."""
    assert families.judge(fresh(), token, NOW + LIFE) == verdict


def test_a_token_two_generations_old_is_reuse() -> None:
    """Grace covers the last rotation only, however fast rotations follow."""
    later = families.rotated(families.rotated(fresh(), "t2", NOW, LIFE), "t3", NOW + 1, LIFE)
    assert families.judge(later, "t1", NOW + 2) == "reused"


def test_a_token_reads_back_from_its_cookie() -> None:
    """The cookie is the only place where the secret is."""
    made = families.new_token("p", "f")
    assert families.read(str(made)) == made
    assert made.secret not in made.digest
    assert families.new_token("p", "f") != made


@pytest.mark.parametrize("text", ["", "a", "a.b", "a..b", ".a.b", "a.b.", "a.b.c.d", f"a.{'b' * 2048}.c"])
def test_another_text_is_no_token(text: str) -> None:
    """A cookie is foreign input; one too long for a key must not reach the table, which would fail on it."""
    assert families.read(text) is None


def test_a_token_form_is_stable() -> None:
    """Cookies out in the world keep working over releases."""
    assert families.read("p.f.s") == Token("p", "f", "s")
