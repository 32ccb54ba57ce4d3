"""Which competences of the bank a command is about."""

from pathlib import Path

import typer


def competences(root: Path, wanted: list[str] | None) -> tuple[str, ...]:
    """Those that were asked for; ends the command for one that is not there: nothing would be found wrong with it."""
    for each in wanted or ():
        if each != Path(each).name or not any((folder / each).is_dir() for folder in root.iterdir()):
            typer.echo(f"pix content: there is no competence {each!r} in {root}/", err=True)
            raise typer.Exit(2)
    return tuple(wanted or ())
