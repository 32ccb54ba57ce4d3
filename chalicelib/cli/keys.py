"""`pix keys`: what signs certificates and anchors of the trail, in generations; the chains of what signs documents."""

import hashlib
import json as encoder
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

from chalicelib.cli.deployment import rooms

if TYPE_CHECKING:
    from chalicelib.bootstrap import House
    from chalicelib.certificates.documents.authority import Authority
    from chalicelib.shared.keys import SigningKey

app = typer.Typer(help="List and rotate the keys that sign certificates and the audit trail.", no_args_is_help=True)
Json = Annotated[bool, typer.Option("--json", help="For programs.")]
Name = Annotated[str, typer.Argument(help="`documents`, `credentials` or `audit`.")]
Generation = Annotated[str, typer.Argument(help="A key of documents by its full name, for example `documents-2`.")]


@app.command("list")
def list_keys(json: Json = False) -> None:
    """Every generation: what it is, by what it is recognised, until when its certificate holds."""
    house = rooms()
    found = [_described(house, key) for key in _all(house)]
    if json:
        typer.echo(encoder.dumps(found))
        return
    for each in found:
        typer.echo(f"{each['key']:<16} {each['kind']:<8} {each['fingerprint']}  {each['certificate']}".rstrip())


@app.command("rotate")
def rotate(name: Name) -> None:
    """Make the next generation of a key. What earlier ones signed stays provable."""
    if name not in _families():
        _refuse(f"no key is called {name}; there are {', '.join(_families())}", 2)
    house = rooms()
    made = house.keys.rotate(_families()[name])
    typer.echo(f"{made.name} was made.")
    if made.kind == "P-256":
        _next_step(house.authority, made)


@app.command("request")
def request(key: Generation, common_name: str = "Pix certificates", organization: str = "Pix") -> None:
    """Print a certification request (PKCS 10) for a key of documents, to hand to an authority."""
    house = rooms()
    sys.stdout.write(house.authority.request(_known(house, key), common_name, organization).decode())


@app.command("install")
def install(
    key: Generation, chain: Annotated[Path, typer.Argument(help="PEM file: the key's certificate, then those above.")]
) -> None:
    """Use the certificates that an authority gave for a key of documents; from then on the newest such key signs."""
    from chalicelib.certificates.documents.authority import WrongChain

    if not chain.is_file():
        _refuse(f"{chain} is no file", 2)
    house = rooms()
    try:
        house.authority.install(_known(house, key), chain.read_bytes())
    except WrongChain as error:
        _refuse(f"{chain}: {error}", 1)
    typer.echo(f"Installed for {key}; documents are now signed by {house.authority.newest().name}.")


@app.command("trust")
def trust() -> None:
    """Print the certificates whose signatures on documents count, of all generations, as PEM."""
    sys.stdout.write("".join(rooms().authority.published()))


def _next_step(authority: "Authority", made: "SigningKey") -> None:
    if authority.own:
        authority.chain(made)
        typer.echo("It has its certificate, and signs from now on.")
    else:
        typer.echo(f"It signs once it has a certificate: pix keys request {made.name}, then pix keys install.")


def _families() -> "dict[str, SigningKey]":
    from chalicelib.shared.keys import AUDIT, CREDENTIALS, DOCUMENTS

    return {key.name: key for key in (DOCUMENTS, CREDENTIALS, AUDIT)}


def _all(house: "House") -> "list[SigningKey]":
    return [key for first in _families().values() for key in house.keys.generations(first)]


def _known(house: "House", name: str) -> "SigningKey":
    found = next((key for key in _all(house) if key.name == name and key.kind == "P-256"), None)
    return found or _refuse(f"no key of documents is called {name}: pix keys list", 2)


def _described(house: "House", key: "SigningKey") -> dict[str, Any]:
    fingerprint = hashlib.sha256(house.keys.public_key(key)).hexdigest()[:32]
    certificate = _certificate(house.authority, key) if key.kind == "P-256" else ""
    return {"key": key.name, "kind": key.kind, "fingerprint": fingerprint, "certificate": certificate}


def _certificate(authority: "Authority", key: "SigningKey") -> str:
    from chalicelib.certificates.documents.authority import NoChain

    try:
        leaf = authority.chain(key)[0]
    except NoChain:
        return "no certificate"
    return f"{leaf.subject.human_friendly}, until {leaf.not_valid_after:%Y-%m-%d}"


def _refuse(message: str, code: int) -> NoReturn:
    typer.echo(f"pix keys: {message}", err=True)
    raise typer.Exit(code)
