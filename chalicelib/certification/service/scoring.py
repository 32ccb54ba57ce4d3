"""Scores a test and keeps the result: the first time, and each time the jury asks for it. One path for all."""

from collections.abc import Collection

from chalicelib.certification.ports import CertificationPorts
from chalicelib.certification.scoring import AbortReason, Ending, Scored, ending_of, same, score_test
from chalicelib.certification.test_log import Test
from chalicelib.shared.clock import iso
from chalicelib.shared.errors import Busy, NotFound

ROUNDS = 4
FIRST = "first scoring"


def score_first(ports: CertificationPorts, test_id: str, abort_reason: AbortReason | None, author: str) -> Scored:
    """The result of a test that is over; the one that stands when it was scored like this before.

    Raises NotFound, LogError for a log that was changed, ScoringError for an unfinished test without a reason.
    """
    test = _test(ports, test_id)
    return _keep(ports, test, ending_of(test, abort_reason), (), author, FIRST)


def score_again(ports: CertificationPorts, test_id: str, left_out: Collection[int], author: str, reason: str) -> Scored:
    """The result without some questions (their numbers), on the jury's word; ended as the first scoring says.

    The same inputs as the result in force give that one again. Raises NotFound, LogError, ScoringError.
    """
    known = ports.results.of(test_id)
    if not known:
        raise NotFound(f"The test {test_id} has no result yet.")
    return _keep(ports, _test(ports, test_id), known[0].ending, left_out, author, reason)


def in_force(ports: CertificationPorts, test_id: str) -> Scored | None:
    """The latest result; None for a test that was never scored."""
    known = ports.results.of(test_id)
    return known[-1] if known else None


def _test(ports: CertificationPorts, test_id: str) -> Test:
    test = ports.tests.get(test_id)
    if test is None:
        raise NotFound(f"There is no test {test_id}.")
    return test


def _keep(
    ports: CertificationPorts, test: Test, ending: Ending, left_out: Collection[int], author: str, reason: str
) -> Scored:
    """Append, unless the result in force was made of the very same; of two writers at once, one appends."""
    result = score_test(test, ending, left_out, ports.rules)
    for _ in range(ROUNDS):
        known = ports.results.of(test.id)
        made = Scored(
            number=len(known) + 1,
            at=iso(ports.clock()),
            author=author,
            reason=reason,
            engine=test.begun.engine,
            rules=ports.rules.version,
            ending=ending,
            left_out=tuple(sorted(set(left_out))),
            log_head=test.head,
            result=result,
        )
        if known and same(known[-1], made):
            return known[-1]
        if ports.results.append(test.begun.session, test.id, made):
            return made
    raise Busy
