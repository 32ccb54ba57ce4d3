"""The simulator: its learners, its peer, its bank, its command, and that processes change nothing."""

import importlib.util
import json
import os
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from typer.testing import CliRunner

from chalicelib.adaptive.simulation import training_smart_random as smart_random
from chalicelib.adaptive.simulation.training import NAMES, longest_failure_run, pix_of, play, strategies
from chalicelib.adaptive.simulation.training_bank import SHAPES, InvalidBank, shape, skills_of
from chalicelib.adaptive.simulation.training_learners import Learner, Population, learner
from chalicelib.adaptive.simulation.training_runs import BLOCK, Plan, check, rows, run
from chalicelib.adaptive.training import Settings, Skill
from chalicelib.cli.main import app
from tests.environments import of_a_shell

from .conftest import ladder, seen, state

TIMING = "microseconds_per_decision"


def without_timing(found):
    """Rows without the one column that is measured with a clock."""
    return [{name: value for name, value in row.items() if name != TIMING} for row in found]


def no_clock():
    """A clock that stands still."""
    return 0.0


# ---------------------------------------------------------------- learners


def test_a_learner_depends_on_the_seed_and_the_number_only():
    """Whoever is simulated beside them, and whichever strategy asks, a person stays the same."""
    people = Population()
    assert learner(3, 1, ["t", "u"], people) == learner(3, 1, ["t", "u"], people)
    assert learner(3, 1, ["t"], people).topics["t"] == learner(3, 1, ["u", "t"], people).topics["t"]
    assert learner(3, 1, ["t"], people) != learner(3, 2, ["t"], people)
    assert learner(3, 1, ["t"], people) != learner(4, 1, ["t"], people)


def test_the_population_is_the_one_stated():
    """General levels uniform on [0.5, 7.5], topics normal around them: mean, spread and range of 4,000 people."""
    people = [learner(n, 9, ["t"], Population(topic_sd=1.4)) for n in range(4000)]
    levels = [person.general for person in people]
    assert min(levels) >= 0.5
    assert max(levels) <= 7.5
    assert sum(levels) / 4000 == pytest.approx(4, abs=0.12)
    moves = [person.topics["t"] - person.general for person in people]
    assert sum(moves) / 4000 == pytest.approx(0, abs=0.1)
    assert (sum(move * move for move in moves) / 4000) ** 0.5 == pytest.approx(1.4, abs=0.07)


@pytest.mark.parametrize(("slip", "guess", "share"), [(0, 0, 0.5), (0.2, 0, 0.4), (0, 0.2, 0.6), (0.05, 0.1, 0.525)])
def test_slips_and_guesses_move_the_answers_and_not_the_truth(slip, guess, share):
    """At their own level, people are right half of the time, less slips, plus guesses."""
    skill = Skill("x", "t", 3)
    people = [Learner(str(n), 3, {"t": 3.0}, Population(slip=slip, guess=guess)) for n in range(4000)]
    assert sum(person.answers(skill) for person in people) / 4000 == pytest.approx(share, abs=0.03)
    assert {person.mastery(skill) for person in people} == {0.5}


def test_true_pix_are_the_skills_mastered_at_half_or_more():
    """The border counts: a person exactly at the level of a rung has it."""
    skills = [Skill(f"t{level}", "t", level, value=float(level)) for level in (1, 2, 3, 4)]
    assert Learner("s", 3, {"t": 3.0}, Population()).true_pix(skills) == 6


# ---------------------------------------------------------------- the peer


@pytest.mark.parametrize(
    ("answers", "level"),
    [
        ([], 3.5),
        (["a2+"], 4.5),
        (["a2-"], 1.0),
        (["a2+", "a4+"], 5.5),
        (["a2+", "a4-"], 3.0),
        (["a2-", "a1-"], 0.5),
        (["a2-", "a1+"], 2.0),
        (["a2+", "a4+", "a5+"], 6.5),
        (["a2+", "a4+", "a6-"], 5.0),
    ],
)
def test_the_peer_estimates_as_the_public_rule_does(answers, level):
    """Published worked values: a peer that is weaker than the real rule would flatter us."""
    assert smart_random.estimate(state(ladder("a", 1, 2, 3, 4, 5, 6), *answers)) == level


