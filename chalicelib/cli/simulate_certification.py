"""`pix simulate certification`: a queue of simulated candidates, several rules compared on the same people."""

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
    from collections.abc import Mapping

    from chalicelib.adaptive.simulation.certification import Figures
    from chalicelib.adaptive.simulation.certification_runs import Plan

COMMAND = "certification"
HEADINGS = {
    "strategy": "strategy",
    "rmse": "RMSE",
    "bias": "bias",
    "coverage": "95 % cover",
    "level_exact": "level exact",
    "level_within_one": "within one",
    "questions": "questions",
    "longest_failure_run": "worst run",
    "exposure_max": "max expo.",
    "never_used": "never used",
    "overlap": "overlap",
    "rmse_first_quarter": "first quarter",
    "rmse_last_quarter": "last quarter",
    "microseconds_per_decision": "us/decision",
}


def certification(  # noqa: PLR0917 options, not arguments
    bank: Bank,
    learners: Annotated[int, typer.Option(min=2, help="How many people sit the test, one after the other.")] = 1000,
    seed: Seed = 1,
    length: Annotated[int, typer.Option(min=1, help="Questions in a test.")] = 32,
    model: Annotated[str, typer.Option(help="How `priced` measures: general or competence.")] = "competence",
    strategy: Annotated[
        str, typer.Option(help="Rules to compare: priced, flash, reproducibility, random, profile.")
    ] = "priced,flash,reproducibility",
    max_exposure: Annotated[
        float, typer.Option(help="Largest share of candidates who may see an item; 1: no cap.")
    ] = 1.0,
    balance: Annotated[bool, typer.Option(help="Equal numbers of questions in each competence.")] = True,
    slip: Slip = 0.0,
    guess: Guess = 0.0,
    deviation: Annotated[
        float, typer.Option(min=0, max=10, help="S.d. of a person's competences around their ability.")
    ] = 0.5,
    profile_noise: Annotated[float, typer.Option(min=0, max=10, help="S.d. of the profile's error, in logits.")] = 0.6,
    inflated: Annotated[float, typer.Option(min=0, max=1, help="Share of profiles raised by 1.2 logits.")] = 0.0,
    jobs: Jobs = 1,
    plot: Plot = None,
    json: Json = False,
) -> None:
    """Simulate certification tests and compare rules: accuracy, levels, exposure, fairness over the queue, time."""
    from chalicelib.adaptive.bank import BankError
    from chalicelib.adaptive.simulation.certification_people import Population
    from chalicelib.adaptive.simulation.certification_runs import Plan, check, describe, rows

    if slip + guess >= 1:
        fail(COMMAND, f"slip {slip:g} and guess {guess:g} together leave no room for ability", 2)
    people = Population(deviation, profile_noise, inflated, slip=slip, guess=guess)
    plan = Plan(_items(bank), learners, seed, length, named(strategy), model, max_exposure, balance, population=people)
    try:
        check_place(plot)
        check(plan)
    except BankError as error:
        fail(COMMAND, f"{bank}: {error}", 2)
    except ValueError as error:
        fail(COMMAND, str(error), 2)
    found = _run(plan, jobs)
    if plot:
        from chalicelib.adaptive.simulation.certification_plot import svg

        draw(COMMAND, plot, svg(found))
    if json:
        typer.echo(encoder.dumps({**describe(plan), "rows": rows(plan, found)}))
        return
    print_table(HEADINGS, rows(plan, found))
    typer.echo(f"lowest feasible maximum exposure: {plan.lowest_exposure:.4f}")


def _items(path: Path):
    from chalicelib.adaptive.bank import read_bank

    try:
        rows = read_json(path)
        if not isinstance(rows, list):
            fail(COMMAND, f"{path}: a bank is a JSON list of items")
        return read_bank(rows)
    except ValueError as error:
        fail(COMMAND, f"{path}: {error}")


def _run(plan: "Plan", jobs: int) -> "Mapping[str, Figures]":
    from chalicelib.adaptive.simulation.certification_runs import run

    with progress("candidates", plan.learners * len(plan.strategies)) as tick:
        try:
            return run(plan, time.perf_counter, jobs, tick)
        except ImportError:
            fail(COMMAND, "a cap below 1 needs SciPy to price the items: pip install scipy")
        except RuntimeError as error:  # the solver's own words, or those of a process that was ended
            fail(COMMAND, str(error))
