"""What the use cases of certification need from the world: one field per store, one module per family of protocols."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from chalicelib.certification.ports.centres import Centres
from chalicelib.certification.ports.people import People
from chalicelib.certification.ports.reports import Reports
from chalicelib.certification.ports.sessions import Sessions
from chalicelib.shared.mail import Mail
from chalicelib.shared.objects import Objects
from chalicelib.shared.ratelimit import Limiter
from chalicelib.shared.rules import Rules
from chalicelib.shared.settings import Settings

__all__ = ["Centres", "CertificationPorts", "People", "Reports", "Sessions"]


@dataclass(frozen=True, slots=True)
class CertificationPorts:
    """Everything together; building.py makes it, tests replace parts of it."""

    settings: Settings
    clock: Callable[[], datetime]
    limiter: Limiter
    mail: Mail
    objects: Objects
    people: People
    centres: Centres
    sessions: Sessions
    reports: Reports

    @property
    def rules(self) -> Rules:
        """The numbers of the domain."""
        return self.settings.rules
