"""`pix content`: check, measure, compare, preview and publish the item bank."""

import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

if TYPE_CHECKING:
    from collections.abc import Callable

    from chalicelib.content.compile import Release
    from chalicelib.content.reading import Problem
    from chalicelib.shared.objects import Objects
    from chalicelib.shared.settings import Settings

app = typer.Typer(no_args_is_help=True, help="Check, measure, compare, preview and publish the item bank.")

Root = Annotated[
    Path,
    typer.Option("--content", help="The folder of the item bank.", envvar="PIX_CONTENT", exists=True, file_okay=False),
]
AsJson = Annotated[bool, typer.Option("--json", help="For programs.")]
DEFAULT_ROOT = Path("content")


def _fail(message: str) -> NoReturn:
    typer.echo(f"pix content: {message}", err=True)
    raise typer.Exit(1)


@app.command()
def check(
    competences: Annotated[list[str] | None, typer.Argument(help="Only these competences, for example 1.2.")] = None,
    root: Root = DEFAULT_ROOT,
    json: AsJson = False,
) -> None:
    """Name file and line of everything that must be mended; exit code 1 when there is something."""
    from chalicelib.content.check import check as find

    started = time.perf_counter()
    problems = find(root.resolve(), tuple(competences or ()))
    _print(problems, json)
    typer.echo(f"{len(problems)} problem(s), {time.perf_counter() - started:.1f} s", err=True)
    raise typer.Exit(1 if problems else 0)


def _print(problems: "list[Problem]", as_json: bool) -> None:
    if as_json:
        import msgspec

        typer.echo(msgspec.json.encode(problems).decode())
        return
    for problem in problems:
        typer.echo(problem)


@app.command()
def publish(
    root: Root = DEFAULT_ROOT,
    force: Annotated[bool, typer.Option(help="Compile even when no file changed since the current release.")] = False,
    seed: Annotated[
        str,
        typer.Option(
            envvar="PIX_CONTENT_SEED", help="Secret seed of the certification's variants.", show_default=False
        ),
    ] = "public",
    json: AsJson = False,
) -> None:
    """Make an immutable release and let new assessments use it; nothing happens when it is the current one."""
    from chalicelib.content.fingerprint import fingerprint
    from chalicelib.content.publishing import LostRace
    from chalicelib.content.publishing import publish as publish_release
    from chalicelib.content.service import FRAMEWORK

    root = root.resolve()
    settings, store = _deployment()
    source = fingerprint(root, seed)
    current = store.current(FRAMEWORK)
    if current and not force and store.source(current) == source:
        _tell(json, current, new=False, text=f"{current} is current; nothing changed.")
        return
    release = _compiled(root, seed)
    with _progress("Publishing", len(release.bodies) + len(release.objects)) as advance:
        try:
            done = publish_release(release, store, _objects(settings), source, advance)
        except LostRace as error:
            _fail(str(error))
    _tell(json, done.release, new=done.new, text=f"{done.release} is current (before: {done.before or 'nothing'}).")


def _deployment() -> "tuple[Settings, object]":
    from chalicelib.content.store import ContentRow, DynamoReleaseStore
    from chalicelib.local.environment import attach
    from chalicelib.shared.settings import from_environment
    from chalicelib.shared.tables import bind

    attach()
    settings = from_environment(os.environ)
    bind([ContentRow], settings)
    return settings, DynamoReleaseStore()


def _objects(settings: "Settings") -> "Objects":
    from chalicelib.shared.objects import FolderObjects, S3Objects

    if settings.objects == "folder":
        return FolderObjects(settings.data_dir / "objects", settings.public_url)
    return S3Objects(settings.objects)


def _compiled(root: Path, seed: str) -> "Release":
    """The release of a bank without a blocking problem; what is not written yet does not block."""
    from chalicelib.content.bank import load
    from chalicelib.content.check import check as find
    from chalicelib.content.compile import Compiler

    blocking = [problem for problem in find(root) if not problem.coverage]
    if blocking:
        _print(blocking, as_json=False)
        _fail(f"{len(blocking)} problem(s) above must be mended before a release; nothing was published")
    return Compiler(load(root), seed).release()


class _progress:  # noqa: N801 - used as a function
    """A progress bar on a terminal, nothing elsewhere."""

    def __init__(self, label: str, total: int) -> None:
        from rich.progress import Progress

        self._bar = Progress(disable=not sys.stderr.isatty(), transient=True)
        self._task = self._bar.add_task(label, total=total)

    def __enter__(self) -> "Callable[[int], None]":
        self._bar.start()
        return lambda steps: self._bar.advance(self._task, steps)

    def __exit__(self, *_: object) -> None:
        self._bar.stop()


def _tell(as_json: bool, release: str, new: bool, text: str) -> None:
    if as_json:
        import msgspec

        text = msgspec.json.encode({"release": release, "new": new}).decode()
    typer.echo(text)
