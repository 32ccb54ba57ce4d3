"""Many sessions from one file: looked through as a whole, kept for a while, then confirmed; each made exactly once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from msgspec.structs import replace

from chalicelib.certification import import_plan, sheet_columns
from chalicelib.certification.enrolling import wish_of
from chalicelib.certification.enrolment_errors import ImportExpired, ImportTooLarge, SheetEmpty
from chalicelib.certification.errors import SessionExists, SessionInThePast
from chalicelib.certification.import_plan import Draft, Group, Preview, Standing, Surroundings
from chalicelib.certification.model import Session
from chalicelib.certification.ports import CertificationPorts
from chalicelib.certification.room_errors import SessionOver
from chalicelib.certification.schemas.enrolment import SendImport
from chalicelib.certification.service import planning
from chalicelib.certification.service.candidate_sheets import (
    Format,
    Sheet,
    enrol_all,
    fields_of,
    file_of,
    filled,
    table,
)
from chalicelib.certification.service.centres import approved, member_of
from chalicelib.certification.sheet_columns import Cells
from chalicelib.shared import ids
from chalicelib.shared.clock import iso, parse
from chalicelib.shared.http import problems
from chalicelib.shared.i18n import translate

COLUMNS = (*sheet_columns.SESSION, *sheet_columns.CANDIDATE)
FIRST = 2  # the first line after the headers


@dataclass(frozen=True, slots=True)
class Made:
    """One session of a confirmed file."""

    session: Session
    candidates: int


def template(ports: CertificationPorts, person: str, centre_id: str, form: Format, language: str) -> Sheet:
    """An empty file to fill in; NotFound."""
    member_of(ports, person, centre_id)
    return file_of(translate(language, "sheet.sessions"), [sheet_columns.labels(language, COLUMNS)], form)


def look_through(
    ports: CertificationPorts, person: str, centre_id: str, command: SendImport, language: str
) -> tuple[Preview, Draft]:
    """What a file would do, and what is wrong with it; it is kept for `confirm` only when nothing forbids it.

    NotFound, CentreNotApproved, InvalidRequest (zone), SheetUnreadable, SheetHeaders, SheetEmpty, SheetTooLong,
    ImportTooLarge.
    """
    member_of(ports, person, centre_id)
    approved(ports, centre_id)
    preview = _empty(ports, person, centre_id, command)
    draft = import_plan.read(_lines(ports, command.content, language), _surroundings(ports, preview))
    preview = replace(preview, groups=tuple(draft.groups))
    if not draft.errors:
        ports.imports.keep(preview)
    return preview, draft


def confirm(ports: CertificationPorts, person: str, centre_id: str, import_id: str) -> Sequence[Made]:
    """Every session of a preview with its candidates; repeated, also after a cut, it makes nothing twice.

    NotFound, ImportExpired, CentreNotApproved, SessionExists, SessionInThePast, SessionOver, Busy.
    """
    member_of(ports, person, centre_id)
    preview = _kept(ports, person, centre_id, import_id)
    if preview.confirmed:
        return [_counted(ports, session) for session in preview.confirmed]
    approved(ports, centre_id)
    numbered = list(enumerate(preview.groups))
    for number, group in numbered:
        _still_possible(ports, preview, number, group)
    made = [_make(ports, preview, number, group) for number, group in numbered]
    ports.imports.confirmed(preview, [each.session.id for each in made])
    return made


def _empty(ports: CertificationPorts, person: str, centre_id: str, command: SendImport) -> Preview:
    now = ports.clock()
    until = now + timedelta(hours=ports.rules.import_kept_hours)
    return Preview(
        id=ids.new_id(now),
        centre=centre_id,
        person=person,
        at=iso(now),
        expires_at=iso(until),
        zone=command.zone,
        country=command.country,
    )


def _lines(ports: CertificationPorts, content: bytes, language: str) -> list[tuple[int, Cells]]:
    """The filled lines of a file, not too many of them nor of their sessions."""
    rows = table(content)
    fields = fields_of(rows[0] if rows else [], COLUMNS, language)
    lines = list(filled(rows[1:], FIRST, fields, ports.rules.import_max_lines))
    if not lines:
        raise SheetEmpty()
    if import_plan.sessions_in(lines) > ports.rules.import_max_sessions:
        raise ImportTooLarge(most=ports.rules.import_max_sessions)
    return lines


def _kept(ports: CertificationPorts, person: str, centre_id: str, import_id: str) -> Preview:
    preview = ports.imports.get(import_id) if ids.is_id(import_id) else None
    if preview is None or (preview.person, preview.centre) != (person, centre_id):
        raise ImportExpired()
    if parse(preview.expires_at) <= ports.clock():
        raise ImportExpired()
    return preview


def _surroundings(ports: CertificationPorts, preview: Preview) -> Surroundings:
    try:
        ZoneInfo(preview.zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise problems.invalid("$.zone", "There is no such time zone.") from None

    @cache
    def planned(number: str) -> tuple[Standing, frozenset[str]] | None:
        session = _own(ports, preview, number)
        if session is None:
            return None
        enrolled = frozenset(import_plan.identity_of(wish_of(each)) for each in ports.candidates.of(session.id))
        return _standing(ports, session), enrolled

    last_day = (ports.clock() + timedelta(days=ports.rules.session_planned_days)).date()
    return Surroundings(
        ports.clock(), preview.zone, planned, lambda group: _taken(ports, preview, group) is not None, last_day
    )


def _own(ports: CertificationPorts, preview: Preview, number: str) -> Session | None:
    session = ports.sessions.by_number(number)
    return session if session and session.centre == preview.centre else None


def _standing(ports: CertificationPorts, session: Session) -> Standing:
    facts = ports.sessions.facts(session.id)
    if "finalized" in facts or "cancelled" in facts:
        return "over"
    return "started" if "started" in facts else "open"


def _taken(ports: CertificationPorts, preview: Preview, group: Group) -> Session | None:
    """The session that the centre has at this place and time."""
    return ports.sessions.at_place(_sketch(preview, group))


def _sketch(preview: Preview, group: Group) -> Session:
    return Session(
        id="",
        number="",
        centre=preview.centre,
        address=group.address,
        room=group.room,
        date=group.date,
        time=group.time,
        invigilators=group.invigilators,
        access_code="",
        invigilator_password="",
        created_by=preview.person,
        created_at=preview.at,
        plan="",
        zone=preview.zone,
    )


def _still_possible(ports: CertificationPorts, preview: Preview, number: int, group: Group) -> None:
    """What changed since the file was looked through is told before anything is written."""
    if group.session_number:
        _checked(ports, preview, group)
        return
    standing = _taken(ports, preview, group)
    plan = import_plan.wish_to_plan(group, preview, number).plan_id
    if (standing and standing.plan == plan) or ports.sessions.by_plan(preview.centre, plan):
        return  # planned by a confirmation that was cut off, or by another one at this moment
    if standing:
        raise SessionExists(number=standing.number)
    if import_plan.starts_at(group, preview.zone) <= ports.clock():
        raise SessionInThePast()


def _checked(ports: CertificationPorts, preview: Preview, group: Group) -> Session:
    session = _own(ports, preview, group.session_number)
    if session is None or _standing(ports, session) == "over":
        raise SessionOver()
    return session


def _make(ports: CertificationPorts, preview: Preview, number: int, group: Group) -> Made:
    if group.session_number:
        session = _checked(ports, preview, group)
    else:
        wish = import_plan.wish_to_plan(group, preview, number)
        session, _ = planning.plan(ports, preview.person, preview.centre, wish)
    lines = [(group.line, wish) for wish in group.candidates]
    enrol_all(ports, session, lines, replacing=False)
    return Made(session, len(ports.candidates.of(session.id)))


def _counted(ports: CertificationPorts, session_id: str) -> Made:
    session = ports.sessions.get(session_id)
    if session is None:
        raise ImportExpired()
    return Made(session, len(ports.candidates.of(session_id)))
