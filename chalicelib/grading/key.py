"""The answer key of one challenge: what is accepted, and how tolerantly."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

CHOICES = ("QCU", "QCM")
FIELDS = ("QROCM-ind", "QROCM-dep")
TYPES = (*CHOICES, "QROC", *FIELDS)
FORMATS = ("text", "number", "select")
TOLERANCES = ("case_accents_spaces", "punctuation", "typos")


class InvalidKey(ValueError):
    """The key cannot be used; the message names the part and what was expected."""


@dataclass(frozen=True, slots=True)
class AnswerKey:
    """What a challenge accepts.

    `numbers`: right choices (QCU, QCM), 1-based. `texts`: accepted texts by field (QROCM-ind) or by idea
    (QROCM-dep); a QROC has the one entry "". `formats`: format by field. `fields`: the form's fields of a
    QROCM-dep, when the content names them. Build it with `from_mapping`.
    """

    type: str
    numbers: frozenset[int]
    texts: Mapping[str, tuple[str, ...]]
    default_format: str
    formats: Mapping[str, str]
    tolerances: frozenset[str]
    fields: tuple[str, ...]

    def format_of(self, field: str) -> str:
        """`text`, `number` or `select`."""
        return self.formats.get(field, self.default_format)

    @staticmethod
    def from_mapping(obj: Mapping[str, Any]) -> "AnswerKey":
        """Read `{"type", "format", "solutions", "tolerances", "fields"}`; raises InvalidKey.

        `format` (default text) is one name or, for the QROCM types, a mapping field -> name.
        `fields` is optional and only for QROCM-dep: the names of the form's fields, so that one left out
        of the answer counts as empty.
        """
        if not isinstance(obj, Mapping):
            raise InvalidKey("the key must be an object")
        kind = obj.get("type")
        if kind not in TYPES:
            raise InvalidKey(f"type must be one of {', '.join(TYPES)}, not {kind!r}")
        default_format, formats = _formats(kind, obj.get("format"))
        solutions = obj.get("solutions")
        return AnswerKey(
            type=kind,
            numbers=_numbers(kind, solutions) if kind in CHOICES else frozenset(),
            texts={} if kind in CHOICES else _texts(kind, solutions),
            default_format=default_format,
            formats=formats,
            tolerances=_tolerances(obj.get("tolerances")),
            fields=_fields(obj.get("fields")),
        )


def _numbers(kind: str, solutions: Any) -> frozenset[int]:
    if not isinstance(solutions, (list, tuple)) or not solutions:
        raise InvalidKey(f"solutions of a {kind} must be a list of choice numbers, at least one")
    for number in solutions:
        if type(number) is not int or number < 1:
            raise InvalidKey(f"solutions of a {kind} must be whole numbers from 1, not {number!r}")
    numbers = frozenset(solutions)
    if kind == "QCU" and len(numbers) != 1:
        raise InvalidKey("a QCU has exactly one right choice")
    return numbers


def _texts(kind: str, solutions: Any) -> dict[str, tuple[str, ...]]:
    if kind == "QROC":
        return {"": _variants(solutions, "solutions")}
    if not isinstance(solutions, Mapping) or not solutions:
        raise InvalidKey(f"solutions of a {kind} must be an object: field -> list of accepted texts")
    return {str(name): _variants(texts, f"solutions of {name!r}") for name, texts in solutions.items()}


def _variants(texts: Any, where: str) -> tuple[str, ...]:
    if not isinstance(texts, (list, tuple)) or not all(isinstance(text, str) for text in texts):
        raise InvalidKey(f"{where} must be a list of texts")
    kept = tuple(text for text in texts if text.strip())
    if not kept:
        raise InvalidKey(f"{where} must have at least one text that is not blank")
    return kept


def _formats(kind: str, given: Any) -> tuple[str, dict[str, str]]:
    if given is None:
        return "text", {}
    if isinstance(given, Mapping) and kind in FIELDS:
        return "text", {str(field): _format(name) for field, name in given.items()}
    return _format(given), {}


def _format(name: Any) -> str:
    if name not in FORMATS:
        raise InvalidKey(f"format must be one of {', '.join(FORMATS)}, not {name!r}")
    return name


def _tolerances(given: Any) -> frozenset[str]:
    if given is None:
        return frozenset()
    if not isinstance(given, (list, tuple, set, frozenset)):
        raise InvalidKey("tolerances must be a list of names")
    for name in given:
        if name not in TOLERANCES:
            raise InvalidKey(f"tolerance must be one of {', '.join(TOLERANCES)}, not {name!r}")
    return frozenset(given)


def _fields(given: Any) -> tuple[str, ...]:
    if given is None:
        return ()
    if not isinstance(given, (list, tuple)) or not all(isinstance(name, str) for name in given):
        raise InvalidKey("fields must be a list of names")
    return tuple(dict.fromkeys(given))
