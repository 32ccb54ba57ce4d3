"""The centre closes its session: everything said, every test over, once."""

from collections.abc import Sequence
from dataclasses import dataclass

from chalicelib.certification import finalizing
from chalicelib.certification.finalizing import Finalization, Lacking
from chalicelib.certification.model import Fact, Session
from chalicelib.certification.ports import CertificationPorts
from chalicelib.certification.room_errors import FinalizationIncomplete, SessionOver
from chalicelib.certification.schemas.reports import Finalize
from chalicelib.certification.service import appending, following
from chalicelib.certification.test_log import LogError, Test
from chalicelib.shared.audit import Refused, salted
from chalicelib.shared.clock import iso

FINALIZED = "finalized"


@dataclass(frozen=True, slots=True)
class Logs:
    """The tests of a session, and those (their ids) of which the log was changed, so that it says nothing any more."""

    tests: list[Test]
    unreadable: list[str]


def lacking(ports: CertificationPorts, session: str) -> list[Lacking]:
    """What stands in the way now; empty when the session can be finalized."""
    logs = logs_of(ports, session)
    return finalizing.lacking(logs.tests, ports.reports.abort_reasons(session), logs.unreadable)


def finalize(ports: CertificationPorts, person: str, session: Session, command: Finalize) -> Finalization:
    """Record what the centre says, end what still runs, and let the workflow go on.

    The same again, after a lost reply, changes nothing. Raises FinalizationIncomplete, naming what is missing;
    SessionOver when the session is cancelled, or finalized with other words.
    """
    stored = ports.reports.finalization(session.id)
    if stored is None:
        logs = logs_of(ports, session.id)
        reasons = dict(ports.reports.abort_reasons(session.id))
        _check(finalizing.lacking(logs.tests, reasons, logs.unreadable))
        ended = [appending.end(ports, test, "finalization", person) for test in logs.tests]
        # one may have been completed while it was to be ended
        _check(finalizing.lacking(ended, reasons, logs.unreadable))
        stored = _store(ports, session, _finalization(ports, person, session, command, reasons), logs)
    if not _says(stored, command):
        raise SessionOver("The session is finalized already; what was said then stands.")
    following.wake(ports, session.id, FINALIZED)
    return stored


def tests_of(ports: CertificationPorts, session: str) -> list[Test]:
    """Every test that was begun in a session and can be read, from the logs themselves."""
    return logs_of(ports, session).tests


def logs_of(ports: CertificationPorts, session: str) -> Logs:
    """Every test that was begun in a session."""
    found = Logs([], [])
    for candidate in ports.candidates.of(session):
        try:
            test = ports.tests.get(candidate.id)
        except LogError:  # one that was tampered with holds up neither the others nor their centre
            found.unreadable.append(candidate.id)
        else:
            found.tests.extend([test] if test else [])
    return found


def _check(found: Sequence[Lacking]) -> None:
    if found:
        named = [
            {"where": each.candidate or "$", "message": each.code, "code": each.code, "candidate": each.candidate}
            for each in found
        ]
        raise FinalizationIncomplete("The session cannot be finalized yet.", extra={"errors": named})


def _finalization(
    ports: CertificationPorts, person: str, session: Session, command: Finalize, reasons: dict
) -> Finalization:
    digest, salt = salted(command.comment.strip())
    return Finalization(
        session=session.id,
        at=iso(ports.clock()),
        by=person,
        comment=command.comment.strip(),
        comment_hash=digest,
        salt=salt,
        incident=command.incident,
        joining_trouble=command.joining_trouble,
        abort_reasons=reasons,
    )


def _store(ports: CertificationPorts, session: Session, said: Finalization, logs: Logs) -> Finalization:
    """What stands afterwards: this, or what another member said a moment before."""
    counts = {
        "tests": len(logs.tests) + len(logs.unreadable),
        "unreadable": len(logs.unreadable),
        "unfinished": len(said.abort_reasons),
        "reports": len(ports.reports.of(session.id)),
        "comment_hash": said.comment_hash,
    }
    fact = Fact(at=said.at, by=said.by, details={"tests": counts["tests"]})
    try:
        ports.trail.write(
            session.id,
            FINALIZED,
            said.by,
            session.id,
            counts,
            lambda write: ports.reports.finalizing(write, said, fact),
        )
    except Refused:
        other = ports.reports.finalization(session.id)
        if other is None:
            raise SessionOver("The session is cancelled.") from None
        return other
    return said


def _says(stored: Finalization, command: Finalize) -> bool:
    given = (command.comment.strip(), command.incident, command.joining_trouble)
    return (stored.comment, stored.incident, stored.joining_trouble) == given
