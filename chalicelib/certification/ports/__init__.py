"""What the use cases of certification need from the world: one field per store, one module per family of protocols."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from chalicelib.assessment.ports import Content
from chalicelib.certification.ports.candidates import Candidates
from chalicelib.certification.ports.centres import Centres
from chalicelib.certification.ports.exposure import Exposure
from chalicelib.certification.ports.imports import Imports
from chalicelib.certification.ports.lives import Lives
from chalicelib.certification.ports.people import People
from chalicelib.certification.ports.reports import Reports
from chalicelib.certification.ports.results import Results
from chalicelib.certification.ports.rooms import Rooms
from chalicelib.certification.ports.sessions import Sessions
from chalicelib.certification.ports.tests import Entries, Knowledge, Links, Presences, Questions, Tests
from chalicelib.shared.audit import Trail
from chalicelib.shared.executions import Executions
from chalicelib.shared.mail import Mail
from chalicelib.shared.objects import Objects
from chalicelib.shared.ratelimit import Limiter
from chalicelib.shared.rules import Rules
from chalicelib.shared.settings import Settings

__all__ = ["Candidates", "Centres", "CertificationPorts", "Imports", "People", "Reports", "Sessions"]


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificationPorts:
    """Everything together; building.py makes it, tests replace parts of it."""

    settings: Settings
    clock: Callable[[], datetime]
    limiter: Limiter
    mail: Mail
    objects: Objects
    executions: Executions
    trail: Trail
    people: People
    centres: Centres
    sessions: Sessions
    lives: Lives
    rooms: Rooms
    candidates: Candidates
    imports: Imports
    reports: Reports
    tests: Tests
    links: Links
    presences: Presences
    entries: Entries
    questions: Questions
    exposure: Exposure
    results: Results
    knowledge: Knowledge
    content: Content
    deliberate: Callable[[str], object]  # hand a session to the jury; may be told twice

    @property
    def rules(self) -> Rules:
        """The numbers of the domain."""
        return self.settings.rules
