"""Verification codes: what people type is understood, and what they mistype is noticed."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.certificates import codes

drawn = st.text(codes.ALPHABET, min_size=codes.DRAWN, max_size=codes.DRAWN)
places = st.integers(0, codes.LENGTH - 1)


def replaced(code: str, place: int, character: str) -> str:
    """The code with another character at that place after the prefix."""
    at = len(codes.PREFIX) + place
    return code[:at] + character + code[at + 1 :]


@given(drawn, places, st.sampled_from(codes.ALPHABET))
def test_one_wrong_character_is_noticed(text: str, place: int, character: str) -> None:
    """A verifier who mistypes one character must not meet somebody else's certificate."""
    code = codes.complete(text)
    wrong = replaced(code, place, character)
    assert codes.is_code(wrong) is (wrong == code)


@given(drawn, places, places)
def test_two_characters_changing_places_are_noticed(text: str, one: int, other: int) -> None:
    """Swapping is the commonest slip after mistyping; next to each other or not, it is noticed."""
    code = codes.complete(text)
    characters = code.removeprefix(codes.PREFIX)
    swapped = replaced(replaced(code, one, characters[other]), other, characters[one])
    assert codes.is_code(swapped) is (swapped == code)


@given(drawn, st.sampled_from(["{0}", "{1}", " {0} ", "p–{2}"]), st.booleans())
def test_people_may_type_it_their_way(text: str, form: str, lower: bool) -> None:
    """Case, spaces, hyphens and the prefix are how people write, not what they mean."""
    code = codes.complete(text)
    bare = code.removeprefix(codes.PREFIX)
    typed = form.format(code, bare, f"{bare[:5]} {bare[5:]}")
    assert codes.parse(typed.lower() if lower else typed) == code


@given(st.text())
def test_any_text_is_a_code_or_refused(text: str) -> None:
    """The public page reads whatever is sent to it: nothing but a code or NotACode comes out."""
    if codes.is_code(text):
        assert codes.parse(codes.parse(text)) == codes.parse(text)


def test_codes_hold_48_bits_without_look_alikes() -> None:
    """Codes cannot be guessed, nor misread from paper."""
    assert codes.DRAWN * math.log2(len(codes.ALPHABET)) >= 48
    assert not set(codes.ALPHABET) & set("01OIL")


def test_draws_are_valid_and_differ() -> None:
    """A drawn code can be read back, and is not drawn twice."""
    many = [codes.draw() for _ in range(200)]
    assert [codes.parse(code) for code in many] == many
    assert len(set(many)) == 200


@pytest.mark.parametrize("text", ["", "P-", "P-0000000000O", "P-7KQ2MXW9RT", "A" * 10_000])
def test_what_is_no_code_is_refused(text: str) -> None:
    """Too short, too long and characters that no code has."""
    with pytest.raises(codes.NotACode):
        codes.parse(text)
