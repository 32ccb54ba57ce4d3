"""Which certification session is meant: people read its number on paper, programs know its id."""

from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from chalicelib.bootstrap import House

DIGITS = 8  # of a session's number
HELP = "The session's id, or its number of eight digits."


def is_number(told: str) -> bool:
    """Whether this is a session's number, and not an id."""
    return len(told) == DIGITS and told.isdecimal()


def session_id(house: "House", told: str) -> str:
    """The id of the session; ends the command with one plain line when there is none."""
    sessions = house.certification.sessions
    told = told.strip()
    found = sessions.by_number(told) if is_number(told) else sessions.get(told) if told else None
    if found is None:
        typer.echo(f"pix: there is no session {told!r}: give its id, or its number of eight digits.", err=True)
        raise typer.Exit(1)
    return found.id
