"""`pix client`: the static web client."""

import os
from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(help="Build the static web client.", no_args_is_help=True)


@app.callback()
def family() -> None:
    """Build the static web client."""


@app.command("build")
def build(
    out: Annotated[Path, typer.Option(help="Folder to (re)place with the client.")] = Path("build/client"),
    hint: Annotated[str, typer.Option(help="`e-mail:password` that the sign-in page offers (local stacks only).")] = "",
) -> None:
    """Render every page in every language, and its assets, into a folder that any static server can serve."""
    from chalicelib.local import pages
    from chalicelib.shared.settings import from_environment

    email, _, password = hint.partition(":")
    offered = pages.Hint(email, password) if email and password else None
    if hint and not offered:
        typer.echo("pix client build: --hint must be e-mail:password", err=True)
        raise typer.Exit(2)
    try:
        rules = from_environment(os.environ).rules
    except ValueError as error:
        typer.echo(f"pix client build: {error}; correct the PIX_* variable, or unset it.", err=True)
        raise typer.Exit(1) from None
    written = pages.build(out, offered, rules)
    size = sum(path.stat().st_size for path in written)
    typer.echo(f"{len(written)} files, {size // 1024} KiB, in {out}")
