"""What a command says when something fails that it does not explain itself."""

import subprocess
import sys

import pytest
from botocore.exceptions import ClientError, EndpointConnectionError, NoRegionError, ReadTimeoutError
from pynamodb.exceptions import GetError

from chalicelib.cli import failures
from chalicelib.cli.text_mode.api import Api, Unreachable, send
from chalicelib.shared.errors import Busy, Forbidden, InvalidRequest
from tests.environments import of_a_shell

NOWHERE = "http://127.0.0.1:1"


def denied(code: str) -> ClientError:
    return ClientError({"Error": {"Code": code, "Message": "User is not\n authorized"}}, "GetItem")


@pytest.mark.parametrize(
    ("error", "code", "words"),
    [
        (Busy("Too much is written into one trail at once."), 1, "may be run again"),
        (Busy(), 1, "busy"),
        (Forbidden(), 1, "pix: "),
        (InvalidRequest("limit is a number"), 2, "limit is a number"),
        (GetError("x", EndpointConnectionError(endpoint_url=NOWHERE)), 1, f"{NOWHERE} does not answer"),
        (ReadTimeoutError(endpoint_url=NOWHERE), 1, f"{NOWHERE} does not answer"),
        (GetError("x", NoRegionError()), 1, "Set AWS_DEFAULT_REGION"),
        (denied("AccessDeniedException"), 1, "GetItem was refused: AccessDeniedException: User is not authorized"),
        (GetError("x", denied("ResourceNotFoundException")), 1, "PIX_TABLE_PREFIX"),
        (PermissionError(13, "Permission denied", "out/x.json"), 1, "pix: out/x.json: Permission denied."),
    ],
)
def test_one_plain_line(error: Exception, code: int, words: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Whatever an operator cannot mend in the code: what, where, what to do."""
    assert failures.tell(error) == code
    told = capsys.readouterr().err
    assert (told.count("\n"), words in told) == (1, True), told


@pytest.mark.parametrize("error", [ValueError("x"), KeyError("x"), OSError("x"), GetError("x")])
def test_an_error_of_ours_keeps_its_traceback(error: Exception, capsys: pytest.CaptureFixture[str]) -> None:
    """Who mends it needs the place."""
    assert failures.tell(error) is None
    assert capsys.readouterr().err == ""


def test_a_store_out_of_reach() -> None:
    """The program as it is installed: no traceback, and exit code 1. Also where the region has its other name."""
    given = of_a_shell(AWS_ENDPOINT_URL=NOWHERE, AWS_REGION="eu-west-3", PIX_DATA_DIR="nowhere")
    given |= {"AWS_ACCESS_KEY_ID": "x", "AWS_SECRET_ACCESS_KEY": "x"}
    given.pop("AWS_DEFAULT_REGION", None)
    run = subprocess.run(
        [sys.executable, "-m", "chalicelib.cli", "audit", "show", "S1"],
        env=given,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (run.returncode, run.stdout, run.stderr.count("\n")) == (1, "", 1), run.stderr
    assert NOWHERE in run.stderr


def test_an_address_that_is_none() -> None:
    """`--api` mistyped is told as that, not as an answer that cannot be read."""
    for wrong in ("pix.example/v1", f"{NOWHERE}/a b"):
        with pytest.raises(Unreachable):
            send("GET", wrong, {}, None)
    page = Api("https://pix.example", "en", lambda *_: (200, {}, b"<html>"))
    with pytest.raises(Unreachable, match="not in its own words"):
        page.get("/v1/x")


def test_a_field_that_does_not_fit() -> None:
    """Patterns are for programs."""
    told = failures.unfit(ValueError("Expected `str` matching regex '^x$' - at `$.email`"), "me")
    assert told == "'me' is not an e-mail address"
    assert failures.unfit(ValueError("Invalid enum value 'x' - at `$.first_name`"), "") == (
        "first-name: Invalid enum value 'x'"
    )
