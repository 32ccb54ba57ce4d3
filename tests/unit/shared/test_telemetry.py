"""What a failure leaves in the log: enough to find the place, nothing of what people typed."""

import json
import sys

import pytest
from botocore.exceptions import ClientError

from chalicelib.shared import telemetry
from chalicelib.shared.errors import Busy

TYPED = "ada.lovelace@example.org"


def store() -> None:
    raise ClientError({"Error": {"Code": "ValidationException", "Message": f"no {TYPED}"}}, "PutItem")


def test_words_of_others_are_left_out() -> None:
    """A library quotes what it was given: types, places and the store's code say what happened as well."""
    told = []
    try:
        try:
            store()
        except ClientError as error:
            raise ValueError(f"not possible for {TYPED}") from error
    except ValueError as error:
        told = telemetry.told_of(error)
    assert [each["error"] for each in told] == ["builtins.ValueError", "botocore.exceptions.ClientError"]
    assert told[1]["code"] == "ValidationException"
    place, line, name = told[1]["at"][-1].replace(" ", ":").split(":")
    assert (place, line.isdecimal(), name) == ("tests/unit/shared/test_telemetry.py", True, "store")
    assert TYPED not in json.dumps(told)


def test_our_own_words_are_kept() -> None:
    """They are written to be told, and name nobody."""
    assert telemetry.told_of(Busy("Too much at once."))[0]["said"] == "Too much at once."


def test_what_nobody_chained_on_purpose() -> None:
    """Python notes the exception that was in hand; what was suppressed stays so; an endless chain ends."""
    first, second = KeyError(TYPED), OSError(28, TYPED)
    second.__context__ = first
    assert [each["error"] for each in telemetry.told_of(second)] == ["builtins.OSError", "builtins.KeyError"]
    assert telemetry.told_of(second)[0]["code"] == 28
    second.__suppress_context__ = True
    assert len(telemetry.told_of(second)) == 1
    first.__cause__, second.__cause__ = second, first
    assert len(telemetry.told_of(first)) == telemetry.DEEPEST


@pytest.mark.parametrize(("chosen", "level"), [("", {"level": "ERROR"}), ("DEBUG", {})])
def test_commands_log_to_stderr(monkeypatch: pytest.MonkeyPatch, chosen: str, level: dict[str, str]) -> None:
    """On stdout a log line would be in the midst of JSON; what a command itself tells needs no warning beside it."""
    monkeypatch.setattr(telemetry, "_options", {})
    monkeypatch.setenv("POWERTOOLS_LOG_LEVEL", chosen)
    telemetry.for_commands()
    assert telemetry._options == {"stream": sys.stderr, **level}
