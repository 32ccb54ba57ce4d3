"""The invigilator: signs in to one session, sees everybody, confirms, ends, checks identities."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from hmac import compare_digest

from chalicelib.certification.model import Candidate, Session
from chalicelib.certification.ports import CertificationPorts
from chalicelib.certification.room import Access, IdentityCheck, IdentityDecision, Room
from chalicelib.certification.room_errors import IdentityCheckNeeded, InvigilationRefused, SessionOver
from chalicelib.certification.service import appending, presence
from chalicelib.certification.test_log import Test
from chalicelib.shared import ids, tokens
from chalicelib.shared.audit import Refused
from chalicelib.shared.clock import iso
from chalicelib.shared.errors import Busy, NotFound
from chalicelib.shared.ratelimit import limits
from chalicelib.shared.tokens import Principal

OVER = ("finalized", "cancelled", "published")
ROUNDS = 8  # times that a decision is made again after another one came first


@dataclass(frozen=True, slots=True)
class Supervising:
    """A fresh access to one session."""

    access: Access
    session: Session
    token: str
    expires_at: datetime


def sign_in(ports: CertificationPorts, source: str, number: str, password: str, name: str) -> Supervising:
    """An access to the session with this number and password, noted under the name given.

    Raises InvigilationRefused (never saying which of both was wrong), SessionOver, TooManyRequests.
    """
    allowed = limits(ports.rules)
    ports.limiter.hit(allowed.invigilation_source, source)
    ports.limiter.hit(allowed.invigilation_room, f"{source} {number.strip()}")  # strangers elsewhere use up their own
    session = ports.sessions.by_number(number.strip())
    right = session.invigilator_password if session else secrets.token_hex(8)
    if not compare_digest(password.strip().encode(), right.encode()) or session is None:
        raise InvigilationRefused("Session number and password do not go together.")
    now = ports.clock()
    access = Access(id=ids.new_id(now), session=session.id, name=name.strip(), at=iso(now))
    try:
        ports.trail.write(
            session.id,
            "invigilator-signed-in",
            access.id,
            session.id,
            {},
            lambda write: ports.rooms.granting(write, access),
        )
    except Refused:
        raise SessionOver("The session is finalized or cancelled.") from None
    life = timedelta(hours=ports.rules.invigilator_token_hours)
    token = tokens.issue(Principal(session.id, "invigilator", access.id), ports.settings.token_secret, now, life)
    return Supervising(access, session, token, now + life)


def read_room(ports: CertificationPorts, session: str) -> Room:
    """The whole room; SessionOver once it is finalized or cancelled."""
    found = ports.rooms.read(session)
    if found is None or any(name in found.facts for name in OVER):
        raise SessionOver("The session is finalized or cancelled.")
    return found


def confirm(ports: CertificationPorts, session: str, access: str, candidate: str) -> None:
    """The candidate is there and may come in. NotFound, SessionOver, IdentityCheckNeeded for a remote session."""
    room, _ = _in_room(ports, session, candidate)
    line = room.line(candidate)
    accepted = line is not None and line.identity is not None and line.identity.decision == "accepted"
    if room.session.remote and not accepted:
        raise IdentityCheckNeeded("Check the candidate's identity over the video link first.")
    presence.confirm(ports, session, candidate, access)


def withdraw(ports: CertificationPorts, session: str, access: str, candidate: str) -> None:
    """Take back a confirmation that was not used. NotFound, SessionOver."""
    _in_room(ports, session, candidate)
    presence.withdraw(ports, session, candidate, access)


def end_test(ports: CertificationPorts, session: str, access: str, candidate: str) -> Test:
    """End a candidate's test; one that is over stays as it ended. NotFound, SessionOver."""
    _in_room(ports, session, candidate)
    return appending.end(ports, appending.of_session(ports, session, candidate), "invigilator", access)


def check_identity(
    ports: CertificationPorts, session: str, access: str, candidate: str, decision: IdentityDecision, note: str
) -> None:
    """Record what was decided about a remote candidate's identity; the same again changes nothing.

    NotFound, SessionOver, Busy.
    """
    for _ in range(ROUNDS):
        line = _in_room(ports, session, candidate)[0].line(candidate)
        before = line.identity if line else None
        if before and (before.decision, before.by, before.note) == (decision, access, note.strip()):
            break
        check = IdentityCheck(
            session=session, candidate=candidate, decision=decision, by=access, at=iso(ports.clock()), note=note.strip()
        )
        if _decided(ports, check, before):
            break
    else:
        raise Busy("Somebody else is deciding about this candidate's identity.")
    if decision == "refused":
        presence.withdraw(ports, session, candidate, access)


def _decided(ports: CertificationPorts, check: IdentityCheck, before: IdentityCheck | None) -> bool:
    try:
        ports.trail.write(
            check.session,
            f"identity-{check.decision}",
            check.by,
            check.candidate,
            {},
            lambda write: ports.rooms.deciding(write, check, before),
        )
    except Refused:
        return False
    return True


def candidate_of(ports: CertificationPorts, session: str, candidate: str) -> Candidate:
    """A candidate of this session whose room is open. NotFound, SessionOver."""
    return _in_room(ports, session, candidate)[1]


def _in_room(ports: CertificationPorts, session: str, candidate: str) -> tuple[Room, Candidate]:
    room = read_room(ports, session)
    line = room.line(candidate)
    if line is None:
        raise NotFound("There is no such candidate in this session.")
    return room, line.candidate
