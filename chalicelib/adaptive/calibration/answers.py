"""Reads the answers that items are calibrated from: who answered what, right or wrong."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

NAMED_AT_MOST = 10
MOST_PEOPLE = 10**9  # of one pattern
RESULTS = ("ok", "ko", "skipped", "timed_out", "focus_lost")


class AnswersError(ValueError):
    """Answers that cannot be read; the message names lines."""


@dataclass(frozen=True, slots=True)
class Answers:
    """Right or wrong by (person, item). `persons[n]`: {place in `items`: right}, met `counts[n]` times."""

    items: tuple[str, ...]
    persons: tuple[Mapping[int, bool], ...]
    counts: tuple[int, ...]

    @property
    def people(self) -> int:
        """How many people answered."""
        return sum(self.counts)


def read_answers(lines: Iterable[str]) -> Answers:
    """Answers from JSON lines of either kind, blank lines left out:

    `{"person": "p1", "item": "i1", "right": true}`: one answer, and
    `{"answers": {"i1": true, "i2": 0}, "count": 3}`: the pattern of one or `count` people.
    Instead of `right`, `result` may be given as grading writes it: only "ok" is right.
    Of two answers of one person to one item the first counts. Raises AnswersError naming all bad lines.
    """
    single: dict[str, dict[str, bool]] = {}
    patterns: Counter[frozenset[tuple[str, bool]]] = Counter()
    problems: list[str] = []
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                _add(json.loads(line), single, patterns)
            except (ValueError, TypeError, KeyError, RecursionError) as error:
                problems.append(f"line {number}: {_words(error)}")
    if problems:
        more = len(problems) - NAMED_AT_MOST
        raise AnswersError("; ".join(problems[:NAMED_AT_MOST]) + (f"; and {more} more" if more > 0 else ""))
    patterns.update(frozenset(answers.items()) for answers in single.values())
    if not patterns:
        raise AnswersError("no answer in the file")
    return _indexed(patterns)


def _add(row: object, single: dict[str, dict[str, bool]], patterns: Counter) -> None:
    if not isinstance(row, dict):
        raise TypeError("not an object")
    if "answers" in row:
        count = row.get("count", 1)
        if not isinstance(count, int) or isinstance(count, bool) or not 1 <= count <= MOST_PEOPLE:
            raise ValueError(f"count must be a whole number above 0, at most {MOST_PEOPLE}")
        if not isinstance(row["answers"], dict) or not row["answers"]:
            raise ValueError("answers must be an object of item: right")
        patterns[frozenset((_text(item, "item"), _right(value)) for item, value in row["answers"].items())] += count
        return
    person, item = _text(row["person"], "person"), _text(row["item"], "item")
    right = _result(row["result"]) if "result" in row else _right(row["right"])
    single.setdefault(person, {}).setdefault(item, right)


def _text(value: object, field: str) -> str:
    """The name of a person or an item; a whole number is one too."""
    name = str(value) if isinstance(value, str | int) and not isinstance(value, bool) else ""
    if not name.strip() or any("\ud800" <= character <= "\udfff" for character in name):
        raise ValueError(f"{field} must be a text, not {value!r}")
    return name


def _result(value: object) -> bool:
    if value not in RESULTS:
        raise ValueError(f"result must be one of {', '.join(RESULTS)}, not {value!r}")
    return value == "ok"


def _right(value: object) -> bool:
    if value in (0, 1) and isinstance(value, int):  # True and False are 1 and 0
        return bool(value)
    raise ValueError(f"right must be true or false, not {value!r}")


def _words(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"not JSON ({error.msg})"
    if isinstance(error, RecursionError):
        return "not JSON (nested too deeply)"
    return f"missing {error.args[0]}" if isinstance(error, KeyError) else str(error)


def _indexed(patterns: Counter[frozenset[tuple[str, bool]]]) -> Answers:
    items = tuple(sorted({item for pattern in patterns for item, _ in pattern}))
    places = {item: place for place, item in enumerate(items)}
    ordered = sorted(patterns.items(), key=lambda entry: sorted(entry[0]))
    persons = tuple({places[item]: right for item, right in sorted(pattern)} for pattern, _ in ordered)
    return Answers(items, persons, tuple(count for _, count in ordered))
