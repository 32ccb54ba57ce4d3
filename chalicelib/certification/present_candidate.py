"""Views of a candidate's way through a session, made from the fold of the log and from what stands in the store."""

from datetime import timedelta
from typing import cast

from chalicelib.assessment.schemas import Language
from chalicelib.certification import life, progress
from chalicelib.certification.model import Candidate, Session
from chalicelib.certification.ports import CertificationPorts
from chalicelib.certification.presence import Presence
from chalicelib.certification.reports import Trouble
from chalicelib.certification.schemas.candidate import AlertView, CandidacyView, SessionOfCandidate, TestView
from chalicelib.certification.service import entry, sitting
from chalicelib.certification.test_log import Test
from chalicelib.content.model import Question
from chalicelib.shared.clock import iso, parse


def candidacy(ports: CertificationPorts, found: entry.Candidacy) -> CandidacyView:
    """The candidate who joined, and what is next."""
    person, rules = found.candidate, ports.rules
    return CandidacyView(
        id=person.id,
        session=_session(ports, found.session, found.centre_name),
        first_name=person.first_name,
        last_name=person.last_name,
        minutes=_minutes(ports, person),
        questions=rules.certification_questions,
        confirmed_until=_confirmed_until(ports, found.presence),
        test=found.progress.state if found.progress else None,
        server_time=iso(ports.clock()),
    )


def test(ports: CertificationPorts, found: Test, page: str) -> TestView:
    """The test, for the page that entered it, or for one that has to enter."""
    here = sitting.entered(found, page)
    left = sitting.seconds_left(found, ports.clock()) if here else None
    current = found.current
    return TestView(
        id=found.id,
        session=found.begun.session,
        status="ended" if found.over else "waiting" if not here else "alert" if found.open_alert else "running",
        language=cast("Language", found.begun.language),
        number=found.served[-1].number,
        answered=len(found.answers),
        length=found.begun.length,
        question=_question(ports, found) if here else None,
        timer=current.timer if current else None,
        focused=current.focused if current else False,
        shown_at=found.shown_at,
        seconds_left=None if left is None else round(max(0.0, left), 1),
        alert=_alert(found),
        can_alert=here and current is not None and found.alert_on(current.number) is None,
        started_at=found.started_at,
        ends_at=progress.ends_at(found),
        ended=progress.ended_how(found),
        ended_at=found.ended_at,
        server_time=iso(ports.clock()),
    )


def _question(ports: CertificationPorts, found: Test) -> Question | None:
    """The current question, unless its time would run without it being opened, or stands still under an alert."""
    current = found.current
    if current is None or (current.timer is not None and (found.shown_at is None or found.open_alert)):
        return None
    return ports.content.question(found.begun.release, current.challenge, current.variant, found.begun.language)


def _alert(found: Test) -> AlertView | None:
    raised = found.open_alert
    if raised is None:
        return None
    return AlertView(number=raised.number, category=cast("Trouble", raised.category), at=raised.at)


def _session(ports: CertificationPorts, session: Session, centre: str) -> SessionOfCandidate:
    return SessionOfCandidate(
        id=session.id,
        number=session.number,
        centre=centre,
        address=session.address,
        room=session.room,
        date=session.date,
        time=session.time,
        zone=session.zone,
        remote=session.remote,
        opens_at=iso(life.opens_at(session, ports.rules)),
    )


def _minutes(ports: CertificationPorts, candidate: Candidate) -> float:
    return ports.rules.certification_minutes * (1 + candidate.extra_time)


def _confirmed_until(ports: CertificationPorts, presence: Presence | None) -> str | None:
    minutes = ports.rules.certification_confirmation_minutes
    if presence is None or presence.confirmed_at is None or not presence.valid(ports.clock(), minutes):
        return None
    return iso(parse(presence.confirmed_at) + timedelta(minutes=minutes))
