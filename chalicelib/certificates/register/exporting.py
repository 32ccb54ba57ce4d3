"""Makes the files of what is due: claimed first, then written, then done. It may die anywhere and run again.

A certificate is claimed by one export, in the transaction that takes it from what is due: so it is in no other
export. Until the export is done every run goes on with that same one and writes its files from the start.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from msgspec.structs import replace

from chalicelib.certificates.ports import Issued
from chalicelib.certificates.register import model
from chalicelib.certificates.register.files import OutFile, OutFiles, alone, write_sums
from chalicelib.certificates.register.model import CHUNK, Contract, Due, Entry, Export, File, Passage, Unfit
from chalicelib.certificates.register.ports import RegisterPorts
from chalicelib.shared import ids
from chalicelib.shared.audit import Refused
from chalicelib.shared.clock import iso
from chalicelib.shared.errors import Busy

CHAIN = ACTOR = "operator"
TOGETHER = 30  # certificates claimed in one transaction: three writes each, of at most a hundred
READERS, PAGE = 8, 64  # certificates read at once, and kept in memory
SHOWN = 1_000  # of those left out, in the answer
ROUNDS = 8
Progress = Callable[[str, int, int | None], None]


@dataclass
class Made:
    """What a run did: the export, its files, those left out; `resumed` when an earlier run had begun it."""

    export: Export
    resumed: bool
    files: list[File] = field(default_factory=list)
    left_out: list[Entry] = field(default_factory=list)


def _quiet(*_: object) -> None:
    """Nobody watches."""


def latest(ports: RegisterPorts, delay: int) -> str:
    """The month up to which an export goes unless somebody says otherwise."""
    return model.latest_month(ports.clock().date(), delay)


def export(
    ports: RegisterPorts,
    contract: Contract,
    until: str,
    folder: Path,
    *,
    chunk: int = CHUNK,
    progress: Progress = _quiet,
) -> Made | None:
    """Write everything due up to a month into files; None when nothing is. An unfinished export is finished first.

    Busy when another run finished it meanwhile, whose files count.
    """
    begun = ports.register.unfinished()
    found = begun or _begin(ports, until, chunk)
    if found is None:
        return None
    with alone(folder):
        claimed = _claim(ports, found, progress)
        made = _write(ports, claimed, contract, folder, progress)
        made.resumed = begun is not None
        _finish(ports, claimed, made, folder)
        write_sums(folder, made.export, made.files)
    return made


def again(ports: RegisterPorts, contract: Contract, export: str, folder: Path, progress: Progress = _quiet) -> Made:
    """Write the files of an export that is done once more: those that wait for their receipt, under the same ids.

    Refused ones are the next export's. KeyError when there is no such export, or it is not done.
    """
    found = ports.register.export(export)
    if found is None or found.phase != "done":
        raise KeyError(export)
    made, done = Made(found, resumed=False), 0
    with alone(folder):
        for file in found.files:
            out = OutFile(folder, found, file.number, contract)
            try:
                for _ in _fill(ports, out, made, _waiting(ports, export, file)):
                    done += 1
                    progress("Writing", done, found.written)
                made.files += [out.close()] if out.passages else []
            finally:
                out.drop()
        made.export = recount(ports, export)
        ports.trail.write(CHAIN, "register-written-again", ACTOR, export, _details(made.files, len(made.left_out)))
        write_sums(folder, found, made.files)
    return made


def _waiting(ports: RegisterPorts, export: str, file: File) -> Iterator[Entry]:
    found = ports.register.entries(export, file.first, file.last)
    return (entry for entry in found if entry.state == "exported")


def _fill(ports: RegisterPorts, out: OutFile | OutFiles, made: Made, entries: Iterable[Entry]) -> Iterator[None]:
    """Write what can be told; after each entry it pauses, for somebody who counts."""
    for entry, told in _facts(ports, entries):
        if isinstance(told, Unfit):
            _leave_out(ports, made, entry, str(told))
        else:
            out.add(told)
        yield


def recount(ports: RegisterPorts, export: str) -> Export:
    """The record with what stands of its certificates now: counted, so that a run that died leaves no wrong sum."""
    for _ in range(ROUNDS):
        before = ports.register.export(export)
        assert before is not None
        states = Counter(entry.state for entry in ports.register.entries(export))
        after = replace(
            before,
            waiting=states["exported"],
            accepted=states["accepted"],
            refused=states["refused"],
            left_out=states["left-out"],
        )
        if ports.register.change(before, after):
            return after
    raise Busy("Another run is at the same export: try again.")


def _begin(ports: RegisterPorts, until: str, chunk: int) -> Export | None:
    if next(ports.register.due(until), None) is None:
        return None
    now = ports.clock()
    made = Export(id=ids.new_id(now), until=until, at=iso(now), chunk=chunk)
    return made if ports.register.begin(made) else ports.register.unfinished()


def _claim(ports: RegisterPorts, export: Export, progress: Progress) -> Export:
    """Take what is due, as long as the export is open; then no more."""
    done = 0
    if export.phase == "open":
        due = ports.register.due(export.until)
        while some := list(islice(due, TOGETHER)):
            _claim_some(ports, export, some)
            done += len(some)
            progress("Claiming", done, None)
        closed = replace(export, phase="claimed", claimed=ports.register.count(export.id))
        if not ports.register.change(export, closed):
            raise Busy("Another run goes on with this export: try again when it is done.")
        return closed
    return export


def _claim_some(ports: RegisterPorts, export: Export, some: list[Due]) -> None:
    """Together, or, when one of them is another run's already, each by itself."""
    at = iso(ports.clock())
    if not ports.register.claim(export.id, some, at) and len(some) > 1:
        for each in some:
            ports.register.claim(export.id, [each], at)


