"""`pix simulate`: rules compared on simulated people."""

import typer

from chalicelib.cli.simulate_certification import certification

app = typer.Typer(no_args_is_help=True, help="Compare rules of choice on simulated people.")
app.command("certification")(certification)


@app.callback()
def simulate() -> None:
    """Compare rules of choice on simulated people."""
