"""Texts in several languages and the `{placeholders}` in them. Pure."""

import re
from collections.abc import Mapping
from typing import Any

from chalicelib.content.source import REQUIRED_LANGUAGES, Text

_PLACEHOLDER = re.compile(r"\{([a-z][a-z0-9_]*)\}")
_LANGUAGES = frozenset(("fr", "en", "de"))

Values = Mapping[str, Any]


def in_language(text: Any, language: str) -> Any:
    """The part of `text` for `language`; English, then French, when it has none; a text for all as it is."""
    if not isinstance(text, Mapping):
        return text
    return next((text[each] for each in (language, "en", "fr") if each in text), "")


def texts(text: Text | None) -> dict[str, str]:
    """A text as a release holds it: always in French and English."""
    if not text:
        return {}
    return (
        {str(language): part for language, part in text.items()}
        if isinstance(text, Mapping)
        else {"fr": text, "en": text}
    )


def is_text(value: Any) -> bool:
    """Whether a mapping is a text per language."""
    return isinstance(value, Mapping) and bool(value) and set(value) <= _LANGUAGES


def languages_of(text: Text) -> frozenset[str]:
    """The languages a text is written in; a plain string is for all of them."""
    return frozenset(text) if isinstance(text, Mapping) else _LANGUAGES


def missing_languages(text: Text) -> list[str]:
    """The required languages without text, or with an empty one."""
    if not isinstance(text, Mapping):
        return [] if str(text).strip() else list(REQUIRED_LANGUAGES)
    return [each for each in REQUIRED_LANGUAGES if not _filled(text.get(each))]


def _filled(part: Any) -> bool:
    if isinstance(part, str):
        return bool(part.strip())
    return any(map(_filled, part)) if isinstance(part, list) else bool(part)


def placeholders(text: str) -> set[str]:
    """The names in braces."""
    return set(_PLACEHOLDER.findall(text))


def filled(text: Any, language: str, values: Values) -> str:
    """A text in one language, filled; empty when there is none."""
    return fill(in_language(text, language), values) if text is not None else ""


def fill(text: str, values: Values) -> str:
    """`text` with each `{name}` replaced by its value; unknown names stay as they are."""
    if not values:
        return text
    return _PLACEHOLDER.sub(lambda m: str(values[m[1]]) if m[1] in values else m[0], text)


def fill_list(texts: list[str], values: Values) -> list[str]:
    """Each text filled; one that is only `{name}` of a list of values becomes all of them."""
    result: list[str] = []
    for text in texts:
        only = _PLACEHOLDER.fullmatch(text)
        value = values.get(only[1]) if only else None
        result += [str(each) for each in value] if isinstance(value, list | tuple) else [fill(text, values)]
    return result


def localised(value: Any, language: str, values: Values) -> Any:
    """Any structure with its texts in one language, filled."""
    if is_text(value):
        return localised(in_language(value, language), language, values)
    if isinstance(value, Mapping):
        return {key: localised(each, language, values) for key, each in value.items()}
    if isinstance(value, list):
        return [localised(each, language, values) for each in value]
    return fill(value, values) if isinstance(value, str) else value
