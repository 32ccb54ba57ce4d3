"""Calibration: published values, recovery of known parameters, suspicious items, unreadable answers."""

import csv
import json
import random
from pathlib import Path

import pytest
from typer.testing import CliRunner

from chalicelib.adaptive.bank import read_bank
from chalicelib.adaptive.calibration.answers import AnswersError, read_answers
from chalicelib.adaptive.calibration.marginal import calibrate
from chalicelib.adaptive.calibration.report import calibrated, document, suspicious
from chalicelib.adaptive.calibration.uncertainty import temper
from chalicelib.adaptive.certification.likelihood import probability
from chalicelib.adaptive.simulation.certification_people import synthetic_bank
from chalicelib.cli.main import app

LSAT6 = Path(__file__).parents[2] / "data" / "lsat6.csv"
PUBLISHED_A = (0.8254, 0.7229, 0.8905, 0.6886, 0.6575)
PUBLISHED_B = (-3.3597, -1.3696, -0.2799, -1.8659, -3.1236)
PUBLISHED_LOG_LIKELIHOOD = -2466.653


def lsat6() -> list[str]:
    """The 30 patterns as JSON lines."""
    with LSAT6.open() as file:
        rows = list(csv.DictReader(file))
    patterns = [({f"q{k}": int(x) for k, x in enumerate(row["pattern"], 1)}, int(row["count"])) for row in rows]
    return [json.dumps({"answers": answers, "count": count}) for answers, count in patterns]


def simulated(people: int, items, flipped: str = "", share: float = 1.0, seed: int = 3) -> list[str]:
    """One line per answer; the item `flipped` has its key the wrong way round; each item is asked to a share."""
    rng = random.Random(seed)
    lines = []
    for person in range(people):
        ability = rng.gauss(0, 1)
        for item in items:
            right = rng.random() < probability(item.a, item.b, ability)
            if rng.random() < share:
                row = {"person": f"p{person}", "item": item.id, "right": right != (item.id == flipped)}
                lines.append(json.dumps(row))
    return lines


def test_lsat6_gives_the_published_values():
    """The classical data set has been fitted by many programs since 1970: a, b and likelihood must be theirs."""
    estimate = calibrate(read_answers(lsat6()))
    assert estimate.people == 1000
    assert estimate.converged
    assert list(estimate.a) == pytest.approx(PUBLISHED_A, abs=0.005)
    assert list(estimate.b) == pytest.approx(PUBLISHED_B, abs=0.005)
    assert estimate.log_likelihood == pytest.approx(PUBLISHED_LOG_LIKELIHOOD, abs=0.005)


def test_lsat6_standard_errors_have_the_published_size():
    """Published errors of a are 0.26, 0.19, 0.23, 0.19, 0.21 (from the Hessian); ours are of the same information."""
    estimate = calibrate(read_answers(lsat6()))
    assert list(estimate.a_error) == pytest.approx((0.258, 0.187, 0.233, 0.185, 0.210), abs=0.02)


def test_one_answer_per_line_equals_patterns():
    """Both kinds of line hold the same facts, so they must give the same parameters."""
    long = []
    for n, line in enumerate(lsat6()):
        row = json.loads(line)
        for copy in range(row["count"]):
            long += [
                json.dumps({"person": f"{n}-{copy}", "item": item, "right": bool(right)})
                for item, right in row["answers"].items()
            ]
    assert read_answers(long) == read_answers(lsat6())


def test_known_parameters_are_recovered_from_incomplete_answers():
    """Each person of an adaptive test meets a part of the bank: what was not asked must not count as wrong."""
    items = synthetic_bank(24, seed=4)
    estimate = calibrate(read_answers(simulated(1500, items, share=0.6)))
    known = {item.id: item for item in items}
    for name, a, b, a_error in zip(estimate.items, estimate.a, estimate.b, estimate.a_error, strict=True):
        assert abs(a - known[name].a) < 4.5 * a_error
        assert b == pytest.approx(known[name].b, abs=0.8)
    assert list(estimate.infit) == pytest.approx([1] * 24, abs=0.1)


def test_wrong_key_and_constant_items_are_suspicious_and_left_out():
    """A wrong key shows as able people failing; such an item, or one nobody fails, must never reach a release."""
    items = synthetic_bank(12, seed=5)
    lines = simulated(600, items, flipped=items[3].id)
    lines += [json.dumps({"person": f"p{n}", "item": "gift", "right": True}) for n in range(600)]
    estimate = calibrate(read_answers(lines))
    found = {item.id: item for item in calibrated(estimate)}
    assert {"negative-discrimination", "wrong-key"} <= set(found[items[3].id].suspicions)
    assert "all-right" in found["gift"].suspicions
    first = [item.id for item in suspicious(tuple(found.values()))][:2]
    assert set(first) == {items[3].id, "gift"}
    written = document(estimate, tuple(found.values()))
    assert {row["id"] for row in written["left_out"]} == {items[3].id, "gift"}
    assert all(row["a"] > 0 for row in written["items"])