def _write(ports: RegisterPorts, export: Export, contract: Contract, folder: Path, progress: Progress) -> Made:
    made = Made(export, resumed=False)
    with OutFiles(folder, export, contract) as out:
        entries = ports.register.entries(export.id)
        for done, _ in enumerate(_fill(ports, out, made, entries), 1):
            progress("Writing", done, export.claimed)
        out.close()
        made.files = out.files
    return made


def _facts(ports: RegisterPorts, entries: Iterable[Entry]) -> Iterator[tuple[Entry, Passage | Unfit]]:
    """What is to be written of each entry, or why nothing can; in order, a page at a time."""
    source = iter(entries)
    with ThreadPoolExecutor(READERS) as readers:
        while page := list(islice(source, PAGE)):
            yield from zip(page, readers.map(lambda entry: _told(ports, entry), page), strict=True)


def _told(ports: RegisterPorts, entry: Entry) -> Passage | Unfit:
    if entry.state == "left-out":  # by a run that died then
        return Unfit(entry.reason)
    try:
        issued = ports.certificates.get(entry.certificate)
        if issued is None:
            raise Unfit("unknown")  # noqa: TRY301 - the one way out
        return model.passage(issued.certificate, person_of(ports, issued))
    except Unfit as unfit:
        return unfit


def person_of(ports: RegisterPorts, issued: Issued) -> model.Person:
    """Who holds it, as mended for the register, else as enrolled; Unfit when it does not hold, or nobody knows."""
    holder, certificate = model.holder_of(issued.standing.status, issued.holder), issued.certificate
    mended = ports.register.person(certificate.id)
    return mended or model.person(holder, ports.candidate(certificate.session, certificate.candidate))


def _leave_out(ports: RegisterPorts, made: Made, entry: Entry, reason: str) -> None:
    """Note why; one that is suspended stays due, the others wait until they are mended."""
    after = replace(entry, state="left-out", reason=reason, at=iso(ports.clock()))
    if entry.state != "left-out":
        ports.register.settle(made.export.id, entry, after, due=reason == "suspended")
    made.export = replace(made.export, left_out=made.export.left_out + 1)
    if len(made.left_out) < SHOWN:
        made.left_out.append(after)


def _finish(ports: RegisterPorts, claimed: Export, made: Made, folder: Path) -> None:
    done = replace(made.export, phase="done", files=tuple(made.files))
    done = replace(done, waiting=done.written)
    details = {"until": done.until, **_details(made.files, done.left_out)}
    try:
        ports.trail.write(
            CHAIN,
            "register-exported",
            ACTOR,
            done.id,
            details,
            alongside=lambda write: ports.register.add_done(write, claimed, done),
        )
    except Refused:
        stands = ports.register.export(done.id)
        if stands is None or stands.files != done.files:
            for file in done.files:
                (folder / file.name).unlink()
            raise Busy("Another run finished this export: its files count, those of this run are gone.") from None
    made.export = done


def _details(files: list[File], left_out: int) -> dict[str, str | int]:
    hashes: dict[str, str | int] = {f"sha256-{file.number:03d}": file.sha256 for file in files}
    return {"passages": sum(file.passages for file in files), "left-out": left_out, **hashes}
