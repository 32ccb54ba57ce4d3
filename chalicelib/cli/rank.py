"""`pix rank`: from calibrated items to the ranked bank that certification tests choose from."""

import json as encoder
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from .given_files import check_place, read_json

if TYPE_CHECKING:
    from chalicelib.adaptive.bank import Item
    from chalicelib.adaptive.pricing.prepare import Prepared


def command(
    bank: Annotated[Path, typer.Argument(help="BANK.json: a list of calibrated items.", exists=True, dir_okay=False)],
    output: Annotated[Path, typer.Option(help="Write the ranked bank here.")],
    max_exposure: Annotated[float, typer.Option(help="Largest share of candidates who may see an item.")] = 0.2,
    length: Annotated[int, typer.Option(min=1, help="Questions in a test.")] = 32,
    calibration: Annotated[
        Path | None,
        typer.Option(help="Take in what `pix calibrate` wrote, with its errors.", exists=True, dir_okay=False),
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="For programs.")] = False,
) -> None:
    """Solve exposure prices and rank the items offline; print the lowest feasible cap, and refuse less."""
    try:
        check_place(output)
    except ValueError as error:
        _fail(str(error), 2)
    items, errors = _items(bank, calibration)
    prepared = _prepare(items, max_exposure, length, errors)
    from chalicelib.adaptive.certification import dump

    try:
        output.write_bytes(dump(prepared.bank))
    except OSError as error:
        _fail(f"{output}: {error.strerror}; choose a place that can be written")
    _say(prepared, json)


def _fail(message: str, code: int = 1) -> NoReturn:
    typer.echo(f"pix rank: {message}", err=True)
    raise typer.Exit(code)


def _items(path: Path, calibration: Path | None) -> "tuple[tuple[Item, ...], tuple[float, float]]":
    from chalicelib.adaptive.bank import read_bank

    try:
        rows = read_json(path)
        if not isinstance(rows, list):
            _fail(f"{path}: a bank is a JSON list of items")
        items = read_bank(rows)
    except ValueError as error:
        _fail(f"{path}: {error}")
    return (items, (0.0, 0.0)) if calibration is None else _calibrated(items, calibration)


def _calibrated(items: "tuple[Item, ...]", path: Path) -> "tuple[tuple[Item, ...], tuple[float, float]]":
    from chalicelib.adaptive.calibration.intake import take_in, typical_errors

    try:
        document = read_json(path)
        return take_in(items, document), typical_errors(document)
    except ValueError as error:
        _fail(f"{path}: {error}")


def _prepare(items: "tuple[Item, ...]", rate: float, length: int, errors: tuple[float, float]) -> "Prepared":
    try:
        from chalicelib.adaptive.pricing.prepare import prepare
    except ImportError:
        _fail("pricing needs SciPy: pip install scipy")
    try:
        return prepare(items, rate, length, *errors)
    except ValueError as error:
        _fail(str(error), 2)
    except RuntimeError as error:  # the solver's own words
        _fail(str(error))


def _say(prepared: "Prepared", as_json: bool) -> None:
    facts = {
        "bank": prepared.bank.version,
        "items": len(prepared.bank.items),
        "priced": sum(price > 0 for price in prepared.bank.prices),
        "max_exposure": prepared.bank.rate,
        "lowest_max_exposure": prepared.lowest_rate,
        "error_bound": prepared.bound,
    }
    if as_json:
        typer.echo(encoder.dumps(facts))
        return
    typer.echo(f"{facts['bank']}: {facts['items']} items ranked, {facts['priced']} with a price")
    typer.echo(f"maximum exposure {facts['max_exposure']:.4f}, lowest feasible {facts['lowest_max_exposure']:.4f}")
    typer.echo(f"no rule can measure an ability with an error below {facts['error_bound']:.4f}")
