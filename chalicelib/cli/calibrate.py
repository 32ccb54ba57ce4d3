"""`pix calibrate`: item parameters from answers, with their errors and the items to look at."""

import json as encoder
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from .given_files import check_place

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chalicelib.adaptive.calibration.answers import Answers
    from chalicelib.adaptive.calibration.marginal import Estimate
    from chalicelib.adaptive.calibration.report import Calibrated


def command(
    answers: Annotated[
        Path, typer.Argument(help="ANSWERS.jsonl: one answer or pattern a line.", exists=True, dir_okay=False)
    ],
    output: Annotated[Path | None, typer.Option(help="Write the calibration here, for a content release.")] = None,
    json: Annotated[bool, typer.Option("--json", help="For programs.")] = False,
) -> None:
    """Estimate a and b of each item by marginal maximum likelihood; list suspicious items."""
    try:
        check_place(output)
    except ValueError as error:
        _fail(str(error), 2)
    data = _read(answers)
    try:
        from chalicelib.adaptive.calibration.marginal import calibrate
        from chalicelib.adaptive.calibration.report import calibrated, document
    except ImportError:
        _fail("calibration needs NumPy and SciPy: pip install scipy")
    estimate = calibrate(data)
    items = calibrated(estimate)
    if output and estimate.converged:
        _write(output, document(estimate, items))
    if json:
        typer.echo(encoder.dumps(_as_json(estimate, items)))
    else:
        _print(estimate, items)
    if not estimate.converged:
        _fail(f"not converged after {estimate.cycles} cycles: too few answers for so many items; no file was written")


def _fail(message: str, code: int = 1) -> NoReturn:
    typer.echo(f"pix calibrate: {message}", err=True)
    raise typer.Exit(code)


def _read(path: Path) -> "Answers":
    from chalicelib.adaptive.calibration.answers import AnswersError, read_answers

    try:
        with path.open(encoding="utf-8-sig") as lines:
            return read_answers(lines)
    except (AnswersError, UnicodeDecodeError) as error:
        _fail(f"{path}: {error}")


def _write(path: Path, document: dict) -> None:
    try:
        path.write_text(encoder.dumps(document, indent=1) + "\n", encoding="utf-8")
    except OSError as error:
        _fail(f"{path}: {error.strerror}; choose a place that can be written")


def _as_json(estimate: "Estimate", items: "Sequence[Calibrated]") -> dict:
    from dataclasses import asdict

    return {
        "people": estimate.people,
        "log_likelihood": estimate.log_likelihood,
        "cycles": estimate.cycles,
        "converged": estimate.converged,
        "items": [asdict(item) for item in items],
        "suspicious": [item.id for item in items if item.suspicions],
    }


def _print(estimate: "Estimate", items: "Sequence[Calibrated]") -> None:
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    from chalicelib.adaptive.calibration.report import suspicious

    table = Table()
    for heading in ("item", "a", "s.e.", "b", "s.e.", "infit", "outfit", "answers", "right"):
        table.add_column(heading, justify="left" if heading == "item" else "right")
    for i in items:
        cells = [f"{i.a:.4f}", _error(i.a_error), f"{i.b:.4f}", _error(i.b_error), f"{i.infit:.3f}", f"{i.outfit:.3f}"]
        table.add_row(escape(i.id), *cells, str(i.answers), f"{i.right:.3f}")
    console = Console(markup=False, highlight=False, width=None if sys.stdout.isatty() else 160)
    console.print(table)
    console.print(f"log-likelihood {estimate.log_likelihood:.3f}, {estimate.people} people, {estimate.cycles} cycles")
    for i in suspicious(items):
        console.print(f"look at {i.id}: {', '.join(i.suspicions)}")


def _error(value: float | None) -> str:
    return "-" if value is None else f"{value:.4f}"
