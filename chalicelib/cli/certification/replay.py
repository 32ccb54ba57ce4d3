"""`pix certification replay`: recompute every choice and every result of a test from its log."""

import json as encoder
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from chalicelib.cli.deployment import rooms

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chalicelib.bootstrap import House
    from chalicelib.certification.replaying import Replayed


def command(
    test: Annotated[str, typer.Argument(help="The test's id, which is its candidate's.")],
    log: Annotated[
        Path | None, typer.Option(help="A log that was saved, instead of the stored one.", exists=True, dir_okay=False)
    ] = None,
    save: Annotated[Path | None, typer.Option(help="Also write the stored log here, an entry on each line.")] = None,
    json: Annotated[bool, typer.Option("--json", help="For programs.")] = False,
) -> None:
    """Choose every question and score every result again; exit code 1 when anything differs or the log was changed."""
    house = rooms()
    texts = _lines(log) if log else house.certification.tests.texts(test)
    if not texts:
        _fail(f"there is no test {test}" if not log else f"{log} is empty")
    if save:
        save.write_text("".join(f"{text}\n" for text in texts), encoding="utf-8")
    found = _replayed(house, test, texts)
    if json:
        typer.echo(encoder.dumps(_facts(house, test, found)))
    else:
        _say(house, test, found)
    raise typer.Exit(1 if found.differences else 0)


def _lines(log: Path) -> list[str]:
    try:
        return log.read_text(encoding="utf-8").splitlines()
    except UnicodeDecodeError:
        _fail(f"{log} is no log: it is not text in UTF-8")


def _fail(message: str) -> NoReturn:
    typer.echo(f"pix certification replay: {message}", err=True)
    raise typer.Exit(1)


def _replayed(house: "House", test: str, texts: "Sequence[str]") -> "Replayed":
    from chalicelib.certification import choosing, replaying

    content, ports = house.content, house.certification
    try:
        begun = replaying.begun_of(test, texts)
        stuff = choosing.material(content.index(begun.release), content.bank(begun.release))
        snapshot = ports.exposure.snapshot(begun.bank, begun.snapshot)
        if snapshot is None:
            _fail(f"the snapshot {begun.snapshot} of {begun.bank} is not there")
        return replaying.replay(test, texts, stuff, snapshot, ports.results.of(test), ports.rules)
    except (ValueError, LookupError) as error:
        _fail(str(error))


def _facts(house: "House", test: str, found: "Replayed") -> dict[str, object]:
    begun = found.test.begun
    facts = {name: getattr(begun, name) for name in ("release", "bank", "snapshot", "engine", "seed")}
    facts |= {"test": test, "head": found.test.head, "questions": found.questions}
    return facts | {"results": len(house.certification.results.of(test)), "differences": list(found.differences)}


def _say(house: "House", test: str, found: "Replayed") -> None:
    begun = found.test.begun
    typer.echo(f"{test}: engine {begun.engine}, release {begun.release}, bank {begun.bank}, snapshot {begun.snapshot}")
    for difference in found.differences:
        typer.echo(f"pix certification replay: {difference}", err=True)
    for scored in house.certification.results.of(test):
        result = scored.result
        typer.echo(
            f"result {scored.number} of {scored.at}: {result.status.value} ({result.reason}), {result.total} pix "
            f"[{result.interval[0]}, {result.interval[1]}], ability {result.ability:.4f} ± {result.error:.4f}"
        )
    verdict = f"{len(found.differences)} differences" if found.differences else "everything comes out the same"
    typer.echo(f"{found.questions} questions chosen again: {verdict}.")
