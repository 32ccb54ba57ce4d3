"""How a candidate gets in: joins by identity, enters by access code on the invigilator's confirmation."""

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from pynamodb.transactions import TransactWrite

from chalicelib.certification import choosing, codes, life, names
from chalicelib.certification.model import Candidate, Fact, Facts, Session, starts_at
from chalicelib.certification.ports import CertificationPorts
from chalicelib.certification.presence import Presence
from chalicelib.certification.progress import Progress
from chalicelib.certification.room_errors import SessionOver
from chalicelib.certification.schemas.candidate import EnterTest, JoinSession
from chalicelib.certification.service import centres
from chalicelib.certification.service.appending import ROUNDS, end, follow, read, repair
from chalicelib.certification.service.sitting import entered, entry_hash, is_expired
from chalicelib.certification.test_errors import (
    AccessCodeWrong,
    AlreadyLinked,
    CandidateNotFound,
    CertificationUnavailable,
    ConfirmationMissing,
    NotCertifiable,
    SessionNotOpen,
    TestEnded,
    TestExpired,
)
from chalicelib.certification.test_log import Begun, Ceiling, Reentered, Test
from chalicelib.shared import ids
from chalicelib.shared.audit import Refused
from chalicelib.shared.clock import iso
from chalicelib.shared.errors import Busy, NotFound
from chalicelib.shared.ratelimit import limits

CLOSED_BY = ("finalized", "cancelled", "published")
OVER = "The session was finalized or cancelled."


@dataclass(frozen=True, slots=True)
class Candidacy:
    """A candidate who joined, and what stands between them and the test."""

    candidate: Candidate
    session: Session
    centre_name: str
    presence: Presence | None
    progress: Progress | None


def join(ports: CertificationPorts, person: str, source: str, command: JoinSession) -> Candidacy:
    """Link the caller to the one candidate who is meant; repeating changes nothing.

    Raises CandidateNotFound, AlreadyLinked, NotCertifiable, SessionNotOpen, SessionOver, CentreNotApproved,
    TooManyRequests.
    """
    allowed = limits(ports.rules)
    ports.limiter.hit(allowed.join_person, person)
    ports.limiter.hit(allowed.join_source, source)
    session = ports.sessions.by_number(command.session_number.strip())
    if session is None:
        raise CandidateNotFound("No session has this number.")
    candidate = _meant(ports.candidates.of(session.id), command)  # first: strangers learn nothing of the session
    _check_open(ports, session, ports.sessions.facts(session.id))
    _check_certifiable(ports, ports.knowledge.profile(person))
    _link(ports, candidate, person)
    return read_candidacy(ports, person, session.id, candidate.id)


def read_candidacy(ports: CertificationPorts, person: str, session_id: str, candidate_id: str) -> Candidacy:
    """Where the caller stands; NotFound for anybody who did not join as this candidate."""
    candidate = ports.candidates.get(session_id, candidate_id) if ids.is_id(candidate_id) else None
    session = ports.sessions.get(session_id) if candidate else None
    if candidate is None or session is None or candidate.person != person:
        raise NotFound("There is no such candidacy.")
    centre = ports.centres.get(session.centre)
    presence = ports.presences.get(session_id, candidate_id)
    known = ports.tests.progress(session_id, candidate_id)
    return Candidacy(candidate, session, centre.name if centre else "", presence, known)


def knock(ports: CertificationPorts, person: str, session_id: str, candidate_id: str) -> None:
    """Tell the invigilator's page that the caller is at the door, to begin or to come back.

    Raises NotFound; where there is no way in any more, with nothing written, TestEnded, SessionOver, TestUnreadable.
    """
    read_candidacy(ports, person, session_id, candidate_id)
    test = read(ports, candidate_id)
    if test and test.over:
        repair(ports, test)  # the invigilator's line may be behind, and show somebody who is to come back
        raise TestEnded("The test is over; its answers are kept.")
    if not ports.rooms.knock(session_id, candidate_id, iso(ports.clock())):
        raise SessionOver(OVER)


