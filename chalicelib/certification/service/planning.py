"""Planning sessions: made, changed, called off. Every change is one conditional write with its note in the trail."""

import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from msgspec.structs import asdict, replace

from chalicelib.certification import codes
from chalicelib.certification.errors import (
    ChangedMeanwhile,
    SessionCancelled,
    SessionExists,
    SessionInThePast,
    SessionStarted,
)
from chalicelib.certification.model import Fact, Facts, Session, starts_at
from chalicelib.certification.notes import Note
from chalicelib.certification.ports import CertificationPorts
from chalicelib.certification.room import Room
from chalicelib.certification.schemas.centre import ChangeSession, PlanSession
from chalicelib.certification.service.centres import approved, member_of
from chalicelib.certification.service.following import follow, leave
from chalicelib.shared import ids
from chalicelib.shared.clock import iso
from chalicelib.shared.errors import Busy, NotFound
from chalicelib.shared.http import problems

PLAIN = re.compile(r"[0-9-]{10} [0-9:]{5}")
ROUNDS = 8  # times that a number is drawn again after it was taken


def plan(ports: CertificationPorts, person: str, centre_id: str, wish: PlanSession) -> tuple[Session, bool]:
    """The session, and whether it is new: the same `plan_id` gives the same session again.

    NotFound, CentreNotApproved, SessionInThePast, SessionExists, InvalidRequest (date, zone, window).
    """
    member_of(ports, person, centre_id)
    known = ports.sessions.by_plan(centre_id, wish.plan_id)
    if known:
        return known, False
    approved(ports, centre_id)
    for _ in range(ROUNDS):
        session = _drawn(ports, person, centre_id, wish)
        _check_time(ports, session)
        if ports.sessions.plan(session, _note(session, "planned", person)):
            follow(ports, session)
            return session, True
        known = _why_not_planned(ports, session)
        if known:
            return known, False
    raise Busy()


def own_session(ports: CertificationPorts, person: str, session_id: str) -> Session:
    """A session of a centre of one's own; NotFound for anybody else."""
    session = ports.sessions.get(session_id) if ids.is_id(session_id) else None
    if session is None or ports.centres.member(session.centre, person) is None:
        raise NotFound("There is no such session.")
    return session


def read_session(ports: CertificationPorts, person: str, session_id: str) -> Room:
    """A session of one's own, what happened to it, and where its candidates are; NotFound."""
    room = ports.rooms.read(session_id) if ids.is_id(session_id) else None
    if room is None or ports.centres.member(room.session.centre, person) is None:
        raise NotFound("There is no such session.")
    return room


def sessions(
    ports: CertificationPorts, person: str, centre_id: str, after: str, limit: int
) -> tuple[Sequence[tuple[Session, Facts]], str]:
    """A page of a centre's sessions, last planned first, and where to go on; NotFound."""
    member_of(ports, person, centre_id)
    return ports.sessions.page(centre_id, after, limit)


def change(ports: CertificationPorts, person: str, session_id: str, wish: ChangeSession) -> tuple[Session, Facts]:
    """The session after the change.

    NotFound, CentreNotApproved, SessionStarted, SessionCancelled, ChangedMeanwhile, SessionInThePast, SessionExists.
    """
    old = own_session(ports, person, session_id)
    facts = _still_plan(ports, old, wish.version)
    approved(ports, old.centre)
    new = _changed(old, wish)
    if new == old:
        return old, facts
    moved = any(getattr(new, name) != getattr(old, name) for name in ("date", "time", "zone"))
    if moved:
        _check_time(ports, new)
    new = replace(new, version=old.version + 1, generation=old.generation + moved)
    if not ports.sessions.change(old, new, _note(new, "rescheduled" if moved else "changed", person)):
        raise _why_not_changed(ports, old, new)
    if moved:
        follow(ports, new)
    return new, facts


