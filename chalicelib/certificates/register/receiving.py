"""Reads a receipt of the Caisse: what it speaks of is accepted or refused from then on. It may run twice."""

import hashlib
from collections import Counter
from collections.abc import Mapping
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


@dataclass
class Read:
    """What a receipt said, and what came of it; `unknown` are its own words, some of them."""

    export: str
    heading: Heading
    outcomes: Mapping[Outcome, int]
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
        outcomes: Counter[Outcome] = Counter()
        told = Read(export.id, heading, outcomes, again=False)
        for number, verdict in enumerate(receipts.verdicts(source), 1):
            outcomes[_apply(ports, told, verdict)] += 1
            progress("Reading", number, heading.accepted + heading.refused)
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


def _apply(ports: RegisterPorts, told: Read, verdict: Verdict) -> Outcome:
    for _ in range(ROUNDS):
        entry = ports.register.entry(told.export, verdict.certificate)
        if entry is None or entry.state == "left-out":
            told.unknown += [verdict.certificate] if len(told.unknown) < SHOWN else []
            return "unknown"
        wished: State = "accepted" if verdict.accepted else "refused"
        if (entry.state, entry.reason) == (wished, verdict.reason):
            return "known"
        if entry.state in {"accepted", "mended"}:
            return "late"
        after = replace(entry, state=wished, reason=verdict.reason, at=iso(ports.clock()))
        if ports.register.settle(told.export, entry, after):
            told.refused += [after] if wished == "refused" and len(told.refused) < SHOWN else []
            return "applied"
    raise Busy("Another run reads a receipt of the same certificates: try again.")


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
