"""From a key, an answer and its circumstances to a result (order of domain 4)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from .key import AnswerKey
from .matching import matched
from .texts import matches

Value = list[int] | str | Mapping[str, str] | None


@dataclass(frozen=True, slots=True)
class Settings:
    """`typo_ratio`: edits allowed per character of the answer when `typos` is on."""

    typo_ratio: float = 0.25


DEFAULT = Settings()


@dataclass(frozen=True, slots=True)
class Circumstances:
    """How the answer came. `seconds_left`: below 0 is late, None is no timer. `focused`: the challenge forbids
    leaving the page; `focus_lost`: the page was left; `context`: training or certification.
    """

    seconds_left: float | None = None
    focus_lost: bool = False
    focused: bool = False
    context: str = "training"
    skipped: bool = False


@dataclass(frozen=True, slots=True)
class Graded:
    """`result`: ok, ko, skipped, timed_out (right but late) or focus_lost. `details`: field -> right or not."""

    result: str
    details: dict[str, bool] = field(default_factory=dict)


def grade(
    key: AnswerKey, value: Value, circumstances: Circumstances = Circumstances(), settings: Settings = DEFAULT
) -> Graded:
    """Grade one answer; never raises, whatever the value: one of the wrong shape is simply wrong.

    `value`: choice numbers (QCU, QCM), text (QROC), field -> text (QROCM), None when skipped.
    """
    if circumstances.skipped or value is None:
        return Graded("skipped")
    right, details = _check(key, value, settings)
    return Graded(_result(right, circumstances), details)


def _result(right: bool, circumstances: Circumstances) -> str:
    if not right:
        return "ko"
    if circumstances.seconds_left is not None and circumstances.seconds_left < 0:
        return "timed_out"
    if circumstances.focus_lost and circumstances.focused and circumstances.context == "certification":
        return "focus_lost"
    return "ok"


def _check(key: AnswerKey, value: Any, settings: Settings) -> tuple[bool, dict[str, bool]]:
    if key.type in ("QCU", "QCM"):
        return _same_choices(key, value), {}
    if key.type == "QROC":
        return _accepted(key, "", "", value, settings), {}
    given = value if isinstance(value, Mapping) else {}
    details = (_independent if key.type == "QROCM-ind" else _interchangeable)(key, given, settings)
    return bool(details) and all(details.values()), details


def _same_choices(key: AnswerKey, value: Any) -> bool:
    if not isinstance(value, (list, tuple)) or any(type(number) is not int for number in value):
        return False
    return frozenset(value) == key.numbers


def _accepted(key: AnswerKey, field_name: str, idea: str, text: Any, settings: Settings) -> bool:
    return isinstance(text, str) and matches(
        text, key.texts[idea], key.format_of(field_name), key.tolerances, settings.typo_ratio
    )


def _independent(key: AnswerKey, given: Mapping[str, Any], settings: Settings) -> dict[str, bool]:
    return {name: _accepted(key, name, name, given.get(name), settings) for name in key.texts}


def _interchangeable(key: AnswerKey, given: Mapping[str, Any], settings: Settings) -> dict[str, bool]:
    names = dict.fromkeys((*key.fields, *key.formats, *(str(name) for name in given)))
    if key.fields:
        names = dict.fromkeys(key.fields)
    ideas = {
        name: [idea for idea in key.texts if _accepted(key, name, idea, given.get(name), settings)] for name in names
    }
    placed = matched(ideas)
    return {name: name in placed for name in names}
