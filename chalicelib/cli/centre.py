"""`pix centre`: certification centres, as the operator approves and suspends them."""

import json as encoder
from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, Any

import typer

from chalicelib.cli.deployment import rooms
from chalicelib.cli.failures import unfit, words

if TYPE_CHECKING:
    from chalicelib.certification.model import Centre
    from chalicelib.certification.ports import CertificationPorts

app = typer.Typer(help="Add, approve and suspend certification centres.", no_args_is_help=True)
Json = Annotated[bool, typer.Option("--json", help="For programs.")]
CentreId = Annotated[str, typer.Argument(metavar="CENTRE", help="The id that `pix centre list` shows.")]
TYPES = ("SCO", "SUP", "PRO")


@app.command("add")
def add(
    name: Annotated[str, typer.Argument(help="As certificates will say it.")],
    type: Annotated[str, typer.Option(help="SCO (school), SUP (higher education) or PRO.")],
    external_id: Annotated[str, typer.Option(help="A school's national id, for example its UAI.")] = "",
    json: Json = False,
) -> None:
    """Add a centre, approved. Invite its first admin next."""
    from chalicelib.certification.service.centres import add_centre

    if type not in TYPES:
        raise _wrong(f"--type is one of {', '.join(TYPES)}, not {type!r}")
    if not name.strip():
        raise _wrong("a centre has a name")
    _show([_refusable(lambda: add_centre(_ports(), name, type, external_id))], json)  # type: ignore[arg-type]


@app.command("list")
def show_all(json: Json = False) -> None:
    """List the centres by name."""
    found = list(_ports().centres.all())
    _show(found, json)
    if not found and not json:
        typer.echo("There are no centres yet: `pix centre add` adds one.")


@app.command("approve")
def approve(centre: CentreId, json: Json = False) -> None:
    """Let a suspended centre plan, enrol and start again."""
    _set(centre, "approved", json)


@app.command("suspend")
def suspend(centre: CentreId, json: Json = False) -> None:
    """Let a centre read only: nothing is planned, nobody enrolled, no test started until it is approved again."""
    _set(centre, "suspended", json)


@app.command("invite")
def invite(
    centre: CentreId,
    email: Annotated[str, typer.Argument(help="Who gets the link.")],
    role: Annotated[str, typer.Option(help="admin or member.")] = "admin",
    language: Annotated[str, typer.Option(help="Of the mail: fr, en or de.")] = "fr",
    country: Annotated[str, typer.Option(help="Of the mail: FR or BE-WAL.")] = "FR",
) -> None:
    """Send somebody the link that makes them a member. Repeated, it is one invitation and one mail."""
    import msgspec

    from chalicelib.certification.schemas.centre import InviteMember
    from chalicelib.certification.service.invitations import invite_as_operator

    given = {"email": email, "role": role, "language": language, "country": country}
    try:
        wish = msgspec.convert(given, InviteMember)
    except msgspec.ValidationError as error:
        raise _wrong(unfit(error, email)) from None
    invitation = _refusable(lambda: invite_as_operator(_ports(), centre, wish))
    typer.echo(f"Sent to {invitation.email}; valid until {invitation.expires_at[:10]}.")


def _ports() -> "CertificationPorts":
    return rooms().certification


def _set(centre: str, status: str, json: bool) -> None:
    from chalicelib.certification.service.centres import set_status

    _show([_refusable(lambda: set_status(_ports(), centre, status))], json)  # type: ignore[arg-type]


def _show(centres: Any, json: bool) -> None:
    from msgspec.structs import asdict

    found: list[Centre] = list(centres)
    for centre in found:
        if json:
            typer.echo(encoder.dumps(asdict(centre), ensure_ascii=False))
        else:
            typer.echo(f"{centre.id}  {centre.status:<9}  {centre.type}  {centre.external_id:<10}  {centre.name}")


def _refusable(work: Callable[[], Any]) -> Any:
    """What the work returns; a refusal of the domain ends the command with its text."""
    from chalicelib.shared.errors import PixError

    try:
        return work()
    except PixError as error:
        raise _failed(words(error) or error.code) from None


def _wrong(text: str) -> typer.Exit:
    typer.echo(f"pix centre: {text}", err=True)
    return typer.Exit(2)


def _failed(text: str) -> typer.Exit:
    typer.echo(f"pix centre: {text}", err=True)
    return typer.Exit(1)
