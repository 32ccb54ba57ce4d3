"""Where people were born: French communes since 1943 and countries, by INSEE codes and names (README.md: sources).

The tables are read when they are first asked for (about 60 ms): only enrolment needs them.
"""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from chalicelib.certification import names

HERE = Path(__file__).parent
COMMUNES, COUNTRIES = HERE / "communes.tsv", HERE / "countries.tsv"
FRANCE, ABROAD = "99100", "99"
CORSICA_BEFORE_1976 = "20"
SAINT = re.compile(r"\b(ste?)\b", re.IGNORECASE)
LEADING_ARTICLE = re.compile(r"^(?:(?:le|la|les)\s+|l\s*['’]|l\s)\s*", re.IGNORECASE)
DISTRICT = re.compile(r"\b(\d+)\s*(?:er|e|[eè]me)?(?:\s+arrondissement)?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Country:
    """One country or territory, by its INSEE code (99xxx)."""

    code: str
    iso: str
    names: tuple[str, str, str]  # French, English, German

    @property
    def name(self) -> str:
        """The French name, as INSEE writes it."""
        return self.names[0]


@dataclass(frozen=True, slots=True)
class Commune:
    """One commune, present or former, by its INSEE code; `names` has the newest first."""

    code: str
    names: tuple[str, ...]
    postal_codes: tuple[str, ...]


@cache
def countries() -> tuple[Country, ...]:
    """Every country, in the order of the table."""
    return tuple(country for country, _ in _countries())


def country(told: str) -> Country | None:
    """A country by its name in French, English or German, its INSEE code or its two letters."""
    return _country_index().get(names.plain(told))


def commune(code: str) -> Commune | None:
    """A commune by its INSEE code at the time of birth; Corsica's codes were 20xxx until 1976."""
    line = _lines().get(code.upper())
    if line is None and code.startswith(CORSICA_BEFORE_1976):
        line = _lines().get(f"2A{code[2:]}") or _lines().get(f"2B{code[2:]}")
    return _commune(line) if line else None


def has_postal_code(postal_code: str) -> bool:
    """Whether there is such a postal code."""
    return postal_code in _by_postal_code()


def city(postal_code: str, told: str) -> str | None:
    """The official name of the city with this postal code that somebody means; None when there is none."""
    wanted = _spellings(told)
    known = (name for line in _by_postal_code().get(postal_code, ()) for name in _commune(line).names)
    return next((name for name in known if wanted & _spellings(name)), None)


def _spellings(name: str) -> set[str]:
    """What counts of a city's name, with its article and without: people write either."""
    spaced = " ".join(name.replace("-", " ").split())
    whole = SAINT.sub(lambda found: "sainte" if len(found[1]) == len("ste") else "saint", spaced)
    numbered = DISTRICT.sub(r"\1", whole)
    return {names.plain(numbered), names.plain(LEADING_ARTICLE.sub("", numbered))} - {""}


def _commune(line: str) -> Commune:
    code, known, postal = line.split("\t")
    return Commune(code, tuple(known.split("|")), tuple(postal.split()))


@cache
def _lines() -> dict[str, str]:
    return {line[:5]: line for line in COMMUNES.read_text(encoding="utf-8").splitlines()}


@cache
def _by_postal_code() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for line in _lines().values():
        for postal_code in line[line.rindex("\t") + 1 :].split():
            found.setdefault(postal_code, []).append(line)
    return {postal_code: tuple(lines) for postal_code, lines in found.items()}


@cache
def _countries() -> tuple[tuple[Country, tuple[str, ...]], ...]:
    rows = (line.split("\t") for line in COUNTRIES.read_text(encoding="utf-8").splitlines())
    return tuple(
        (Country(code, iso, (french, english, german)), tuple(filter(None, others.split("|"))))
        for code, iso, french, english, german, others in rows
    )


@cache
def _country_index() -> dict[str, Country]:
    found: dict[str, Country] = {}
    for each, others in _countries():
        for key in (each.code, each.iso, *each.names, *others):
            if key:
                found.setdefault(names.plain(key), each)
    return found
