"""`pix certification exposure`: count who saw which question now, and show what was counted."""

import json as encoder
from typing import TYPE_CHECKING, Annotated

import typer

from chalicelib.cli.deployment import rooms

if TYPE_CHECKING:
    from collections.abc import Iterator

    from chalicelib.certification.eligibility import Snapshot

SHOWN = 10


def command(
    bank: Annotated[
        str, typer.Option(help="A bank's version (k-...); that of the current release when left out.")
    ] = "",
    json: Annotated[bool, typer.Option("--json", help="For programs.")] = False,
) -> None:
    """Count what tests showed since the last run (the schedule does it every minute); print the newest snapshot."""
    from chalicelib.certification.service.exposure import tally_now
    from chalicelib.content.errors import ContentUnpublished

    house = rooms()
    ports = house.certification.exposure
    try:
        counted = bank and ports.latest(bank).items
        wanted = bank if counted else house.content.bank(house.content.current_release()).version
    except ContentUnpublished as error:
        raise _failed(str(error)) from None
    if bank not in ("", wanted):
        raise _failed(f"no question of a bank {bank} was ever counted; that of the current release is {wanted}")
    done = tally_now(house.certification, house.content)
    latest = ports.latest(wanted)
    shares = sorted(((seen.served / max(1, seen.eligible), name) for name, seen in latest.items.items()), reverse=True)
    if json:
        facts = {"tests": done.tests, "entries": done.entries, "bank": wanted, "snapshot": latest.id}
        facts |= {"candidates": latest.candidates, "items": {name: list(seen) for name, seen in _rows(latest)}}
        typer.echo(encoder.dumps(facts))
        return
    typer.echo(f"{done.tests} tests moved on, {done.entries} entries counted.")
    typer.echo(f"{latest.id} of {wanted}: {latest.candidates} candidates, {len(latest.items)} questions were seen.")
    for share, name in shares[:SHOWN]:
        seen = latest.items[name]
        typer.echo(f"  {share:6.1%}  {name}: seen by {seen.served} of {seen.eligible} who might have")


def _failed(why: str) -> typer.Exit:
    typer.echo(f"pix certification exposure: {why}", err=True)
    return typer.Exit(1)


def _rows(latest: "Snapshot") -> "Iterator[tuple[str, tuple[int, int]]]":
    return ((name, (seen.served, seen.eligible)) for name, seen in sorted(latest.items.items()))
