"""What the commands of `pix simulate` have in common: options, how they refuse, and how they print."""

import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, NoReturn

import typer

Bank = Annotated[Path, typer.Option(help="BANK.json: a list of items.", exists=True, dir_okay=False)]
Seed = Annotated[int, typer.Option(help="Same seed, same people, same answers, same output.")]
Slip = Annotated[float, typer.Option(min=0, max=1, help="How often someone who knows answers wrong.")]
Guess = Annotated[float, typer.Option(min=0, max=1, help="How often someone who cannot know is right.")]
Jobs = Annotated[int, typer.Option(min=1, help="Processes; changes nothing but the time.")]
Plot = Annotated[Path | None, typer.Option(help="Also draw the error along the ability, as SVG.")]
Json = Annotated[bool, typer.Option("--json", help="For programs.")]


def named(strategy: str) -> tuple[str, ...]:
    """The strategies of a list with commas, each once."""
    return tuple(dict.fromkeys(name.strip() for name in strategy.split(",") if name.strip()))


def fail(command: str, message: str, code: int = 1) -> NoReturn:
    """One plain line on stderr, and out."""
    typer.echo(f"pix simulate {command}: {message}", err=True)
    raise typer.Exit(code)


@contextmanager
def progress(what: str, total: int) -> Iterator:
    """A bar on a terminal, nothing in a pipe; gives what to call with each number done."""
    from rich.console import Console
    from rich.progress import Progress

    with Progress(disable=not sys.stderr.isatty(), transient=True, console=Console(stderr=True)) as bar:
        task = bar.add_task(what, total=total)
        yield lambda more: bar.advance(task, more)


def draw(command: str, path: Path, picture: str) -> None:
    """Write the picture, or say why not."""
    try:
        path.write_text(picture, encoding="utf-8")
    except OSError as error:
        fail(command, f"{path}: {error.strerror}; choose a place that can be written")


def print_table(headings: Mapping[str, str], rows: Sequence[Mapping[str, object]]) -> None:
    """One line a strategy; as wide as needed in a pipe."""
    from rich.console import Console
    from rich.table import Table

    table = Table()
    for heading in headings.values():
        table.add_column(heading, justify="left" if heading == "strategy" else "right", no_wrap=heading == "strategy")
    for row in rows:
        table.add_row(*[_cell(row[name]) for name in headings])
    Console(width=None if sys.stdout.isatty() else 300).print(table)


def _cell(value: object) -> str:
    if value is None:
        return "-"
    return f"{value:.4f}" if isinstance(value, float) else str(value)
