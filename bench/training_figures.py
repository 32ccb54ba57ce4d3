"""Prints, as JSON, how training compares with the reference rule on the same learners and the same answers.

    python bench/training_figures.py [--learners 20000] [--jobs 2] [--seed 1] [--case NAME ...]

Each case is one bank and one kind of learner; in the project's bank the learners are shared out over its 16
competences, one test each. `question_ratio` and `error_ratio` are ours over the reference rule's:
questions asked, and mean absolute error in pix. The row "smart-random+readout" is the reference's answers read by our
model.
"""

import argparse
import json
import time
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from chalicelib.adaptive.simulation.training_bank import shape, skills_of
from chalicelib.adaptive.simulation.training_learners import Population
from chalicelib.adaptive.simulation.training_runs import Plan, describe, rows, run
from chalicelib.adaptive.training import Settings, Skill
from chalicelib.content import releases

OURS, PEER = "bayes", "smart-random"
PROJECT = "project"
DEFAULT, ALSO_UNSHOWN = Settings(), Settings(estimate_unshown=True)
TARGETS = {"question_ratio": 0.85, "question_ratio_stretch": 0.70, "error_ratio": 1.0, "failure_runs_over_4": 0.01}


@dataclass(frozen=True)
class Case:
    """One bank and one population; ours always believes in topic s.d. 1.0 and slope 1.5."""

    bank: str
    population: Population = field(default_factory=Population)
    settings: Settings = DEFAULT


CASES = {
    "six-ladders": Case("six-ladders"),
    "six-ladders, slips and guesses": Case("six-ladders", Population(slip=0.05, guess=0.10)),
    "six-ladders, topic s.d. 0.7": Case("six-ladders", Population(topic_sd=0.7)),
    "six-ladders, topic s.d. 1.4": Case("six-ladders", Population(topic_sd=1.4)),
    "five-topics": Case("five-topics"),
    "five-topics, slips and guesses": Case("five-topics", Population(slip=0.05, guess=0.10)),
    "six-ladders, pix also without a right answer": Case("six-ladders", settings=ALSO_UNSHOWN),
    "project's bank": Case(PROJECT),
    "project's bank, slips and guesses": Case(PROJECT, Population(slip=0.05, guess=0.10)),
}


@cache
def competences() -> tuple[tuple[Skill, ...], ...]:
    """The skills of this repository's content that can be played, competence by competence."""
    index = releases.build(Path(__file__).parents[1] / "content").index
    untimed = {each.skill for each in index.challenges if each.active and not each.timer}
    return tuple(
        tuple(
            Skill(skill.id, skill.topic, skill.level, timed=skill.id not in untimed, value=skill.value)
            for skill in index.skills
            if skill.competence == code and skill.playable
        )
        for code in sorted({skill.competence for skill in index.skills})
    )


def plans(case: Case, learners: int, seed: int) -> list[Plan]:
    """One simulation per competence of the case's bank; together about `learners` tests."""
    banks = competences() if case.bank == PROJECT else (skills_of(shape(case.bank)),)
    each = max(1, learners // len(banks))
    return [
        Plan(skills, each, seed + number, population=case.population, settings=case.settings)
        for number, skills in enumerate(banks)
    ]


def figures(case: Case, learners: int, seed: int = 1, jobs: int = 1) -> dict[str, object]:
    """Ours against the reference, which targets hold, and the rows of every strategy in each competence."""
    started = time.perf_counter()
    parts = []
    for plan in plans(case, learners, seed):
        told = rows(plan, run(plan, time.perf_counter, jobs))
        parts.append({**describe(plan), "rows": told})
    compared = {
        "question_ratio": _ratio(parts, "questions"),
        "error_ratio": _ratio(parts, "mae_pix"),
        "error_ratio_reference_with_our_readout": _ratio(parts, "mae_pix", f"{PEER}+readout"),
        "coverage": _mean(parts, "coverage"),
        "failure_runs_over_4": _mean(parts, "failure_runs_over_4"),
        "failure_runs_over_4_reference": _mean(parts, "failure_runs_over_4", PEER),
    }
    reached = {
        name: compared[name] <= TARGETS[name] for name in ("question_ratio", "error_ratio", "failure_runs_over_4")
    }
    seconds = round(time.perf_counter() - started, 1)
    return {**compared, "reached": reached, "seconds": seconds, "parts": parts}


def _mean(parts: list[dict], column: str, strategy: str = OURS) -> float:
    """Mean of a column over the parts, which are of equal size."""
    found = [row[column] for part in parts for row in part["rows"] if row["strategy"] == strategy]
    return round(sum(found) / len(found), 5)


def _ratio(parts: list[dict], column: str, strategy: str = OURS) -> float:
    return round(_mean(parts, column, strategy) / _mean(parts, column, PEER), 4)


def main() -> None:
    """Run the cases asked for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--learners", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--case", action="append", choices=sorted(CASES))
    asked = parser.parse_args()
    names = asked.case or list(CASES)
    found = {name: figures(CASES[name], asked.learners, asked.seed, asked.jobs) for name in names}
    print(json.dumps({"targets": TARGETS, "cases": found}, indent=1))


if __name__ == "__main__":
    main()
