"""Dates and numbers as people of a language write them, for documents and letters."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from chalicelib.shared.i18n import catalogue, translate


def long_date(day: date, words: Mapping[str, Any]) -> str:
    """`1er mars 2026`, `1 March 2026`."""
    number = words["first_day"] if day.day == 1 else str(day.day)
    return words["date"].format(day=number, month=words["months"][day.month - 1], year=day.year)


def written_day(day: str, language: str) -> str:
    """The same of a stored day, or of a stored moment (by UTC), in any language of the interface, for letters."""
    words = {"months": translate(language, "date.months").split(), "first_day": translate(language, "date.first")}
    return long_date(date.fromisoformat(day[:10]), words | {"date": catalogue(language)["date.long"]})


def grouped(number: int, words: Mapping[str, Any]) -> str:
    """`1 024` (with a narrow no-break space), `1,024`."""
    return f"{number:,}".replace(",", words["number_space"])
