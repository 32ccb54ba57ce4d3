"""Compares the facts of sessions with their executions, and makes up for lost executions and lost words to them."""

from collections.abc import Iterator

from chalicelib.certification.model import Session
from chalicelib.certification.ports import CertificationPorts
from chalicelib.certification.service.following import WORKFLOW, execution, follow, wake
from chalicelib.certification.service.living import Now, present
from chalicelib.shared.executions import Found

AWAITED = ("finalized", "published")


def reconcile(ports: CertificationPorts) -> list[Found]:
    """Look at every session that is not over, and start an execution for each that needs one and has none running."""
    return list(_all(ports))


def _all(ports: CertificationPorts) -> Iterator[Found]:
    for session_id in list(ports.lives.open()):
        session = ports.sessions.get(session_id)
        now = present(ports, session) if session else None
        if now is None or now.step.do == "end":  # removed, published, cancelled, or nobody came; a move opens it again
            wake(ports, session_id, "published")
            ports.lives.over(session_id)
        else:
            yield _look(ports, now)


def _look(ports: CertificationPorts, now: Now) -> Found:
    session = now.session
    state = ports.executions.state(WORKFLOW, execution(session))
    for fact in AWAITED if state == "running" else ():
        if fact in now.facts:
            wake(ports, session.id, fact)
    wanted = _to_start(ports, session, state)
    started = follow(ports, wanted) if wanted else False
    return Found(WORKFLOW, execution(wanted or session), state, started)


def _to_start(ports: CertificationPorts, session: Session, state: str) -> Session | None:
    """The session under the generation to start it by: an ended execution's name cannot be used again."""
    if state == "ended":
        return ports.lives.next_generation(session)
    return session if state == "unknown" else None
