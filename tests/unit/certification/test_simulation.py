"""The simulator, its peers and its command: same seed same output, all columns, clear refusals."""

import json
import xml.etree.ElementTree as ET
from collections import Counter
from itertools import pairwise

import pytest
from typer.testing import CliRunner

from chalicelib.adaptive.certification import SCALE, Exposure
from chalicelib.adaptive.pricing.exposure_lp import solve
from chalicelib.adaptive.simulation.certification import longest_failure_run, overlap
from chalicelib.adaptive.simulation.certification_peers import Flash, Reproducibility
from chalicelib.adaptive.simulation.certification_people import (
    COMPETENCES,
    Population,
    answers_right,
    candidate,
    synthetic_bank,
)
from chalicelib.adaptive.simulation.certification_runs import Plan, run
from chalicelib.cli.main import app

COLUMNS = {
    "strategy", "rmse", "bias", "coverage", "level_exact", "level_within_one", "questions", "longest_failure_run",
    "exposure_max", "never_used", "overlap", "rmse_first_quarter", "rmse_last_quarter", "microseconds_per_decision",
}  # fmt: skip


@pytest.fixture
def bank_file(tmp_path, items):
    """The test bank as BANK.json."""
    rows = [
        {"id": i.id, "a": i.a, "b": i.b, "competence": i.competence, "topic": i.topic, "level": i.level} for i in items
    ]
    path = tmp_path / "BANK.json"
    path.write_text(json.dumps(rows))
    return path


def simulate(*words):
    """The command's outcome."""
    return CliRunner().invoke(app, ["simulate", "certification", *map(str, words)])


def without_times(text):
    """The JSON document without the one figure that a clock decides."""
    document = json.loads(text)
    for row in document["rows"]:
        row.pop("microseconds_per_decision")
    return document


def test_same_seed_same_output_whatever_the_jobs(bank_file):
    """A figure that nobody can repeat proves nothing; another seed must give other people."""
    words = ("--bank", bank_file, "--learners", 24, "--json", "--max-exposure", 0.3)
    one, two, other = simulate(*words), simulate(*words, "--jobs", 2), simulate(*words, "--seed", 2)
    assert one.exit_code == 0, one.output
    assert without_times(one.stdout) == without_times(two.stdout)
    assert without_times(one.stdout)["rows"] != without_times(other.stdout)["rows"]


def test_every_column_is_there_for_every_strategy(bank_file, tmp_path):
    """The table is what rules are compared by: one row each, in the order asked; and the plot is a picture."""
    plot = tmp_path / "out.svg"
    words = ("--learners", 40, "--strategy", "random,priced,profile,flash,reproducibility", "--plot", plot)
    done = simulate("--bank", bank_file, "--json", "--model", "general", *words)
    rows = json.loads(done.stdout)["rows"]
    assert [row["strategy"] for row in rows] == ["random", "priced", "profile", "flash", "reproducibility"]
    assert all(set(row) >= COLUMNS for row in rows)
    assert ET.parse(plot).getroot().tag.endswith("svg")


def test_table_prints_the_lowest_feasible_exposure(bank_file):
    """Whoever chooses a cap must see how low it can go."""
    done = simulate("--bank", bank_file, "--learners", 4, "--strategy", "priced")
    assert "lowest feasible maximum exposure: 0.0625" in done.stdout


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (("--strategy", "guesswork"), 2, "unknown strategy: guesswork"),
        (("--model", "magic"), 2, "unknown model: magic"),
        (("--length", "641"), 2, "641 questions from 640 items"),
        (("--max-exposure", "0.01"), 2, "below 0.0625"),
        (("--slip", "0.6", "--guess", "0.5"), 2, "no room for ability"),
        (("--max-exposure", "nan"), 2, "maximum exposure nan is not in"),
        (("--max-exposure", "1.5"), 2, "maximum exposure 1.5 is not in"),
        (("--deviation", "inf"), 2, "--deviation"),
        (("--profile-noise", "1e300"), 2, "--profile-noise"),
        (("--plot", "nowhere/out.svg"), 2, "nowhere/out.svg: not a file in a folder that exists"),
    ],
)
def test_wrong_arguments_are_refused_before_anything_runs(bank_file, words, code, message):
    """One plain line, exit code 2, nothing simulated."""
    done = simulate("--bank", bank_file, *words)
    assert done.exit_code == code
    assert message in done.output
    assert not done.stdout


