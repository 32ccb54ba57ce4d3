"""Compares the sessions that are not through with executions, and starts what is missing."""

from chalicelib.certificates.issuance.listing import WORKFLOW, execution, start
from chalicelib.certificates.issuance.ports import IssuancePorts
from chalicelib.shared.executions import Found


def reconcile(ports: IssuancePorts) -> list[Found]:
    """Look at every session that is not through."""
    return [_look(ports, session) for session in ports.issuances.open()]


def _look(ports: IssuancePorts, session: str) -> Found:
    generation = ports.issuances.of(session).generation
    state = ports.certification.executions.state(WORKFLOW, execution(session, generation))
    started = False
    if state == "ended":
        raised = ports.issuances.next_generation(session, generation)
        generation = raised or generation
        started = bool(raised) and start(ports, session, generation)
    elif state == "unknown":
        started = start(ports, session, generation)
    return Found(WORKFLOW, execution(session, generation), state, started)
