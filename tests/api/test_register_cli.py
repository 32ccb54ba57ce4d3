"""The operator tells the national register in the terminal, of certificates that were really issued."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest
from typer.testing import CliRunner, Result

from chalicelib.bootstrap import House
from chalicelib.certificates.register.model import flux_id
from chalicelib.certification.store.rows import CertificationRow, to_json
from chalicelib.cli import certificates, certificates_register
from tests.fakes.accounts import MemoryExecutions
from tests.fakes.issuance import Batch
from tests.fakes.jury import Sitting, with_executions
from tests.fakes.register import ids, receipt

Pix = Callable[..., Result]
CONTRACT = ("--client", "03ABC123", "--contract", "MCFCER000001", "--code", "RS1234")


@pytest.fixture
def batch(rooms: House) -> Batch:
    """Two certificates, issued four months ago; the centre knew the sex of the first candidate only."""
    with_executions(rooms, MemoryExecutions())
    found = Batch.decided(rooms, Sitting(), Sitting())
    enrolled = msgspec.structs.replace(found.before.candidates[0], sex="F", birth_country="FRANCE")
    CertificationRow(f"session#{found.before.id}", f"candidate#{enrolled.id}", data=to_json(enrolled)).save()
    found.publish()
    found.issue()
    clock: Any = rooms.clock
    clock.move(days=125)
    return found


@pytest.fixture
def pix(rooms: House, monkeypatch: pytest.MonkeyPatch) -> Pix:
    """`pix certificates register ...` on this deployment."""
    monkeypatch.setattr(certificates_register, "rooms", lambda: rooms)
    return lambda *words: CliRunner().invoke(certificates.app, ["register", *map(str, words)])


def test_told_answered_mended(batch: Batch, pix: Pix, tmp_path: Path) -> None:
    """A round with the register: exported, one left out, refused, mended, told again, accepted."""
    first, second = (batch.certificate(number) for number in (0, 1))
    assert first
    assert second
    done = pix("export", "--out", tmp_path, "--json", *CONTRACT)
    assert done.exit_code == 0, done.output
    made = json.loads(done.stdout)
    (file,) = made["files"]
    assert ids(tmp_path / file["name"]) == [first.certificate.id]
    assert made["why"] == [{"code": second.certificate.code, "reason": "missing:sex"}]
    assert pix("export", "--out", tmp_path, *CONTRACT).stdout.endswith(".\n")
    assert f"  {second.certificate.code}  left out: missing: sex\n" in pix("status", made["export"]).stdout

    answer = tmp_path / "answer.xml"
    answer.write_text(receipt(flux_id(made["export"], 1), refused={first.certificate.id: "Aucun titulaire"}))
    read = pix("receipts", answer)
    assert (read.exit_code, f"{first.certificate.code}  refused: Aucun titulaire" in read.stdout) == (0, True)
    shown = pix("status", made["export"])
    assert "1 refused, 0 wait for a receipt, 1 left out" in shown.stdout
    assert {first.certificate.code, second.certificate.code} <= set(shown.stdout.split())

    nowhere = pix("mend", first.certificate.code, "--last-name", "D'Été", "--birth-date", "1.2.2001")
    assert nowhere.exit_code == 1
    assert "--birth-date: A date is needed, as YYYY-MM-DD. --birth-insee-code: Enter the" in nowhere.stderr
    place = ("--birth-country", "France", "--birth-insee-code", "75115")
    assert pix("mend", first.certificate.code, *place).exit_code == 0
    assert pix("mend", second.certificate.code, "--sex", "M", *place).exit_code == 0
    clock: Any = batch.rooms.clock
    clock.move(days=1)
    again = pix("export", "--out", tmp_path, *CONTRACT)
    assert "2 told, in 1 file." in again.stdout
    export = json.loads(pix("status", "--json").stdout)["exports"][-1]["id"]
    answer.write_text(receipt(flux_id(export, 1), [first.certificate.id, second.certificate.id, "other"]))
    read = pix("receipts", answer)
    assert (read.exit_code, "Not in that file (1): other" in read.stdout) == (1, True)
    known = json.loads(pix("status", export, "--json").stdout)
    assert (known["accepted"], known["unsettled"]) == (2, [])
    assert "Due: nothing." in pix("status").stdout

    (known,) = batch.rooms.accounts.personal["certificates"].export("person-1")["certificates"]
    register = known["national_register"]
    assert (register["told"]["state"], register["mended"]["sex"]) == ("accepted", "M")


WRONG: tuple[tuple[tuple[str, ...], int, str], ...] = (
    (("export", "--out", "x", "--code", "RS1"), 2, "PIX_REGISTER_CLIENT"),
    (("export", "--out", "x", *CONTRACT, "--type", "RX"), 2, "PIX_REGISTER_TYPE"),
    (("export", "--out", "x", *CONTRACT, "--until", "2999-01"), 2, "a month that is over"),
    (("export", "--out", "x", *CONTRACT, "--until", "2026-1"), 2, "a month that is over"),
    (("export", "--out", "x", *CONTRACT, "--until", "2020-01", "--again", "X"), 2, "has no --until"),
    (("export", "--out", "x", *CONTRACT, "--again", "X"), 1, "no finished export X"),
    (("export", *CONTRACT), 2, "--out"),
    (("export", "--out", "x", *CONTRACT, "--chunk", "999"), 2, "--chunk"),  # a record of all files has its limit
    (("receipts", "missing.xml"), 2, "cannot be read"),
    (("status", "X"), 1, "no export X"),
    (("mend", "P-XXXX"), 2, "is no code"),
    (("mend", "P-22222222222"), 1, "no certificate bears"),
)


def test_what_is_due_later_is_told(batch: Batch, pix: Pix, tmp_path: Path) -> None:
    """Nothing due would look as if nothing had been issued; what cannot be told yet is said with how to mend it."""
    told = pix("export", "--out", tmp_path, "--until", "2020-01", *CONTRACT)
    assert told.stdout.startswith("Nothing is due up to 2020-01. Due later: ")
    assert told.stdout.endswith(": 2 (--until).\n")
    assert "pix certificates register mend CODE" in pix("export", "--out", tmp_path, *CONTRACT).stdout


def test_what_cannot_be_done_is_said_in_a_line(rooms: House, pix: Pix) -> None:
    """Wrong arguments end with 2, a job that cannot be done with 1; neither writes anything."""
    for words, code, why in WRONG:
        done = pix(*words)
        assert (done.exit_code, why in done.stderr) == (code, True), done.output
    assert not Path("x").exists()


def test_a_folder_that_cannot_be_written(batch: Batch, pix: Pix, tmp_path: Path) -> None:
    """The export is begun, and says that the same command goes on: elsewhere, if need be."""
    blocked = tmp_path / "file"
    blocked.write_text("")
    done = pix("export", "--out", blocked / "x", *CONTRACT)
    assert (done.exit_code, "it goes on with what was begun" in done.stderr) == (1, True), done.output
    assert "NOT FINISHED" in pix("status").stdout
    finished = pix("export", "--out", tmp_path / "y", *CONTRACT)
    assert "that had not come to its end" in finished.stdout
    assert "NOT FINISHED" not in pix("status").stdout
    lost = json.loads(pix("status", "--json").stdout)["exports"][0]["id"]
    assert "1 told, in 1 file." in pix("export", "--out", tmp_path / "z", "--again", lost, *CONTRACT).stdout
