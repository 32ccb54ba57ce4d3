"""Who acts on the command line: the audit trail names a person, not only that it was the operator."""

import getpass
import os
import re
from typing import Annotated

import typer

WHO = "PIX_OPERATOR"
NAME = re.compile(r"[A-Za-z0-9._+-]{1,64}")  # as the trail takes it: no address, no full name
By = Annotated[str, typer.Option("--by", help=f"Who does it, as the audit trail names them; otherwise {WHO}, or you.")]


def operator(by: str = "") -> str:
    """`operator:<name>` for the audit trail, of the system's user if nothing else; ends with 2 when it is no name."""
    name = by or os.environ.get(WHO, "") or _user()
    if not NAME.fullmatch(name):
        typer.echo(
            f"pix: {name!r} is no name for the audit trail: give --by, or {WHO}, of letters, digits and . _ + -",
            err=True,
        )
        raise typer.Exit(2)
    return f"operator:{name}"


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # a user without a name, as in some containers
        return ""
