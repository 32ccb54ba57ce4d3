"""The calibrated items of a bank: one clear refusal for everything that would break a test later."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import isfinite

NAMED_AT_MOST = 10
LARGEST_A = 1000.0  # beyond, squares overflow; real items stay under 5
HIGHEST_LEVEL = 8


class BankError(ValueError):
    """A bank that cannot be used; the message names every kind of problem and the ids concerned."""


@dataclass(frozen=True, slots=True)
class Item:
    """One calibrated challenge: success probability 1 / (1 + exp(a (b - ability))).

    `a` (> 0) is the discrimination per logit, `b` the difficulty in logits, `level` the rung (1 to 8)
    in its topic, `skill` what it tests (topic and level when the bank does not name it).
    """

    id: str
    a: float
    b: float
    competence: str
    topic: str
    level: int
    skill: str


def read_bank(rows: Iterable[Mapping[str, object]]) -> tuple[Item, ...]:
    """Items from parsed JSON objects {"id", "a", "b", "competence", "topic", "level"[, "skill"]}.

    Topics of the same name in two competences are two topics: both get the competence in front of their name.
    Raises BankError listing all problems at once: missing or mistyped fields, duplicate ids,
    NaN or infinite parameters, a <= 0, no item at all.
    """
    entries = list(rows)
    problems: dict[str, list[str]] = {}
    items = [item for place, row in enumerate(entries) if (item := _read_item(place, row, problems))]
    repeated = [name for name, count in Counter(item.id for item in items).items() if count > 1]
    if repeated:
        problems["duplicate id"] = repeated
    if problems:
        raise BankError("; ".join(f"{kind}: {_named(ids)}" for kind, ids in problems.items()))
    if not items:
        raise BankError("the bank has no item")
    return tuple(_with_own_topics(items))


def check_scope(items: Sequence[Item], scope: Collection[str], length: int) -> None:
    """Refuse, before anything runs, a test that this bank cannot hold.

    Raises BankError for an empty scope, a competence without items, a length below 1 or beyond the bank: a skill
    is asked once in a test.
    """
    if not scope:
        raise BankError("no competence in scope")
    counts = Counter(item.competence for item in items)
    empty = sorted(code for code in scope if not counts[code])
    if empty:
        raise BankError(f"competence without items: {_named(empty)}")
    if length < 1:
        raise BankError(f"a test of {length} questions is not possible")
    available, skills = sum(counts[code] for code in scope), len({i.skill for i in items if i.competence in scope})
    if length > skills:
        found = f"{available} items in scope" + (f", of {skills} skills," if skills < available else "")
        raise BankError(f"a test of {length} questions from {found} is not possible")


def _read_item(place: int, row: Mapping[str, object], problems: dict[str, list[str]]) -> Item | None:
    name = _name(place, row)
    if not isinstance(row, Mapping):
        problems.setdefault("not an object", []).append(name)
        return None
    texts = ("id", "competence", "topic", *(["skill"] if row.get("skill") is not None else []))
    found = {problem for field in texts if (problem := _text_problem(row, field))}
    found |= {problem for field in ("a", "b", "level") if (problem := _number_problem(row, field))}
    found = found or _range_problems(row)
    for problem in sorted(found):
        problems.setdefault(problem, []).append(name)
    return None if found else _item(row)


def _range_problems(row: Mapping) -> set[str]:
    """What is wrong with numbers that are numbers."""
    found = set()
    if row["a"] <= 0:
        found.add("a must be above 0")
    if row["a"] > LARGEST_A:
        found.add(f"a must be at most {LARGEST_A:g}")
    if row["level"] not in range(1, HIGHEST_LEVEL + 1):
        found.add(f"level must be a whole number from 1 to {HIGHEST_LEVEL}")
    return found


def _item(row: Mapping) -> Item:
    level = int(row["level"])
    skill = row.get("skill") or f"{row['topic']}:{level}"
    return Item(row["id"], float(row["a"]), float(row["b"]), row["competence"], row["topic"], level, skill)


def _with_own_topics(items: Sequence[Item]) -> Iterator[Item]:
    owners: dict[str, set[str]] = {}
    for item in items:
        owners.setdefault(item.topic, set()).add(item.competence)
    for item in items:
        yield item if len(owners[item.topic]) == 1 else _with_own_topic(item)


def _with_own_topic(item: Item) -> Item:
    topic = f"{item.competence}/{item.topic}"
    unnamed = item.skill == f"{item.topic}:{item.level}"
    return replace(item, topic=topic, skill=f"{topic}:{item.level}" if unnamed else item.skill)


def _name(place: int, row: object) -> str:
    identity = row.get("id") if isinstance(row, Mapping) else None
    return identity if isinstance(identity, str) and _written(identity) else f"entry {place + 1}"


def _written(text: str) -> bool:
    """Whether there is something to read, and no half of a character that no file can hold."""
    return bool(text.strip()) and not any("\ud800" <= character <= "\udfff" for character in text)


def _text_problem(row: Mapping[str, object], field: str) -> str | None:
    value = row.get(field)
    if value is None or value == "":
        return f"missing {field}"
    return None if isinstance(value, str) and _written(value) else f"{field} must be text"


def _number_problem(row: Mapping[str, object], field: str) -> str | None:
    value = row.get(field)
    if value is None:
        return f"missing {field}"
    if isinstance(value, bool) or not isinstance(value, int | float):
        return f"{field} must be a number"
    return None if _finite(value) else f"{field} is not finite"


def _finite(value: float) -> bool:
    try:
        return isfinite(value)
    except OverflowError:  # a whole number beyond any float
        return False


def _named(ids: Sequence[str]) -> str:
    more = len(ids) - NAMED_AT_MOST
    return ", ".join(ids[:NAMED_AT_MOST]) + (f" and {more} more" if more > 0 else "")
