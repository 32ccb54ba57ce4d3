"""`pix certification`: what the operator of certifications does. One module per verb or family of verbs.

A module has `command` (one verb) or `app` (a family); importing it must be cheap: heavy things are imported inside.
"""

import importlib

import typer

VERBS: dict[str, str] = {  # name -> module here
    "exposure": "exposure",
    "replay": "replay",
}

app = typer.Typer(no_args_is_help=True, help="Look after certifications: count exposure, recompute tests.")


def _register() -> None:
    for name, module_name in VERBS.items():
        module = importlib.import_module(f"chalicelib.cli.certification.{module_name}")
        if hasattr(module, "app"):
            app.add_typer(module.app, name=name)
        else:
            app.command(name)(module.command)


_register()
