"""What is left to do in a session: page by page for the machine, as a whole for its end, and started again."""

from collections.abc import Sequence

from chalicelib.certificates.issuance.ports import IssuancePorts, Issuing
from chalicelib.certification.model import Candidate
from chalicelib.jury import outcomes
from chalicelib.jury.ports import State
from chalicelib.shared import telemetry

WORKFLOW = "certificate-issuance"
GIVEN_UP = "CertificatesGivenUp"  # the metric of the alarm of that name
PAGE = 500  # candidates that one state of the machine holds: 40 KB of at most 256


def page(ports: IssuancePorts, session: str, after: str) -> tuple[list[str], str]:
    """The next candidates with something left to do, by id, and behind whom to go on ("" at the end)."""
    found = [candidate for candidate in pending(ports, session) if candidate > after]
    return found[:PAGE], found[PAGE - 1] if len(found) > PAGE else ""


def pending(ports: IssuancePorts, session: str) -> Sequence[str]:
    """Everybody of a published session whose decision is not carried out."""
    reading = ports.jury.certification
    if "published" not in reading.facts(session):
        return []
    state, known = ports.jury.jury.state(session), ports.issuances.of(session)
    return sorted(each.id for each in reading.candidates(session) if _is_pending(ports, each, state, known))


def _is_pending(ports: IssuancePorts, candidate: Candidate, state: State, known: Issuing) -> bool:
    if candidate.person is None:
        return False
    carried = known.carried.get(candidate.id)
    decision = outcomes.outcome(candidate.id, state.questions, state.decisions, ()).decision
    if carried and carried.told and carried.decision == decision:
        return False
    begun = candidate.id in state.questions or ports.jury.certification.results(candidate.id)
    return bool(decision and begun)  # the others joined and never began


def end(ports: IssuancePorts, session: str, mark: str | None = None) -> dict[str, int]:
    """Note that a session is through, unless somebody is left who is to be tried again; what is left, and parked.

    `mark`: the session's word when its files were made; asked for again since, it stays open.
    """
    mark = (ports.issuances.mark(session) or "") if mark is None else mark
    left, parked = pending(ports, session), ports.issuances.of(session).parked
    most = ports.certification.rules.issuance_attempts
    given_up = [each for each in left if each in parked and parked[each].is_given_up(most)]
    if given_up:
        telemetry.counted(GIVEN_UP, len(given_up), session=session)
    if len(given_up) == len(left):
        ports.issuances.end(session, mark)
    return {"left": len(left), "parked": len([each for each in left if each in parked])}


def start(ports: IssuancePorts, session: str, generation: int) -> bool:
    """Start one execution; False when that is not possible now."""
    return ports.certification.executions.start(WORKFLOW, execution(session, generation), {"session": session})


def execution(session: str, generation: int) -> str:
    """The name of an execution."""
    return f"{session}-{generation}"


def resume(ports: IssuancePorts, session: str, *, anyway: bool = False) -> tuple[int, bool]:
    """Have everything tried again that is left, the parked ones too: how much is left, and whether it was started.

    `anyway`: also when nothing is left, because the files of the results are to be made.
    """
    ports.issuances.unpark(session)
    left, mark = len(pending(ports, session)), ports.issuances.mark(session)
    if not left and not anyway:
        ports.issuances.end(session, mark or "")
        return 0, False
    ports.issuances.begin(session)
    return left, restart(ports, session)


def restart(ports: IssuancePorts, session: str) -> bool:
    """Start the next execution of a session that was noted; False when reconcile has to."""
    generation = ports.issuances.next_generation(session, ports.issuances.of(session).generation)
    return generation is not None and start(ports, session, generation)


def ask(ports: IssuancePorts, session: str) -> bool:
    """Have a published session gone through again; False when reconcile has to start it. Needs no right to issue."""
    mark = ports.issuances.begin(session)
    return ports.certification.executions.start(WORKFLOW, f"{session}-files-{mark}", {"session": session})
