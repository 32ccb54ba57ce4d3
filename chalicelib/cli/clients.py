"""`pix clients`: other services that may call ours, as the operator adds and revokes them."""

import json as encoder
from typing import TYPE_CHECKING, Annotated, Any

import typer

from chalicelib.cli.deployment import rooms

if TYPE_CHECKING:
    from chalicelib.bootstrap import House
    from chalicelib.clients.model import Client

app = typer.Typer(help="Add, list and revoke services that may call; see what they looked up.", no_args_is_help=True)
Json = Annotated[bool, typer.Option("--json", help="For programs.")]
ClientId = Annotated[str, typer.Argument(metavar="CLIENT", help="The id that `pix clients list` shows.")]


@app.command("add")
def add(
    name: Annotated[str, typer.Argument(help="The service, as people will read it.")],
    scope: Annotated[list[str], typer.Option(help="What it may do: certificates:find. May be repeated.")],
    centre: Annotated[list[str] | None, typer.Option(help="Only this centre (its id); may be repeated.")] = None,
    json: Json = False,
) -> None:
    """Add a service and print its secret, which is not shown again."""
    from chalicelib.clients import service

    house = rooms()
    _check(house, name, scope, centre or [])
    client, secret = service.add_client(house.clients, name, scope, centre or [])  # type: ignore[arg-type] - checked
    if json:
        typer.echo(encoder.dumps({**_plain(client), "client_secret": secret}, ensure_ascii=False))
        return
    typer.echo(f"client id      {client.id}\nclient secret  {secret}")
    typer.echo("The secret is stored nowhere: hand it over now, by a safe way.", err=True)


@app.command("list")
def show_all(json: Json = False) -> None:
    """List the services, the oldest first; revoked ones too."""
    found = list(rooms().clients.clients.all())
    if json:
        typer.echo(encoder.dumps([_plain(client) for client in found], ensure_ascii=False))
        return
    for client in found:
        typer.echo(_line(client))
    if not found:
        typer.echo("There are no clients yet: `pix clients add` adds one.")


@app.command("revoke")
def revoke(client: ClientId) -> None:
    """End a service's access at once, for good: neither its secret nor its tokens are worth anything any more."""
    from chalicelib.clients import service

    found = service.revoke(rooms().clients, client)
    if found is None:
        raise _failed(f"there is no client {client}", 1)
    typer.echo(f"{found.name} is revoked since {found.revoked_at}.")


@app.command("lookups")
def lookups(
    client: ClientId,
    day: Annotated[str, typer.Option(help="YYYY-MM-DD, in UTC; today when left out.")] = "",
    json: Json = False,
) -> None:
    """Tell what a service searched on one day, and which certificates it was shown."""
    import msgspec

    house = rooms()
    asked = _day(house, day)
    if house.clients.clients.get(client) is None:
        raise _failed(f"there is no client {client}", 1)
    found = list(house.issuance.findings.by_client(client, asked))
    for each in found:
        if json:
            typer.echo(msgspec.json.encode(each).decode())
        else:
            typer.echo(f"{each.at}  {each.way:<11}  {each.came:<7}  {' '.join(each.certificates)}".rstrip())
    if not found and not json:
        typer.echo(f"Nothing was searched on {asked}.")


def _day(house: "House", day: str) -> str:
    from datetime import date

    try:
        return date.fromisoformat(day).isoformat() if day else house.clock().date().isoformat()
    except ValueError:
        raise _failed(f"--day is a date such as 2027-06-01, not {day!r}", 2) from None


def _check(house: "House", name: str, scopes: list[str], centres: list[str]) -> None:
    from chalicelib.clients.model import SCOPES
    from chalicelib.shared import ids

    if not name.strip():
        raise _failed("a client has a name", 2)
    for scope in scopes:
        if scope not in SCOPES:
            raise _failed(f"--scope is one of {', '.join(SCOPES)}, not {scope!r}", 2)
    for centre in centres:
        if not ids.is_id(centre) or house.certification.centres.get(centre) is None:
            raise _failed(f"there is no centre {centre}; `pix centre list` shows their ids", 1)


def _line(client: "Client") -> str:
    state = f"revoked {client.revoked_at[:10]}" if client.revoked_at else "active"
    number = len(client.centres)
    seen = f"{number} centre{'s' * (number != 1)}" if number else "all centres"
    return f"{client.id}  {state:<18}  {' '.join(client.scopes)}  {seen}  {client.name}"


def _plain(client: "Client") -> dict[str, Any]:
    """Everything but the secret's digest."""
    return {
        "id": client.id,
        "name": client.name,
        "scopes": list(client.scopes),
        "centres": list(client.centres),
        "created_at": client.created_at,
        "revoked_at": client.revoked_at or None,
    }


def _failed(text: str, code: int) -> typer.Exit:
    typer.echo(f"pix clients: {text}", err=True)
    return typer.Exit(code)
