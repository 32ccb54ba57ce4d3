"""`pix config`: what this deployment decides, and where each value comes from."""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from chalicelib.shared.settings import Settings

app = typer.Typer(help="Show settings and rules.", no_args_is_help=True)
SECRET = ("token_secret", "network_secret")


@dataclass(frozen=True, slots=True)
class Line:
    """One setting or rule. `variable` sets it; `source` is `default` or `environment`; a secret shows no value."""

    kind: str
    name: str
    value: Any
    source: str
    variable: str


@app.callback()
def family() -> None:
    """Show settings and rules."""


@app.command("show")
def show(json: Annotated[bool, typer.Option("--json", help="For programs.")] = False) -> None:
    """Print every setting and every rule with its value and its source; secrets are only said to be set or not."""
    from chalicelib.shared.settings import from_environment

    try:
        lines = list(configuration(from_environment(os.environ), os.environ))
    except ValueError as error:
        typer.echo(f"pix config show: {error}; correct the PIX_* variable, or unset it.", err=True)
        raise typer.Exit(1) from None
    (_print_json if json else _print_table)(lines)


def configuration(settings: "Settings", environment: Mapping[str, str]) -> Iterator[Line]:
    """Settings first, then rules, in the order of their declaration."""
    from chalicelib.shared.settings import RULE_PREFIX, VARIABLES

    for name, variable in VARIABLES.items():
        source = "environment" if environment.get(variable) else "default"
        yield Line("setting", name, _shown(name, getattr(settings, name)), source, variable)
    for rule in fields(settings.rules):
        variable = RULE_PREFIX + rule.name.upper()
        source = "environment" if variable in environment else "default"
        yield Line("rule", rule.name, getattr(settings.rules, rule.name), source, variable)


def _shown(name: str, value: Any) -> Any:
    if name in SECRET:
        return "(set)" if value else "(not set)"
    return value if isinstance(value, str | int | float) else str(value)


def _print_json(lines: list[Line]) -> None:
    import json as encoder
    from dataclasses import asdict

    typer.echo(encoder.dumps({"items": [asdict(line) for line in lines]}, ensure_ascii=False, indent=2))


def _print_table(lines: list[Line]) -> None:
    from rich.console import Console
    from rich.table import Table

    console = Console()
    for kind in ("setting", "rule"):
        table = Table(title=f"{kind}s", title_justify="left", box=None)
        for heading in ("name", "value", "source", "variable"):
            table.add_column(heading, overflow="fold")
        for line in (line for line in lines if line.kind == kind):
            style = "bold" if line.source == "environment" else None
            table.add_row(line.name, str(line.value), line.source, line.variable, style=style)
        console.print(table)
