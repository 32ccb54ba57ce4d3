"""Issue reports and abort reasons: what is noted while a session is open, and when its centre closes it."""

from chalicelib.certification.model import Session
from chalicelib.certification.ports import CertificationPorts
from chalicelib.certification.reports import Report, Role, missing
from chalicelib.certification.room_errors import ReportIncomplete, SessionOver
from chalicelib.certification.schemas.reports import NewReport
from chalicelib.certification.scoring import AbortReason
from chalicelib.certification.service import centres
from chalicelib.shared import ids
from chalicelib.shared.audit import Refused
from chalicelib.shared.clock import iso
from chalicelib.shared.errors import Forbidden, NotFound

OVER = "The session is finalized or cancelled: nothing can be noted any more."


def session_of_member(ports: CertificationPorts, person: str, session_id: str) -> Session:
    """A session of a centre that the person belongs to; NotFound for anybody else."""
    session = ports.sessions.get(session_id) if ids.is_id(session_id) else None
    if session is None:
        raise NotFound("There is no such session.")
    centres.member_of(ports, person, session.centre)
    return session


def add_report(ports: CertificationPorts, session: str, role: Role, by: str, command: NewReport) -> Report:
    """Keep a report; one that was kept under this id stays, whatever is told now.

    NotFound, ReportIncomplete, SessionOver.
    """
    lacks = missing(command.category, command.trouble, command.number, command.text)
    if lacks:
        raise ReportIncomplete(f"A report of this kind needs {lacks}.", field=lacks)
    if ports.candidates.get(session, command.candidate) is None:
        raise NotFound("There is no such candidate in this session.")
    report = Report(
        id=command.report_id,
        session=session,
        candidate=command.candidate,
        category=command.category,
        role=role,
        by=by,
        at=iso(ports.clock()),
        trouble=command.trouble if command.category == "in_question" else None,
        number=command.number if command.category == "in_question" else None,
        text=command.text.strip(),
    )
    if ports.reports.add(report):
        return report
    known = _known(ports, session, command.report_id)
    if known is None:
        raise SessionOver(OVER)
    return known


def remove_report(ports: CertificationPorts, session: str, report_id: str, by: str) -> None:
    """Take back what was noted; what a live alert filed stays. Forbidden, SessionOver.

    It stands in the trail: a suspicion that an invigilator noted does not vanish unseen.
    """
    known = _known(ports, session, report_id)
    if known is None:
        return
    if known.role == "alert":
        raise Forbidden("A validated alert stays in the file.")
    details = {"category": known.category, "role": known.role}
    try:
        ports.trail.write(
            session,
            "report-removed",
            by,
            known.candidate,
            details,
            lambda write: ports.reports.removing(write, session, report_id),
        )
    except Refused:
        if _known(ports, session, report_id):
            raise SessionOver(OVER) from None


def _known(ports: CertificationPorts, session: str, report_id: str) -> Report | None:
    return next((report for report in ports.reports.of(session) if report.id == report_id), None)


def set_abort_reason(ports: CertificationPorts, session: str, candidate: str, reason: AbortReason | None) -> None:
    """Say why a test was not finished, or unsay it. NotFound, SessionOver."""
    if ports.candidates.get(session, candidate) is None:
        raise NotFound("There is no such candidate in this session.")
    if not ports.reports.set_abort_reason(session, candidate, reason):
        raise SessionOver(OVER)