def test_estimates_of_few_answers_are_flagged():
    """Ten answers give a number too; whoever reads it must be warned."""
    items = synthetic_bank(6, seed=2)
    found = calibrated(calibrate(read_answers(simulated(10, items)), most_cycles=50))
    assert all("few-answers" in item.suspicions for item in found)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", "line 2: not JSON"),
        ("[]", "line 2: not an object"),
        ('{"person": "p"}', "line 2: missing item"),
        ('{"person": "p", "item": "i"}', "line 2: missing right"),
        ('{"person": "p", "item": "i", "right": "yes"}', "line 2: right must be"),
        ('{"answers": {"i": 2}}', "line 2: right must be"),
        ('{"answers": {}}', "line 2: answers must be"),
        ('{"answers": {"i": 1}, "count": 0}', "line 2: count must be"),
        ('{"answers": {"i": 1}, "count": 1' + "0" * 30 + "}", "line 2: count must be"),
        ('{"answers": {" ": 1}}', "line 2: item must be a text"),
        ('{"person": null, "item": "i", "right": 1}', "line 2: person must be a text"),
        ('{"person": "p", "item": ["i"], "right": 1}', "line 2: item must be a text"),
        ('{"person": "p", "item": "\\ud800", "right": 1}', "line 2: item must be a text"),
        ('{"person": "p", "item": "i", "result": "OK"}', "line 2: result must be one of"),
        pytest.param("[" * 100_000, "line 2: not JSON .nested too deeply", id="nested too deeply"),
    ],
)
def test_unreadable_answers_are_named_by_line(line, message):
    """Whoever exported the file must find the line."""
    with pytest.raises(AnswersError, match=message):
        read_answers(['{"person": "p", "item": "i", "right": 1}', line])


def test_results_of_grading_are_read_too():
    """The logs hold results, not booleans: late, skipped and wrong answers are all not right."""
    results = ["ok", "ko", "skipped", "timed_out", "focus_lost"]
    lines = [json.dumps({"person": "p", "item": f"i{k}", "result": result}) for k, result in enumerate(results)]
    assert list(read_answers(lines).persons[0].values()) == [True, False, False, False, False]


def test_empty_answers_are_refused():
    """A file with only blank lines is an error of the export."""
    with pytest.raises(AnswersError, match="no answer"):
        read_answers(["", "  "])


def test_command_writes_a_calibration_that_a_bank_can_take_in(tmp_path):
    """From answers to a release: the file holds a and b by id, ready to join the bank."""
    source, target = tmp_path / "answers.jsonl", tmp_path / "calibration.json"
    source.write_text("\n".join(lsat6()))
    done = CliRunner().invoke(app, ["calibrate", str(source), "--output", str(target), "--json"])
    assert done.exit_code == 0, done.output
    shown, written = json.loads(done.stdout), json.loads(target.read_text())
    assert [row["a"] for row in shown["items"]] == pytest.approx(PUBLISHED_A, abs=0.005)
    assert written["calibration"].startswith("c-")
    rows = [{**row, "competence": "1.1", "topic": row["id"], "level": 1} for row in written["items"]]
    assert len(read_bank(rows)) == 5


def test_command_names_the_bad_line(tmp_path):
    """One plain line on stderr and exit code 1, not a traceback."""
    source = tmp_path / "answers.jsonl"
    source.write_text('{"person": "p", "item": "i", "right": 1}\nnonsense\n')
    done = CliRunner().invoke(app, ["calibrate", str(source)])
    assert done.exit_code == 1
    assert "line 2: not JSON" in done.output


def test_a_calibration_that_did_not_converge_is_not_written(tmp_path):
    """A release would take in numbers that mean nothing; names of items are printed as they are."""
    source, target = tmp_path / "answers.jsonl", tmp_path / "calibration.json"
    source.write_text('{"person": "p", "item": "[red]i", "right": 1}\n')
    done = CliRunner().invoke(app, ["calibrate", str(source), "--output", str(target)])
    assert (done.exit_code, target.exists()) == (1, False)
    assert "no file was written" in done.stderr
    assert "look at [red]i: all-right" in done.stdout
    done = CliRunner().invoke(app, ["calibrate", str(source), "--output", str(tmp_path / "none" / "c.json")])
    assert (done.exit_code, "c.json: not a file in a folder" in done.stderr) == (2, True)


def test_tempering_draws_discriminations_together_and_never_reorders_them():
    """Overestimated items are the ones a test would pick: their a shrinks most, ids and difficulties stay."""
    items = synthetic_bank(300)
    tempered = temper(items, 0.15, 0.15)
    assert [(i.id, i.b) for i in tempered] == [(i.id, i.b) for i in items]
    order = sorted(range(300), key=lambda k: items[k].a)
    assert [tempered[k].a for k in order] == sorted(item.a for item in tempered)
    assert tempered[order[-1]].a < items[order[-1]].a
    assert temper(items, 0.0, 0.0) == pytest.approx(items) or all(
        one.a == pytest.approx(other.a) for one, other in zip(temper(items, 0.0, 0.0), items, strict=True)
    )
