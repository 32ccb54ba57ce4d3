"""`pix audit`: whether the audit trail is what was written, and what it says."""

import json as encoder
from typing import TYPE_CHECKING, Annotated

import typer

from chalicelib.cli.deployment import rooms

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from chalicelib.bootstrap import House
    from chalicelib.shared.audit.anchors import Found

app = typer.Typer(help="Check and read the audit trail.", no_args_is_help=True)
Json = Annotated[bool, typer.Option("--json", help="For programs.")]


@app.command("verify")
def verify(
    session: Annotated[str, typer.Option(help="One session's chain only, by its id (or another chain's name).")] = "",
    anchors: Annotated[bool, typer.Option("--anchors", help="Only the signed anchors themselves.")] = False,
    json: Json = False,
) -> None:
    """Recompute every chain and every signed anchor; exit code 1 when anything is not what was written."""
    house = rooms()
    flaws = _flaws(house, session, anchors)
    if json:
        typer.echo(encoder.dumps([{"where": where, "what": what} for where, what in flaws]))
    for where, what in flaws if not json else ():
        typer.echo(f"pix audit: {where} {what}", err=True)
    if flaws:
        raise typer.Exit(1)
    if not json:
        typer.echo("The audit trail is what was written.")


@app.command("show")
def show(
    chain: Annotated[str, typer.Argument(help="A session's id, `operator`, or `centre-<id>`.")], json: Json = False
) -> None:
    """Print what was done, oldest first."""
    import msgspec

    for entry in rooms().trail.entries(chain):
        if json:
            typer.echo(encoder.dumps(msgspec.to_builtins(entry)))
            continue
        details = " ".join(f"{name}={value}" for name, value in entry.details.items())
        typer.echo(f"{entry.number:>6} {entry.at} {entry.act:<20} {entry.subject} by {entry.actor} {details}".rstrip())


@app.command("anchor")
def anchor(json: Json = False) -> None:
    """Sign where every chain stands now, unless that was done today. The schedule does it once a day."""
    import msgspec

    made = rooms().anchors.make()
    if json:
        typer.echo(encoder.dumps(msgspec.to_builtins(made)))
        return
    typer.echo(f"Anchor {made.number} of {made.day}: {made.count} chains, root {made.root}")


def _flaws(house: "House", session: str, anchors_only: bool) -> list[tuple[str, str]]:
    """Where, and what is wrong there: anchors first, then chains, each with its first bad entry."""
    from chalicelib.shared.audit.anchors import AnchorFlaw, flaws

    told: list[AnchorFlaw] = []
    pinned = house.anchors.pinned(told.append)
    found = [(f"anchor {flaw.day}:", flaw.what) for flaw in told]
    if anchors_only:
        return found
    for chain, flaw in _shown(flaws(house.trail, pinned, [session] if session else ())):
        if flaw:
            found.append((f"chain {chain}: entry {flaw.number}", flaw.what))
    return found


def _shown(items: "Iterator[Found]") -> "Iterable[Found]":
    from rich.console import Console
    from rich.progress import track

    console = Console(stderr=True)
    return track(items, "Checking", console=console) if console.is_terminal else items
