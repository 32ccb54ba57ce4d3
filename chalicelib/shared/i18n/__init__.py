"""Texts for people: one catalogue per language, keyed by meaning."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

import msgspec

LANGUAGES = ("fr", "en", "de")
FALLBACK = "en"
ONE = {"fr": (0, 1), "en": (1,), "de": (1,)}  # numbers that are said in the singular


@cache
def catalogue(language: str) -> dict[str, str]:
    """Every text of one language; KeyError for a language we do not have."""
    if language not in LANGUAGES:
        raise KeyError(language)
    return msgspec.json.decode((files("chalicelib.shared.i18n") / f"{language}.json").read_bytes(), type=dict[str, str])


def translate(language: str, key: str, /, **parameters: object) -> str:
    """The text of a key, its `{placeholders}` filled; KeyError for an unknown key.

    Where a number among the parameters is said in the singular, `<key>.one` is taken, if there is one.
    """
    texts = catalogue(language)
    return texts[_form(language, key, parameters)].format(**parameters)


def wording(language: str, country: str, key: str, /, **parameters: object) -> str:
    """The text of a key as one country says it: `<language>-<country>.json` holds only what differs."""
    form = _form(language, key, parameters)
    return local_catalogue(language, country).get(form, catalogue(language)[form]).format(**parameters)


def _form(language: str, key: str, parameters: Mapping[str, object]) -> str:
    one = f"{key}.one"
    counted = any(isinstance(value, int) and value in ONE[language] for value in parameters.values())
    return one if counted and one in catalogue(language) else key


@cache
def local_catalogue(language: str, country: str) -> dict[str, str]:
    """What one country says otherwise; empty when it says nothing."""
    path = files("chalicelib.shared.i18n") / f"{language}-{country}.json"
    return msgspec.json.decode(path.read_bytes(), type=dict[str, str]) if path.is_file() else {}


def preferred(accept_language: str) -> str:
    """The first language of an Accept-Language header that we have, by its weight."""
    return max(_wishes(accept_language), default=(0.0, 0, FALLBACK))[2]


def _wishes(header: str) -> list[tuple[float, int, str]]:
    wishes = []
    for position, part in enumerate(header.split(",")[:20]):
        tag, _, weight = part.partition(";q=")
        language = tag.strip().lower().partition("-")[0]
        if language in LANGUAGES:
            wishes.append((_weight(weight), -position, language))
    return wishes


def _weight(text: str) -> float:
    try:
        return float(text) if text else 1.0
    except ValueError:
        return 0.0
