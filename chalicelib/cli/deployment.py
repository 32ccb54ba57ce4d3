"""Which deployment a command works on: the one of the environment's variables, else the local stack that runs."""

import os
from typing import TYPE_CHECKING

import typer

from chalicelib.cli.failures import OUR_REGION, REGION
from chalicelib.shared.settings import Settings, from_environment

if TYPE_CHECKING:
    from chalicelib.bootstrap import House


def rooms() -> "House":
    """The rooms of the deployment, by its clock: the local stack's can be moved."""
    settings = reach()
    from chalicelib.bootstrap import House
    from chalicelib.local import clock

    return House(settings, clock.of())


def reach() -> Settings:
    """The settings of the deployment; ends the command with one plain line when there is none."""
    from chalicelib.local import environment

    attached = environment.attach()
    if os.environ.get(OUR_REGION):
        os.environ.setdefault(REGION, os.environ[OUR_REGION])
    if not attached and not os.environ.get(REGION):
        typer.echo(
            f"No local stack runs on {environment.data_dir()}/, and no AWS region is set: `make run` starts a stack.",
            err=True,
        )
        raise typer.Exit(1)
    try:
        return from_environment(os.environ)
    except ValueError as error:
        typer.echo(f"The environment cannot be read: {error}", err=True)
        raise typer.Exit(1) from None
