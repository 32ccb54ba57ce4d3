"""Publication: one act by a person who may, once everything is decided. Certificates follow from it."""

from collections import Counter
from collections.abc import Sequence

from chalicelib.jury import outcomes
from chalicelib.jury.errors import NotInJury, StillOpen
from chalicelib.jury.outcomes import Outcome
from chalicelib.jury.ports import JuryPorts, State
from chalicelib.jury.service.access import sitting
from chalicelib.shared.clock import iso
from chalicelib.shared.errors import Busy

ROUNDS = 3


def publish(ports: JuryPorts, person: str, session_id: str) -> None:
    """Publish a session; published already, it changes nothing. NotFound, NotInJury, ConflictOfInterest, StillOpen."""
    for _ in range(ROUNDS):
        member, _, _ = sitting(ports, person, session_id)
        if not member.publisher:
            raise NotInJury("Publishing takes the right to publish.")
        if "published" in ports.certification.facts(session_id):
            return ports.aftermath.published(session_id)  # the first sending may have died before this
        state = ports.jury.state(session_id)
        counts = _counts(of_session(ports, state), state)
        if ports.jury.publish(session_id, person, iso(ports.clock()), state.watch.version, counts):
            return ports.aftermath.published(session_id)
    raise Busy


def _counts(found: Sequence[Outcome], state: State) -> dict[str, int]:
    """How many of which status; StillOpen."""
    asked = outcomes.open_subjects(state.questions, state.decisions)
    waiting = asked or {each.candidate for each in found if each.open}  # before the machine asked, every test waits
    if waiting or not found:
        raise StillOpen(f"{len(waiting)} not decided.", open=len(waiting))
    return dict(Counter(each.status for each in found if each.status))


def of_session(ports: JuryPorts, state: State) -> list[Outcome]:
    """The outcome of every test of a session."""
    return [of_test(ports, state, each) for each in ports.certification.tests(state.session)]


def of_test(ports: JuryPorts, state: State, candidate: str) -> Outcome:
    """The outcome of one test."""
    return outcomes.outcome(candidate, state.questions, state.decisions, ports.certification.results(candidate))
