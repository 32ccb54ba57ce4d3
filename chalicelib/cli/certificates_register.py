"""`pix certificates register`: certificates told to the national register, and its receipts read back."""

import json as encoder
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from chalicelib.cli import certificates_register_text as text
from chalicelib.cli.deployment import rooms
from chalicelib.cli.failures import words

if TYPE_CHECKING:
    from chalicelib.bootstrap import House
    from chalicelib.certificates.register.exporting import Made
    from chalicelib.certificates.register.model import Contract

app = typer.Typer(help="Tell the national register of certificates; read its receipts.", no_args_is_help=True)
Json = Annotated[bool, typer.Option("--json", help="For programs.")]
Code = Annotated[str, typer.Argument(metavar="CODE", help="The verification code, P-...")]


@app.callback()
def register() -> None:
    """Tell the national register of certificates; read its receipts."""


@app.command("export")
def export(
    *,
    out: Annotated[Path, typer.Option(help="The folder of the files; they hold names and birth dates.")],
    until: Annotated[str, typer.Option(metavar="YYYY-MM", help="The last month; otherwise the one three ago.")] = "",
    again: Annotated[str, typer.Option(metavar="EXPORT", help="Write the files of this export once more.")] = "",
    client: Annotated[str, typer.Option(help="Otherwise PIX_REGISTER_CLIENT.")] = "",
    contract: Annotated[str, typer.Option(help="Otherwise PIX_REGISTER_CONTRACT.")] = "",
    kind: Annotated[str, typer.Option("--type", help="RS or RNCP; otherwise PIX_REGISTER_TYPE.")] = "",
    code: Annotated[str, typer.Option(help="Otherwise PIX_REGISTER_CODE.")] = "",
    chunk: Annotated[int, typer.Option(min=1_000, max=50_000, help="Certificates of one file.")] = 50_000,
    json: Json = False,
) -> None:
    """Write every certificate up to a month that the register was not told of into XML files.

    An export that did not come to its end is finished first, whatever else was asked for.
    """
    if until and again:
        raise _failed("--again writes an export as it was made: it has no --until", 2)
    from chalicelib.certificates.register import looking

    house = rooms()
    given = _contract(house, client, contract, kind, code)
    month = _month(house, until)
    with _busy(out), _progress() as progress:
        made = _again(house, given, again, out, progress) if again else _new(house, given, month, out, chunk, progress)
    if made is None:
        later = {} if json else looking.standing(house.register).due
        typer.echo(encoder.dumps({"export": None}) if json else text.nothing_due(month, later))
        return
    _say(json, text.made_plain(made), text.made_words(made, out))


def _new(
    house: "House", given: "Contract", month: str, out: Path, chunk: int, progress: "Callable[..., None]"
) -> "Made | None":
    from chalicelib.certificates.register import exporting

    return exporting.export(house.register, given, month, out, chunk=chunk, progress=progress)


def _again(house: "House", given: "Contract", export: str, out: Path, progress: "Callable[..., None]") -> "Made":
    from chalicelib.certificates.register import exporting

    try:
        return exporting.again(house.register, given, export, out, progress)
    except KeyError:
        raise _failed(f"there is no finished export {export}: see `pix certificates register status`") from None


def _contract(house: "House", client: str, contract: str, kind: str, code: str) -> "Contract":
    from chalicelib.certificates.register import model

    known = house.settings
    try:
        return model.contract(
            client=client or known.register_client,
            contract=contract or known.register_contract,
            kind=kind or known.register_type,
            code=code or known.register_code,
        )
    except model.ContractError as error:
        raise _failed(str(error), 2) from None


def _month(house: "House", until: str) -> str:
    from chalicelib.certificates.register import exporting, model

    today = house.clock().date()
    if not until:
        return exporting.latest(house.register, house.settings.rules.register_delay_months)
    if not model.is_over(until, today):
        raise _failed(f"--until {until}: a month that is over is needed, as YYYY-MM, before {today:%Y-%m}", 2)
    return until


@contextmanager
def _busy(out: Path) -> Iterator[None]:
    """What may hinder a run, in one plain line; the same command goes on with what was begun."""
    from chalicelib.shared.errors import Busy

    try:
        yield
    except Busy as error:
        raise _failed(words(error) or error.code) from None
    except OSError as error:
        why = f"{error.filename or out} cannot be written: {error.strerror}"
        raise _failed(f"{why}. Run the command again: it goes on with what was begun") from None


