"""Reads a receipt of the Caisse: what it speaks of is accepted or refused from then on. It may run twice."""

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from msgspec.structs import replace

from chalicelib.certificates.register import model, receipts
from chalicelib.certificates.register.exporting import ACTOR, CHAIN, ROUNDS, SHOWN, Progress, recount
from chalicelib.certificates.register.model import Entry, Export, State
from chalicelib.certificates.register.ports import RegisterPorts
from chalicelib.certificates.register.receipts import Heading, ReceiptError, Verdict
from chalicelib.shared.audit import Refused
from chalicelib.shared.clock import iso
from chalicelib.shared.errors import Busy

# applied: new; known: said before; late: it is being told again, or was accepted; unknown: not in that file
Outcome = Literal["applied", "known", "late", "unknown"]
TOGETHER = 50  # certificates changed in one transaction: two writes each at most, of a hundred


@dataclass
class Read:
    """What a receipt said, and what came of it; `unknown` are its own words, some of them."""

    export: str
    heading: Heading
    outcomes: Counter[Outcome]
    again: bool  # this very file was read before
    refused: list[Entry] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)


def read(ports: RegisterPorts, path: Path, progress: Progress = lambda *_: None) -> Read:
    """Apply a receipt. ReceiptError when it is broken or about no file of ours: then nothing was changed."""
    with path.open("rb") as source:
        heading = receipts.heading(source)
        source.seek(0)
        digest = hashlib.file_digest(source, "sha256").hexdigest()
        export = _export(ports, heading)
        told = Read(export.id, heading, Counter(), again=False)
        for page in _together(receipts.verdicts(source)):
            _apply(ports, told, _sayable(ports, page))
            progress("Reading", told.outcomes.total(), heading.accepted + heading.refused)
    recount(ports, export.id)
    told.again = not _noted(ports, told, digest)
    return told


def _export(ports: RegisterPorts, heading: Heading) -> Export:
    """The export whose file the receipt is about."""
    found = ports.register.export(model.export_of(heading.flux))
    numbers = [model.flux_id(found.id, file.number) for file in found.files] if found else []
    if found is None or heading.flux not in numbers:
        raise ReceiptError(f"it is about the file {heading.flux[:60]}, which no export here wrote")
    return found


def _sayable(ports: RegisterPorts, verdicts: Sequence[Verdict]) -> list[Verdict]:
    """Without a word about anybody who was erased: a receipt may be read, or read again, long afterwards."""
    erased = ports.register.erased({each.certificate for each in verdicts})
    return [replace(each, reason="") if each.certificate in erased else each for each in verdicts]


def _apply(ports: RegisterPorts, told: Read, verdicts: Sequence[Verdict]) -> None:
    """Some at once; when one of them changed meanwhile, each by itself."""
    found = ports.register.entries_of(told.export, {each.certificate for each in verdicts})
    judged = [_judge(ports, found.get(each.certificate), each) for each in verdicts]
    changes = [(entry, after) for _, entry, after in judged if entry and after]
    if changes and not ports.register.settle_all(told.export, changes):
        for each in verdicts:
            _apply_one(ports, told, each)
        return
    for verdict, (outcome, _, after) in zip(verdicts, judged, strict=True):
        _note(told, verdict, outcome, after)


def _apply_one(ports: RegisterPorts, told: Read, verdict: Verdict) -> None:
    for _ in range(ROUNDS):
        outcome, entry, after = _judge(ports, ports.register.entry(told.export, verdict.certificate), verdict)
        if entry is None or after is None or ports.register.settle(told.export, entry, after):
            _note(told, verdict, outcome, after)
            return
    raise Busy("Another run reads a receipt of the same certificates: try again.")


def _judge(ports: RegisterPorts, entry: Entry | None, verdict: Verdict) -> tuple[Outcome, Entry | None, Entry | None]:
    """What a verdict means for an entry as it stands, and what follows: the entry before and after."""
    if entry is None or (entry.state == "left-out" and not verdict.accepted):
        return "unknown", None, None
    wished: State = "accepted" if verdict.accepted else "refused"
    if (entry.state, entry.reason) == (wished, verdict.reason):
        return "known", entry, None
    if entry.state in {"accepted", "mended"}:
        return "late", entry, None
    return "applied", entry, replace(entry, state=wished, reason=verdict.reason, at=iso(ports.clock()))


def _note(told: Read, verdict: Verdict, outcome: Outcome, after: Entry | None) -> None:
    told.outcomes[outcome] += 1
    if outcome == "unknown" and len(told.unknown) < SHOWN:
        told.unknown.append(verdict.certificate)
    if after and after.state == "refused" and len(told.refused) < SHOWN:
        told.refused.append(after)


def _together(verdicts: Iterator[Verdict]) -> Iterator[list[Verdict]]:
    """Pages of them; one that speaks of a certificate twice ends before it does."""
    page: dict[str, Verdict] = {}
    for verdict in verdicts:
        if len(page) == TOGETHER or verdict.certificate in page:
            yield list(page.values())
            page = {}
        page[verdict.certificate] = verdict
    yield list(page.values())


def _noted(ports: RegisterPorts, told: Read, digest: str) -> bool:
    """The entry in the trail, once per file: what it said, whoever reads it how often."""
    counts = {"accepted": told.heading.accepted, "refused": told.heading.refused, "unknown": told.outcomes["unknown"]}
    try:
        ports.trail.write(
            CHAIN,
            "register-receipt",
            ACTOR,
            told.heading.flux,
            {**counts, "sha256": digest},
            alongside=lambda write: ports.register.add_receipt(write, told.export, digest, counts),
        )
    except Refused:
        return False
    return True
