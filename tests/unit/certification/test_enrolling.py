"""What a centre says of a candidate: every flaw is told at once, and flawless wishes make candidates."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from chalicelib.certification import enrolling
from chalicelib.certification.enrolling import Flaw, Wish
from chalicelib.shared.i18n import LANGUAGES, catalogue

TODAY = date(2027, 1, 15)
ADA = Wish(
    first_name="Ada",
    last_name="Lovelace",
    birth_date="1990-12-10",
    sex="F",
    birth_country="France",
    birth_postal_code="75012",
    birth_city="paris",
)
BELGIAN = replace(ADA, birth_country="Belgique", birth_postal_code="", birth_city="Namur")


def flaws(wish: Wish = ADA, **changes: Any) -> set[tuple[str, str]]:
    """(field, code) of everything wrong."""
    return {(flaw.field, flaw.code) for flaw in enrolling.check(replace(wish, **changes), TODAY)}


@pytest.mark.parametrize(
    ("changes", "field", "code"),
    [
        ({"first_name": "  "}, "first_name", "required"),
        ({"last_name": "-'"}, "last_name", "required"),
        ({"last_name": "x" * 101}, "last_name", "too-long"),
        ({"last_name": "a\u0007b"}, "last_name", "unreadable"),
        ({"birth_date": ""}, "birth_date", "required"),
        ({"birth_date": "10/12/1990"}, "birth_date", "not-a-date"),
        ({"birth_date": "1990-02-30"}, "birth_date", "not-a-date"),
        ({"birth_date": "19901210"}, "birth_date", "not-a-date"),
        ({"birth_date": "1900-01-01"}, "birth_date", "date-out-of-range"),
        ({"birth_date": TODAY.isoformat()}, "birth_date", "date-out-of-range"),
        ({"birth_date": "2090-01-01"}, "birth_date", "date-out-of-range"),
        ({"sex": ""}, "sex", "required"),
        ({"sex": "X"}, "sex", "sex-unknown"),
        ({"email": "ada@"}, "email", "email-malformed"),
        ({"last_name": "Love\u202elace"}, "last_name", "unreadable"),
        ({"results_email": "a b@c.fr"}, "results_email", "email-malformed"),
        ({"extra_time_percent": None}, "extra_time_percent", "extra-time-out-of-range"),
        ({"extra_time_percent": -1.0}, "extra_time_percent", "extra-time-out-of-range"),
        ({"extra_time_percent": 0.33}, "extra_time_percent", "extra-time-out-of-range"),
        ({"extra_time_percent": 1000.0}, "extra_time_percent", "extra-time-out-of-range"),
        ({"extra_time_percent": float("nan")}, "extra_time_percent", "extra-time-out-of-range"),
        ({"needs": ("keyboard", "wings")}, "needs", "need-unknown"),
        ({"birth_country": ""}, "birth_country", "required"),
        ({"birth_country": "Ruritanie"}, "birth_country", "birth-place-unknown"),
        ({"birth_postal_code": "", "birth_city": ""}, "birth_insee_code", "birth-place-missing"),
        ({"birth_insee_code": "75056"}, "birth_insee_code", "birth-place-twice"),
        (
            {"birth_insee_code": "99999", "birth_postal_code": "", "birth_city": ""},
            "birth_insee_code",
            "birth-place-unknown",
        ),
        ({"birth_postal_code": "00000"}, "birth_postal_code", "birth-place-unknown"),
        ({"birth_city": "Lyon"}, "birth_city", "birth-place-unknown"),
        ({"birth_city": ""}, "birth_city", "required"),
        ({"birth_postal_code": ""}, "birth_postal_code", "required"),
    ],
)
def test_each_flaw_is_told_with_its_field(changes: dict[str, Any], field: str, code: str) -> None:
    """A centre corrects what is named, and nothing else is complained about."""
    assert flaws(**changes) == {(field, code)}


@pytest.mark.parametrize(
    ("changes", "field", "code"),
    [
        ({"birth_city": ""}, "birth_city", "required"),
        ({"birth_postal_code": "5000"}, "birth_postal_code", "birth-place-abroad"),
        ({"birth_insee_code": "75056"}, "birth_insee_code", "birth-place-abroad"),
        ({"birth_insee_code": "99109"}, "birth_insee_code", "birth-place-abroad"),
    ],
)
def test_flaws_of_a_birth_abroad(changes: dict[str, Any], field: str, code: str) -> None:
    """Belgium is a country like any other; French codes do not describe its cities."""
    assert flaws(BELGIAN, **changes) == {(field, code)}


@pytest.mark.parametrize("code", ["", "99", "99131"])
def test_a_birth_abroad_needs_no_code(code: str) -> None:
    """Country and city say it all; the code of the country may be told."""
    assert flaws(BELGIAN, birth_insee_code=code) == set()
    assert enrolling.candidate(replace(BELGIAN, birth_insee_code=code), "S", "K").birth_insee_code == "99131"


def test_all_flaws_are_told_at_once() -> None:
    """One correction for a whole line, not one try per flaw."""
    found = {field for field, _ in flaws(Wish(email="x", needs=("wings",), extra_time_percent=None))}
    assert found == {
        "last_name",
        "first_name",
        "birth_date",
        "sex",
        "email",
        "extra_time_percent",
        "needs",
        "birth_country",
    }


def test_a_candidate_gets_official_names() -> None:
    """What is printed on a certificate is spelled as the reference tables spell it."""
    by_city = enrolling.candidate(replace(ADA, last_name="  Love   lace "), "S", "K")
    assert (by_city.last_name, by_city.birth_city, by_city.birth_country) == ("Love lace", "Paris", "France")
    by_code = replace(ADA, birth_insee_code="1340", birth_postal_code="", birth_city="", extra_time_percent=33.0)
    assert flaws(by_code) == set()  # a spreadsheet took the zero
    born = enrolling.candidate(by_code, "S", "K")
    assert (born.birth_insee_code, born.birth_city, born.birth_postal_code) == ("01340", "Saint-Bois", "")
    assert born.extra_time == 0.33


PLACES = st.sampled_from([ADA, BELGIAN, replace(ADA, birth_insee_code="2A004", birth_postal_code="", birth_city="")])


@given(
    PLACES,
    st.dates(date(1900, 1, 2), TODAY - timedelta(days=1)),
    st.sampled_from(["F", "M", "f"]),
    st.integers(1, 999) | st.just(0),
    st.sets(st.sampled_from(enrolling.NEEDS)),
)
def test_a_candidate_told_back_is_the_same(place: Wish, born: date, sex: str, percent: int, needs: set[str]) -> None:
    """The sheet that lists the enrolled can be sent back as it is: nothing in it may be refused, nothing change."""
    wish = replace(place, birth_date=born.isoformat(), sex=sex, extra_time_percent=float(percent), needs=tuple(needs))
    enrolled = enrolling.candidate(wish, "S", "K")
    again = enrolling.wish_of(enrolled)
    assert enrolling.check(again, TODAY) == []
    assert enrolling.candidate(again, "S", "K") == enrolled


@given(st.builds(Wish, **{name: st.text(max_size=120) for name in enrolling.TEXTS}))
def test_whatever_is_told_is_answered(wish: Wish) -> None:
    """Sheets hold anything: each text is either accepted or a flaw with words in every language, never a failure."""
    found = enrolling.check(wish, TODAY)
    assert all(isinstance(flaw, Flaw) for flaw in found)
    assert all(f"enrolment.{flaw.code}" in catalogue(language) for flaw in found for language in LANGUAGES)
    if not found:
        enrolling.candidate(wish, "S", "K")
