"""`pix audit`, as who watches over the service uses it."""

import json
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from chalicelib.bootstrap import House
from chalicelib.cli.audit import app
from chalicelib.shared.audit.store import ChainRow, EntryRow, HeadRow
from chalicelib.shared.settings import Settings


@pytest.fixture
def house(tables: Settings) -> House:
    made = House(tables)
    for number in range(3):
        made.trail.write("S1", "voted", f"P{number}", "K1", {"round": 1})
        made.trail.write("S2", "planned", "P9", "S2")
    return made


@pytest.fixture
def pix(house: House, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Runs a command on the deployment of this test."""
    settings = house.settings
    for name in ("stage", "table_prefix", "data_dir", "token_secret"):
        monkeypatch.setenv(f"PIX_{name.upper()}", str(getattr(settings, name)))

    def run(*words: str) -> Result:
        return CliRunner().invoke(app, words)

    return run


def test_a_whole_trail_is_told_so(pix: Any) -> None:
    """Nothing to complain about, before and after an anchor."""
    for words in (["verify"], ["anchor"], ["verify"], ["verify", "--session", "S1"], ["verify", "--anchors"]):
        told = pix(*words)
        assert told.exit_code == 0, told.output
    assert json.loads(pix("verify", "--json").stdout) == []


def test_the_first_bad_entry_is_named(pix: Any) -> None:
    """Which chain, which entry, what is wrong: exit code 1, for a schedule to notice."""
    pix("anchor")
    EntryRow.get("audit#S1", "0000002").delete()
    told = pix("verify")
    assert told.exit_code == 1
    assert told.stderr == "pix audit: chain S1: entry 2 is missing: entry 3 follows entry 1\n"
    assert pix("verify", "--session", "S2").exit_code == 0
    assert pix("verify", "--anchors").exit_code == 0
    assert [found["where"] for found in json.loads(pix("verify", "--json").stdout)] == ["chain S1: entry 2"]


def test_a_chain_reads_as_it_was_written(pix: Any) -> None:
    """Who did what on what, with the details."""
    lines = pix("show", "S1").stdout.splitlines()
    assert len(lines) == 3
    assert all("voted" in line and "by P" in line and "round=1" in line for line in lines)
    assert [json.loads(line)["number"] for line in pix("show", "S1", "--json").stdout.splitlines()] == [1, 2, 3]


def test_an_anchor_is_one_a_day(pix: Any) -> None:
    """A second run tells of the first."""
    first, second = (json.loads(pix("anchor", "--json").stdout) for _ in range(2))
    assert first == second
    assert first["count"] == 2


@pytest.mark.parametrize("chain", ["nope", "", "12345678", "a b", "centre-nope"])
def test_what_nobody_wrote_is_not_called_whole(pix: Any, chain: str) -> None:
    """A mistyped session must not come back as proof that nothing was changed."""
    pix("anchor")
    for words in (["verify", "--session", chain], ["verify", "--session", chain, "--json"], ["show", chain]):
        told = pix(*words)
        assert (told.exit_code, told.stdout) == (1, "")
        assert told.stderr.startswith(f"pix audit: there is no chain {chain!r}")
        assert told.stderr.count("\n") == 1


def test_a_chain_that_is_gone_is_a_flaw(pix: Any, house: House) -> None:
    """Removed as a whole it is known from its line in the list, and with that gone too, from an anchor."""
    for row in (*EntryRow.query("audit#S1"), HeadRow("audit#S1", "head")):
        row.delete()
    for words in (["verify"], ["verify", "--session", "S1"]):
        told = pix(*words)
        assert (told.exit_code, told.stderr) == (
            1,
            "pix audit: chain S1: entry 1 is missing: the list of chains names it\n",
        )
    house.trail.write("S1", "voted", "P1", "K1")
    pix("anchor")
    for row in (*EntryRow.query("audit#S1"), HeadRow("audit#S1", "head"), *ChainRow.scan(ChainRow.sk == "S1")):
        row.delete()
    told = pix("verify", "--session", "S1")
    assert (told.exit_code, told.stderr) == (
        1,
        "pix audit: chain S1: entry 1 is missing: a signed anchor names entry 1\n",
    )


def test_a_chain_that_no_list_names_is_a_flaw(pix: Any) -> None:
    """Taken off the list, a chain would be in no anchor and no check of everything."""
    (row,) = ChainRow.scan(ChainRow.sk == "S2")
    row.delete()
    assert pix("verify", "--session", "S2").stderr == "pix audit: chain S2: entry 1 is in no list of chains\n"


def test_one_chain_or_the_anchors(pix: Any) -> None:
    """Both at once would leave the chain unread and call it whole."""
    assert pix("verify", "--session", "S1", "--anchors").exit_code == 2


def test_what_was_checked_is_told(pix: Any, house: House) -> None:
    """Whoever looked at the wrong deployment sees it by the numbers."""
    assert pix("verify").stdout == "The audit trail is what was written: 2 chains, 0 signed anchors.\n"
    pix("anchor")
    assert pix("verify", "--anchors").stdout == "The audit trail is what was written: 1 signed anchor.\n"
    assert pix("verify", "--session", "S1").stdout == "The chain S1 is what was written.\n"
