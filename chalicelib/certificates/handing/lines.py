"""What became of each candidate of a published session, by name: for its table, its archive and its page."""

from collections.abc import Iterator

from msgspec import Struct

from chalicelib.certificates.issuance.model import Carried
from chalicelib.certificates.issuance.ports import IssuancePorts
from chalicelib.certificates.ports import Issued
from chalicelib.certification.model import Candidate, Session
from chalicelib.jury.outcomes import Outcome, outcome


class Line(Struct, frozen=True):
    """Somebody who took the test. `issued`: the certificate in force; `making`: another one is to follow."""

    candidate: Candidate
    outcome: Outcome
    issued: Issued | None
    making: bool

    @property
    def is_valid(self) -> bool:
        """Whether there is a certificate that holds."""
        return self.issued is not None and self.issued.standing.status == "valid"

    @property
    def pix(self) -> int | None:
        """What was certified: nothing of a rejected test, no number at all of a cancelled one."""
        if self.outcome.status == "cancelled" or self.outcome.result is None:
            return None
        return self.outcome.result.result.total if self.outcome.status == "validated" else 0


def of_session(ports: IssuancePorts, session: Session) -> Iterator[Line]:
    """Everybody who took the test of a published session and of whom something was decided, by name."""
    reading, state = ports.jury.certification, ports.jury.jury.state(session.id)
    carried = ports.issuances.of(session.id).carried
    for candidate in sorted(reading.candidates(session.id), key=_by_name):
        scored = reading.results(candidate.id)
        if not scored and candidate.id not in state.questions:
            continue  # absent: a test that could not be scored is a case
        found = outcome(candidate.id, state.questions, state.decisions, scored)
        if found.status:
            yield _line(ports, candidate, found, carried.get(candidate.id))


def _by_name(candidate: Candidate) -> tuple[str, str, str]:
    return candidate.last_name, candidate.first_name, candidate.id


def _line(ports: IssuancePorts, candidate: Candidate, found: Outcome, done: Carried | None) -> Line:
    issued = ports.certificates.certificates.get(done.certificate) if done and done.certificate else None
    making = found.status == "validated" and (done is None or done.decision != found.decision)
    return Line(candidate, found, issued, making)
