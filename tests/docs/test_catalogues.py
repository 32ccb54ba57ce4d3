"""The texts for people are complete, in every language."""

import re
import string

import pytest

from chalicelib.shared.errors import STATUS
from chalicelib.shared.i18n import LANGUAGES, catalogue, local_catalogue, translate
from chalicelib.shared.wording import written_day

COUNTRIES = ("FR", "BE-WAL")


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("language", LANGUAGES)
def test_catalogues_say_the_same_things(language: str) -> None:
    """A key or placeholder missing in one language is an error only its speakers would meet."""
    first, other = catalogue(LANGUAGES[0]), catalogue(language)
    assert sorted(first) == sorted(other)
    assert {key for key in first if placeholders(first[key]) != placeholders(other[key])} == set()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("country", COUNTRIES)
def test_a_country_overrides_what_exists(language: str, country: str) -> None:
    """An override of an unknown key would never be shown; one with an unknown placeholder would fail when shown."""
    everywhere, here = catalogue(language), local_catalogue(language, country)
    assert set(here) <= set(everywhere)
    assert {key for key in here if not placeholders(here[key]) <= placeholders(everywhere[key])} == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_error_has_its_text(language: str) -> None:
    """A refusal without words helps nobody."""
    assert {f"error.{code}" for code in STATUS} - set(catalogue(language)) == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_numbers_are_said_in_the_singular_too(language: str) -> None:
    """Neither "1 questions" nor "1 question(s)": a text that counts has its form for one, whatever its language."""
    texts = catalogue(language)
    assert [key for key, text in texts.items() if re.search(r"\{\w+\} \w+\(", text)] == []
    counted = [key.removesuffix(".other") for key in texts if key.endswith(".other") and "{n}" in texts[key]]
    assert [key for key in counted if f"{key}.one" not in texts] == []
    one, many = (translate(language, "error.still-open", open=number) for number in (1, 2))
    assert one.replace("1", "2") != many
    assert (translate(language, "error.still-open", open=0) == one.replace("1", "0")) is (language == "fr")


@pytest.mark.parametrize(
    ("language", "first", "last"),
    [
        ("fr", "1er mars 2026", "31 décembre 2026"),
        ("en", "1 March 2026", "31 December 2026"),
        ("de", "1. März 2026", "31. Dezember 2026"),
    ],
)
def test_days_are_written_out_in_letters(language: str, first: str, last: str) -> None:
    """3/1/2026 is a day in March for some and in January for others; of a moment, its day by UTC."""
    assert written_day("2026-03-01", language) == first
    assert written_day("2026-12-31T23:30:00.000Z", language) == last
