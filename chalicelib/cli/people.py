"""`pix people`: accounts, and what a person may ask about their data."""

import json as encoder
import sys
import time
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from chalicelib.cli.deployment import rooms
from chalicelib.cli.failures import unfit

if TYPE_CHECKING:
    from chalicelib.accounts.model import Job, Person
    from chalicelib.accounts.ports import AccountPorts

app = typer.Typer(help="Create, show, export and erase accounts.", no_args_is_help=True)
Json = Annotated[bool, typer.Option("--json", help="For programs.")]
Email = Annotated[str, typer.Argument(help="The address of the account.")]
Wait = Annotated[float, typer.Option(min=0, max=3600, help="Seconds to wait for the workflow; 0: do not wait.")]
SHOWN = ("id", "email", "first_name", "last_name", "language", "country", "created_at", "status")
LOOK_EVERY = 0.2


@app.command("create")
def create(
    email: Email,
    first_name: Annotated[str, typer.Option(help="As shown to the person.")],
    last_name: Annotated[str, typer.Option(help="As shown to the person.")],
    language: Annotated[str, typer.Option(help="fr, en or de.")] = "fr",
    country: Annotated[str, typer.Option(help="FR or BE-WAL.")] = "FR",
    password: Annotated[
        str, typer.Option(prompt=True, hide_input=True, confirmation_prompt=True, envvar="PIX_PASSWORD")
    ] = "",
    json: Json = False,
) -> None:
    """Create an account for somebody who accepted the terms. The password is asked, or read from PIX_PASSWORD."""
    import msgspec

    from chalicelib.accounts.schemas import SignUp
    from chalicelib.accounts.service import create_person

    given = {"email": email, "password": password, "first_name": first_name, "last_name": last_name}
    choices = {"terms_accepted": True, "language": language, "country": country}
    try:
        wish = msgspec.convert({**given, **choices}, SignUp)
    except msgspec.ValidationError as error:
        raise _wrong(unfit(error, email)) from None
    _show(_refusable(lambda: create_person(_ports(), wish)), json)


@app.command("show")
def show(email: Email, json: Json = False) -> None:
    """Show an account, its open sessions and its requests."""
    ports = _ports()
    person = _person(ports, email)
    if json:
        typer.echo(encoder.dumps(_described(ports, person), ensure_ascii=False))
        return
    _show(person, False)
    sessions = sum(session.epoch == person.epoch for session in ports.sessions.of(person.id))
    typer.echo(f"sessions    {sessions}")
    for job in ports.jobs.of(person.id):
        typer.echo(f"{job.kind:<11} {job.status}, asked for {job.requested_at}")


@app.command("export")
def export(
    email: Email,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Where to write; standard output without.")
    ] = None,
    wait: Wait = 120,
) -> None:
    """Have everything known about a person collected, and write it as JSON."""
    from chalicelib.accounts.service import request_export
    from chalicelib.accounts.service.jobs import export_key

    ports = _ports()
    person = _person(ports, email)
    if person.status != "active":
        raise _failed(f"{email}: the account is being erased")
    job = _refusable(lambda: request_export(ports, person.id))
    if not _awaited(ports, job, wait):
        return
    stored = ports.objects.get(export_key(job))
    if stored is None:
        raise _failed(f"export {job.id} is done, but its document is gone: ask for another")
    _write(stored.body, output)


@app.command("erase")
def erase(
    email: Email,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    wait: Wait = 120,
) -> None:
    """Close an account and have the person forgotten. There is no way back."""
    from chalicelib.accounts.service.jobs import erase as request

    ports = _ports()
    person = _person(ports, email)
    if not yes:
        typer.confirm(f"Erase {person.email} ({person.first_name} {person.last_name}) for ever?", abort=True, err=True)
    job = _refusable(lambda: request(ports, person.id))
    if _awaited(ports, job, wait):
        typer.echo(f"Erased. What is left is known as {person.id}.")


def _ports() -> "AccountPorts":
    return rooms().accounts


def _person(ports: "AccountPorts", email: str) -> "Person":
    found, _ = ports.people.login(email)
    person = ports.people.get(found) if found else None
    if person is None:
        raise _failed(f"{email}: there is no account with this address")
    return person


def _show(person: "Person", json: bool) -> None:
    shown = {name: getattr(person, name) for name in SHOWN}
    if json:
        typer.echo(encoder.dumps(shown, ensure_ascii=False))
        return
    for name, value in shown.items():
        typer.echo(f"{name:<11} {value}")


def _described(ports: "AccountPorts", person: "Person") -> dict[str, Any]:
    sessions = [{"signed_in_at": session.created_at} for session in ports.sessions.of(person.id)]
    requests = [asdict(job) for job in ports.jobs.of(person.id)]
    return {**{name: getattr(person, name) for name in SHOWN}, "sessions": sessions, "requests": requests}


def _awaited(ports: "AccountPorts", job: "Job", seconds: float) -> bool:
    """Whether the request was carried out in time; tells where it stands when not."""
    if not seconds:
        typer.echo(f"{job.kind} {job.id}: requested", err=True)
        return False
    end = time.monotonic() + seconds
    with _progress(f"Waiting for the {job.kind}"):
        while time.monotonic() < end:
            found = ports.jobs.get(job.person, job.id)
            if found and found.status == "done":
                return True
            time.sleep(LOOK_EVERY)
    raise _failed(
        f"{job.kind} {job.id} is not done after {seconds:g} s. It is not lost: "
        "`pix workflows reconcile` starts it again, and the same command waits for it"
    )


def _progress(text: str) -> Any:
    from rich.console import Console

    console = Console(stderr=True)
    return console.status(text) if console.is_terminal else nullcontext()


def _write(body: bytes, output: Path | None) -> None:
    if output is None:
        sys.stdout.buffer.write(body + b"\n")
        return
    from chalicelib.shared.files import write_atomically

    write_atomically(output, body, 0o600)
    typer.echo(f"{len(body)} bytes written to {output}", err=True)


def _refusable(work: Callable[[], Any]) -> Any:
    """What the work returns; a refusal of the domain ends the command with its text."""
    from chalicelib.shared.errors import PixError
    from chalicelib.shared.i18n import translate

    try:
        return work()
    except PixError as error:
        raise _failed(translate("en", f"error.{error.code}", **error.parameters)) from None


def _wrong(text: str) -> typer.Exit:
    typer.echo(f"pix people: {text}", err=True)
    return typer.Exit(2)


def _failed(text: str) -> typer.Exit:
    typer.echo(f"pix people: {text}", err=True)
    return typer.Exit(1)
