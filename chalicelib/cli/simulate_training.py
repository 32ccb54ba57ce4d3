"""`pix simulate training`: simulated learners, several ways of choosing compared on the same people and answers."""

import json as encoder
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .given_files import check_place, read_json
from .simulate_common import (
    Bank,
    Guess,
    Jobs,
    Json,
    Plot,
    Seed,
    Slip,
    draw,
    fail,
    named,
    print_table,
    progress,
)

if TYPE_CHECKING:
    from chalicelib.adaptive.simulation.training import Tally
    from chalicelib.adaptive.simulation.training_runs import Plan
    from chalicelib.adaptive.training import Skill

COMMAND = "training"
HEADINGS = {
    "strategy": "strategy",
    "mae_pix": "pix error",
    "bias_pix": "pix bias",
    "rmse": "RMSE",
    "bias": "bias",
    "coverage": "95 % cover",
    "level_exact": "level exact",
    "level_within_one": "within one",
    "questions": "questions",
    "longest_failure_run": "worst run",
    "failure_runs_over_4": "runs over 4",
    "estimated_share": "estimated",
    "exposure_max": "max expo.",
    "never_used": "never used",
    "overlap": "overlap",
    "rmse_first_quarter": "first quarter",
    "rmse_last_quarter": "last quarter",
    "microseconds_per_decision": "us/decision",
}


def training(  # noqa: PLR0917 options, not arguments
    bank: Bank,
    learners: Annotated[int, typer.Option(min=1, help="How many people are simulated.")] = 1000,
    seed: Seed = 1,
    length: Annotated[int | None, typer.Option(min=1, help="At most so many questions.")] = None,
    strategy: Annotated[
        str, typer.Option(help="Ways of choosing: bayes, smart-random, smart-random+readout.")
    ] = "bayes,smart-random,smart-random+readout",
    competence: Annotated[str | None, typer.Option(help="Only this competence of the bank.")] = None,
    slip: Slip = 0.0,
    guess: Guess = 0.0,
    topic_sd: Annotated[float, typer.Option(min=0, max=10, help="S.d. of a person's topics around their level.")] = 1.0,
    slope: Annotated[float, typer.Option(min=0.01, max=100, help="Slope of the success curve, per level.")] = 1.5,
    jobs: Jobs = 1,
    plot: Plot = None,
    json: Json = False,
) -> None:
    """Simulate training tests and compare ways of choosing: pix error, questions, runs of failures, time."""
    from chalicelib.adaptive.simulation.training_learners import Population
    from chalicelib.adaptive.simulation.training_runs import Plan, check, describe, rows

    people = Population(topic_sd=topic_sd, slope=slope, slip=slip, guess=guess)
    plan = Plan(_skills(bank, competence), learners, seed, named(strategy), people, length=length)
    try:
        check_place(plot)
        check(plan)
    except ValueError as error:
        fail(COMMAND, str(error), 2)
    totals = _run(plan, jobs)
    if plot:
        from chalicelib.adaptive.simulation.training_plot import svg

        draw(COMMAND, plot, svg(totals))
    if json:
        typer.echo(encoder.dumps({**describe(plan), "rows": rows(plan, totals)}))
    else:
        print_table(HEADINGS, rows(plan, totals))


def training_bank(
    shape: Annotated[str, typer.Argument(help="six-ladders (29 skills, levels 1-7) or five-topics (18, 1-8).")],
) -> None:
    """Print the bank of a named shape, for `pix simulate training --bank`."""
    from chalicelib.adaptive.simulation.training_bank import InvalidBank
    from chalicelib.adaptive.simulation.training_bank import shape as items_of

    try:
        typer.echo(encoder.dumps(items_of(shape), indent=1))
    except InvalidBank as error:
        fail(COMMAND, str(error), 2)


def _skills(path: Path, competence: str | None) -> "tuple[Skill, ...]":
    from chalicelib.adaptive.simulation.training_bank import skills_of

    try:
        return skills_of(read_json(path), competence)
    except ValueError as error:
        fail(COMMAND, f"{path}: {error}")


def _run(plan: "Plan", jobs: int) -> "dict[str, Tally]":
    from chalicelib.adaptive.simulation.training_runs import run

    with progress("learners", plan.learners) as tick:
        return run(plan, time.perf_counter, jobs, tick)