def cancel(ports: CertificationPorts, person: str, session_id: str, reason: str) -> tuple[Session, Facts]:
    """Call the session off, once; repeated, it changes nothing. NotFound, SessionStarted, ChangedMeanwhile."""
    session = own_session(ports, person, session_id)
    facts = ports.sessions.facts(session_id)
    if "cancelled" in facts:
        return session, facts
    _refuse_started(facts)
    fact = Fact(iso(ports.clock()), person, {"why": reason})
    if not ports.sessions.cancel(session, fact, _note(session, "cancelled", person, why=reason)):
        facts = ports.sessions.facts(session_id)
        _refuse_started(facts)
        if "cancelled" not in facts:
            raise ChangedMeanwhile()
        return session, facts
    leave(ports, session)
    return session, {**facts, "cancelled": fact}


def delete(ports: CertificationPorts, person: str, session_id: str) -> None:
    """Cancel it and remove everything noted in it, so that it is as if never planned. NotFound, SessionStarted."""
    session, _ = cancel(ports, person, session_id, "deleted")
    ports.sessions.delete(session, _note(session, "deleted", person))


def _drawn(ports: CertificationPorts, person: str, centre_id: str, wish: PlanSession) -> Session:
    now = ports.clock()
    window = wish.window_minutes
    if not wish.remote and window is not None:
        raise problems.invalid("$.window_minutes", "Only a remote session has a window.")
    return Session(
        id=ids.new_id(now),
        number=codes.session_number(),
        centre=centre_id,
        address=wish.address.strip(),
        room=wish.room.strip(),
        date=wish.date,
        time=wish.time,
        zone=wish.zone,
        invigilators=wish.invigilators.strip(),
        description=wish.description.strip(),
        country=wish.country,
        remote=wish.remote,
        window_minutes=(window or ports.rules.remote_window_minutes) if wish.remote else None,
        access_code=codes.access_code(),
        invigilator_password=codes.invigilator_password(),
        created_by=person,
        created_at=iso(now),
        plan=wish.plan_id,
    )


def _changed(old: Session, wish: ChangeSession) -> Session:
    given = {name: value for name, value in asdict(wish).items() if value is not None and name != "version"}
    if "window_minutes" in given and not old.remote:
        raise problems.invalid("$.window_minutes", "Only a remote session has a window.")
    return replace(old, **{name: value.strip() if isinstance(value, str) else value for name, value in given.items()})


def _check_time(ports: CertificationPorts, session: Session) -> None:
    start, now = _start(session), ports.clock()
    if start <= now:
        raise SessionInThePast()
    if start > now + timedelta(days=ports.rules.session_planned_days):
        raise problems.invalid("$.date", "The day is too far ahead.")


def _start(session: Session) -> datetime:
    try:
        ZoneInfo(session.zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise problems.invalid("$.zone", "There is no such time zone.") from None
    try:
        found = starts_at(session)
    except (ValueError, OverflowError):
        raise problems.invalid("$.date", "There is no such day.") from None
    if not PLAIN.fullmatch(f"{session.date} {session.time}"):  # digits of other alphabets, or a line's end
        raise problems.invalid("$.date", "There is no such day.")
    return found


def _why_not_planned(ports: CertificationPorts, session: Session) -> Session | None:
    """The session that the same request made; None when only the number was taken. CentreNotApproved, SessionExists."""
    known = ports.sessions.by_plan(session.centre, session.plan)
    if known:
        return known
    approved(ports, session.centre)
    other = ports.sessions.at_place(session)
    if other:
        raise SessionExists(number=other.number)
    return None


def _still_plan(ports: CertificationPorts, session: Session, version: int) -> Facts:
    facts = ports.sessions.facts(session.id)
    _refuse_started(facts)
    if "cancelled" in facts:
        raise SessionCancelled()
    if session.version != version:
        raise ChangedMeanwhile()
    return facts


def _why_not_changed(ports: CertificationPorts, old: Session, new: Session) -> Exception:
    now = ports.sessions.get(old.id)
    if now is None:
        return NotFound("There is no such session.")
    _still_plan(ports, now, old.version)
    approved(ports, old.centre)
    other = ports.sessions.at_place(new)
    return SessionExists(number=other.number) if other and other.id != old.id else Busy()


def _refuse_started(facts: Facts) -> None:
    if "started" in facts:
        raise SessionStarted()


def _note(session: Session, act: str, person: str, **details: str | int) -> Note:
    told = {"centre": session.centre, "date": session.date, "time": session.time, "version": session.version}
    return Note(session.id, act, person, session.id, {**told, **details})
