"""One session's room as its invigilator sees it: who is where, and who needs help first. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, cast

from msgspec import Struct

from chalicelib.certification.model import Candidate, Facts, Session
from chalicelib.certification.presence import Presence
from chalicelib.certification.progress import Progress
from chalicelib.certification.reports import Report
from chalicelib.shared.clock import parse

State = Literal["alert", "returning", "waiting", "confirmed", "running", "absent", "ended"]
HELP_FIRST: tuple[State, ...] = ("alert", "returning", "waiting", "confirmed", "running", "absent", "ended")
IdentityDecision = Literal["accepted", "refused"]


class Access(Struct, frozen=True, kw_only=True):
    """Somebody who signed in to supervise, under the name they gave."""

    id: str
    session: str
    name: str
    at: str


class IdentityCheck(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What an invigilator decided over a remote candidate's own video link; no image is ever kept."""

    session: str
    candidate: str
    decision: IdentityDecision
    by: str
    at: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One candidate. `knocked_at`: when their page last asked to come in."""

    candidate: Candidate
    presence: Presence | None = None
    progress: Progress | None = None
    knocked_at: str | None = None
    identity: IdentityCheck | None = None


@dataclass(frozen=True, slots=True)
class Room:
    """Everything that stands about one session, as of now."""

    session: Session
    facts: Facts
    lines: tuple[Line, ...]
    reports: tuple[Report, ...]
    accesses: Mapping[str, Access]

    def line(self, candidate: str) -> Line | None:
        """The line of one candidate."""
        return next((line for line in self.lines if line.candidate.id == candidate), None)


def state(line: Line, now: datetime, minutes: float) -> State:
    """Where a candidate is; `minutes`: how long a confirmation can be used."""
    test = line.progress.state if line.progress else None
    if test in ("alert", "ended"):
        return cast("State", test)
    if line.presence and line.presence.valid(now, minutes):
        return "confirmed"
    if test:
        return "returning" if _knocks(line) else "running"
    return "waiting" if line.candidate.person else "absent"


def _knocks(line: Line) -> bool:
    """A page that is not the one of the test asks to come in: it was closed, or is another machine's.

    Nobody does any more once the test's own page did something, whether the candidate came in or never left. The log
    says so, which bears every entry: a later confirmation that was not used tells nothing of an earlier one.
    """
    seen = [line.progress.seen_at if line.progress else "", (line.presence and line.presence.used_at) or ""]
    return line.knocked_at is not None and all(not at or parse(line.knocked_at) > parse(at) for at in seen)


def help_first(lines: Iterable[Line], now: datetime, minutes: float) -> list[tuple[State, Line]]:
    """Every line with its state: those who need the invigilator on top, then by name."""
    placed: list[tuple[State, Line]] = [(state(line, now, minutes), line) for line in lines]
    return sorted(placed, key=lambda pair: (HELP_FIRST.index(pair[0]), _since(*pair), *_name(pair[1].candidate)))


def _since(found: State, line: Line) -> str:
    """Of those who wait for help, the one who waits longest comes first."""
    if found == "alert" and line.progress and line.progress.alert:
        return line.progress.alert.at
    if found in ("returning", "waiting"):
        return line.knocked_at or line.candidate.linked_at or ""
    return ""


def _name(candidate: Candidate) -> tuple[str, str, str]:
    return candidate.last_name.casefold(), candidate.first_name.casefold(), candidate.id
