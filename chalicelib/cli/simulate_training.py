"""`pix simulate training`: simulated learners, several ways of choosing compared on the same people and answers."""

import json as encoder
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

if TYPE_CHECKING:
    from chalicelib.adaptive.simulation.training import Tally
    from chalicelib.adaptive.simulation.training_runs import Plan
    from chalicelib.adaptive.training import Skill

HEADINGS = {
    "strategy": "strategy",
    "mae_pix": "pix error",
    "bias_pix": "bias",
    "level_exact": "level exact",
    "level_within_one": "within one",
    "coverage": "95 % cover",
    "questions": "questions",
    "longest_failure_run": "worst run",
    "failure_runs_over_4": "runs over 4",
    "estimated_share": "estimated",
    "microseconds_per_decision": "us/decision",
}


def training(  # noqa: PLR0917 options, not arguments
    bank: Annotated[Path, typer.Option(help="BANK.json: a list of items.", exists=True, dir_okay=False)],
    learners: Annotated[int, typer.Option(min=1, help="How many people are simulated.")] = 1000,
    seed: Annotated[int, typer.Option(help="Same seed, same people, same answers, same output.")] = 1,
    length: Annotated[int | None, typer.Option(min=1, help="At most so many questions.")] = None,
    strategy: Annotated[
        str, typer.Option(help="Ways of choosing: bayes, smart-random, smart-random+readout.")
    ] = "bayes,smart-random,smart-random+readout",
    competence: Annotated[str | None, typer.Option(help="Only this competence of the bank.")] = None,
    slip: Annotated[float, typer.Option(min=0, max=1, help="How often someone who knows answers wrong.")] = 0.0,
    guess: Annotated[float, typer.Option(min=0, max=1, help="How often someone who cannot know is right.")] = 0.0,
    topic_sd: Annotated[float, typer.Option(min=0, help="S.d. of a person's topics around their level.")] = 1.0,
    slope: Annotated[float, typer.Option(min=0.01, help="Slope of the success curve, per level.")] = 1.5,
    jobs: Annotated[int, typer.Option(min=1, help="Processes; changes nothing but the time.")] = 1,
    plot: Annotated[Path | None, typer.Option(help="Also draw the error along the level, as SVG.")] = None,
    json: Annotated[bool, typer.Option("--json", help="For programs.")] = False,
) -> None:
    """Simulate training tests and compare ways of choosing: pix error, questions, runs of failures, time."""
    from chalicelib.adaptive.simulation.training_learners import Population
    from chalicelib.adaptive.simulation.training_runs import Plan, check, describe, rows

    people = Population(topic_sd=topic_sd, slope=slope, slip=slip, guess=guess)
    names = tuple(dict.fromkeys(name.strip() for name in strategy.split(",") if name.strip()))
    plan = Plan(_skills(bank, competence), learners, seed, names, people, length=length)
    try:
        check(plan)
    except ValueError as error:
        _fail(str(error), 2)
    totals = _run(plan, jobs)
    if plot:
        _draw(plot, totals)
    if json:
        typer.echo(encoder.dumps({**describe(plan), "rows": rows(plan, totals)}))
    else:
        _table(rows(plan, totals))


def training_bank(
    shape: Annotated[str, typer.Argument(help="six-ladders (29 skills, levels 1-7) or five-topics (18, 1-8).")],
) -> None:
    """Print the bank of a named shape, for `pix simulate training --bank`."""
    from chalicelib.adaptive.simulation.training_bank import InvalidBank
    from chalicelib.adaptive.simulation.training_bank import shape as items_of

    try:
        typer.echo(encoder.dumps(items_of(shape), indent=1))
    except InvalidBank as error:
        _fail(str(error), 2)


def _fail(message: str, code: int = 1) -> NoReturn:
    typer.echo(f"pix simulate training: {message}", err=True)
    raise typer.Exit(code)


def _skills(path: Path, competence: str | None) -> "tuple[Skill, ...]":
    from chalicelib.adaptive.simulation.training_bank import InvalidBank, skills_of

    try:
        return skills_of(encoder.loads(path.read_text(encoding="utf-8")), competence)
    except InvalidBank as error:
        _fail(f"{path}: {error}")
    except (OSError, ValueError) as error:
        _fail(f"{path}: not readable as JSON ({error})")


def _run(plan: "Plan", jobs: int) -> "dict[str, Tally]":
    from rich.console import Console
    from rich.progress import Progress

    from chalicelib.adaptive.simulation.training_runs import run

    with Progress(disable=not sys.stderr.isatty(), transient=True, console=Console(stderr=True)) as progress:
        task = progress.add_task("learners", total=plan.learners)
        return run(plan, time.perf_counter, jobs, lambda more: progress.advance(task, more))


def _draw(path: Path, totals: "dict[str, Tally]") -> None:
    from chalicelib.adaptive.simulation.training_plot import svg

    try:
        path.write_text(svg(totals), encoding="utf-8")
    except OSError as error:
        _fail(f"{path}: {error.strerror}; choose a place that can be written")


def _table(rows: list[dict]) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table()
    for heading in HEADINGS.values():
        table.add_column(heading, justify="left" if heading == "strategy" else "right")
    for row in rows:
        table.add_row(*["" if row[name] is None else str(row[name]) for name in HEADINGS])
    Console(width=None if sys.stdout.isatty() else 160).print(table)
