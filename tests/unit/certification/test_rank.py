"""`pix rank` and taking a calibration in: from answers to the bank that a session loads."""

import json

import pytest
from typer.testing import CliRunner

from chalicelib.adaptive.bank import BankError
from chalicelib.adaptive.calibration.intake import take_in, typical_errors
from chalicelib.adaptive.certification import load
from chalicelib.adaptive.simulation.certification_people import synthetic_bank
from chalicelib.cli.main import app

CALIBRATION = {
    "format": 1,
    "model": "2pl",
    "items": [{"id": "i0", "a": 1.5, "b": 0.25, "a_error": 0.15, "b_error": 0.1, "answers": 900}],
    "left_out": [{"id": "i1", "why": ["wrong-key"]}],
}


@pytest.fixture
def bank_file(tmp_path, items):
    """The test bank as BANK.json."""
    rows = [
        {"id": i.id, "a": i.a, "b": i.b, "competence": i.competence, "topic": i.topic, "level": i.level} for i in items
    ]
    path = tmp_path / "BANK.json"
    path.write_text(json.dumps(rows))
    return path


def rank(*words):
    """The command's outcome."""
    return CliRunner().invoke(app, ["rank", *map(str, words)])


def test_ranked_bank_can_be_loaded_and_says_its_lowest_cap(bank_file, tmp_path):
    """What the command writes is what a session reads; the lowest feasible cap is printed with it."""
    target = tmp_path / "ranked.json"
    done = rank(bank_file, "--output", target, "--max-exposure", 0.1, "--json")
    facts = json.loads(done.stdout)
    bank = load(target.read_bytes())
    assert facts["bank"] == bank.version
    assert (bank.rate, bank.balanced, len(bank.items)) == (0.1, True, 640)
    assert facts["lowest_max_exposure"] == pytest.approx(0.0625)
    assert facts["priced"] > 0


def test_cap_below_the_lowest_is_refused(bank_file, tmp_path):
    """Nothing is written when the bank cannot hold the cap."""
    target = tmp_path / "ranked.json"
    done = rank(bank_file, "--output", target, "--max-exposure", 0.05)
    assert done.exit_code == 2
    assert "0.0625" in done.output
    assert not target.exists()


def test_calibration_is_taken_in(bank_file, tmp_path, items):
    """Measured parameters replace provisional ones; an item with a wrong key disappears; the rest stays."""
    source, target = tmp_path / "calibration.json", tmp_path / "ranked.json"
    source.write_text(json.dumps(CALIBRATION))
    done = rank(bank_file, "--output", target, "--calibration", source)
    assert done.exit_code == 0, done.output
    bank = load(target.read_bytes())
    assert len(bank.items) == len(items) - 1
    assert "i1" not in bank.places
    assert bank.items[bank.places["i0"]].b == 0.25


def test_calibration_of_another_bank_is_refused(items):
    """Ids that the bank does not hold mean that the wrong file was given."""
    with pytest.raises(BankError, match="not in the bank: ghost"):
        take_in(items, {**CALIBRATION, "left_out": [{"id": "ghost", "why": []}]})
    with pytest.raises(BankError, match="not a calibration"):
        take_in(items, {"format": 7})


@pytest.mark.parametrize(
    "change",
    [{"a": 0}, {"a": -1}, {"a": float("nan")}, {"a": "1"}, {"a": 1e9}, {"b": float("inf")}, {"b": True},
     {"a_error": -0.1}, {"b_error": float("nan")}, {"a_error": 1e200}],
)  # fmt: skip
def test_impossible_numbers_of_a_calibration_are_refused(items, change):
    """They would reach every test of the release: the bank's own checks came before the calibration."""
    (row,) = CALIBRATION["items"]
    with pytest.raises(BankError, match="without usable numbers: i0"):
        take_in(items, {**CALIBRATION, "items": [{**row, **change}]})


def test_calibrations_that_contradict_themselves_or_empty_a_competence_are_refused(items):
    """Of two values of one item neither is to be trusted; a competence must not vanish from the certification."""
    with pytest.raises(BankError, match="there more than once: i0"):
        take_in(items, {**CALIBRATION, "left_out": [{"id": "i0", "why": []}]})
    removed = [{"id": item.id, "why": []} for item in items if item.competence in ("1.1", "5.2")]
    with pytest.raises(BankError, match=r"every item is left out in competence 1\.1, 5\.2"):
        take_in(items, {**CALIBRATION, "items": [], "left_out": removed})


def test_typical_errors_are_those_of_the_items_that_have_them():
    """Items without standard errors say nothing about the size of errors."""
    assert typical_errors(CALIBRATION) == (pytest.approx(0.0997, abs=0.001), pytest.approx(0.1))
    assert typical_errors({"items": [{"a_error": None, "b_error": None, "a": 1}]}) == (0.0, 0.0)


def test_a_place_that_cannot_be_written_is_refused_before_anything_is_solved(bank_file, tmp_path):
    """Pricing takes a while: whoever mistyped the folder should know at once."""
    done = rank(bank_file, "--output", tmp_path / "none" / "ranked.json")
    assert (done.exit_code, "ranked.json: not a file in a folder that exists" in done.stderr) == (2, True)
    assert rank(bank_file, "--output", tmp_path / "ranked.json", "--calibration", tmp_path).exit_code == 2


@pytest.mark.parametrize("text", ["{", "[]", '{"format": 1}', pytest.param("[" * 100_000, id="deep")])
def test_unreadable_calibrations_are_refused(bank_file, tmp_path, text):
    """One plain line, exit code 1, whatever is wrong with the file."""
    source = tmp_path / "calibration.json"
    source.write_text(text)
    done = rank(bank_file, "--output", tmp_path / "out", "--calibration", source)
    assert done.exit_code == 1
    assert "calibration" in done.output


def test_each_competence_has_a_cap_of_its_own_when_they_differ_in_size() -> None:
    """One poor competence must not make the items of rich ones seen by everybody."""
    from chalicelib.adaptive.certification import rates
    from chalicelib.adaptive.pricing.prepare import prepare_unequal

    items = synthetic_bank(640, seed=7, topics=8)
    poor = [item for item in items if item.competence == "1.1"][:5]
    bank = prepare_unequal([*poor, *(item for item in items if item.competence != "1.1")], 0.2, 32)
    caps = rates(bank.items, sorted(bank.groups), 32, 0.2)
    assert caps["1.1"] == bank.rate == 0.5
    assert {cap for code, cap in caps.items() if code != "1.1"} == {0.2}
    assert {bank.items[n].competence for n, price in enumerate(bank.prices) if price} >= {"1.1", "5.2"}
