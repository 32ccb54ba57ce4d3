"""`pix centre`, on a real engine: how the operator lets centres in."""

import json
import re
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from chalicelib.bootstrap import House
from chalicelib.cli import centre as family
from chalicelib.shared.mail import OutboxMail


@pytest.fixture
def pix(rooms: House, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Runs a command on the deployment of this test."""
    monkeypatch.setattr(family, "rooms", lambda: rooms)
    return lambda *words: CliRunner().invoke(family.app, words)


def ok(result: Result) -> str:
    assert result.exit_code == 0, result.output
    return result.stdout


def test_a_centre_is_let_in_and_suspended(pix: Any, rooms: House) -> None:
    """Everything an operator does for a centre, and its trace in the trail."""
    made = json.loads(ok(pix("add", "Lycée Ada", "--type", "SCO", "--external-id", "0750001A", "--json")))
    assert (made["status"], made["type"]) == ("approved", "SCO")
    sent = ok(pix("invite", made["id"], "ada@example.org", "--language", "en"))
    assert re.fullmatch(r"Sent to ada@example.org; valid until 2026-12-22\.\n", sent)
    assert ok(pix("invite", made["id"], "ada@example.org", "--language", "en")) == sent
    assert isinstance(rooms.mail, OutboxMail)
    assert [mail.to for mail in rooms.mail.messages()] == ["ada@example.org"]
    ok(pix("suspend", made["id"]))
    assert re.search(r"suspended +SCO +0750001A +Lycée Ada", ok(pix("list")))
    assert json.loads(ok(pix("approve", made["id"], "--json"))) == made
    acts = [entry.act for entry in rooms.trail.entries(f"centre-{made['id']}")]
    assert acts == ["approved", "invited", "suspended", "approved"]


def test_refusals_are_one_plain_line(pix: Any) -> None:
    """What is not there fails the job (1), what is not allowed is a wrong argument (2)."""
    for words, code in (
        (("approve", "nothing"), 1),
        (("invite", "nothing", "ada@example.org"), 1),
        (("add", "Lycée Ada", "--type", "XYZ"), 2),
        (("add", " ", "--type", "PRO"), 2),
        (("invite", "nothing", "nobody"), 2),
        (("invite", "nothing", "a@b.example", "--role", "king"), 2),
    ):
        refused = pix(*words)
        assert (refused.exit_code, len(refused.stderr.splitlines())) == (code, 1), words
