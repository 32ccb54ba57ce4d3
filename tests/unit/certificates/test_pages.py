"""The words of the verification pages: complete in every language, and never markup by accident."""

import json
import string
from datetime import UTC, datetime
from typing import Any

import msgspec
import pytest

from chalicelib.certificates import pages
from chalicelib.certificates.service.verification import Found
from tests.fakes.certificates import certificate, holder


def leaves(words: Any, path: str = "") -> dict[str, str]:
    """Every text by its path."""
    if isinstance(words, dict):
        return {key: text for name, inner in words.items() for key, text in leaves(inner, f"{path}/{name}").items()}
    if isinstance(words, list):
        return {
            key: text for place, inner in enumerate(words) for key, text in leaves(inner, f"{path}/{place}").items()
        }
    return {path: words}


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def words(language: str) -> dict[str, str]:
    return leaves(json.loads((pages.TEMPLATES / "verification" / f"words.{language}.json").read_text("utf-8")))


@pytest.mark.parametrize("language", ["en", "de"])
def test_every_language_says_the_same_things(language: str) -> None:
    """A missing word or placeholder is an error that only its speakers would meet."""
    french, other = words("fr"), words(language)
    assert sorted(french) == sorted(other)
    assert {key for key in french if placeholders(french[key]) != placeholders(other[key])} == set()


def test_names_are_never_markup() -> None:
    """A centre or a person may be called anything: it is shown, not run."""
    record = msgspec.structs.replace(certificate(), centre="<script>alert(1)</script>")
    person = msgspec.structs.replace(holder(), last_name='"><img src=x>')
    text = pages.found(Found("valid", record.code, record, person), "fr", datetime.now(UTC)).text or ""
    assert "<script" not in text
    assert "<img" not in text
    assert "&lt;script&gt;" in text


def test_first_of_the_month_in_french() -> None:
    """French writes 1er; a certificate of the first of a month is not to look like a machine's."""
    record = msgspec.structs.replace(certificate(), tested_on="2026-12-01")
    assert "1er décembre 2026" in (
        pages.found(Found("valid", record.code, record, holder()), "fr", datetime.now(UTC)).text or ""
    )
