"""Live alerts: a candidate reports a problem with the current question, the invigilator decides."""

import secrets

import msgspec

from chalicelib.assessment.errors import AnswerAlreadyGiven
from chalicelib.certification.ports import CertificationPorts
from chalicelib.certification.reports import Report, Trouble
from chalicelib.certification.schemas.candidate import RaiseAlert
from chalicelib.certification.service.appending import ROUNDS, append, append_recorded, of_session, repair
from chalicelib.certification.service.sitting import read_test, running
from chalicelib.certification.test_errors import AlertNotOpen, AlertRepeated, TestEnded
from chalicelib.certification.test_log import (
    AlertDismissed,
    AlertRaised,
    AlertValidated,
    Test,
    advance,
    chained,
    payload_hash,
)
from chalicelib.shared import ids
from chalicelib.shared.clock import iso
from chalicelib.shared.errors import Busy


def raise_alert(
    ports: CertificationPorts, person: str, test_id: str, entry: str, command: RaiseAlert
) -> tuple[Test, bool]:
    """Report a problem with the current question; the test after it, and True when it was stored now.

    The same alert again (same id) changes nothing, whatever became of it. Raises AlertRepeated for a second one on a
    question, AnswerAlreadyGiven, and as `sitting.running`.
    """
    for _ in range(ROUNDS):
        test = read_test(ports, person, test_id)
        if _already_raised(test, command):
            repair(ports, test)
            return test, False
        if test.answer_to(command.number):
            raise AnswerAlreadyGiven(f"Question {command.number} has an answer already.")
        running(test, entry, command.number)
        after = append(ports, test, _raised(ports, command))
        if after:
            return after, True
    raise Busy("Another page is writing to this test.")


def validate(ports: CertificationPorts, session: str, candidate: str, number: int, by: str, trouble: Trouble) -> Test:
    """The invigilator agrees: the question is left out, another one is served, a report is filed as resolved.

    Repeating changes nothing. Raises NotFound, TestEnded, AlertNotOpen.
    """
    for _ in range(ROUNDS):
        test = of_session(ports, session, candidate)
        if test.decision_on(number) == "validated":
            return test
        alert = _open(test, number)
        after = append_recorded(
            ports,
            test,
            _validated(ports, test, number, by, trouble),
            "alert-validated",
            lambda write: ports.reports.filing(write, _report(ports, test, alert, by, trouble)),  # noqa: B023
        )
        if after:
            return after
    raise Busy("Others are writing to this test.")


def dismiss(ports: CertificationPorts, session: str, candidate: str, number: int, by: str) -> Test:
    """The invigilator disagrees: the same question goes on. Repeating changes nothing. Raises as `validate`."""
    for _ in range(ROUNDS):
        test = of_session(ports, session, candidate)
        if test.decision_on(number) == "dismissed":
            return test
        _open(test, number)
        dismissed = AlertDismissed(at=iso(ports.clock()), number=number, by=by)
        after = append_recorded(ports, test, dismissed, "alert-dismissed")
        if after:
            return after
    raise Busy("Others are writing to this test.")


def _already_raised(test: Test, command: RaiseAlert) -> bool:
    known = test.alert_on(command.number)
    if known is None:
        return False
    if known.alert_id == command.alert_id:
        return True
    raise AlertRepeated(f"A problem with question {command.number} was reported before.")


def _raised(ports: CertificationPorts, command: RaiseAlert) -> AlertRaised:
    salt = secrets.token_hex(8)
    return AlertRaised(
        at=iso(ports.clock()),
        number=command.number,
        alert_id=command.alert_id,
        category=command.category,
        text=command.text,
        salt=salt,
        payload=payload_hash(command.number, command.text, salt),
    )


def _open(test: Test, number: int) -> AlertRaised:
    """The open alert on this question. Raises TestEnded, AlertNotOpen."""
    if test.over:
        raise TestEnded("The test has ended meanwhile; there is nothing to decide any more.")
    if test.open_alert is None or test.open_alert.number != number:
        raise AlertNotOpen(f"There is no open alert on question {number}.")
    return test.open_alert


def _validated(ports: CertificationPorts, test: Test, number: int, by: str, trouble: Trouble) -> AlertValidated:
    draft = AlertValidated(at=iso(ports.clock()), number=number, by=by, category=trouble)
    served = ports.questions.next_served(advance(test, chained(test.head, draft)))
    return msgspec.structs.replace(draft, served=served)


def _report(ports: CertificationPorts, test: Test, alert: AlertRaised, by: str, trouble: Trouble) -> Report:
    now = ports.clock()
    return Report(
        id=ids.new_id(now),
        session=test.begun.session,
        candidate=test.id,
        category="in_question",
        role="alert",
        by=by,
        at=iso(now),
        trouble=trouble,
        number=alert.number,
        text=alert.text,
        resolved=True,
    )
