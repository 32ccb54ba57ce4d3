"""`pix content` as an author uses it, on a small bank and a real engine."""

import json
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from chalicelib.cli.content import app
from chalicelib.shared.settings import Settings

ROOT = Path(__file__).resolve().parents[3] / "content"


@pytest.fixture
def small(tmp_path: Path, tables: Settings, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the bank with one topic; the environment points at the test's own tables."""
    root = tmp_path / "content"
    (root / "core" / "1.2").mkdir(parents=True)
    for name in ("core/framework.yaml", "core/1.2/file-names.yaml", "generators", "lessons"):
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, root / name)
    monkeypatch.setenv("PIX_TABLE_PREFIX", tables.table_prefix)
    monkeypatch.setenv("PIX_DATA_DIR", str(tmp_path / "data"))
    return root


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(each) for each in arguments])


def test_publishing_then_publishing_again(small: Path) -> None:
    """The second run must see that nothing changed, without compiling."""
    first = run("publish", "--content", small, "--json")
    assert first.exit_code == 0, first.output
    assert json.loads(first.stdout)["new"] is True
    again = json.loads(run("publish", "--content", small, "--json").stdout)
    assert again == {"release": json.loads(first.stdout)["release"], "new": False}


def test_a_broken_file_is_named_and_nothing_is_published(small: Path) -> None:
    """A wrong file must stop the release, with its file and line, and leave the current release alone."""
    before = json.loads(run("publish", "--content", small, "--json").stdout)["release"]
    topic = small / "core" / "1.2" / "file-names.yaml"
    topic.write_text(topic.read_text().replace("type: QCM", "type: QCX"))
    broken = run("publish", "--content", small)
    assert broken.exit_code == 1
    assert "content/core/1.2/file-names.yaml:" in broken.stdout
    assert "nothing was published" in broken.stderr
    assert run("diff", before, "current", "--content", small).stdout == "The same.\n"


def test_retiring_a_challenge_shows_in_the_difference(small: Path) -> None:
    """An author must see what a release would change before publishing it."""
    run("publish", "--content", small)
    topic = small / "core" / "1.2" / "file-names.yaml"
    before, rest = topic.read_text().split("      - id: b\n        type: QCU\n")
    block, after = rest.split("\n  - level: 4", 1)
    retired = f"      - id: b\n        status: retired\n        type: QCU\n{block}"
    successor = f"      - id: c\n        type: QCU\n{block}"
    topic.write_text(f"{before}{retired}\n{successor}\n  - level: 4{after}")
    found = json.loads(run("diff", "current", "--content", small, "--json").stdout)
    assert found["retired_challenges"] == ["file-names-3-b"]
    assert found["added_challenges"] == ["file-names-3-c"]
    assert found["changed_challenges"] == []


def test_a_calibration_makes_a_release_of_its_own(small: Path, tmp_path: Path) -> None:
    """What was measured reaches the tests of the next release; a calibration of another bank publishes nothing."""
    before = json.loads(run("publish", "--content", small, "--json").stdout)["release"]
    run("bank", "--out", tmp_path / "bank.json", "--content", small)
    (item, *_) = json.loads((tmp_path / "bank.json").read_text())
    row = {"id": item["id"], "a": 1.5, "b": 0.75, "a_error": None, "b_error": None, "answers": 900}
    document = {"format": 1, "model": "2pl", "items": [row], "left_out": []}
    file = tmp_path / "calibration.json"
    file.write_text(json.dumps(document))
    words = ("publish", "--content", small, "--calibration", file, "--json")
    done, again = json.loads(run(*words).stdout), json.loads(run(*words).stdout)
    assert done["new"] is True
    assert again == {"release": done["release"], "new": False}
    found = json.loads(run("diff", before, "current", "--content", small, "--json").stdout)
    assert found["changed_challenges"] == [item["id"]]
    file.write_text(json.dumps({**document, "items": [{**row, "id": "ghost"}]}))
    refused = run(*words)
    assert (refused.exit_code, "not in the bank: ghost; nothing was published" in refused.stderr) == (1, True)


def test_an_unknown_challenge_or_release_is_refused(small: Path) -> None:
    """A typing error must give one plain line, not a traceback."""
    unknown = "r-000000000000"
    for arguments in (
        ("show", "nothing-1-a"),
        ("preview", "nothing-1-a"),
        ("diff", unknown, "files"),
        ("bank", unknown),
    ):
        result = run(*arguments, "--content", small)
        assert (result.exit_code, len(result.stderr.splitlines())) == (1, 1)


@pytest.mark.parametrize("competence", ["9.9", "../core", "core"])
def test_a_competence_that_is_not_there_is_not_without_fault(small: Path, competence: str) -> None:
    """A typing error must not come back as a bank with nothing to mend."""
    for command in ("check", "stats", "questions"):
        result = run(command, competence, "--content", small)
        assert (result.exit_code, result.stdout) == (2, "")
        assert f"there is no competence '{competence}'" in result.stderr


def test_the_certification_bank_comes_out_as_a_list_and_ranked(small: Path, tmp_path: Path) -> None:
    """Simulations and calibrations work on the very bank that is published: by file, and by release."""
    from chalicelib.adaptive.bank import read_bank
    from chalicelib.adaptive.certification import load

    out, ranked = tmp_path / "bank.json", tmp_path / "ranked.json"
    done = run("bank", "--out", out, "--ranked", ranked, "--content", small)
    assert done.exit_code == 0, done.output
    items = read_bank(json.loads(out.read_text()))
    bank = load(ranked.read_bytes())
    assert bank.items == items
    assert bank.version in done.stdout
    run("publish", "--content", small)
    again = run("bank", "current", "--ranked", ranked, "--content", small)
    assert bank.version in again.stdout
    assert load(ranked.read_bytes()) == bank
    refused = run("bank", "--out", tmp_path / "nowhere" / "bank.json", "--content", small)
    assert (refused.exit_code, len(refused.stderr.splitlines())) == (1, 1)
