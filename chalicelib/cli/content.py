"""`pix content`: check, measure, compare, preview and publish the item bank."""

import time
from pathlib import Path
from typing import Annotated

import typer

from chalicelib.cli.content_choice import competences as chosen
from chalicelib.cli.content_release import compiled, deployment, fail, index_of, objects, progress, tell_problems

app = typer.Typer(no_args_is_help=True, help="Check, measure, compare, preview and publish the item bank.")

Root = Annotated[
    Path,
    typer.Option("--content", help="The folder of the item bank.", envvar="PIX_CONTENT", exists=True, file_okay=False),
]
AsJson = Annotated[bool, typer.Option("--json", help="For programs.")]
DEFAULT_ROOT = Path("content")
_WANTED_AGREEMENT = 0.98


@app.command()
def check(
    competences: Annotated[list[str] | None, typer.Argument(help="Only these competences, for example 1.2.")] = None,
    root: Root = DEFAULT_ROOT,
    json: AsJson = False,
) -> None:
    """Name file and line of everything that must be mended; exit code 1 when there is something."""
    from chalicelib.content.check import check as find

    started = time.perf_counter()
    problems = find(root.resolve(), chosen(root, competences))
    tell_problems(problems, json)
    typer.echo(f"{len(problems)} problem(s), {time.perf_counter() - started:.1f} s", err=True)
    raise typer.Exit(1 if problems else 0)


@app.command()
def publish(
    root: Root = DEFAULT_ROOT,
    force: Annotated[bool, typer.Option(help="Compile even when no file changed since the current release.")] = False,
    seed: Annotated[
        str,
        typer.Option(
            envvar="PIX_CONTENT_SEED", help="Secret seed of the certification's variants.", show_default=False
        ),
    ] = "public",
    private: Annotated[
        Path | None, typer.Option(envvar="PIX_CONTENT_PRIVATE", exists=True, help="Folder of private challenges.")
    ] = None,
    calibration: Annotated[
        Path | None,
        typer.Option(
            envvar="PIX_CONTENT_CALIBRATION", exists=True, dir_okay=False, help="Take in what `pix calibrate` wrote."
        ),
    ] = None,
    json: AsJson = False,
) -> None:
    """Make an immutable release and let new assessments use it; nothing happens when it is the current one."""
    from chalicelib.cli.content_calibration import measured, named
    from chalicelib.content.fingerprint import fingerprint
    from chalicelib.content.publishing import LostRace
    from chalicelib.content.publishing import publish as publish_release
    from chalicelib.content.ranking import ranking_rules
    from chalicelib.content.service import FRAMEWORK

    root = root.resolve()
    settings, store = deployment()
    try:
        found = measured(calibration)
    except ValueError as error:
        fail(str(error))
    source = fingerprint(root, f"{seed}|{ranking_rules(settings.rules)}{named(found)}", private)
    current = store.current(FRAMEWORK)
    if current and not force and store.source(current) == source:
        _tell(json, current, new=False, text=f"{current} is current; nothing changed.")
        return
    release = compiled(root, seed, private, found)
    total = len(release.bodies) + len(release.objects)
    try:
        with progress("Publishing", total) as tell:
            done = publish_release(release, store, objects(settings), source, lambda written: tell(written, total))
    except LostRace as error:
        fail(str(error))
    _tell(json, done.release, new=done.new, text=f"{done.release} is current (before: {done.before or 'nothing'}).")


@app.command()
def stats(
    competences: Annotated[list[str] | None, typer.Argument(help="Only these competences, for example 1.2.")] = None,
    root: Root = DEFAULT_ROOT,
    json: AsJson = False,
) -> None:
    """Coverage as a table of competence and level, share of types and situations, near-duplicates."""
    from chalicelib.content.bank import load
    from chalicelib.content.stats import measure

    found = measure(load(root.resolve(), chosen(root, competences)))
    if json:
        import msgspec

        typer.echo(msgspec.json.encode(found).decode())
        return
    from chalicelib.cli.content_tables import print_stats

    print_stats(found)


@app.command()
def diff(
    before: Annotated[str, typer.Argument(help="A release id, `current`, or `files` (what is in the folder).")],
    after: Annotated[str, typer.Argument(help="The same.")] = "files",
    root: Root = DEFAULT_ROOT,
    json: AsJson = False,
) -> None:
    """What changed between two releases."""
    import msgspec

    from chalicelib.content.difference import difference

    found = difference(index_of(before, root), index_of(after, root))
    if json:
        typer.echo(msgspec.json.encode(found).decode())
        return
    for name, ids in msgspec.structs.asdict(found).items():
        for each in ids:
            typer.echo(f"{name.replace('_', ' ')[:-1]}: {each}")
    if not found:
        typer.echo("The same.")


