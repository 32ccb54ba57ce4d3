"""`pix content`: check, measure, compare, preview and publish the item bank."""

import sys
import time
from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(no_args_is_help=True, help="Check, measure, compare, preview and publish the item bank.")

Root = Annotated[
    Path,
    typer.Option("--content", help="The folder of the item bank.", envvar="PIX_CONTENT", exists=True, file_okay=False),
]


@app.command()
def check(
    competences: Annotated[list[str] | None, typer.Argument(help="Only these competences, for example 1.2.")] = None,
    root: Root = Path("content"),
) -> None:
    """Name file and line of everything that must be mended; exit code 1 when there is something."""
    from chalicelib.content.check import check as find

    started = time.perf_counter()
    problems = find(root.resolve(), tuple(competences or ()))
    for problem in problems:
        typer.echo(problem)
    print(f"{len(problems)} problem(s), {time.perf_counter() - started:.1f} s", file=sys.stderr)  # noqa: T201
    raise typer.Exit(1 if problems else 0)
