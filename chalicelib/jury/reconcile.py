"""Compares what is to be deliberated with executions, and starts or wakes what is missing."""

from chalicelib.jury.outcomes import open_subjects
from chalicelib.jury.ports import JuryPorts, State
from chalicelib.jury.service import deliberating
from chalicelib.jury.service.deliberating import WORKFLOW, execution
from chalicelib.shared.executions import Found


def reconcile(ports: JuryPorts) -> list[Found]:
    """Look at every session before the jury; those whose publishers know that they can publish need no execution."""
    sessions = sorted({*ports.jury.queue(), *ports.certification.waiting()})
    states = (ports.jury.state(session) for session in sessions)
    return [_look(ports, state) for state in states if _needs_execution(ports, state)]


def _needs_execution(ports: JuryPorts, state: State) -> bool:
    if not state.questions or open_subjects(state.questions, state.decisions):
        return True
    if "published" in ports.certification.facts(state.session):
        return True  # decided again, and not carried out
    return state.watch.told != state.watch.version


def _look(ports: JuryPorts, state: State) -> Found:
    session, generation = state.session, state.watch.generation
    running = ports.executions.state(WORKFLOW, execution(session, generation))
    if running == "running" and state.watch.token:
        deliberating.wake_if_due(ports, session)
    started = False
    if running == "ended":
        raised = ports.jury.next_generation(session, generation)
        generation = raised or generation
        started = bool(raised) and deliberating.start(ports, session, generation)
    elif running == "unknown":
        started = deliberating.start(ports, session, generation)
    return Found(WORKFLOW, execution(session, generation), running, started)
