"""Banks for simulated training: read from items, or made in the shapes the figures are stated for."""

from collections.abc import Iterable, Mapping
from typing import Any

from ..bank import BankError, read_bank
from ..training import Skill

# topic -> levels of its ladder
SHAPES: dict[str, tuple[tuple[int, ...], ...]] = {
    # one competence, 6 ladders of levels 1 to 7, 29 skills, one easy topic
    "six-ladders": (
        (1, 2, 3, 4, 5, 6, 7),
        (1, 2, 3, 4, 5),
        (2, 3, 4, 5, 6),
        (1, 2, 3),
        (3, 4, 5, 6, 7),
        (2, 4, 6, 7),
    ),
    # one competence of this project's own bank: 5 topics, 18 skills, levels 1 to 8
    "five-topics": ((1, 2, 3, 4), (1, 3, 5), (2, 3, 4, 6), (2, 4, 5, 7), (5, 6, 8)),
}


class InvalidBank(ValueError):
    """The bank cannot be used; the message names every item at fault."""


def shape(name: str) -> list[dict[str, Any]]:
    """The items of a named shape, one per skill, in the form of a bank file (a = 1.5, b = level)."""
    if name not in SHAPES:
        raise InvalidBank(f"unknown shape {name!r}: use one of {', '.join(SHAPES)}")
    return [
        {
            "id": f"topic{number}-{level}",
            "a": 1.5,
            "b": float(level),
            "competence": "1.1",
            "topic": f"topic{number}",
            "level": level,
        }
        for number, levels in enumerate(SHAPES[name], start=1)
        for level in levels
    ]


def skills_of(items: Any, competence: str | None = None) -> tuple[Skill, ...]:
    """The skills of a bank: one per topic and level, worth min(4, 8 / skills of its level and competence).

    Items of the same topic and level are questions of one skill; it is timed when its first item says
    `"timed": true`. The rules of every bank hold (`read_bank`), though `a` and `b` are not used. Raises InvalidBank,
    before anything runs, naming the items at fault.
    """
    kept = _checked(items)
    if competence is not None:
        kept = [item for item in kept if item["competence"] == competence]
    if not kept:
        raise InvalidBank("the bank has no item" + (f" of competence {competence}" if competence else ""))
    first: dict[tuple[str, str, int], Mapping[str, Any]] = {}
    for item in kept:
        first.setdefault((item["competence"], item["topic"], item["level"]), item)
    return _skills(first)


def _skills(first: Mapping[tuple[str, str, int], Mapping[str, Any]]) -> tuple[Skill, ...]:
    counts: dict[tuple[str, int], int] = {}
    for code, _, level in first:
        counts[code, level] = counts.get((code, level), 0) + 1
    return tuple(
        Skill(
            id=str(item["id"]),
            topic=f"{code}/{topic}",
            level=level,
            timed=bool(item.get("timed", False)),
            value=min(4.0, 8 / counts[code, level]),
        )
        for (code, topic, level), item in first.items()
    )


def _checked(items: Any) -> list[dict[str, Any]]:
    if not isinstance(items, list):
        raise InvalidBank("a bank is a list of items")
    problems = [problem for index, item in enumerate(items) if (problem := _problem(index, item))]
    problems += _repeated(item["id"] for item in items if isinstance(item, dict) and "id" in item)
    if problems:
        raise InvalidBank("; ".join(problems))
    try:
        read_bank(items)
    except BankError as error:
        raise InvalidBank(str(error)) from None
    return items


def _problem(index: int, item: Any) -> str | None:
    if not isinstance(item, dict):
        return f"item {index} is not an object"
    name = f"item {item.get('id', index)!r}"
    if not isinstance(item.get("id"), str) or not item["id"]:
        return f"{name}: id must be a text"
    if not isinstance(item.get("topic"), str) or not item["topic"]:
        return f"{name}: topic must be a text"
    level = item.get("level")
    if type(level) is not int or not 1 <= level <= 8:
        return f"{name}: level must be a whole number from 1 to 8, not {level!r}"
    if not isinstance(item.get("timed", False), bool):
        return f"{name}: timed must be true or false, not {item['timed']!r}"
    return None


def _repeated(ids: Iterable[Any]) -> list[str]:
    seen: set[str] = set()
    twice: dict[str, None] = {}
    for name in map(str, ids):
        if name in seen:
            twice[name] = None
        seen.add(name)
    return [f"item {name!r} is there more than once" for name in twice]
