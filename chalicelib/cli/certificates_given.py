"""The certificate that a code on the command line names."""

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from chalicelib.bootstrap import House
    from chalicelib.certificates.ports import Issued

Code = Annotated[str, typer.Argument(metavar="CODE", help="The verification code, P-...")]


def issued_as(house: "House", code: str) -> "Issued":
    """The certificate of a code as typed; ends with 2 when it is no code, with 1 when nothing bears it."""
    from chalicelib.certificates import codes

    try:
        issued = house.certificates.certificates.by_code(codes.parse(code))
    except codes.NotACode as error:
        raise failed(f"{code} is no code: {error}", 2) from None
    if issued is None:
        raise failed(f"no certificate bears the code {code}")
    return issued


def failed(why: str, code: int = 1) -> typer.Exit:
    """One plain line, and how the command ends."""
    typer.echo(f"pix certificates: {why}", err=True)
    return typer.Exit(code)
