"""`pix simulate certification`: a queue of simulated candidates, several rules compared on the same people."""

import json as encoder
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

if TYPE_CHECKING:
    from collections.abc import Mapping

    from chalicelib.adaptive.simulation.certification import Figures
    from chalicelib.adaptive.simulation.certification_runs import Plan

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
    bank: Annotated[Path, typer.Option(help="BANK.json: a list of calibrated items.", exists=True, dir_okay=False)],
    learners: Annotated[int, typer.Option(min=2, help="How many people sit the test, one after the other.")] = 1000,
    seed: Annotated[int, typer.Option(help="Same seed, same people, same answers, same output.")] = 1,
    length: Annotated[int, typer.Option(min=1, help="Questions in a test.")] = 32,
    model: Annotated[str, typer.Option(help="How `priced` measures: general or competence.")] = "competence",
    strategy: Annotated[
        str, typer.Option(help="Rules to compare: priced, flash, reproducibility, random, profile.")
    ] = "priced,flash,reproducibility",
    max_exposure: Annotated[
        float, typer.Option(help="Largest share of candidates who may see an item; 1: no cap.")
    ] = 1.0,
    balance: Annotated[bool, typer.Option(help="Equal numbers of questions in each competence.")] = True,
    slip: Annotated[float, typer.Option(min=0, max=1, help="How often someone who knows answers wrong.")] = 0.0,
    guess: Annotated[float, typer.Option(min=0, max=1, help="How often someone who cannot know is right.")] = 0.0,
    deviation: Annotated[float, typer.Option(min=0, help="S.d. of a person's competences around their ability.")] = 0.5,
    profile_noise: Annotated[float, typer.Option(min=0, help="S.d. of the error of the profile, in logits.")] = 0.6,
    inflated: Annotated[float, typer.Option(min=0, max=1, help="Share of profiles raised by 1.2 logits.")] = 0.0,
    jobs: Annotated[int, typer.Option(min=1, help="Processes; changes nothing but the time.")] = 1,
    plot: Annotated[Path | None, typer.Option(help="Also draw the error along the ability, as SVG.")] = None,
    json: Annotated[bool, typer.Option("--json", help="For programs.")] = False,
) -> None:
    """Simulate certification tests and compare rules: accuracy, levels, exposure, fairness over the queue, time."""
    from chalicelib.adaptive.simulation.certification_people import Population
    from chalicelib.adaptive.simulation.certification_runs import Plan, check, describe, rows

    if slip + guess >= 1:
        _fail(f"slip {slip:g} and guess {guess:g} together leave no room for ability", 2)
    people = Population(deviation, profile_noise, inflated, slip=slip, guess=guess)
    names = tuple(dict.fromkeys(name.strip() for name in strategy.split(",") if name.strip()))
    plan = Plan(_items(bank), learners, seed, length, names, model, max_exposure, balance, population=people)
    try:
        check(plan)
    except ValueError as error:
        _fail(f"{bank}: {error}", 2)
    found = _run(plan, jobs)
    if plot:
        _draw(plot, found)
    if json:
        typer.echo(encoder.dumps({**describe(plan), "rows": rows(plan, found)}))
        return
    _table(rows(plan, found))
    typer.echo(f"lowest feasible maximum exposure: {plan.lowest_exposure:.4f}")


def _fail(message: str, code: int = 1) -> NoReturn:
    typer.echo(f"pix simulate certification: {message}", err=True)
    raise typer.Exit(code)


def _items(path: Path):
    from chalicelib.adaptive.bank import read_bank

    try:
        rows = encoder.loads(path.read_text(encoding="utf-8"))
        if not isinstance(rows, list):
            _fail(f"{path}: a bank is a JSON list of items")
        return read_bank(rows)
    except ValueError as error:
        _fail(f"{path}: {error}")


def _run(plan: "Plan", jobs: int) -> "Mapping[str, Figures]":
    from rich.progress import Progress

    from chalicelib.adaptive.simulation.certification_runs import run

    with Progress(disable=not sys.stderr.isatty(), transient=True, console=_console()) as progress:
        task = progress.add_task("candidates", total=plan.learners * len(plan.strategies))
        try:
            return run(plan, time.perf_counter, jobs, lambda more: progress.advance(task, more))
        except ImportError:
            _fail("a cap below 1 needs SciPy to price the items: pip install scipy")


def _console():
    from rich.console import Console

    return Console(stderr=True)


def _draw(path: Path, found: "Mapping[str, Figures]") -> None:
    from chalicelib.adaptive.simulation.certification_plot import svg

    try:
        path.write_text(svg(found), encoding="utf-8")
    except OSError as error:
        _fail(f"{path}: {error.strerror}; choose a place that can be written")


def _table(rows: list[dict]) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table()
    for heading in HEADINGS.values():
        table.add_column(heading, justify="left" if heading == "strategy" else "right")
    for row in rows:
        table.add_row(*[_cell(row[name]) for name in HEADINGS])
    Console(width=None if sys.stdout.isatty() else 220).print(table)


def _cell(value: object) -> str:
    if value is None:
        return "-"
    return f"{value:.4f}" if isinstance(value, float) else str(value)
