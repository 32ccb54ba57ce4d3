"""The mails to the holder: of each decision, of each change of a certificate, in their language, each once.

They hold a link to that very result, and no result. A decision's letter is sent by the step `finish`, which runs until
it is noted as told; that of a change by people is noted with the change, and sent by the clock (`tell_changes`).
"""

from collections.abc import Mapping

from chalicelib.certificates import pages
from chalicelib.certificates.issuance.model import ISSUER, Carried
from chalicelib.certificates.issuance.ports import IssuancePorts
from chalicelib.certificates.model import Status, StatusChange
from chalicelib.shared import letters, telemetry

CHANGED: Mapping[Status, str] = {
    "suspended": "certificate-suspended",
    "valid": "certificate-reinstated",
    "revoked": "certificate-revoked",
}
REFUSED = {"MessageRejected", "BadRequestException"}  # of SES: that message, however often it is sent


def tell(ports: IssuancePorts, session: str, carried: Carried) -> bool:
    """What a decision brought; False when the mail service refuses that letter for good. Other failures are raised."""
    try:
        _tell_decision(ports, session, carried)
    except Exception as error:
        if type(error).__name__ not in REFUSED:
            raise
        told = {"session": session, "candidate": carried.candidate, "error": type(error).__name__}
        telemetry.logger().error("letter not sent", extra=told)
        return False
    return True


def _tell_decision(ports: IssuancePorts, session: str, carried: Carried) -> None:
    """A certificate, another one in place of it, the end of it, or only a result."""
    candidate = ports.jury.certification.candidate(session, carried.candidate)
    if candidate is None or candidate.person is None:
        return  # erased: there is nobody to write to
    ended = _ended(ports, carried)
    letter = _of_decision(ports, carried, ended)
    key = f"{letter}/{session}/{carried.candidate}/{carried.decision}"
    _send(ports, letter, key, candidate.person, session, carried.candidate, ended)


def _of_decision(ports: IssuancePorts, carried: Carried, ended: StatusChange | None) -> str:
    if not carried.certificate:
        return "certificate-revoked" if ended else "results-ready"
    if carried.previous:
        return "certificate-replaced"
    held = ports.certificates.certificates.get(carried.certificate)
    is_new = held is not None and held.certificate.decision == carried.decision
    return "certificate-issued" if is_new else "results-ready"  # decided again, and it stays as it is


def _ended(ports: IssuancePorts, carried: Carried) -> StatusChange | None:
    """How this decision ended a certificate; of one that somebody revoked before it, the holder was told then."""
    former = ports.certificates.certificates.get(carried.previous) if carried.previous else None
    last = former.standing.history[-1] if former and former.standing.history else None
    return last if last and last.by == ISSUER else None


def tell_changes(ports: IssuancePorts) -> int:
    """Write to the holders of certificates that people changed; how many letters were due.

    Runs by the clock, perhaps twice or late: a letter is sent once per change, in their order. One that fails is left
    for the next time, and holds up no other holder.
    """
    waiting = list(ports.issuances.unwritten())
    behind: set[str] = set()
    for certificate, number in waiting:
        if certificate not in behind and not _told(ports, certificate, number):
            behind.add(certificate)
    return len(waiting)


def _told(ports: IssuancePorts, certificate: str, number: int) -> bool:
    try:
        _tell_change(ports, certificate, number)
    except Exception as error:  # whatever the mail, or one odd address, comes up with; its words may name the address
        told = {"certificate": certificate, "change": number, "error": type(error).__name__}
        telemetry.logger().error("letter not sent", extra=told)
        return False
    ports.issuances.written(certificate, number)
    return True


def _tell_change(ports: IssuancePorts, certificate: str, number: int) -> None:
    issued = ports.certificates.certificates.get(certificate)
    person = issued.certificate.person if issued else None
    if issued is None or person is None:
        return
    told, change = issued.certificate, issued.standing.history[number - 1]
    letter = CHANGED[change.status]
    _send(ports, letter, f"{letter}/{told.id}/{number}", person, told.session, told.candidate, change)


def _send(
    ports: IssuancePorts,
    letter: str,
    key: str,
    person: str,
    session_id: str,
    test: str,
    change: StatusChange | None,
) -> None:
    session = ports.jury.certification.session(session_id)
    contact = ports.jury.people.contact(person)
    if session is None or contact is None:
        return
    letters.send(
        ports.certification.mail,
        letter,
        to=contact.email,
        language=contact.language,
        country=contact.country,
        key=key,
        session=session.number,
        day=pages.long_day(session.date, contact.language),
        since=pages.long_day(change.at if change else "", contact.language),
        link=f"{ports.certification.settings.public_url.rstrip('/')}/{contact.language}/certificates.html#{test}",
    )
