"""Checks of wording: languages, placeholders, "I can", tutorials."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from chalicelib.content.bank import BankSkill, BankTopic, Placed
from chalicelib.content.reading import Problem
from chalicelib.content.texts import is_text, missing_languages, placeholders

_CAN = {"fr": re.compile(r"(Je |J['’])"), "en": re.compile(r"I ")}
# texts that are read, never the same in two languages
_PROSE = ("topic", "about", "can", "hint", "instruction", "alt", "solution", "why")


def problems(topic: BankTopic) -> Iterator[Problem]:
    """The wording problems of one topic file."""
    yield from _walk(topic.at, (), topic.at.document.data)
    for skill in topic.skills:
        yield from _skill(skill)


def _walk(at: Placed, path: tuple[str | int, ...], data: Any) -> Iterator[Problem]:
    if is_text(data):
        yield from _languages(at, path, data)
    elif isinstance(data, Mapping):
        for key, value in data.items():
            if key in _PROSE and isinstance(value, str) and "config" not in path and "variants" not in path:
                yield at.problem(f"`{key}` must be written in fr and en", *path, key)
            else:
                yield from _walk(at, (*path, key), value)
    elif isinstance(data, list):
        for i, value in enumerate(data):
            yield from _walk(at, (*path, i), value)


def _languages(at: Placed, path: tuple[str | int, ...], text: Mapping[str, Any]) -> Iterator[Problem]:
    for language in missing_languages(text):  # type: ignore[arg-type]
        yield at.problem(f"no text in {language}", *path)
    used = {language: placeholders(str(part)) for language, part in text.items()}
    for name in sorted(set().union(*used.values())):
        without = sorted(language for language, names in used.items() if name not in names)
        if without and "challenges" in path:
            yield at.problem(f"placeholder {{{name}}} is missing in {', '.join(without)}", *path)


def _skill(skill: BankSkill) -> Iterator[Problem]:
    can: Any = skill.written.can
    for language, pattern in _CAN.items():
        if isinstance(can, Mapping) and not pattern.match(can.get(language, "")):
            start = "Je / J'" if language == "fr" else "I"
            yield skill.at.problem(f"`can` in {language} must begin with {start}", "can")
