"""The steps of a session's workflow. Each acts only while it comes next, so it may run twice, late, or be killed.

What comes next is read from the facts each time (life.py); every fact is written once, by condition.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from chalicelib.certification import letters, life
from chalicelib.certification.life import Do, Step
from chalicelib.certification.model import Fact, Facts, Session
from chalicelib.certification.ports import CertificationPorts
from chalicelib.certification.ports.people import Contact
from chalicelib.certification.service import appending, following, scoring, sitting
from chalicelib.certification.service.finalization import tests_of
from chalicelib.certification.test_log import LogError
from chalicelib.shared.clock import iso, parse

WORKFLOW = following.WORKFLOW


@dataclass(frozen=True, slots=True)
class Now:
    """A session at one moment, as an execution finds it."""

    session: Session
    facts: Facts
    step: Step


def look(ports: CertificationPorts, session_id: str, generation: int) -> Now | None:
    """What comes next; None for an execution that is not the session's any more: moved since, or removed."""
    session = ports.sessions.get(session_id)
    if session is None or session.generation != generation:
        return None
    return present(ports, session)


def present(ports: CertificationPorts, session: Session) -> Now:
    """The session now, whoever asks."""
    now, facts = ports.clock(), ports.sessions.facts(session.id)
    over = life.is_over(session, facts, now, ports.rules) and not facts.keys() & {"finalized", "closed", "cancelled"}
    expiries = list(_expiries(ports, session.id)) if over and "started" in facts else []
    return Now(session, facts, life.next_step(session, facts, expiries, now, ports.rules))


def remind(ports: CertificationPorts, session_id: str, generation: int) -> None:
    """Tell the centre's members what they planned for tomorrow."""
    found = _due(ports, session_id, generation, "remind")
    if found:
        for contact in _members(ports, found.session):
            letters.send_session_reminder(ports, found.session, contact)
        _record(ports, found, life.reminded(found.session))


def open_session(ports: CertificationPorts, session_id: str, generation: int) -> None:
    """From now on candidates may enter."""
    found = _due(ports, session_id, generation, "open")
    if found:
        _record(ports, found, life.opened(found.session, found.facts, ports.rules))


def close(ports: CertificationPorts, session_id: str, generation: int) -> None:
    """End the tests that may go on no more; once none runs, the session is closed."""
    found = _due(ports, session_id, generation, "close")
    if found:
        tests = [_ended(ports, test) for test in tests_of(ports, session_id)]
        if all(test.over for test in tests):
            _record(ports, found, "closed", tests=len(tests))


def ask(ports: CertificationPorts, session_id: str, generation: int) -> None:
    """Ask the centre's members to finalize."""
    found = _due(ports, session_id, generation, "ask")
    if found:
        number = life.times_asked(found.facts) + 1
        for contact in _members(ports, found.session):
            letters.send_finalization_request(ports, found.session, number, contact)
        _record(ports, found, life.asked(number))


def wait(ports: CertificationPorts, session_id: str, generation: int, fact: str, token: str) -> None:
    """Note who waits for a fact, then look whether it stands: whoever writes it does so in the opposite order."""
    ports.lives.wait(session_id, fact, token)
    found = look(ports, session_id, generation)
    if found is None or found.facts.keys() & {fact, "cancelled"}:
        following.wake(ports, session_id, fact)


def tests(ports: CertificationPorts, session_id: str, generation: int) -> list[str]:
    """The tests to score; one that was begun in the very moment of the finalization ends here."""
    found = _due(ports, session_id, generation, "score")
    if not found:
        return []
    for test in tests_of(ports, session_id):
        if not test.over:
            appending.end(ports, test, "finalization", WORKFLOW)
    return _begun(ports, session_id)


def score(ports: CertificationPorts, session_id: str, generation: int, test: str) -> None:
    """Score one test. A log that cannot be scored becomes a fact, so that people look at it; the others go on."""
    if not _due(ports, session_id, generation, "score"):
        return
    said = ports.reports.finalization(session_id)
    reason = said.abort_reasons.get(test) if said else None
    try:
        scoring.score_first(ports, test, reason, WORKFLOW)
    except (LogError, ValueError) as error:  # a changed log; ScoringError; an engine that is not held any more
        fact = Fact(iso(ports.clock()), WORKFLOW, {"error": type(error).__name__})
        ports.sessions.record_fact(session_id, unscored(test), fact)


def scored(ports: CertificationPorts, session_id: str, generation: int) -> None:
    """Every test has its result, or the fact that it can have none."""
    found = _due(ports, session_id, generation, "score")
    if found:
        every = _begun(ports, session_id)
        without = [test for test in every if scoring.in_force(ports, test) is None]
        if all(unscored(test) in found.facts for test in without):
            _record(ports, found, "scored", tests=len(every), unscored=len(without))


def hand_over(ports: CertificationPorts, session_id: str, generation: int) -> None:
    """From here on the jury has it. The fact comes first, its machine looks for it; its reconcile starts a lost one."""
    found = _due(ports, session_id, generation, "hand-over")
    if found:
        _record(ports, found, "handed-over")
        ports.deliberate(session_id)


def unscored(test: str) -> str:
    """The fact that a test could not be scored."""
    return f"unscored-{test}"


def _due(ports: CertificationPorts, session_id: str, generation: int, do: Do) -> Now | None:
    found = look(ports, session_id, generation)
    return found if found and found.step.do == do else None


def _record(ports: CertificationPorts, found: Now, name: str, **details: str | int) -> None:
    ports.sessions.record_fact(found.session.id, name, Fact(iso(ports.clock()), WORKFLOW, details))


def _members(ports: CertificationPorts, session: Session) -> Iterator[Contact]:
    for member in ports.centres.members(session.centre):
        contact = ports.people.contact(member.person)
        if contact:
            yield contact


def _expiries(ports: CertificationPorts, session: str) -> Iterator[datetime]:
    life_of_test = timedelta(hours=ports.rules.certification_resume_hours)
    return (parse(test.started_at) + life_of_test for test in tests_of(ports, session) if not test.over)


def _begun(ports: CertificationPorts, session: str) -> list[str]:
    """Every test of a session, also one whose log was changed."""
    return [candidate.id for candidate in ports.candidates.of(session) if ports.tests.texts(candidate.id)]


def _ended(ports: CertificationPorts, test: appending.Test) -> appending.Test:
    return appending.end(ports, test, "expiry", "") if sitting.is_expired(ports, test) else test
