"""Every version of the engine does for ever what it did when it was new."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from chalicelib.adaptive import golden, versions
from chalicelib.adaptive.certification import load

FOLDER = Path(__file__).resolve().parents[2] / "data" / "golden"
RECORDED = [(path.parent.name, path) for path in sorted(FOLDER.glob("*/test-*.json"))]


@pytest.mark.parametrize(("version", "path"), RECORDED, ids=[f"{v}-{p.stem}" for v, p in RECORDED])
def test_a_recorded_test_comes_out_the_same(version: str, path: Path) -> None:
    """A result can be recomputed for ever only if no version changes: same items, levels and pix; abilities to 1e-9."""
    bank = load((path.parent / "bank.json").read_bytes())
    assert list(golden.differences(json.loads(path.read_text()), bank, version)) == []


def test_every_version_is_recorded_in_every_way_a_test_can_end() -> None:
    """A version without golden tests could change unseen."""
    wanted = {"all-right", "all-wrong", "mixed", "alerts", "technical-end", "candidate-end", "left-out"}
    for version in versions.ENGINES:
        assert {path.stem.removeprefix("test-") for found, path in RECORDED if found == version} >= wanted
    assert versions.CURRENT in versions.ENGINES


def test_a_difference_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A check that cannot fail proves nothing."""
    folder = tmp_path / "1"
    folder.mkdir()
    (folder / "bank.json").write_bytes((FOLDER / "1" / "bank.json").read_bytes())
    document = json.loads((FOLDER / "1" / "test-mixed.json").read_text())
    document["result"]["total"] += 1
    document["choices"][3][0] = "another"
    (folder / "test-bad.json").write_text(json.dumps(document))
    assert golden.main([str(tmp_path)]) == 1
    assert "question 4" in (told := capsys.readouterr().out)
    assert "result.total" in told
    assert golden.main([str(tmp_path / "nothing")]) == 1


def test_an_unknown_version_is_named() -> None:
    """A log of a newer program must not be scored by an older one."""
    with pytest.raises(versions.UnknownEngine, match="known: 1"):
        versions.engine("99")


def test_the_replay_needs_nothing_but_python() -> None:
    """So that it runs on each supported Python without installing anything."""
    command = [sys.executable, "-S", "-m", "chalicelib.adaptive.golden", str(FOLDER)]
    done = subprocess.run(command, cwd=FOLDER.parents[2], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_choosing_and_grading_import_nothing_but_python() -> None:
    """Without site-packages nobody else's library can be found, whatever its name."""
    command = [sys.executable, "-S", "-c", "import chalicelib.adaptive.training, chalicelib.grading"]
    done = subprocess.run(command, cwd=FOLDER.parents[2], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
