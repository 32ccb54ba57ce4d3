"""A file that plans many sessions: its lines grouped and checked as a whole, before anything is written. Pure."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Literal
from zoneinfo import ZoneInfo

from msgspec import Struct
from msgspec.structs import replace

from chalicelib.certification import enrolling, names
from chalicelib.certification.enrolling import Wish
from chalicelib.certification.schemas.centre import PlanSession
from chalicelib.certification.sheet_columns import CANDIDATE, SESSION, Cells, Issue, iso_date, wish_of

LONGEST = {"address": 200, "room": 200, "invigilators": 200, "description": 2000}
REQUIRED = ("address", "room", "date", "time", "invigilators")
PLACE = ("address", "room", "date", "time")

Standing = Literal["open", "started", "over"]


class Group(Struct, frozen=True, kw_only=True):
    """One session of the file: to be planned, or planned already (then only `session_number` is told)."""

    line: int
    session_number: str = ""
    address: str = ""
    room: str = ""
    date: str = ""
    time: str = ""
    invigilators: str = ""
    description: str = ""
    candidates: tuple[Wish, ...] = ()


class Preview(Struct, frozen=True, kw_only=True):
    """What a member's file would do; `confirmed` has the sessions that it became."""

    id: str
    centre: str
    person: str
    at: str
    expires_at: str
    zone: str
    country: str
    groups: tuple[Group, ...] = ()
    confirmed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the file meets: `planned` tells of a number of this centre how its session stands and who is enrolled (as
    identities by `identity_of`), `taken` whether the centre has a session at this place and time."""

    now: datetime
    zone: str
    planned: Callable[[str], tuple[Standing, frozenset[str]] | None]
    taken: Callable[[Group], bool]
    last_day: date = date(9998, 12, 31)  # that a session can be planned for


@dataclass(slots=True)
class Draft:
    """What came of reading: the sessions, what forbids to plan them, what is only worth knowing."""

    groups: list[Group] = field(default_factory=list)
    errors: list[Issue] = field(default_factory=list)
    warnings: list[Issue] = field(default_factory=list)


def read(lines: Iterable[tuple[int, Cells]], around: Surroundings) -> Draft:
    """The sessions of a file, from its filled lines with their numbers."""
    draft = Draft()
    for group in _grouped(lines):
        head = _head(group[0])
        draft.errors += [*_about_session(head, around), *_at_odds(head, group)]
        enrolled = _enrolled(head, around)
        people = _people(group, enrolled, around.now.astimezone(ZoneInfo(around.zone)).date(), draft)
        if not people:
            draft.warnings.append(Issue(head.line, "session", "session-without-candidate"))
        draft.groups.append(replace(head, candidates=tuple(people)))
    draft.errors.sort(key=lambda issue: issue.line)
    draft.warnings.sort(key=lambda issue: issue.line)
    return draft


def sessions_in(lines: Iterable[tuple[int, Cells]]) -> int:
    """How many sessions the lines tell of."""
    return len({_key(cells) for _, cells in lines})


def identity_of(wish: Wish) -> str:
    """What two lines about one person have in common."""
    return names.identity("", wish.first_name, wish.last_name, wish.birth_date)


def wish_to_plan(group: Group, preview: Preview, number: int) -> PlanSession:
    """The planning of one session of a preview: repeated, it is recognised as the same."""
    told = {name: getattr(group, name) for name in (*REQUIRED, "description")}
    return PlanSession(
        plan_id=f"{preview.id}-{number:04d}",
        zone=preview.zone,
        country=preview.country,  # type: ignore[arg-type] - checked when the file came
        **told,
    )


def starts_at(group: Group, zone: str) -> datetime:
    """The start of a session that is told without a flaw, in UTC."""
    local = datetime.strptime(f"{group.date} {group.time}", "%Y-%m-%d %H:%M")  # noqa: DTZ007 - zone follows
    return local.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


def _grouped(lines: Iterable[tuple[int, Cells]]) -> list[list[tuple[int, Cells]]]:
    groups: dict[tuple[str, ...], list[tuple[int, Cells]]] = {}
    for line, cells in lines:
        groups.setdefault(_key(cells), []).append((line, cells))
    return list(groups.values())


def _key(cells: Cells) -> tuple[str, ...]:
    number = "".join(filter(str.isalnum, cells["session_number"]))
    return (number,) if number else tuple(names.plain(_session_text(cells, name)) for name in PLACE)


def _session_text(cells: Cells, name: str) -> str:
    text = enrolling.tidy(cells[name])
    if name == "time" and text[1:2] == ":":
        return f"0{text}"
    return iso_date(text) if name == "date" else text


def _head(first: tuple[int, Cells]) -> Group:
    line, cells = first
    return replace(Group(line=line), **{name: _session_text(cells, name) for name in SESSION})


def _about_session(head: Group, around: Surroundings) -> Iterator[Issue]:
    if head.session_number:
        yield from _about_planned(head, around)
        return
    flaws = list(_about_plan(head, around.now, around.zone, around.last_day))
    yield from flaws
    if not flaws and around.taken(head):
        yield Issue(head.line, "session", "session-exists")


def _about_planned(head: Group, around: Surroundings) -> Iterator[Issue]:
    if any(getattr(head, name) for name in SESSION[1:]):
        yield Issue(head.line, "session_number", "session-told-twice")
    known = around.planned(head.session_number)
    if known is None:
        yield Issue(head.line, "session_number", "session-unknown")
    elif known[0] != "open":
        yield Issue(head.line, "session_number", f"session-{known[0]}")


def _about_plan(head: Group, now: datetime, zone: str, last_day: date) -> Iterator[Issue]:
    for name in REQUIRED:
        if not getattr(head, name):
            yield Issue(head.line, name, "required")
    for name, most in LONGEST.items():
        if len(getattr(head, name)) > most:
            yield Issue(head.line, name, "too-long")
    day, hour = enrolling.day(head.date), _hour(head.time)
    if head.date and day is None:
        yield Issue(head.line, "date", "not-a-date")
    elif day and day > last_day:
        yield Issue(head.line, "date", "date-too-far")
    if head.time and hour is None:
        yield Issue(head.line, "time", "not-a-time")
    if day and hour and day <= last_day and starts_at(head, zone) <= now:
        yield Issue(head.line, "date", "session-in-the-past")


def _hour(text: str) -> tuple[int, int] | None:
    hours, colon, minutes = text.partition(":")
    if not (colon and len(hours) == len(minutes) == 2 and (hours + minutes).isascii() and (hours + minutes).isdigit()):
        return None
    return (int(hours), int(minutes)) if int(hours) < 24 and int(minutes) < 60 else None


def _at_odds(head: Group, group: Sequence[tuple[int, Cells]]) -> Iterator[Issue]:
    """Lines of one session that tell it differently."""
    for line, cells in group[1:]:
        for name in ("invigilators", "description") if not head.session_number else SESSION[1:]:
            if names.plain(_session_text(cells, name)) != names.plain(getattr(head, name)):
                yield Issue(line, name, "session-told-differently")


def _enrolled(head: Group, around: Surroundings) -> frozenset[str]:
    known = around.planned(head.session_number) if head.session_number else None
    return known[1] if known else frozenset()


def _people(group: Sequence[tuple[int, Cells]], enrolled: frozenset[str], today: date, draft: Draft) -> list[Wish]:
    seen, people = set(enrolled), []
    for line, cells in group:
        if not any(cells[name].strip() for name in CANDIDATE):
            continue
        wish = enrolling.tidied(wish_of(cells))
        flaws = enrolling.check(wish, today)
        draft.errors += [Issue(line, flaw.field, flaw.code) for flaw in flaws]
        if identity_of(wish) in seen:
            draft.warnings.append(Issue(line, "last_name", "candidate-left-out"))
        else:
            seen.add(identity_of(wish))
            people.append(wish)
    return people