def enter(
    ports: CertificationPorts, person: str, session_id: str, candidate_id: str, command: EnterTest
) -> tuple[Test, bool]:
    """Begin the test, or come back to it; True when it began now. The same entry again changes nothing.

    Raises NotFound, AccessCodeWrong, TooManyRequests, SessionNotOpen, SessionOver, CentreNotApproved,
    ConfirmationMissing, NotCertifiable, CertificationUnavailable, TestExpired, TestUnreadable.
    """
    found = read_candidacy(ports, person, session_id, candidate_id)
    _check_code(ports, person, found.session, command.access_code)
    for _ in range(ROUNDS):
        test = read(ports, candidate_id)
        if test and (test.over or entered(test, command.entry_id)):
            repair(ports, test)
            return test, False
        try:
            after = _come_back(ports, found, test, command) if test else _begin(ports, found, command)
        except ConfirmationMissing:
            if _is_in(ports, candidate_id, command):  # a repetition of this request came first and used it
                continue
            ports.rooms.knock(session_id, candidate_id, iso(ports.clock()))  # the invigilator sees who waits
            raise
        if after:
            follow(ports, after)
            return after, test is None
        found = read_candidacy(ports, person, session_id, candidate_id)  # NotFound: the centre unlinked the account
    raise Busy("Another page is entering this test.")


def _is_in(ports: CertificationPorts, candidate: str, command: EnterTest) -> bool:
    test = read(ports, candidate)
    return test is not None and entered(test, command.entry_id)


def _check_code(ports: CertificationPorts, person: str, session: Session, code: str) -> None:
    """Every try of a person counts; of a session, only wrong ones: a full room may not lock itself out."""
    allowed = limits(ports.rules)
    ports.limiter.hit(allowed.code_person, person)
    ports.limiter.check(allowed.code_session, session.id)
    if not codes.same(code, session.access_code):
        ports.limiter.hit(allowed.code_session, session.id)
        raise AccessCodeWrong("This is not the access code of the session.")


def _check_open(ports: CertificationPorts, session: Session, facts: Facts) -> None:
    """SessionNotOpen before it opens, SessionOver once it was closed; CentreNotApproved."""
    _check_hours(ports, session, facts)
    centres.approved(ports, session.centre)


def _check_hours(ports: CertificationPorts, session: Session, facts: Facts) -> None:
    if any(name in facts for name in CLOSED_BY):
        raise SessionOver(OVER)
    opens_at = life.opens_at(session, ports.rules)
    if ports.clock() < opens_at:
        raise SessionNotOpen("The session opens later.", extra={"opens_at": iso(opens_at)})


def _check_startable(ports: CertificationPorts, session: Session, facts: Facts) -> None:
    """As `_check_open`, and SessionNotOpen once no new test may begin."""
    _check_open(ports, session, facts)
    now = ports.clock()
    if life.is_over(session, facts, now, ports.rules):
        raise SessionNotOpen("The session began too long ago for a new test.")
    window = session.window_minutes
    if window and now >= starts_at(session) + timedelta(minutes=window):
        raise SessionNotOpen("The time window of the session is over.")


def _meant(candidates: Sequence[Candidate], command: JoinSession) -> Candidate:
    """The one with these names and this birth date: a session has no two (store/candidates.py)."""
    found = names.match(candidates, command.first_name, command.last_name, command.birth_date)
    if found is None:
        raise CandidateNotFound("Nobody is enrolled with these names and this birth date.")
    return found


def _link(ports: CertificationPorts, candidate: Candidate, person: str) -> None:
    """Note who it is. AlreadyLinked when another account was first, or this one is somebody else here."""
    known: Candidate | None = candidate
    for _ in range(ROUNDS):
        if known is None or known.person not in (None, person):
            break
        if known.person == person or ports.links.link(known, person, iso(ports.clock())):
            return
        before, known = known, ports.candidates.get(candidate.session, candidate.id)
        if known == before:  # nobody changed it: this account is linked elsewhere
            break
    raise AlreadyLinked("Another account joined as this candidate, or this account as another one.")


