"""`pix simulate`: rules compared on simulated people."""

import typer

from chalicelib.cli.simulate_certification import certification
from chalicelib.cli.simulate_training import training, training_bank

app = typer.Typer(no_args_is_help=True, help="Compare rules of choice on simulated people.")
app.command("certification")(certification)
app.command("training")(training)
app.command("training-bank")(training_bank)


@app.callback()
def simulate() -> None:
    """Compare rules of choice on simulated people."""
