"""What `pix certificates register` says, in words and for programs."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from msgspec import Struct

    from chalicelib.certificates.register.exporting import Made
    from chalicelib.certificates.register.looking import Standing
    from chalicelib.certificates.register.mending import NotMended
    from chalicelib.certificates.register.model import Entry, Export
    from chalicelib.certificates.register.receiving import Read

LINES = 20  # certificates named one by one


def made_plain(made: "Made") -> dict[str, object]:
    """An export, for programs."""
    from chalicelib.certificates.register.files import PRIVATE

    return {
        "export": made.export.id,
        "until": made.export.until,
        "resumed": made.resumed,
        "mode": f"{PRIVATE:o}",
        "files": [plain(file) for file in made.files],
        "left_out": made.export.left_out,
        "why": [{"code": each.code, "reason": each.reason} for each in made.left_out],
    }


def made_words(made: "Made", out: Path) -> list[str]:
    """An export, for people."""
    passages = sum(file.passages for file in made.files)
    lines = [f"Export {made.export.id}, up to {made.export.until}: {passages} told, in {_files(made)}."]
    if made.resumed:
        lines.insert(0, "An export that had not come to its end was finished; run the command again for what is newer.")
    lines += [f"  {out / file.name}  {file.passages}  sha256 {file.sha256}" for file in made.files]
    if not made.files:
        lines.append("No file was written: nothing of it can be told now.")
    else:
        lines.append("They hold names and birth dates (mode 600): deposit them, then delete them.")
    return [*lines, *_left_out(made)]


def _files(made: "Made") -> str:
    return "1 file" if len(made.files) == 1 else f"{len(made.files)} files"


def _left_out(made: "Made") -> Iterator[str]:
    if made.left_out:
        yield f"{made.export.left_out} left out:"
        yield from (line(each) for each in made.left_out[:LINES])
        if made.export.left_out > LINES:
            yield f"  all of them: pix certificates register status {made.export.id}"
        if any(_lacks(each) for each in made.left_out):
            yield "Say what is missing or wrong (pix certificates register mend CODE --...), then export again."


def line(entry: "Entry") -> str:
    """One certificate that was refused, in the register's words, or left out, in ours."""
    return f"  {entry.code}  {entry.state.replace('-', ' ')}: {_reason(entry) or '-'}"


def _reason(entry: "Entry") -> str:
    if not _lacks(entry):
        return entry.reason
    what, _, names = entry.reason.partition(":")
    return f"{what.replace('-', ' ')}: {names.replace('_', ' ').replace(',', ', ')}"


def _lacks(entry: "Entry") -> bool:
    """Whether it was left out for what the operator can say in its place."""
    return entry.state == "left-out" and entry.reason.partition(":")[0] in {"missing", "unreadable", "too-long"}


def nothing_due(month: str, due: "Mapping[str, int]") -> str:
    """That there is nothing to export up to a month, and what there will be: `due` by month."""
    later = ", ".join(f"{each}: {count}" for each, count in due.items())
    return f"Nothing is due up to {month}." + (f" Due later: {later} (--until)." if later else "")


def why_not(error: "NotMended") -> str:
    """Why it was not mended; a field is called as its option is."""
    from chalicelib.shared.i18n import translate

    told = {flaw: translate("en", f"enrolment.{flaw.code}") for flaw in error.flaws}
    told |= {flaw: "A date is needed, as YYYY-MM-DD." for flaw in error.flaws if flaw.code == "not-a-date"}
    found = " ".join(f"--{flaw.field.replace('_', '-')}: {what}" for flaw, what in told.items())
    return f"{found} Nothing was changed." if found else str(error)


def read_plain(read: "Read") -> dict[str, object]:
    """A receipt, for programs."""
    return {
        "export": read.export,
        **plain(read.heading),
        **{f"{name}_here": read.outcomes[name] for name in ("applied", "known", "late", "unknown")},
        "read_before": read.again,
        "newly_refused": [{"code": each.code, "reason": each.reason} for each in read.refused],
        "unknown": read.unknown,
    }


def read_words(read: "Read") -> Iterator[str]:
    """A receipt, for people."""
    heading, outcomes = read.heading, read.outcomes
    yield f"{heading.flux}: {heading.accepted} accepted, {heading.refused} refused; {outcomes['applied']} were new."
    if read.again:
        yield "This very file was read before."
    if outcomes["late"]:
        yield f"{outcomes['late']} come too late: accepted before, or sent again since. They changed nothing."
    yield from (line(each) for each in read.refused[:LINES])
    if len(read.refused) > LINES:
        yield f"  all of them: pix certificates register status {read.export}"
    if read.unknown:
        yield f"Not in that file ({outcomes['unknown']}): {', '.join(read.unknown[:LINES])}"


def standing_plain(found: "Standing") -> dict[str, object]:
    """How everything stands, for programs."""
    return {
        "due": dict(found.due),
        "exports": [plain(each) for each in found.exports],
        "outdated": [{"code": each.code, "certificate": each.certificate} for each in found.outdated],
    }


def standing_words(found: "Standing") -> Iterator[str]:
    """How everything stands, for people."""
    due = ", ".join(f"{month}: {count}" for month, count in found.due.items())
    yield f"Due: {due or 'nothing'}."
    yield from (summary(each) for each in found.exports)
    if found.outdated:
        yield f"Told and revoked since ({len(found.outdated)}): the register must be asked to take them back."
        yield from (f"  {each.code}  {each.certificate}" for each in found.outdated)


def summary(export: "Export") -> str:
    """One export in a line."""
    done = "" if export.phase == "done" else " NOT FINISHED: run the export again;"
    return (
        f"{export.id} up to {export.until}:{done} {export.written} told, {export.accepted} accepted, "
        f"{export.refused} refused, {export.waiting} wait for a receipt, {export.left_out} left out"
    )


def plain(value: "Struct") -> dict[str, object]:
    """A struct as plain JSON values, what is at its default too."""
    import msgspec

    return {name: msgspec.to_builtins(each) for name, each in msgspec.structs.asdict(value).items()}
