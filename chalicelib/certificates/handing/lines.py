"""What became of each candidate of a published session, by name: for its table, its archive and its page."""

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from chalicelib.certificates.issuance.model import Carried
from chalicelib.certificates.issuance.ports import IssuancePorts
from chalicelib.certificates.ports import Brief
from chalicelib.certification.model import Candidate, Session
from chalicelib.certification.scoring import Scored
from chalicelib.jury.outcomes import Outcome, outcome
from chalicelib.jury.ports import State


class Line(Struct, frozen=True):
    """Somebody who took the test. `issued`: the certificate in force; `making`: another one is to follow."""

    candidate: Candidate
    outcome: Outcome
    issued: Brief | None
    making: bool

    @property
    def is_valid(self) -> bool:
        """Whether there is a certificate that holds."""
        return self.issued is not None and self.issued.status == "valid"

    @property
    def pix(self) -> int | None:
        """What was certified: nothing of a rejected test, no number at all of a cancelled one."""
        if self.outcome.status == "cancelled" or self.outcome.result is None:
            return None
        return self.outcome.result.result.total if self.outcome.status == "validated" else 0


def of_session(ports: IssuancePorts, session: Session) -> Iterator[Line]:
    """Everybody who took the test of a published session and of whom something was decided, by name.

    Reads in batches: there may be thousands, and a member of the centre waits.
    """
    state, carried = ports.jury.jury.state(session.id), ports.issuances.of(session.id).carried
    candidates = sorted(ports.jury.certification.candidates(session.id), key=_by_name)
    scored = _scored(ports, state, candidates)
    issued = ports.certificates.certificates.brief([each.certificate for each in carried.values() if each.certificate])
    for candidate in candidates:
        results, done = scored.get(candidate.id, ()), carried.get(candidate.id)
        if not results and candidate.id not in state.questions:
            continue  # absent: a test that could not be scored is a case
        found = outcome(candidate.id, state.questions, state.decisions, results)
        if found.status:
            yield _line(candidate, found, done, issued.get(done.certificate) if done else None)


def _scored(ports: IssuancePorts, state: State, candidates: Sequence[Candidate]) -> Mapping[str, Sequence[Scored]]:
    """The results that an outcome may rest on: the first one, and those that decisions on the case name."""
    wanted = {each.id: {1} for each in candidates}
    for decision in state.decisions:
        if decision.subject in wanted and decision.result:
            wanted[decision.subject].add(decision.result)
    return ports.certification.results.some(wanted)


def _by_name(candidate: Candidate) -> tuple[str, str, str]:
    return candidate.last_name, candidate.first_name, candidate.id


def _line(candidate: Candidate, found: Outcome, done: Carried | None, issued: Brief | None) -> Line:
    making = found.status == "validated" and (done is None or done.decision != found.decision)
    return Line(candidate, found, issued, making)
