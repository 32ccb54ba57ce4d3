"""Puts the concrete parts of certification together."""

from chalicelib.certification import choosing
from chalicelib.certification.knowledge import LearnerKnowledge
from chalicelib.certification.ports import CertificationPorts
from chalicelib.certification.ports.people import People
from chalicelib.certification.serving import ReleaseQuestions
from chalicelib.certification.store.candidates import TableCandidates
from chalicelib.certification.store.centres import TableCentres
from chalicelib.certification.store.entries import TableEntries
from chalicelib.certification.store.exposure import TableExposure
from chalicelib.certification.store.imports import TableImports
from chalicelib.certification.store.links import TableLinks
from chalicelib.certification.store.lives import TableLives
from chalicelib.certification.store.presence import TablePresences
from chalicelib.certification.store.reports import TableReports
from chalicelib.certification.store.results import TableResults
from chalicelib.certification.store.rooms import TableRooms
from chalicelib.certification.store.sessions import TableSessions
from chalicelib.certification.store.tests import TableTests
from chalicelib.content.service import ContentService
from chalicelib.profile.ports import Ports as ProfilePorts
from chalicelib.shared.audit import Trail
from chalicelib.shared.clock import Clock
from chalicelib.shared.executions import StepFunctions
from chalicelib.shared.mail import Mail
from chalicelib.shared.objects import Objects
from chalicelib.shared.ratelimit import TableLimiter
from chalicelib.shared.settings import Settings


def build_certification(  # noqa: PLR0913, PLR0917 - one argument per room it stands on
    settings: Settings,
    clock: Clock,
    mail: Mail,
    objects: Objects,
    people: People,
    trail: Trail,
    content: ContentService,
    profile: ProfilePorts,
) -> CertificationPorts:
    """The ports of a deployment."""
    executions = StepFunctions(settings.workflow_arn_prefix)
    tests, presences, exposure = TableTests(), TablePresences(), TableExposure()
    material = choosing.materials(content.index, content.bank)
    return CertificationPorts(
        settings=settings,
        clock=clock,
        limiter=TableLimiter(settings.token_secret, clock),
        mail=mail,
        objects=objects,
        executions=executions,
        trail=trail,
        people=people,
        centres=TableCentres(trail),
        sessions=TableSessions(trail),
        lives=TableLives(),
        rooms=TableRooms(),
        candidates=TableCandidates(),
        imports=TableImports(),
        reports=TableReports(),
        tests=tests,
        links=TableLinks(),
        presences=presences,
        entries=TableEntries(tests, presences, exposure),
        exposure=exposure,
        results=TableResults(trail),
        questions=ReleaseQuestions(content.current_release, material, exposure.latest),
        knowledge=LearnerKnowledge(profile),
        content=content,
        deliberate=lambda session: executions.start("jury-deliberation", f"{session}-1", {"session": session}),
    )
