"""`pix grade`: a line in, a line out, whatever the line."""

import json

from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from chalicelib.cli.main import app


def graded(*lines):
    """What the command writes for these lines, parsed."""
    data = b"\n".join(line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines)
    done = CliRunner().invoke(app, ["grade"], input=data)
    assert done.exit_code == 0, done.output
    return [json.loads(line) for line in done.stdout.splitlines()]


QROC = {"type": "QROC", "format": "text", "solutions": ["Oui"], "tolerances": ["case_accents_spaces"]}


def test_each_line_has_its_result():
    """The fields of a line reach the rule they belong to: tolerance, clock, focus, skip, details."""
    assert graded(
        {**QROC, "answer": "oui"},
        {**QROC, "answer": "non"},
        {**QROC, "answer": "oui", "seconds_left": -3},
        {**QROC, "answer": "oui", "focus_lost": True, "focused": True, "context": "certification"},
        {**QROC, "answer": "oui", "focus_lost": True, "focused": True, "context": "training"},
        {**QROC, "skipped": True},
        {"type": "QCM", "solutions": [1, 3], "answer": [3, 1]},
        {"type": "QROCM-ind", "solutions": {"a": ["x"], "b": ["y"]}, "answer": {"a": "x", "b": "z"}},
    ) == [
        {"result": "ok", "details": {}},
        {"result": "ko", "details": {}},
        {"result": "timed_out", "details": {}},
        {"result": "focus_lost", "details": {}},
        {"result": "ok", "details": {}},
        {"result": "skipped", "details": {}},
        {"result": "ok", "details": {}},
        {"result": "ko", "details": {"a": True, "b": False}},
    ]


def test_unreadable_lines_are_named_and_the_rest_is_graded():
    """One bad line of a large file must not lose the others, and its number must be that of the file."""
    found = graded(
        b"{",
        {**QROC, "answer": "oui"},
        b"",
        b"\xff\xfe",
        [1],
        {**QROC, "answer": [1]},
        QROC,
        {**QROC, "answer": "oui", "context": "exam"},
        {**QROC, "answer": "oui", "seconds_left": "3"},
        {**QROC, "answer": "oui", "skipped": 1},
        {**QROC, "type": "QRO", "answer": "oui"},
        b"[" * 100_000,
        {**QROC, "answer": "oui"},
        {**QROC, "answer": "oui", "seconds_left": float("nan")},
    )
    assert [one.get("line", one.get("result")) for one in found] == [1, "ok", 4, 5, 6, 7, 8, 9, 10, 11, 12, "ok", 14]
    words = ["JSON", "", "JSON", "object", "text", "missing", "exam", "'3'", "skipped", "QRO", "deep", "", "NaN"]
    assert all(word in one.get("error", "") for word, one in zip(words, found, strict=True))


@given(st.lists(st.binary(max_size=20).filter(lambda line: b"\n" not in line and line.strip()), max_size=4))
def test_any_bytes_give_one_line_each(lines):
    """Nothing that can stand in a file stops the command."""
    assert len(graded(*lines)) == len(lines)


def test_a_file_that_is_not_there_is_refused_in_one_line(tmp_path):
    """Exit code 2: the arguments were wrong, nothing was graded."""
    done = CliRunner().invoke(app, ["grade", str(tmp_path / "none.jsonl")])
    assert done.exit_code == 2
    assert "none.jsonl" in done.stderr
    assert not done.stdout
