"""`pix config show` and `pix openapi`: what a deployment decides, and what the API declares."""

import json
from dataclasses import fields
from pathlib import Path

import pytest
from typer.testing import CliRunner

from chalicelib.cli.main import app
from chalicelib.shared.rules import Rules
from chalicelib.shared.settings import VARIABLES

SECRET = "0123456789abcdef-token-secret"


@pytest.fixture
def pix(monkeypatch: pytest.MonkeyPatch) -> CliRunner:
    """A command line without settings of the machine."""
    for name in VARIABLES.values():
        monkeypatch.delenv(name, raising=False)
    return CliRunner()


def test_everything_is_shown_with_its_source(pix: CliRunner) -> None:
    """Whoever asks why the service behaves so must see each value and whether somebody chose it."""
    environment = {"PIX_STAGE": "beta", "PIX_RULE_IMPROVE_AFTER_DAYS": "1.5"}
    result = pix.invoke(app, ["config", "show", "--json"], env=environment)
    lines = {(line["kind"], line["name"]): line for line in json.loads(result.stdout)["items"]}
    assert {name for kind, name in lines if kind == "rule"} == {field.name for field in fields(Rules)}
    assert {name for kind, name in lines if kind == "setting"} == set(VARIABLES)
    stage, improve, reset = (
        lines[key] for key in (("setting", "stage"), ("rule", "improve_after_days"), ("rule", "reset_after_days"))
    )
    assert (stage["value"], stage["source"], stage["variable"]) == ("beta", "environment", "PIX_STAGE")
    assert (improve["value"], improve["source"]) == (1.5, "environment")
    assert (reset["value"], reset["source"], reset["variable"]) == (7, "default", "PIX_RULE_RESET_AFTER_DAYS")


@pytest.mark.parametrize("options", [[], ["--json"]])
def test_secrets_are_never_shown(pix: CliRunner, options: list[str]) -> None:
    """The output ends up in tickets and logs."""
    result = pix.invoke(app, ["config", "show", *options], env={"PIX_TOKEN_SECRET": SECRET})
    assert SECRET not in result.output
    assert "(set)" in result.output
    assert "(not set)" in pix.invoke(app, ["config", "show", *options]).output


@pytest.mark.parametrize(("name", "value"), [("PIX_RULE_NOTHING", "1"), ("PIX_RULE_MAX_LEVEL", "seven")])
def test_what_cannot_be_read_is_named(pix: CliRunner, name: str, value: str) -> None:
    """A typing error in a setting must not be ignored: one plain line, exit code 1."""
    result = pix.invoke(app, ["config", "show"], env={name: value})
    assert result.exit_code == 1
    assert name.removeprefix("PIX_RULE_").lower() in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_the_openapi_document_is_written_and_compared(pix: CliRunner, tmp_path: Path) -> None:
    """Continuous integration must notice a file that the code has left behind."""
    out = tmp_path / "docs" / "openapi.json"
    check = ["openapi", "--check", "--out", str(out)]
    assert pix.invoke(app, check).exit_code == 1
    assert not out.exists()
    assert pix.invoke(app, ["openapi", "--out", str(out)]).exit_code == 0
    assert json.loads(out.read_text())["openapi"] == "3.1.0"
    assert pix.invoke(app, check).exit_code == 0
    out.write_text(out.read_text().replace("3.1.0", "3.0.0"))
    result = pix.invoke(app, check)
    assert (result.exit_code, len(result.stderr.splitlines())) == (1, 1)