def test_rules_that_ask_equal_numbers_need_enough_items_in_each_competence(tmp_path):
    """Ours gives way and says so; a peer that draws from nothing would stop in the middle of the queue."""
    row = {"a": 1, "b": 0, "level": 3}
    rows = [{**row, "id": f"i{k}", "competence": "1.1" if k < 2 else "1.2", "topic": f"t{k}"} for k in range(20)]
    path = tmp_path / "uneven.json"
    path.write_text(json.dumps(rows))
    words = ("--bank", path, "--learners", 2, "--length", 10, "--json", "--strategy")
    done = simulate(*words, "priced,random,reproducibility")
    assert done.exit_code == 2
    assert "random, reproducibility: 5 items needed in each competence, too few in 1.1 (2)" in done.stderr
    assert json.loads(simulate(*words, "priced,flash").stdout)["rows"][0]["questions"] == 10


@pytest.mark.parametrize(
    "text",
    [
        b"{",
        b'{"a": 1}',
        b"[]",
        b"",
        b"\xff",
        b'[{"id": "x", "a": -1, "b": 0}]',
        pytest.param(b"[" * 100_000, id="nested too deeply"),
    ],
)
@pytest.mark.parametrize("command", ["certification", "training"])
def test_bad_bank_files_are_refused(tmp_path, text, command):
    """A broken bank stops with its name and the reason in one line, exit code 1, whichever kind is simulated."""
    path = tmp_path / "bad.json"
    path.write_bytes(text)
    done = CliRunner().invoke(app, ["simulate", command, "--bank", str(path)])
    assert done.exit_code == 1
    assert "bad.json: " in done.stderr
    assert done.stderr.count("\n") == 1


def test_cap_holds_with_prices_and_the_prices_cost_little(items):
    """Prices steer, the cap guarantees: no item above 0.2, whatever the LP says."""
    plan = Plan(items, 120, 3, 32, ("priced",), "general", 0.2)
    figures = run(plan, lambda: 0.0)["priced"]
    assert max(figures.shown.values()) <= 0.2 * 120
    assert figures.questions == 32 * 120


def test_prices_are_positive_only_for_items_in_demand(items):
    """Without a binding cap nothing has a price; with one, the bound can only get worse."""
    free, capped = solve(items, 1.0, 32), solve(items, 0.1, 32)
    assert not free.by_item
    assert capped.by_item
    assert min(capped.by_item.values()) > 0
    assert capped.bound > free.bound


def test_flash_asks_every_competence_before_any_again():
    """The peer must be the rule it claims to be: passage through all competences, one question per topic."""
    bank = synthetic_bank(960, topics=6)
    person = candidate(1, 1, Population(), COMPETENCES, SCALE)
    sat = Flash(bank, SCALE, 32).sit(person, Exposure(), lambda i: answers_right(person, i, Population()))()
    asked = [next(i for i in bank if i.id == name) for name in sat.asked]
    assert {i.competence for i in asked[:16]} == set(COMPETENCES)
    assert len({i.topic for i in asked}) == 32
    assert all(one.competence != two.competence for one, two in pairwise(asked))


def test_reproducibility_confirms_the_able_and_refuses_the_lost():
    """All right keeps the profile, all wrong keeps nothing, in equal numbers of questions per competence."""
    bank = synthetic_bank(960)
    person = candidate(1, 1, Population(), COMPETENCES, SCALE)
    rule = Reproducibility(bank, SCALE, 48)
    kept, lost = rule.sit(person, Exposure(), lambda _: True)(), rule.sit(person, Exposure(), lambda _: False)()
    assert kept.levels == {c.competence: c.level for c in person.profile}
    assert set(lost.levels.values()) == {0}
    counts = Counter(next(i for i in bank if i.id == name).competence for name in kept.asked)
    assert counts == dict.fromkeys(COMPETENCES, 3)
    small = synthetic_bank(320)  # 20 items a competence, fewer of them near: the others are asked before any twice
    assert len(set(Reproducibility(small, SCALE, 320).sit(person, Exposure(), lambda _: True)().asked)) == 320


def test_people_do_not_depend_on_how_many_are_simulated():
    """Person 7 is person 7 in a queue of 10 or 10,000: only so can figures of two sizes be compared."""
    assert candidate(7, 1, Population(), COMPETENCES, SCALE) == candidate(7, 1, Population(), COMPETENCES, SCALE)
    assert candidate(7, 1, Population(), COMPETENCES, SCALE) != candidate(8, 1, Population(), COMPETENCES, SCALE)


def test_counting_helpers():
    """Small arithmetic that every figure rests on."""
    assert longest_failure_run([True, False, False, True, False]) == 2
    assert overlap(Counter(a=2, b=2), 2, 4) == 1
    assert overlap(Counter(a=1, b=1), 2, 2) == 0
