"""`pix openapi`: the description of the HTTP API, generated from the code."""

from pathlib import Path
from typing import Annotated

import typer


def command(
    check: Annotated[
        bool, typer.Option("--check", help="Write nothing; exit code 1 when the file is out of date.")
    ] = False,
    out: Annotated[Path, typer.Option(help="The file to write or to compare.")] = Path("docs/openapi.json"),
) -> None:
    """Write the OpenAPI document that the declared routes make, or compare it with the committed one."""
    text = generate()
    current = out.read_text(encoding="utf-8") if out.is_file() else ""
    if check and current != text:
        typer.echo(f"pix openapi: {out} is not what the code declares; run `pix openapi` and commit it.", err=True)
        raise typer.Exit(1)
    if current == text:
        typer.echo(f"{out} is up to date.")
        return
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(text, encoding="utf-8")
    typer.echo(f"Wrote {out}.")


def generate() -> str:
    """The document as it is committed."""
    import importlib
    import json
    import sys
    from importlib.metadata import version

    from chalicelib.local.infra import ROOT
    from chalicelib.shared.http.openapi import document

    sys.path.insert(0, str(ROOT))  # `app.py` stands beside the package
    importlib.import_module("app")  # importing the routes declares them
    return json.dumps(document(version("pix")), indent=2, ensure_ascii=False, sort_keys=True) + "\n"