def test_the_peer_chooses_as_the_public_rule_does():
    """First level 2, easy topics strictly first, nothing more than 2 above, the highest reward, timed ones avoided."""
    six = ladder("a", 1, 2, 3, 4, 5, 6)
    assert smart_random.next_skill(state(six)).id == "a2"
    assert smart_random.next_skill(state(ladder("a", 4, 5))).id == "a4"
    assert smart_random.next_skill(state([*six, *ladder("b", 1, 3)], "a2+")).topic == "b"
    assert smart_random.next_skill(state(ladder("a", 2, 8), "a2+")) is None  # 8 is more than 2 above 4.5
    # level 4.5, rungs 3 to 6 unknown: rewards 1.55, 2.38, 2.38, 1.55 worked by hand; equals are drawn
    assert {smart_random.next_skill(state(six, "a2+", seed=str(n))).id for n in range(30)} == {"a4", "a5"}
    timed = [*ladder("a", 2, timed=(2,)), *ladder("b", 2)]
    assert smart_random.next_skill(state(timed)).id == "b2"
    assert smart_random.next_skill(state(ladder("a", 2, timed=(2,)))).id == "a2"  # softly: rather that than nothing


def test_the_peer_counts_unknown_skills_as_not_validated():
    """It has no model to settle them with."""
    assert set(smart_random.known_only(state(ladder("a", 1, 2, 3), "a1+"))) == {"a1"}


# ---------------------------------------------------------------- banks


def test_the_shapes_are_those_the_figures_are_stated_for():
    """6 ladders of levels 1 to 7 with 29 skills worth 56 pix; 5 topics with 16 to 20 skills of levels 1 to 8."""
    six, five = skills_of(shape("six-ladders")), skills_of(shape("five-topics"))
    assert (len(six), len({s.topic for s in six}), {s.level for s in six}) == (29, 6, set(range(1, 8)))
    assert sum(skill.value for skill in six) == pytest.approx(56)
    assert 16 <= len(five) <= 20
    assert (len({s.topic for s in five}), {s.level for s in five}) == (5, set(range(1, 9)))
    assert len(SHAPES) == 2


ITEM = {"id": "i", "a": 1, "b": 0, "competence": "1.1", "topic": "t", "level": 1}


def test_items_of_one_rung_are_one_skill():
    """Two questions of a rung share its pix; values count the skills of a level inside each competence."""
    bank = [
        ITEM,
        {**ITEM, "id": "j", "timed": True},
        {**ITEM, "id": "k", "topic": "u", "timed": True},
        {**ITEM, "id": "l", "topic": "v"},
        {**ITEM, "id": "m", "competence": "1.2"},
    ]
    found = {skill.id: skill for skill in skills_of(bank)}
    assert set(found) == {"i", "k", "l", "m"}
    assert [found[name].timed for name in "ikl"] == [False, True, False]
    assert [found[name].value for name in "ikl"] == pytest.approx([8 / 3] * 3)
    assert found["m"].value == 4
    assert found["m"].topic != found["i"].topic
    assert [skill.id for skill in skills_of(bank, "1.2")] == ["m"]


@pytest.mark.parametrize(
    ("items", "words"),
    [
        ({}, "list"),
        ([], "no item"),
        ([1], "item 0 is not an object"),
        ([{**ITEM, "id": ""}], "id"),
        ([{**ITEM, "topic": None}], "item 'i': topic"),
        ([{**ITEM, "level": 9}], "item 'i': level"),
        ([{**ITEM, "level": 1.0}], "level"),
        ([{**ITEM, "level": True}], "level"),
        ([{**ITEM, "timed": "no"}], "'i': timed"),
        ([{**ITEM, "a": -1}], "a must be above 0: i"),
        ([{**ITEM, "b": float("nan")}], "b is not finite: i"),
        ([{**ITEM, "competence": None}], "missing competence: i"),
        ([ITEM, ITEM], "'i' is there more than once"),
        ([{**ITEM, "level": 0}, {**ITEM, "id": "j", "topic": ""}], "'i'.*'j'"),
    ],
)
def test_a_bad_bank_is_refused_by_name(items, words):
    """Before anything runs, and all items at fault at once."""
    with pytest.raises(InvalidBank, match=words):
        skills_of(items)
    with pytest.raises(InvalidBank, match=r"competence 9\.9"):
        skills_of([ITEM], "9.9")


# ---------------------------------------------------------------- runs


def test_the_longest_run_is_found_wherever_it_is():
    """At the start, in the middle or at the end."""
    assert longest_failure_run(()) == 0
    assert longest_failure_run(seen("a-", "a-", "a+", "a-")) == 2
    assert longest_failure_run(seen("a+", "a-", "a+", "a-", "a-", "a-")) == 3


def test_processes_change_nothing(six_ladders):
    """More than two blocks, in one process and in two: every figure but the time is the same."""
    plan = Plan(six_ladders, 2 * BLOCK + 7, 5, NAMES[:2])
    alone, ticks = run(plan, no_clock), []
    together = run(plan, no_clock, jobs=2, tick=ticks.append)
    assert rows(plan, alone) == rows(plan, together)
    assert ticks == [BLOCK, BLOCK, 7]
    assert [row["strategy"] for row in rows(plan, alone)] == list(NAMES[:2])