def _check_certifiable(ports: CertificationPorts, profile: tuple[Ceiling, ...]) -> None:
    enough = ports.rules.certifiable_competences
    if len(profile) < enough:
        extra = {"missing_competences": enough - len(profile)}
        raise NotCertifiable("More competences at level 1 are needed.", extra=extra)


def _confirmed(ports: CertificationPorts, found: Candidacy) -> Presence:
    presence = ports.presences.get(found.session.id, found.candidate.id)
    if presence is None or not presence.valid(ports.clock(), ports.rules.certification_confirmation_minutes):
        raise ConfirmationMissing("The invigilator has to confirm first.")
    return presence


def _come_back(ports: CertificationPorts, found: Candidacy, test: Test, command: EnterTest) -> Test | None:
    """The test after the return; None when another request came first."""
    if is_expired(ports, test):
        end(ports, test, "expiry", "")
        raise TestExpired("The test began too long ago to go on; its answers are kept.")
    # whoever has begun may end, also when the centre lost its approval meanwhile: the jury decides what it is worth
    _check_hours(ports, found.session, ports.sessions.facts(found.session.id))
    presence = _confirmed(ports, found)
    back = Reentered(at=iso(ports.clock()), presence=presence.count, entry=entry_hash(command.entry_id))
    return _told(
        ports, found, "test-reentered", presence, lambda write: ports.entries.returning(write, presence, test, back)
    )


def _begin(ports: CertificationPorts, found: Candidacy, command: EnterTest) -> Test | None:
    """The test just begun; None when another request came first."""
    facts = ports.sessions.facts(found.session.id)
    _check_startable(ports, found.session, facts)
    presence = _confirmed(ports, found)
    begun = _begun(ports, found, presence, command)
    first = None if "started" in facts else Fact(at=begun.at, by=begun.person, details={"candidate": begun.candidate})
    return _told(
        ports,
        found,
        "test-begun",
        presence,
        lambda write: ports.entries.starting(write, found.session, first, presence, begun),
    )


def _told(
    ports: CertificationPorts, found: Candidacy, act: str, presence: Presence, add: Callable[[TransactWrite], Test]
) -> Test | None:
    after: list[Test] = []
    actor, details = found.candidate.person or "", {"presence": presence.count}
    try:
        ports.trail.write(
            found.session.id, act, actor, found.candidate.id, details, lambda write: after.append(add(write))
        )
    except Refused:
        return None
    return after[-1]


def _begun(ports: CertificationPorts, found: Candidacy, presence: Presence, command: EnterTest) -> Begun:
    """Entry 0. Raises NotCertifiable, CertificationUnavailable."""
    candidate, person, rules = found.candidate, found.candidate.person or "", ports.rules
    profile = ports.knowledge.profile(person)
    _check_certifiable(ports, profile)
    try:
        return ports.questions.begin(
            choosing.Candidacy(
                at=iso(ports.clock()),
                session=found.session.id,
                candidate=candidate.id,
                person=person,
                language=command.language or _language(ports, person),
                seed=secrets.token_hex(16),
                profile=profile,
                length=rules.certification_questions,
                minutes=rules.certification_minutes,
                rules=rules.version,
                max_exposure=rules.certification_max_exposure,
                seen=ports.knowledge.met(person),
                needs=candidate.needs,
                extra_time=candidate.extra_time,
                presence=presence.count,
                entry=entry_hash(command.entry_id),
            )
        )
    except choosing.NothingToAsk as error:
        raise CertificationUnavailable(str(error)) from None


def _language(ports: CertificationPorts, person: str) -> str:
    contact = ports.people.contact(person)
    return contact.language if contact and contact.language in ("fr", "en") else "fr"
