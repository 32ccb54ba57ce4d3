"""`pix grade`: one answer per line in, one result per line out."""

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TextIO

import typer

if TYPE_CHECKING:
    from chalicelib.grading import Circumstances

_SHAPES = {
    "QCU": (list, "a list of choice numbers"),
    "QCM": (list, "a list of choice numbers"),
    "QROC": (str, "a text"),
    "QROCM-ind": (dict, "an object: field -> text"),
    "QROCM-dep": (dict, "an object: field -> text"),
}


class Unreadable(ValueError):
    """A line that says something else than an answer; the message says what was expected."""


def command(
    answers: Annotated[
        Path | None, typer.Argument(help="One JSON object per line; standard input without it.", dir_okay=False)
    ] = None,
) -> None:
    """Grade answers: for each line `{"result", "details"}`; for one that cannot be read `{"error", "line"}`.

    A line holds the key (type, format, solutions, tolerances), the answer, and its circumstances (seconds_left,
    focus_lost, focused, context, skipped). A blank line is passed over.
    """
    if answers is None:
        _grade_all(sys.stdin.buffer)
        return
    try:
        lines = answers.open("rb")
    except OSError as error:
        typer.echo(f"pix grade: {answers}: {error.strerror}", err=True)
        raise typer.Exit(2) from None
    with lines:
        _grade_all(lines)


def _grade_all(lines: Any) -> None:
    for number, line in enumerate(lines, start=1):
        if line.strip():
            _write(sys.stdout, _graded(line, number))


def _write(out: TextIO, result: Mapping[str, object]) -> None:
    out.write(json.dumps(result) + "\n")
    out.flush()


def _graded(line: bytes, number: int) -> dict[str, object]:
    from chalicelib.grading import AnswerKey, grade

    try:
        obj = _read(line)
        circumstances = _circumstances(obj)
        key = AnswerKey.from_mapping(obj)
        graded = grade(key, None if circumstances.skipped else _value(obj), circumstances)
    except (ValueError, RecursionError) as error:
        return {"error": _plain(error), "line": number}
    return {"result": graded.result, "details": graded.details}


def _read(line: bytes) -> dict[str, Any]:
    obj = json.loads(line, parse_constant=_not_json)
    if not isinstance(obj, dict):
        raise Unreadable("not a JSON object")
    return obj


def _not_json(name: str) -> None:
    raise Unreadable(f"{name} is not JSON")


def _plain(error: Exception) -> str:
    if isinstance(error, RecursionError):
        return "not readable as JSON: nested too deeply"
    if isinstance(error, (json.JSONDecodeError, UnicodeDecodeError)):
        return f"not readable as JSON: {error}"
    return str(error)


def _value(obj: Mapping[str, Any]) -> Any:
    if "answer" not in obj:
        raise Unreadable("answer is missing")
    value = obj["answer"]
    kind, words = _SHAPES[obj["type"]]
    if value is not None and not isinstance(value, kind):
        raise Unreadable(f"answer of a {obj['type']} must be {words}")
    return value


def _circumstances(obj: Mapping[str, Any]) -> "Circumstances":
    from chalicelib.grading import Circumstances

    context = obj.get("context", "training")
    if context not in ("training", "certification"):
        raise Unreadable(f"context must be training or certification, not {context!r}")
    seconds = obj.get("seconds_left")
    if isinstance(seconds, bool) or not isinstance(seconds, (int, float, type(None))):
        raise Unreadable(f"seconds_left must be a number or null, not {seconds!r}")
    return Circumstances(
        seconds_left=seconds,
        focus_lost=_flag(obj, "focus_lost"),
        focused=_flag(obj, "focused"),
        context=context,
        skipped=_flag(obj, "skipped"),
    )


def _flag(obj: Mapping[str, Any], name: str) -> bool:
    value = obj.get(name, False)
    if not isinstance(value, bool):
        raise Unreadable(f"{name} must be true or false, not {value!r}")
    return value
