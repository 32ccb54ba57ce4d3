"""Views of a session's room for its invigilator, and of its end for its centre."""

from datetime import datetime, timedelta

from chalicelib.certification import reports
from chalicelib.certification.finalizing import Finalization, Lacking
from chalicelib.certification.model import Session
from chalicelib.certification.ports import CertificationPorts
from chalicelib.certification.progress import OpenAlert
from chalicelib.certification.reports import Report
from chalicelib.certification.room import Line, Room, State, help_first
from chalicelib.certification.schemas.invigilator import (
    CandidateLine,
    InvigilationToken,
    InvigilationView,
    OpenAlertView,
    SupervisedSession,
)
from chalicelib.certification.schemas.reports import ClosingView, MissingView, ReportView, TestLine
from chalicelib.certification.scoring import AbortReason
from chalicelib.certification.service.invigilation import Supervising
from chalicelib.shared.clock import iso, parse


def token(ports: CertificationPorts, given: Supervising) -> InvigilationToken:
    """A fresh access."""
    return InvigilationToken(given.token, iso(given.expires_at), session(ports, given.session))


def session(ports: CertificationPorts, planned: Session) -> SupervisedSession:
    """The session as its invigilator may know it."""
    centre = ports.centres.get(planned.centre)
    return SupervisedSession(
        id=planned.id,
        number=planned.number,
        centre=centre.name if centre else "",
        address=planned.address,
        room=planned.room,
        date=planned.date,
        time=planned.time,
        zone=planned.zone,
        remote=planned.remote,
        access_code=planned.access_code,
    )


def room(ports: CertificationPorts, found: Room, access: str) -> InvigilationView:
    """Everybody, those who need help on top."""
    now, minutes = ports.clock(), ports.rules.certification_confirmation_minutes
    who = found.accesses.get(access)
    return InvigilationView(
        session=session(ports, found.session),
        invigilator=who.name if who else "",
        candidates=[_line(state, line, now, minutes) for state, line in help_first(found.lines, now, minutes)],
        reports=[report(each) for each in found.reports],
        server_time=iso(now),
    )


def _line(state: State, line: Line, now: datetime, minutes: float) -> CandidateLine:
    person, test, presence = line.candidate, line.progress, line.presence
    valid = presence is not None and presence.valid(now, minutes)
    return CandidateLine(
        id=person.id,
        first_name=person.first_name,
        last_name=person.last_name,
        birth_date=person.birth_date,
        extra_time=person.extra_time,
        needs=list(person.needs),
        state=state,
        question=test.number if test else None,
        answered=test.answered if test else 0,
        length=test.length if test else None,
        started_at=test.started_at if test else None,
        ends_at=test.ends_at if test else None,
        late=test is not None and state != "ended" and now > parse(test.ends_at),
        alert=_alert(test.alert) if test and test.alert else None,
        confirmed_until=_until(presence.confirmed_at, minutes) if presence and valid else None,
        identity=line.identity.decision if line.identity else None,
        ended=test.ended if test else None,
    )


def _alert(alert: OpenAlert) -> OpenAlertView:
    return OpenAlertView(number=alert.number, category=alert.category, text=alert.text, at=alert.at)  # type: ignore[arg-type]


def _until(confirmed_at: str | None, minutes: float) -> str | None:
    return iso(parse(confirmed_at) + timedelta(minutes=minutes)) if confirmed_at else None


def report(kept: Report) -> ReportView:
    """One note."""
    return ReportView(
        id=kept.id,
        candidate=kept.candidate,
        category=kept.category,
        trouble=kept.trouble,
        number=kept.number,
        text=kept.text,
        role=kept.role,
        at=kept.at,
        resolved=kept.resolved,
        weighs=reports.weighs(kept),
    )


def closing(
    found: Room, reasons: dict[str, AbortReason], missing: list[Lacking], said: Finalization | None
) -> ClosingView:
    """What the centre needs to finalize."""
    return ClosingView(
        candidates=[_end_of(line, reasons.get(line.candidate.id)) for line in found.lines],
        reports=[report(each) for each in found.reports],
        missing=[MissingView(each.code, each.candidate or None) for each in missing] if said is None else [],
        finalized_at=said.at if said else None,
        comment=said.comment if said else "",
        incident=said.incident if said else False,
        joining_trouble=said.joining_trouble if said else False,
    )


def _end_of(line: Line, reason: AbortReason | None) -> TestLine:
    test = line.progress
    return TestLine(
        candidate=line.candidate.id,
        first_name=line.candidate.first_name,
        last_name=line.candidate.last_name,
        state=test.state if test else "absent",
        complete=test is not None and test.ended == "complete",
        answered=test.answered if test else 0,
        length=test.length if test else 0,
        abort_reason=reason,
    )
