"""`pix certificates forget`: the holder is, the certificate stays."""

from typing import Annotated

import typer

from chalicelib.cli import acting
from chalicelib.cli.certificates_given import Code, failed, issued_as
from chalicelib.cli.deployment import rooms


def forget(
    code: Code,
    reason: Annotated[str, typer.Option(help="Why, naming nobody; kept with the certificate.")],
    by: acting.By = "",
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Forget whose a certificate is: names, birth date and files, for ever. Its status and its levels stay."""
    from chalicelib.certificates.handing import forgetting

    if not reason.strip():
        raise failed("to forget a holder needs a reason", 2)
    who, house = acting.operator(by), rooms()
    issued = issued_as(house, code)
    if not yes:
        typer.confirm(f"Forget the holder of {issued.certificate.code} for ever?", abort=True, err=True)
    count = forgetting.forget(house.handing, issued.certificate, who, reason)
    typer.echo(f"The holder of {issued.certificate.code} is forgotten ({count} certificates of that test), files too.")
    typer.echo("Its page tells its status and no name; the files of its session are made anew without it.")
