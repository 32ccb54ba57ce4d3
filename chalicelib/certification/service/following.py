"""A session's workflow follows its plan: an execution per session and generation (docs/adr/0032: it may be lost)."""

from chalicelib.certification.model import Session
from chalicelib.certification.ports import CertificationPorts

WORKFLOW = "certification-session"


def follow(ports: CertificationPorts, session: Session) -> None:
    """Have the workflow of a session run that was planned, moved or cancelled; what fails here, reconcile starts."""
    ports.executions.start(WORKFLOW, f"{session.id}-{session.generation}", {"session": session.id})
