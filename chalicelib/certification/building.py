"""Puts the concrete parts of certification together."""

from chalicelib.certification.ports import CertificationPorts
from chalicelib.certification.ports.people import People
from chalicelib.certification.store.centres import TableCentres
from chalicelib.certification.store.reports import TableReports
from chalicelib.certification.store.sessions import TableSessions
from chalicelib.shared.clock import Clock
from chalicelib.shared.mail import Mail
from chalicelib.shared.objects import Objects
from chalicelib.shared.ratelimit import TableLimiter
from chalicelib.shared.settings import Settings


def build_certification(
    settings: Settings, clock: Clock, mail: Mail, objects: Objects, people: People
) -> CertificationPorts:
    """The ports of a deployment."""
    return CertificationPorts(
        settings=settings,
        clock=clock,
        limiter=TableLimiter(settings.token_secret, clock),
        mail=mail,
        objects=objects,
        people=people,
        centres=TableCentres(),
        sessions=TableSessions(),
        reports=TableReports(),
    )
