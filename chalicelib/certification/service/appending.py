"""Appending to a test's log: with a line in the trail where it is decisive, and then its projection."""

from collections.abc import Callable

from pynamodb.transactions import TransactWrite

from chalicelib.certification import progress
from chalicelib.certification.ports import CertificationPorts
from chalicelib.certification.test_errors import TestUnreadable
from chalicelib.certification.test_log import AlertDismissed, AlertValidated, Ended, EndedBy, Entry, LogError, Test
from chalicelib.shared.audit import Refused
from chalicelib.shared.clock import iso
from chalicelib.shared.errors import Busy, NotFound

# Two writers may meet once or twice; more means that something else is wrong.
ROUNDS = 4


def read(ports: CertificationPorts, test_id: str) -> Test | None:
    """The fold of a log; None when it was never begun. TestUnreadable when it was changed."""
    try:
        return ports.tests.get(test_id)
    except LogError as error:
        raise TestUnreadable("The log of this test was changed; nothing is added to it any more.") from error


def of_session(ports: CertificationPorts, session: str, candidate: str) -> Test:
    """The test of a candidate of this session. NotFound when it was not begun, or is another one's; TestUnreadable."""
    test = read(ports, candidate)
    if test is None or test.begun.session != session:
        raise NotFound("There is no such test.")
    return test


def append(ports: CertificationPorts, test: Test, entry: Entry) -> Test | None:
    """Write the next entry and its projection; None when another entry stands there already."""
    after = ports.tests.append(test, entry)
    if after:
        follow(ports, after)
    return after


def append_recorded(
    ports: CertificationPorts,
    test: Test,
    entry: AlertValidated | AlertDismissed | Ended,
    act: str,
    alongside: Callable[[TransactWrite], None] | None = None,
) -> Test | None:
    """As `append`, in one transaction with a line in the session's trail and with what `alongside` adds."""
    after: list[Test] = []

    def both(write: TransactWrite) -> None:
        after[:] = [ports.tests.appending(write, test, entry)]
        if alongside:
            alongside(write)

    actor = (entry.who or entry.by) if isinstance(entry, Ended) else entry.by
    details = {"entry": test.length} | ({"by": entry.by} if isinstance(entry, Ended) else {"question": entry.number})
    try:
        ports.trail.write(test.begun.session, act, actor, test.id, details, both)
    except Refused:
        return None
    follow(ports, after[0])
    return after[0]


def end(ports: CertificationPorts, test: Test, by: EndedBy, who: str) -> Test:
    """Append the end; a test that is over already stays as it ended."""
    for _ in range(ROUNDS):
        if test.over:
            repair(ports, test)
            return test
        after = append_recorded(ports, test, Ended(at=iso(ports.clock()), by=by, who=who), "test-ended")
        if after:
            return after
        test = of_session(ports, test.begun.session, test.id)
    raise Busy("Others are writing to this test.")


def follow(ports: CertificationPorts, test: Test) -> None:
    """Let the invigilator's page see where the test stands."""
    ports.tests.keep_progress(test.begun.session, progress.of(test))


def repair(ports: CertificationPorts, test: Test) -> None:
    """As `follow`, where the projection is behind: its last write may have failed."""
    kept = ports.tests.progress(test.begun.session, test.id)
    if kept is None or kept.entries < test.length:
        follow(ports, test)
