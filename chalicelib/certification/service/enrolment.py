"""Enrolment by form: candidates of a session added, changed, taken back; each as one conditional write."""

from collections.abc import Sequence
from typing import Any

from msgspec.structs import asdict, replace

from chalicelib.certification import enrolling, names
from chalicelib.certification.enrolling import Flaw, Wish
from chalicelib.certification.enrolment_errors import AlreadyEnrolled, CandidateInvalid, CandidateLinked
from chalicelib.certification.errors import ChangedMeanwhile
from chalicelib.certification.model import Candidate, Session
from chalicelib.certification.ports import CertificationPorts
from chalicelib.certification.room import Line
from chalicelib.certification.room_errors import SessionOver
from chalicelib.certification.service.centres import approved
from chalicelib.certification.service.planning import own_session
from chalicelib.shared import ids
from chalicelib.shared.errors import Busy, NotFound
from chalicelib.shared.http.problems import FieldError
from chalicelib.shared.i18n import translate

CLOSED_BY = ("finalized", "cancelled")
ROUNDS = 4  # times that a write is tried again after somebody else wrote first


def enrolled(ports: CertificationPorts, person: str, session_id: str) -> Sequence[Line]:
    """Everybody of a session of one's own centre, in the order of enrolment; NotFound."""
    own_session(ports, person, session_id)
    room = ports.rooms.read(session_id)
    return room.lines if room else ()


def enrol(ports: CertificationPorts, person: str, session_id: str, wish: Wish, language: str) -> tuple[Candidate, bool]:
    """The candidate, and whether they are new: told again without a difference, they are the same.

    NotFound, CandidateInvalid, AlreadyEnrolled (as somebody else is), SessionOver, CentreNotApproved.
    """
    session = own_session(ports, person, session_id)
    _refuse_flaws(enrolling.check(wish, ports.clock().date()), language)
    check_open(ports, session)
    candidate = enrolling.candidate(wish, session_id, ids.new_id(ports.clock()))
    for _ in range(ROUNDS):
        if ports.candidates.write(session, [candidate], []):
            return candidate, True
        known = _same_identity(ports, candidate)
        if known:
            if differs(known, candidate):
                raise AlreadyEnrolled()
            return known, False
        check_open(ports, session)
    raise Busy()


def change(
    ports: CertificationPorts, person: str, session_id: str, candidate_id: str, told: dict[str, Any], language: str
) -> Candidate:
    """The candidate after the change of the fields that are told; unchanged fields stay.

    NotFound, CandidateInvalid, CandidateLinked, AlreadyEnrolled, SessionOver, CentreNotApproved, ChangedMeanwhile.
    """
    session = own_session(ports, person, session_id)
    old = known(ports, session_id, candidate_id)
    wish = replace(enrolling.wish_of(old), **told)
    _refuse_flaws(enrolling.check(wish, ports.clock().date()), language)
    _refuse_linked(old)
    check_open(ports, session)
    new = enrolling.candidate(wish, session_id, candidate_id)
    if new == old or ports.candidates.write(session, [], [(old, new)]):
        return new
    check_open(ports, session)
    _refuse_linked(known(ports, session_id, candidate_id))
    if names.of(new) != names.of(old) and _same_identity(ports, new):
        raise AlreadyEnrolled()
    raise ChangedMeanwhile()


def remove(ports: CertificationPorts, person: str, session_id: str, candidate_id: str) -> None:
    """Take an enrolment back. NotFound, CandidateLinked, SessionOver, ChangedMeanwhile."""
    own_session(ports, person, session_id)
    candidate = known(ports, session_id, candidate_id)
    _refuse_linked(candidate)
    if ports.candidates.remove(candidate):
        return
    if "finalized" in ports.sessions.facts(session_id):
        raise SessionOver()
    _refuse_linked(known(ports, session_id, candidate_id))
    raise ChangedMeanwhile()


def check_open(ports: CertificationPorts, session: Session) -> None:
    """SessionOver once it was finalized or cancelled; CentreNotApproved."""
    facts = ports.sessions.facts(session.id)
    if any(name in facts for name in CLOSED_BY):
        raise SessionOver()
    approved(ports, session.centre)


def differs(one: Candidate, other: Candidate) -> bool:
    """Whether two candidates of one identity were told differently; who joined does not count."""
    return any(value != asdict(other)[name] for name, value in asdict(one).items() if name not in NOT_TOLD)


NOT_TOLD = {"id", "person", "linked_at", "learner_record"}


def known(ports: CertificationPorts, session_id: str, candidate_id: str) -> Candidate:
    """A candidate of a session; NotFound."""
    candidate = ports.candidates.get(session_id, candidate_id) if ids.is_id(candidate_id) else None
    if candidate is None:
        raise NotFound("There is no such candidate.")
    return candidate


def _same_identity(ports: CertificationPorts, candidate: Candidate) -> Candidate | None:
    others = (each for each in ports.candidates.of(candidate.session) if each.id != candidate.id)
    return next((each for each in others if names.of(each) == names.of(candidate)), None)


def _refuse_linked(candidate: Candidate) -> None:
    if candidate.person is not None:
        raise CandidateLinked()


def _refuse_flaws(flaws: Sequence[Flaw], language: str) -> None:
    if flaws:
        errors = tuple(
            FieldError(flaw.field, translate(language, f"enrolment.{flaw.code}"), flaw.code) for flaw in flaws
        )
        raise CandidateInvalid(extra={"errors": errors})
