"""Assembles `pix` from its verb families."""

import importlib
import sys

import typer

# name -> module under chalicelib.cli; each has `app` (a family of verbs) or `command` (one verb)
FAMILIES: dict[str, str] = {
    "assess": "assess",
    "audit": "audit",
    "calibrate": "calibrate",
    "centre": "centre",
    "certificates": "certificates",
    "certification": "certification",
    "client": "client",
    "clients": "clients",
    "config": "config",
    "content": "content",
    "grade": "grade",
    "keys": "keys",
    "jury": "jury",
    "openapi": "openapi",
    "people": "people",
    "rank": "rank",
    "simulate": "simulate",
    "stack": "stack",
    "workflows": "workflows",
}

app = typer.Typer(
    no_args_is_help=True, pretty_exceptions_enable=False, help="Measure, develop and certify digital skills."
)


def _register() -> None:
    for name, module_name in FAMILIES.items():
        module = importlib.import_module(f"chalicelib.cli.{module_name}")
        if hasattr(module, "app"):
            app.add_typer(module.app, name=name)
        else:
            app.command(name)(module.command)


_register()


def main() -> None:
    """Entry point of the `pix` script. What no command explains itself is explained here, and only here."""
    from chalicelib.shared import telemetry

    telemetry.for_commands()
    try:
        app()
    except Exception as error:
        from chalicelib.cli import failures

        code = failures.tell(error)
        if code is None:
            raise
        sys.exit(code)
