"""A wrong account joined as a candidate: before the test begins, the centre takes the link back."""

from msgspec.structs import replace
from pynamodb.transactions import TransactWrite

from chalicelib.certification.model import Candidate
from chalicelib.certification.ports import CertificationPorts
from chalicelib.certification.room_errors import SessionOver
from chalicelib.certification.service.enrolment import CLOSED_BY, ROUNDS, known
from chalicelib.certification.service.planning import own_session
from chalicelib.certification.test_errors import TestBegun
from chalicelib.shared.audit import Refused
from chalicelib.shared.errors import Busy


def unlink(ports: CertificationPorts, person: str, session_id: str, candidate_id: str) -> Candidate:
    """The candidate, whom nobody joined as any more; one that nobody joined as stays as it is.

    What the invigilator confirmed of the account that leaves is taken back with it. NotFound, TestBegun, SessionOver.
    """
    own_session(ports, person, session_id)
    for _ in range(ROUNDS):
        candidate = known(ports, session_id, candidate_id)
        if candidate.person is None:
            return candidate
        if _unlinked(ports, person, candidate):
            return replace(candidate, person=None, linked_at=None)
        _check_possible(ports, candidate)
    raise Busy("Others are writing about this candidate.")


def _unlinked(ports: CertificationPorts, by: str, candidate: Candidate) -> bool:
    presence = ports.presences.get(candidate.session, candidate.id)

    def both(write: TransactWrite) -> None:
        ports.links.unlinking(write, candidate)
        if presence:
            ports.presences.withdrawing(write, presence)
        else:
            ports.presences.lacking(write, candidate.session, candidate.id)

    account = {"account": candidate.person or ""}
    try:
        ports.trail.write(candidate.session, "candidate-unlinked", by, candidate.id, account, both)
    except Refused:
        return False
    return True


def _check_possible(ports: CertificationPorts, candidate: Candidate) -> None:
    if ports.tests.texts(candidate.id):
        raise TestBegun("The test of this candidate has begun.")
    facts = ports.sessions.facts(candidate.session)
    if any(name in facts for name in CLOSED_BY):
        raise SessionOver("The session is finalized or cancelled.")