@app.command()
def bank(
    release: Annotated[str, typer.Argument(help="A release id, `current`, or `files`.")] = "files",
    out: Annotated[Path | None, typer.Option(help="Write the items: for `pix simulate`, `pix rank`.")] = None,
    ranked: Annotated[Path | None, typer.Option(help="Write the ranked bank that tests choose from.")] = None,
    root: Root = DEFAULT_ROOT,
) -> None:
    """The certification's items with their calibration; how many a competence has, and the cap that they can hold."""
    from chalicelib.cli.content_bank import export

    index = index_of(release, root)
    try:
        export(index, out, ranked)
    except (OSError, RuntimeError) as error:
        fail(str(error))


@app.command()
def show(
    challenge: Annotated[str, typer.Argument(help="The challenge's id, for example file-names-2-b.")],
    root: Root = DEFAULT_ROOT,
) -> None:
    """Where a challenge is written, and question and correction of each variant as JSON lines."""
    import msgspec

    from chalicelib.content.bank import load
    from chalicelib.content.compile import Compiler

    bank = load(root.resolve())
    found = next((each for each in bank.challenges() if each[2].id == challenge), None)
    if found is None:
        fail(f"no challenge {challenge} can be read: `pix content check` says why")
    at = found[2].at
    typer.echo(f"{at.document.file}:{at.document.line(at.path)}", err=True)
    for body in Compiler(bank).bodies(*found):
        typer.echo(msgspec.json.encode(body).decode())


@app.command()
def questions(
    competences: Annotated[list[str] | None, typer.Argument(help="Only these competences, for example 1.2.")] = None,
    language: Annotated[str, typer.Option(help="Content language.")] = "fr",
    root: Root = DEFAULT_ROOT,
) -> None:
    """Every question as a learner sees it, without solutions, as JSON lines: the sheet of a blind review."""
    import msgspec

    from chalicelib.content.bank import load
    from chalicelib.content.review import sheets

    for sheet in sheets(load(root.resolve(), chosen(root, competences)), language):
        typer.echo(msgspec.json.encode(sheet).decode())


@app.command()
def review(
    answers: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="JSON lines of readers' answers.")],
    competences: Annotated[list[str] | None, typer.Argument(help="Only these competences, for example 1.2.")] = None,
    root: Root = DEFAULT_ROOT,
    json: AsJson = False,
) -> None:
    """How far blind answers agree with the keys; the last answer to a question counts. Exit code 1 below 98 %."""
    import msgspec

    from chalicelib.content import review as blind
    from chalicelib.content.bank import load

    try:
        lines = [msgspec.json.decode(line, type=blind.Answer) for line in answers.read_bytes().splitlines() if line]
    except msgspec.DecodeError as error:
        fail(f"{answers}: {error}")
    found = blind.review(load(root.resolve(), chosen(root, competences)), lines)
    if json:
        typer.echo(msgspec.json.encode(found).decode())
    else:
        for challenge, variant, language, answer in found.disagreed:
            typer.echo(f"disagrees: {challenge} (variant {variant}, {language}): {answer!r}")
        typer.echo(
            f"{found.agreed} of {found.answered} agree ({found.share:.1%}); {found.stale} stale, {found.open} open."
        )
    raise typer.Exit(0 if found.share >= _WANTED_AGREEMENT else 1)


@app.command()
def preview(
    challenge: Annotated[str, typer.Argument(help="The challenge's id, for example file-names-2-b.")],
    root: Root = DEFAULT_ROOT,
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port on this machine; 0: any free one.")] = 8765,
) -> None:
    """Play one challenge in the browser; edit its file and reload the page. Ctrl-C ends it."""
    from waitress.server import create_server

    from chalicelib.content.bank import load
    from chalicelib.content.preview import Preview

    try:
        application = Preview(lambda: load(root.resolve()), challenge)
        server = create_server(application, host="127.0.0.1", port=port, threads=4)
    except (LookupError, OSError) as error:
        fail(str(error))
    typer.echo(f"http://127.0.0.1:{server.effective_port}/  (Ctrl-C to end)")  # type: ignore[union-attr]
    server.run()


def _tell(as_json: bool, release: str, new: bool, text: str) -> None:
    if as_json:
        import msgspec

        text = msgspec.json.encode({"release": release, "new": new}).decode()
    typer.echo(text)
