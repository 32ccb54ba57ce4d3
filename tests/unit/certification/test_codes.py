"""The codes of a session: their form, their alphabet, how they are compared."""

import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.certification import codes

DRAWS = 2000
LOOK_ALIKES = set("0O1IL")


@pytest.mark.parametrize(
    ("draw", "form"),
    [
        (codes.session_number, r"[1-9]\d{7}"),
        (codes.access_code, r"[A-Z]{4}\d{2}"),
        (codes.invigilator_password, r"[A-Z\d]{8}"),
    ],
)
def test_every_draw_has_its_form(draw: object, form: str) -> None:
    """Candidates type these from paper; a number that began with 0 would lose it in a spreadsheet."""
    drawn = [draw() for _ in range(DRAWS)]  # type: ignore[operator]
    assert all(re.fullmatch(form, code) for code in drawn)
    assert len(set(drawn)) > DRAWS * 0.99


@pytest.mark.parametrize("draw", [codes.access_code, codes.invigilator_password])
def test_no_look_alikes_and_no_words(draw: object) -> None:
    """Nobody should have to ask whether it is a zero; and no drawn word should offend."""
    seen = Counter("".join(draw() for _ in range(DRAWS)))  # type: ignore[operator]
    assert not set(seen) & (LOOK_ALIKES | set("AEUY"))
    assert set(seen) == set(codes.LETTERS + codes.DIGITS)


@given(st.sampled_from([codes.access_code, codes.invigilator_password]), st.data())
def test_typing_forgives_case_and_spaces_only(draw: object, data: st.DataObject) -> None:
    """Any spelling of the same characters opens; any other character does not."""
    code = draw()  # type: ignore[operator]
    spaces = st.sampled_from(["", " ", "\t", "\u00a0"])
    cased = [data.draw(st.sampled_from([letter.lower(), letter])) for letter in code]
    assert codes.same("".join(data.draw(spaces) + letter for letter in cased) + " ", code)
    place = data.draw(st.integers(0, len(code) - 1))
    other = data.draw(st.characters().filter(lambda letter: letter.strip() and letter.upper() != code[place]))
    assert not codes.same(code[:place] + other + code[place + 1 :], code)


@given(st.text(max_size=20))
def test_any_text_can_be_compared(text: str) -> None:
    """What people type is any text: it is refused, never an error."""
    assert not codes.same(text + "0", "BCDF23")