def test_every_strategy_meets_the_same_answers(six_ladders):
    """Paired comparison: a question asked by both is answered the same."""
    person = learner(1, 1, {skill.topic for skill in six_ladders}, Population())
    known = strategies(Settings())
    ours, theirs = (
        {answer.skill: answer.success for answer in play(person, six_ladders, known[name].ask).state.answers}
        for name in NAMES[:2]
    )
    both = set(ours) & set(theirs)
    assert both
    assert all(ours[name] == theirs[name] for name in both)
    assert set(ours) != set(theirs)


def test_a_length_cuts_the_test_and_not_the_path(six_ladders):
    """The first questions are the same; only the end comes earlier."""
    person = learner(1, 1, {skill.topic for skill in six_ladders}, Population())
    ask = strategies(Settings())["bayes"].ask
    whole, cut = play(person, six_ladders, ask).state.answers, play(person, six_ladders, ask, length=3).state.answers
    assert len(whole) > 3
    assert cut == whole[:3]
    (row,) = rows(plan := Plan(six_ladders, 5, 1, ("bayes",), length=2), run(plan, no_clock))
    assert row["questions"] == 2


def test_the_first_and_the_last_quarter_are_those_of_the_queue(six_ladders):
    """They are found again after the blocks were added up: here by playing the same learners apart."""
    plan = Plan(six_ladders, 2 * BLOCK, 5, ("smart-random",))
    quarter = Plan(six_ladders, BLOCK // 2, 5, ("smart-random",))
    (whole,), (first,) = (rows(one, run(one, no_clock)) for one in (plan, quarter))
    assert whole["rmse_first_quarter"] == first["rmse"] != whole["rmse_last_quarter"]
    assert first["rmse_last_quarter"] != first["rmse_first_quarter"]


def test_people_far_from_everything_are_still_people():
    """A population of extremes must not overflow."""
    skill = Skill("x", "t", 8)
    assert Learner("s", 3, {"t": -90.0}, Population(slope=100)).mastery(skill) == 0
    assert Learner("s", 3, {"t": 90.0}, Population(slope=100)).mastery(skill) == 1


def test_figures_of_a_test_that_can_be_followed_by_hand():
    """One learner far above two rungs: both right, no error, no failure, one of one seen."""
    skills = tuple(ladder("a", 2, 3))
    plan = Plan(tuple(Skill(s.id, s.topic, s.level, value=4.0) for s in skills), 3, 1, ("smart-random",),
                Population(lowest=60, highest=60))  # fmt: skip
    (row,) = rows(plan, run(plan, no_clock))
    expected = {
        "learners": 3, "mae_pix": 0, "bias_pix": 0, "level_exact": 1, "questions": 2, "longest_failure_run": 0,
        "failure_runs": {"0": 1.0}, "failure_runs_over_4": 0, "estimated_share": 0, "exposure_max": 1,
        "never_used": 0, "overlap": 1, "coverage": None, "rmse_first_quarter": None,
    }  # fmt: skip
    assert {name: row[name] for name in expected} == expected


def test_pix_count_validated_skills_only():
    """Failed and absent ones bring nothing."""
    skills = [Skill(f"a{level}", "a", level, value=float(level)) for level in (1, 2, 3)]
    standings = smart_random.known_only(state(skills, "a2+", "a3-"))
    assert pix_of(skills, standings) == 3


def test_what_cannot_run_is_refused_before_it_runs(six_ladders):
    """Names, numbers and chances are checked first."""
    for plan, words in (
        (Plan(six_ladders, 1, 1, ("smart",)), "smart"),
        (Plan(six_ladders, 1, 1, ()), "none"),
        (Plan(six_ladders, 0, 1), "learner"),
        (Plan(six_ladders, 1, 1, population=Population(slip=0.6, guess=0.4)), "slip"),
    ):
        with pytest.raises(ValueError, match=words):
            check(plan)


# ---------------------------------------------------------------- figures


def figures_module():
    """The bench script, as it is run."""
    path = Path(__file__).parents[3] / "bench" / "training_figures.py"
    spec = importlib.util.spec_from_file_location("training_figures", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_fewer_questions_and_kinder_than_the_reference():
    """The published figures, at a size that still tells a broken engine from a working one."""
    bench = figures_module()
    found = bench.figures(bench.CASES["six-ladders"], learners=150)
    assert found["question_ratio"] < 0.9
    assert found["error_ratio"] < 1.2
    assert found["failure_runs_over_4"] <= 0.02
    assert found["failure_runs_over_4_reference"] > 0.1
    (part,) = found["parts"]
    assert [row["strategy"] for row in part["rows"]] == list(NAMES)
    ours = part["rows"][0]
    assert ours["coverage"] >= 0.94
    assert abs(ours["bias_pix"]) < 1.5
    assert ours["level_within_one"] > 0.93


def test_the_interval_holds_for_people_who_slip_and_guess():
    """95 % must not be said of people who answer perfectly only: 5 % slips and 10 % guesses are common."""
    bench = figures_module()
    case = bench.CASES["six-ladders, slips and guesses"]
    plan = Plan(skills_of(shape(case.bank)), 250, 1, ("bayes",), case.population)
    (found,) = rows(plan, run(plan, no_clock))
    assert found["coverage"] >= 0.9


# ---------------------------------------------------------------- command


@pytest.fixture
def bank(tmp_path):
    """A bank file, made by the command that makes them."""
    done = CliRunner().invoke(app, ["simulate", "training-bank", "five-topics"])
    assert done.exit_code == 0, done.output
    path = tmp_path / "bank.json"
    path.write_text(done.stdout, encoding="utf-8")
    return path


def simulate(*arguments):
    """The command's outcome."""
    return CliRunner().invoke(app, ["simulate", "training", *map(str, arguments)])


def test_the_command_prints_the_same_for_the_same_seed(bank, tmp_path):
    """JSON for programs, every strategy once, and a picture that is well-formed XML with a line each."""
    picture = tmp_path / "out.svg"
    told = [
        simulate("--bank", bank, "--learners", 30, "--seed", 4, "--jobs", jobs, "--plot", picture, "--json")
        for jobs in (1, 2)
    ]
    assert [one.exit_code for one in told] == [0, 0], told[0].output
    first, second = (json.loads(one.stdout) for one in told)
    assert without_timing(first["rows"]) == without_timing(second["rows"])
    assert (first["skills"], first["learners"], first["seed"]) == (18, 30, 4)
    other = json.loads(simulate("--bank", bank, "--learners", 30, "--seed", 5, "--json").stdout)
    assert without_timing(other["rows"]) != without_timing(first["rows"])
    drawn = ET.fromstring(picture.read_text(encoding="utf-8"))
    assert len(drawn.findall("{http://www.w3.org/2000/svg}polyline")) == 3


def test_the_command_prints_a_table_without_a_progress_bar_in_a_pipe(bank):
    """People get a table; nothing on stderr when it is no terminal."""
    done = simulate("--bank", bank, "--learners", 5, "--strategy", "smart-random", "--slip", 0.05, "--guess", 0.1)
    assert done.exit_code == 0
    assert "smart-random" in done.stdout
    assert not done.stderr


def test_a_terminal_gets_a_progress_bar(tmp_path, bank):
    """Whoever waits sees how far it is; what is on stdout stays clean."""
    terminal, end = os.openpty()
    command = [sys.executable, "-m", "chalicelib.cli", "simulate", "training", "--bank", str(bank), "--json"]
    done = subprocess.run(
        [*command, "--learners", "5"], stdout=subprocess.PIPE, stderr=end, env=of_a_shell(), check=True
    )
    os.close(end)
    assert b"learners" in os.read(terminal, 4096)
    os.close(terminal)
    assert json.loads(done.stdout)["learners"] == 5


def test_the_command_refuses_in_one_line(bank, tmp_path):
    """Wrong arguments leave with 2, a bank that cannot be used with 1, both in one line that names the fault."""
    bad = tmp_path / "bad.json"
    bad.write_text('[{"id": "x", "topic": "t", "level": 12}]', encoding="utf-8")
    broken = tmp_path / "broken.json"
    broken.write_text("[", encoding="utf-8")
    for arguments, code, words in (
        (["--bank", bank, "--strategy", "clever"], 2, "clever"),
        (["--bank", bank, "--slip", 0.7, "--guess", 0.7], 2, "slip"),
        (["--bank", bad], 1, "'x': level"),
        (["--bank", broken], 1, "JSON"),
        (["--bank", bank, "--competence", "9.9"], 1, "9.9"),
        (["--bank", bank, "--learners", 2, "--plot", tmp_path / "no" / "where.svg"], 2, "where.svg"),
    ):
        done = simulate(*arguments)
        assert (done.exit_code, words in done.stderr) == (code, True), done.stderr
        assert done.stderr.count("\n") == 1
        assert not done.stdout
    assert CliRunner().invoke(app, ["simulate", "training-bank", "round"]).exit_code == 2
