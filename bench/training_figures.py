"""Prints, as JSON, how training compares with the reference rule on the same learners and the same answers.

    python bench/training_figures.py [--learners 20000] [--jobs 2] [--seed 1] [--case NAME ...]

Each case is one bank and one kind of learner. `question_ratio` and `error_ratio` are ours over the reference rule's:
questions asked, and mean absolute error in pix. The row "smart-random+readout" is the reference's answers read by our
model.
"""

import argparse
import json
import time
from dataclasses import dataclass, field

from chalicelib.adaptive.simulation.training_bank import shape, skills_of
from chalicelib.adaptive.simulation.training_learners import Population
from chalicelib.adaptive.simulation.training_runs import Plan, describe, rows, run

OURS, PEER = "bayes", "smart-random"
TARGETS = {"question_ratio": 0.85, "question_ratio_stretch": 0.70, "error_ratio": 1.0, "failure_runs_over_4": 0.01}


@dataclass(frozen=True)
class Case:
    """One bank and one population; ours always believes in topic s.d. 1.0 and slope 1.5."""

    bank: str
    population: Population = field(default_factory=Population)


CASES = {
    "six-ladders": Case("six-ladders"),
    "six-ladders, slips and guesses": Case("six-ladders", Population(slip=0.05, guess=0.10)),
    "six-ladders, topic s.d. 0.7": Case("six-ladders", Population(topic_sd=0.7)),
    "six-ladders, topic s.d. 1.4": Case("six-ladders", Population(topic_sd=1.4)),
    "five-topics": Case("five-topics"),
    "five-topics, slips and guesses": Case("five-topics", Population(slip=0.05, guess=0.10)),
}


def figures(case: Case, learners: int, seed: int = 1, jobs: int = 1) -> dict[str, object]:
    """Rows of every strategy, ours against the reference, and which targets hold."""
    plan = Plan(skills_of(shape(case.bank)), learners, seed, population=case.population)
    started = time.perf_counter()
    totals = run(plan, time.perf_counter, jobs)
    found = {row["strategy"]: row for row in rows(plan, totals)}
    ours, peer = found[OURS], found[PEER]
    compared = {
        "question_ratio": round(ours["questions"] / peer["questions"], 4),
        "error_ratio": round(ours["mae_pix"] / peer["mae_pix"], 4),
        "failure_runs_over_4": ours["failure_runs_over_4"],
        "failure_runs_over_4_reference": peer["failure_runs_over_4"],
    }
    reached = {
        name: compared[name] <= TARGETS[name] for name in ("question_ratio", "error_ratio", "failure_runs_over_4")
    }
    return {
        **describe(plan),
        **compared,
        "reached": reached,
        "rows": list(found.values()),
        "seconds": round(time.perf_counter() - started, 1),
    }


def main() -> None:
    """Run the cases asked for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
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
