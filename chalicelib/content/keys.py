"""The answer key of one variant of a challenge, as `grading.AnswerKey.from_mapping` reads it. Pure."""

from collections.abc import Mapping
from typing import Any

from chalicelib.content import defaults, source
from chalicelib.content.dice import Dice
from chalicelib.content.texts import Values, fill_list, in_language

_MAX_LENGTH = {"text": 200, "number": 30, "select": 200}
_REPORT_LENGTH = 5000  # rules.answer_max_length
_TEXT_TOLERANCES = ("case_accents_spaces", "punctuation")
# When a solution has one of these, it is made of them: dropping punctuation would accept too much.
_MEANINGFUL_SIGNS = frozenset('*?<>=+&|/\\$#@~^%{}[]()"`:;,')


def choice_order(challenge_id: str, variant: int, written: source.Challenge) -> list[int]:
    """Positions (from 0) of the choices as shown: shuffled by the challenge's id unless their order matters."""
    positions = list(range(len(written.choices)))
    return positions if written.keep_order else Dice(f"choices/{challenge_id}/{variant}").shuffle(positions)


def right_numbers(challenge_id: str, variant: int, written: source.Challenge) -> list[int]:
    """The numbers (from 1, as shown) of the right choices."""
    order = choice_order(challenge_id, variant, written)
    return [number for number, position in enumerate(order, 1) if written.choices[position].right is not None]


def answers(written: source.Answers | None, language: str, values: Values) -> list[str]:
    """The accepted texts in one language, filled."""
    found = in_language(written, language)
    if found is None:
        return []
    return fill_list([found] if isinstance(found, str) else list(found), values)


def format_of(part: source.Challenge | source.Field) -> str:
    """`select` when options are given, else what is written."""
    return "select" if part.options else part.format


def max_length(written: source.Challenge, part: source.Challenge | source.Field) -> int:
    """How many characters an answer may have; the report of a wrong turn in an environment can be long."""
    return _REPORT_LENGTH if defaults.replies(written) else _MAX_LENGTH[format_of(part)]


def answer_key(
    challenge_id: str, variant: int, written: source.Challenge, language: str, values: Values
) -> dict[str, Any]:
    """The mapping for `grading.AnswerKey.from_mapping`."""
    if written.type in ("QCU", "QCM"):
        return {"type": written.type, "solutions": right_numbers(challenge_id, variant, written)}
    key: dict[str, Any] = {"type": written.type}
    if written.type == "QROC":
        key |= {"format": format_of(written), "solutions": answers(written.answer, language, values)}
    elif written.type == "QROCM-ind":
        key |= {
            "format": {field.name: format_of(field) for field in written.fields},
            "solutions": {field.name: answers(field.answer, language, values) for field in written.fields},
        }
    else:
        key |= {
            "fields": [field.name for field in written.fields],
            "format": {field.name: format_of(field) for field in written.fields},
            "solutions": {f"idea{n}": answers(idea, language, values) for n, idea in enumerate(written.ideas, 1)},
        }
    key["tolerances"] = list(_tolerances(written, key))
    return key


def accepted(key: Mapping[str, Any]) -> list[str]:
    """Every accepted text of a key."""
    solutions = key["solutions"]
    groups = solutions.values() if isinstance(solutions, Mapping) else [solutions]
    return [text for group in groups for text in group]


def _tolerances(written: source.Challenge, key: Mapping[str, Any]) -> tuple[str, ...]:
    if written.tolerances is not None:
        return () if written.tolerances == "exact" else tuple(written.tolerances)
    if defaults.replies(written):
        return ()  # a program's report has no typing errors
    formats = key["format"]
    if "text" not in (formats.values() if isinstance(formats, Mapping) else [formats]):
        return ()
    made_of_signs = any(_MEANINGFUL_SIGNS & set(text) for text in accepted(key))
    return _TEXT_TOLERANCES[:1] if made_of_signs else _TEXT_TOLERANCES