@contextmanager
def _progress() -> "Iterator[Callable[[str, int, int | None], None]]":
    """A bar for each part of the work, on a terminal only."""
    from rich.console import Console
    from rich.progress import Progress, TaskID

    tasks: dict[str, TaskID] = {}
    with Progress(console=Console(stderr=True), disable=not sys.stderr.isatty(), transient=True) as bar:

        def show(label: str, done: int, total: int | None) -> None:
            if label not in tasks:
                for before in tasks.values():
                    bar.update(before, visible=False)
                tasks[label] = bar.add_task(label, total=total)
            bar.update(tasks[label], completed=done, total=total)

        yield show


@app.command("receipts")
def receipts(
    file: Annotated[Path, typer.Argument(help="The receipt (accusé de traitement) of one file, XML.")],
    json: Json = False,
) -> None:
    """Read what the register answered: each certificate is accepted or refused from then on.

    Exit code 1 when the file is broken or about no file of ours (nothing is changed then), and when it names
    certificates that are not in that file.
    """
    from chalicelib.certificates.register import receiving
    from chalicelib.certificates.register.receipts import ReceiptError
    from chalicelib.shared.errors import Busy

    house = rooms()
    try:
        with _progress() as progress:
            read = receiving.read(house.register, file, progress)
    except OSError as error:
        raise _failed(f"{file} cannot be read: {error.strerror}", 2) from None
    except ReceiptError as error:
        raise _failed(f"{file} was not read: {error}. Nothing was changed") from None
    except Busy as error:
        raise _failed(words(error) or error.code) from None
    _say(json, text.read_plain(read), text.read_words(read))
    if read.unknown:
        raise typer.Exit(1)


@app.command("status")
def status(
    export: Annotated[str, typer.Argument(metavar="[EXPORT]", help="One export, certificate by certificate.")] = "",
    json: Json = False,
) -> None:
    """Tell what is due, how each export stands, and what the register believes of certificates revoked since."""
    from chalicelib.certificates.register import looking

    ports = rooms().register
    if not export:
        found = looking.standing(ports)
        _say(json, text.standing_plain(found), text.standing_words(found))
        return
    known = ports.register.export(export)
    if known is None:
        raise _failed(f"there is no export {export}")
    unsettled = looking.unsettled(ports, export)
    if json:
        _say(json, {**text.plain(known), "unsettled": [text.plain(each) for each in unsettled]}, ())
        return
    typer.echo(text.summary(known))
    for file in known.files:
        typer.echo(f"  {file.name}  {file.passages}  sha256 {file.sha256}")
    for each in unsettled:
        typer.echo(text.line(each))


@app.command("mend")
def mend(
    code: Code,
    *,
    last_name: Annotated[str, typer.Option(help="The name at birth.")] = "",
    first_name: Annotated[str, typer.Option()] = "",
    birth_date: Annotated[str, typer.Option(metavar="YYYY-MM-DD")] = "",
    sex: Annotated[str, typer.Option(help="F or M.")] = "",
    birth_country: Annotated[str, typer.Option()] = "",
    birth_insee_code: Annotated[str, typer.Option(help="Of the commune, in France; or the next two.")] = "",
    birth_postal_code: Annotated[str, typer.Option()] = "",
    birth_city: Annotated[str, typer.Option()] = "",
) -> None:
    """Put right what the register is told of the holder, and have the next export take the certificate (again).

    Without an option it is sent as it is. The certificate itself says what it said.
    """
    from chalicelib.certificates import codes
    from chalicelib.certificates.register import mending
    from chalicelib.shared.errors import Busy

    fields = {
        "last_name": last_name,
        "first_name": first_name,
        "birth_date": birth_date,
        "sex": sex,
        "birth_country": birth_country,
        "birth_insee_code": birth_insee_code,
        "birth_postal_code": birth_postal_code,
        "birth_city": birth_city,
    }
    house = rooms()
    try:
        issued = house.certificates.certificates.by_code(codes.parse(code))
        if issued is None:
            raise _failed(f"no certificate bears the code {code}")
        due = mending.mend(house.register, issued, {name: value for name, value in fields.items() if value})
    except codes.NotACode as error:
        raise _failed(f"{code} is no code: {error}", 2) from None
    except mending.NotMended as error:
        raise _failed(f"{code}: {text.why_not(error)}") from None
    except Busy as error:
        raise _failed(words(error) or error.code) from None
    typer.echo(f"{due.code} is due: the next export up to {due.month} or later takes it.")


def _say(json: bool, plain: dict[str, object], words: Iterable[str]) -> None:
    typer.echo(encoder.dumps(plain, ensure_ascii=False) if json else "\n".join(words))


def _failed(why: str, code: int = 1) -> typer.Exit:
    typer.echo(f"pix certificates register: {why}", err=True)
    return typer.Exit(code)
