"""`pix people`, on the real state machines."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from chalicelib.cli.people import app
from tests.workflow.conftest import Machines

EMAIL = "ada@example.org"
CREATE = ("create", EMAIL, "--first-name", "Ada", "--last-name", "Byron", "--password", "correct horse battery")


@pytest.fixture
def pix(machines: Machines, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Runs a command on the deployment of this test."""
    settings = machines.house.settings
    variables = {
        "PIX_STAGE": settings.stage,
        "PIX_TABLE_PREFIX": settings.table_prefix,
        "PIX_DATA_DIR": str(settings.data_dir),
        "PIX_TOKEN_SECRET": settings.token_secret,
        "PIX_WORKFLOW_ARN_PREFIX": settings.workflow_arn_prefix,
    }
    for name, value in variables.items():
        monkeypatch.setenv(name, value)

    def run(*words: str) -> Result:
        return CliRunner().invoke(app, words)

    return run


def test_an_account_from_creation_to_erasure(pix: Any, tmp_path: Path) -> None:
    """What an operator does for a person who writes in, without any address of the API."""
    created = pix(*CREATE, "--json")
    assert created.exit_code == 0, created.output
    assert json.loads(created.stdout)["email"] == EMAIL
    assert "Byron" in pix("show", EMAIL).stdout
    document = tmp_path / "ada.json"
    exported = pix("export", EMAIL, "--output", str(document))
    assert exported.exit_code == 0, exported.output
    assert json.loads(document.read_text())["account"]["email"] == EMAIL
    assert [job["status"] for job in json.loads(pix("show", EMAIL, "--json").stdout)["requests"]] == ["done"]
    erased = pix("erase", EMAIL, "--yes")
    assert erased.exit_code == 0, erased.output
    gone = pix("show", EMAIL)
    assert (gone.exit_code, gone.stderr) == (1, f"pix people: {EMAIL}: there is no account with this address\n")


def test_refusals_are_one_plain_line(pix: Any) -> None:
    """A weak password fails the job (1), a malformed address is a wrong argument (2)."""
    weak = pix("create", EMAIL, "--first-name", "Ada", "--last-name", "Byron", "--password", "password")
    assert (weak.exit_code, len(weak.stderr.splitlines())) == (1, 1)
    malformed = pix("create", "nobody", "--first-name", "Ada", "--last-name", "Byron", "--password", "x")
    assert (malformed.exit_code, len(malformed.stderr.splitlines())) == (2, 1)
    pix(*CREATE)
    taken = pix(*CREATE)
    assert taken.exit_code == 1
    assert "already" in taken.stderr


def test_erasing_asks_first(pix: Any) -> None:
    """There is no way back: no answer means no."""
    pix(*CREATE)
    assert pix("erase", EMAIL).exit_code == 1
    assert json.loads(pix("show", EMAIL, "--json").stdout)["status"] == "active"


def test_not_waiting_leaves_a_request(pix: Any, machines: Machines) -> None:
    """A program may ask now and look later."""
    pix(*CREATE)
    machines.engine.kill()
    asked = pix("erase", EMAIL, "--yes", "--wait", "0")
    assert (asked.exit_code, "requested" in asked.stderr) == (0, True)
    late = pix("export", EMAIL)
    assert "being erased" in late.stderr
    impatient = pix("erase", EMAIL, "--yes", "--wait", "0.1")
    assert impatient.exit_code == 1
    assert "pix workflows reconcile" in impatient.stderr
