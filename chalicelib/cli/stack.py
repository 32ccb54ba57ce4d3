"""`pix stack`: the local stack."""

from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(help="Start the local stack, ask where it is, or move its clock.", no_args_is_help=True)


@app.command("up")
def up(
    port: Annotated[int, typer.Option(envvar="PORT", min=1, max=65535, help="Port of the whole service.")] = 8080,
    host: Annotated[str, typer.Option(envvar="HOST", help="Address to listen on.")] = "127.0.0.1",
    data: Annotated[Path, typer.Option(envvar="PIX_DATA_DIR", help="Folder that keeps everything.")] = Path("data"),
    demo: Annotated[
        bool, typer.Option("--demo", help="Also prepare a certification, as `pix stack demo` does.")
    ] = False,
) -> None:
    """Start everything on this machine and print the address; Ctrl-C ends it, and nothing answered is lost."""
    from chalicelib.local.engine import EngineMissingError
    from chalicelib.local.filling import FillingError
    from chalicelib.local.stack import Options, StackError
    from chalicelib.local.stack import up as start
    from chalicelib.local.supervisor import PartFailedError

    try:
        start(Options(host, port, data, demo))
    except (StackError, PartFailedError, FillingError, EngineMissingError) as error:
        typer.echo(f"pix stack up: {error}", err=True)
        raise typer.Exit(1) from None


@app.command("demo")
def demo() -> None:
    """Prepare a certification to click through: a centre, a session of now, a candidate, a jury; say what to type."""
    from chalicelib.cli.deployment import rooms
    from chalicelib.local.demo import CANDIDATE, CENTRE, JURY, DemoError, furnish
    from chalicelib.local.filling import DEMO_PASSWORD

    try:
        made = furnish(rooms())
    except DemoError as error:
        typer.echo(f"pix stack demo: {error}", err=True)
        raise typer.Exit(1) from None
    typer.echo(f"accounts     {CANDIDATE}  {CENTRE}  {'  '.join(JURY)}")
    typer.echo(f"password     {DEMO_PASSWORD}")
    typer.echo(f"session      {made.number}")
    typer.echo(f"candidate    {made.first_name} {made.last_name}, born {made.birth_date}")
    typer.echo(f"access code  {made.access_code}")
    typer.echo(f"invigilator  {made.invigilator_password}")


@app.command("status")
def status(
    json: Annotated[bool, typer.Option("--json", help="For programs.")] = False,
    data: Annotated[Path, typer.Option(envvar="PIX_DATA_DIR", help="Folder that keeps everything.")] = Path("data"),
) -> None:
    """Say where the stack is; exit code 1 when none runs."""
    from chalicelib.local import environment

    found = environment.running(data)
    if json:
        import json as encoder
        from dataclasses import asdict

        known = {"pid": found.pid, "url": found.url, "ports": asdict(found.ports)} if found else {}
        typer.echo(encoder.dumps({"running": found is not None, **known}))
    elif found:
        typer.echo(f"Running at {found.url} (process {found.pid}).")
    else:
        typer.echo(f"No stack runs on {data}/; `make run` starts one.", err=True)
    if not found:
        raise typer.Exit(1)


@app.command("clock")
def clock(
    step: Annotated[str, typer.Argument(metavar="[+24h]", help="How far to move it: +30s, +10m, +24h, +3d.")] = "",
    data: Annotated[Path, typer.Option(envvar="PIX_DATA_DIR", help="Folder that keeps everything.")] = Path("data"),
) -> None:
    """Say what time it is in the local stack, or move its clock forward; it never goes back."""
    from chalicelib.local import clock as local
    from chalicelib.local import environment

    found = environment.running(data)
    if not found:
        typer.echo(f"No stack runs on {data}/; `make run` starts one.", err=True)
        raise typer.Exit(1)
    try:
        by = local.step(step) if step else {}
    except ValueError as error:
        typer.echo(f"pix stack clock: {error}.", err=True)
        raise typer.Exit(2) from None
    movable = local.MovableClock(Path(found.variables[local.VARIABLE]))
    now = movable.forward(**by) if by else movable()
    typer.echo(f"{now:%Y-%m-%d %H:%M:%S} UTC, {movable.ahead} ahead.")
