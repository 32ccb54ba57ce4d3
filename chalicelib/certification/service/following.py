"""A session's workflow follows its plan: an execution per session and generation (docs/adr/0032: it may be lost)."""

from chalicelib.certification.model import Session
from chalicelib.certification.ports import CertificationPorts

WORKFLOW = "certification-session"


def execution(session: Session, generation: int | None = None) -> str:
    """The name of the execution of this generation."""
    return f"{session.id}-{generation or session.generation}"


def follow(ports: CertificationPorts, session: Session) -> bool:
    """Have the workflow of a session run that was planned or moved; what fails here, reconcile starts."""
    given = {"session": session.id, "generation": session.generation}
    started = ports.executions.start(WORKFLOW, execution(session), given)
    if session.generation > 1:  # it would end itself when it wakes, which may be in weeks
        ports.executions.stop(WORKFLOW, execution(session, session.generation - 1))
    return started


def leave(ports: CertificationPorts, session: Session) -> None:
    """End the workflow of a session that is called off; what fails here, ends itself when it wakes."""
    ports.executions.stop(WORKFLOW, execution(session))


def wake(ports: CertificationPorts, session: str, fact: str) -> None:
    """Tell those who wait for a fact that it stands; call it after the fact is written.

    Nobody is missed: who waits notes the token first and then looks for the fact, both consistently.
    """
    for token in ports.lives.waiting(session, fact):
        if ports.executions.wake(token):  # otherwise it is over, or the next reconcile tries again
            ports.lives.awake(session, fact, token)
