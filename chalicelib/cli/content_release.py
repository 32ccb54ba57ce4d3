"""What the commands of the item bank share: releases made from its files, where they go, and how a command fails."""

import os
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import typer

from chalicelib.cli.deployment import reach

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from chalicelib.content.model import ReleaseIndex
    from chalicelib.content.reading import Problem
    from chalicelib.content.releases import Release
    from chalicelib.content.service import ReleaseStore
    from chalicelib.shared.objects import Objects
    from chalicelib.shared.settings import Settings


def fail(message: str) -> NoReturn:
    """One plain line, exit code 1."""
    typer.echo(f"pix content: {message}", err=True)
    raise typer.Exit(1)


def tell_problems(problems: "list[Problem]", as_json: bool) -> None:
    """Everything that must be mended, a line each."""
    if as_json:
        import msgspec

        typer.echo(msgspec.json.encode(problems).decode())
        return
    for problem in problems:
        typer.echo(problem)


def index_of(name: str, root: Path) -> "ReleaseIndex":
    """The index of a release, of the `current` one, or of one made now from `files`."""
    if name == "files":
        return compiled(root.resolve()).index
    from chalicelib.content.errors import ContentUnpublished
    from chalicelib.content.service import ContentService

    service = ContentService(deployment()[1])
    try:
        return service.index(service.current_release() if name == "current" else name)
    except ContentUnpublished as error:
        fail(str(error))


def deployment() -> "tuple[Settings, ReleaseStore]":
    """The deployment that the environment names, and its releases."""
    from chalicelib.content.store import ContentRow, DynamoReleaseStore
    from chalicelib.shared.tables import bind

    settings = reach()
    bind([ContentRow], settings)
    return settings, DynamoReleaseStore()


def objects(settings: "Settings") -> "Objects":
    """Where pictures and files of a release go."""
    from chalicelib.shared.objects import FolderObjects, S3Objects

    if settings.objects == "folder":
        return FolderObjects(settings.data_dir / "objects", settings.public_url)
    return S3Objects(settings.objects)


def compiled(
    root: Path, seed: str = "public", private: Path | None = None, calibration: "Mapping | None" = None
) -> "Release":
    """A release made from the files, or the end of the command with what is in its way."""
    from chalicelib.adaptive.bank import BankError
    from chalicelib.content.ranking import RankingUnavailable
    from chalicelib.content.reading import ContentError
    from chalicelib.content.releases import build
    from chalicelib.shared.settings import from_environment

    try:
        with progress("Compiling", 1) as tell:
            rules = from_environment(os.environ).rules
            return build(root, seed, progress=tell, private=private, rules=rules, calibration=calibration)
    except BankError as error:
        fail(f"the calibration: {error}; nothing was published")
    except RankingUnavailable as error:
        fail(str(error))
    except ContentError as error:
        tell_problems(error.problems, as_json=False)
        fail(f"{len(error.problems)} problem(s) above must be mended before a release; nothing was published")


@contextmanager
def progress(label: str, total: int) -> "Iterator[Callable[[int, int], None]]":
    """A progress bar on a terminal, nothing elsewhere; it is told (done, total)."""
    from rich.progress import Progress

    with Progress(disable=not sys.stderr.isatty(), transient=True) as bar:
        task = bar.add_task(label, total=total)
        yield lambda done, total: bar.update(task, completed=done, total=total)
