"""`pix audit`: whether the audit trail is what was written, and what it says."""

import json as encoder
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Annotated

import typer

from chalicelib.cli.deployment import rooms
from chalicelib.cli.sessions import is_number

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator

    from chalicelib.bootstrap import House
    from chalicelib.shared.audit.anchors import Found

app = typer.Typer(help="Check and read the audit trail.", no_args_is_help=True)
Json = Annotated[bool, typer.Option("--json", help="For programs.")]


@app.command("verify")
def verify(
    session: Annotated[
        str | None, typer.Option(help="One chain only: a session's id or number, `operator`, or `centre-<id>`.")
    ] = None,
    anchors: Annotated[bool, typer.Option("--anchors", help="Only the signed anchors themselves.")] = False,
    json: Json = False,
) -> None:
    """Recompute every chain and every signed anchor; exit code 1 when anything is not what was written."""
    if anchors and session is not None:
        raise _failed("--anchors is about all chains: leave out --session, or --anchors", 2)
    house = rooms()
    checked = _check(house, session, anchors)
    if json:
        typer.echo(encoder.dumps([{"where": where, "what": what} for where, what in checked.flaws]))
    for where, what in checked.flaws if not json else ():
        typer.echo(f"pix audit: {where} {what}", err=True)
    if checked.flaws:
        raise typer.Exit(1)
    if not json:
        typer.echo(_whole(checked))


@app.command("show")
def show(
    chain: Annotated[
        str, typer.Argument(metavar="CHAIN", help="A session's id or number, `operator`, or `centre-<id>`.")
    ],
    json: Json = False,
) -> None:
    """Print what was done, oldest first."""
    import msgspec

    house = rooms()
    named = _named(house, chain)
    if not house.trail.knows(named):
        raise _unknown(chain)
    for entry in house.trail.entries(named):
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


@dataclass(slots=True)
class Checked:
    """What was looked at, and where something is wrong."""

    anchors: int = 0
    chains: int = 0
    only: str = ""
    flaws: list[tuple[str, str]] = field(default_factory=list)


def _check(house: "House", session: str | None, anchors_only: bool) -> Checked:
    """Anchors first, then chains, each with its first bad entry."""
    from chalicelib.shared.audit.anchors import AnchorFlaw, flaws

    told: list[AnchorFlaw] = []
    pinned = house.anchors.pinned(told.append)
    checked = Checked(sum(1 for _ in house.anchors.stored()))
    checked.flaws += [(f"anchor {flaw.day}:", flaw.what) for flaw in told]
    if anchors_only:
        return checked
    checked.only = _known(house, session, pinned) if session is not None else ""
    whole: list[str] = []
    for chain, flaw in _shown(flaws(house.trail, pinned, [checked.only] if checked.only else ())):
        checked.chains += 1
        if flaw:
            checked.flaws.append((f"chain {chain}: entry {flaw.number}", flaw.what))
        else:
            whole.append(chain)
    checked.flaws += _beside(house, whole, everything=not checked.only)
    return checked


def _beside(house: "House", chains: list[str], *, everything: bool) -> "Iterator[tuple[str, str]]":
    """What stands in the table otherwise than whole chains say; certificates that none of them knows."""
    from chalicelib.certificates import checking
    from chalicelib.certificates.store.facts import TableFacts

    kept = TableFacts()
    for chain in chains:
        yield from ((f"session {chain}:", what) for what in checking.of_session(house.issuance, kept, chain))
    if everything:
        yield from (("table:", what) for what in checking.strangers(house.issuance, kept, chains))


def _known(house: "House", told: str, pinned: "Container[str]") -> str:
    """The chain that is meant. What nobody ever wrote cannot be whole; what an anchor names cannot be unknown."""
    chain = _named(house, told)
    if chain in pinned or house.trail.knows(chain):
        return chain
    raise _unknown(told)


def _named(house: "House", told: str) -> str:
    """The chain's name: of a session it is the id."""
    told = told.strip()
    found = house.certification.sessions.by_number(told) if is_number(told) else None
    return found.id if found else told


def _whole(checked: Checked) -> str:
    if checked.only:
        return f"The chain {checked.only} is what was written."
    looked = [f"{checked.anchors} signed anchor{'s' * (checked.anchors != 1)}"]
    if checked.chains:
        looked.insert(0, f"{checked.chains} chain{'s' * (checked.chains != 1)}")
    if not checked.chains + checked.anchors:
        return "Nothing was ever written into this audit trail. Is this the deployment that you mean?"
    return f"The audit trail is what was written: {', '.join(looked)}."


def _unknown(chain: str) -> typer.Exit:
    return _failed(
        f"there is no chain {chain!r} in this audit trail: give a session's id or its number of eight digits, "
        "`operator`, or `centre-` and a centre's id",
        1,
    )


def _failed(why: str, code: int) -> typer.Exit:
    typer.echo(f"pix audit: {why}", err=True)
    return typer.Exit(code)


def _shown(items: "Iterator[Found]") -> "Iterable[Found]":
    from rich.console import Console
    from rich.progress import track

    console = Console(stderr=True)
    return track(items, "Checking", console=console) if console.is_terminal else items
