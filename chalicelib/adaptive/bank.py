"""The calibrated items of a bank: one clear refusal for everything that would break a test later."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import isfinite

NAMED_AT_MOST = 10


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
    return tuple(items)


def check_scope(items: Sequence[Item], scope: Collection[str], length: int) -> None:
    """Refuse, before anything runs, a test that this bank cannot hold.

    Raises BankError for an empty scope, a competence without items, a length below 1 or beyond the bank.
    """
    if not scope:
        raise BankError("no competence in scope")
    counts = Counter(item.competence for item in items)
    empty = sorted(code for code in scope if not counts[code])
    if empty:
        raise BankError(f"competence without items: {_named(empty)}")
    available = sum(counts[code] for code in scope)
    if not 1 <= length <= available:
        raise BankError(f"a test of {length} questions from {available} items in scope is not possible")


def _read_item(place: int, row: Mapping[str, object], problems: dict[str, list[str]]) -> Item | None:
    name = _name(place, row)
    if not isinstance(row, Mapping):
        problems.setdefault("not an object", []).append(name)
        return None
    found = {problem for field in ("id", "competence", "topic") if (problem := _text_problem(row, field))}
    found |= {problem for field in ("a", "b", "level") if (problem := _number_problem(row, field))}
    if not found and row["a"] <= 0:  # type: ignore[operator]
        found.add("a must be above 0")
    if not found and (row["level"] != int(row["level"]) or row["level"] < 0):  # type: ignore[call-overload,operator]
        found.add("level must be a whole number, 0 or more")
    for problem in sorted(found):
        problems.setdefault(problem, []).append(name)
    return None if found else _item(row)


def _item(row: Mapping) -> Item:
    level = int(row["level"])
    skill = str(row.get("skill") or f"{row['topic']}:{level}")
    return Item(row["id"], float(row["a"]), float(row["b"]), row["competence"], row["topic"], level, skill)


def _name(place: int, row: object) -> str:
    identity = row.get("id") if isinstance(row, Mapping) else None
    return identity if isinstance(identity, str) and identity else f"entry {place + 1}"


def _text_problem(row: Mapping[str, object], field: str) -> str | None:
    value = row.get(field)
    if value is None or value == "":
        return f"missing {field}"
    return None if isinstance(value, str) else f"{field} must be text"


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
