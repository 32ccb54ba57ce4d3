"""Forgets the holder of a certificate: names, birth date and files; what was certified stays, and can be verified.

The decision is noted first, with its entry in the trail; every step behind it may run twice. Who runs it again after it
died half-way comes to the same end, with one entry.
"""

from msgspec import Struct
from pynamodb.transactions import TransactWrite

from chalicelib.certificates.handing.model import FILES, key
from chalicelib.certificates.handing.ports import HandingPorts
from chalicelib.certificates.holding.service import all_issued
from chalicelib.certificates.issuance import listing
from chalicelib.certificates.model import Certificate
from chalicelib.shared.audit import Refused, new_salt, sealed
from chalicelib.shared.clock import iso
from chalicelib.shared.i18n import LANGUAGES

ACT = "holder-forgotten"


class Forgotten(Struct, frozen=True, kw_only=True):
    """That a holder was forgotten: when, by whom, and why; `salt` belongs to the reason's hash in the audit trail."""

    at: str
    by: str
    reason: str
    salt: str


def forget(ports: HandingPorts, certificate: Certificate, by: str, reason: str) -> int:
    """Forget whom a certificate names, with every other one of the same test; how many there are.

    The files of the session are removed at once, and made anew without the name by the state machine.
    """
    issuance = ports.issuance
    state = issuance.jury.jury.state(certificate.session)
    found = {each.certificate.id: each.certificate for each in all_issued(issuance, state, certificate.candidate)}
    found[certificate.id] = certificate
    for each in found.values():
        _note(ports, each, by, reason)
    issuance.certification.candidates.forget(certificate.session, certificate.candidate)
    for each in found.values():
        _erase(ports, each)
    _withdraw(ports, certificate.session)
    return len(found)


def _note(ports: HandingPorts, certificate: Certificate, by: str, reason: str) -> None:
    certification = ports.issuance.certification
    made = Forgotten(at=iso(certification.clock()), by=by, reason=reason, salt=new_salt())

    def alongside(write: TransactWrite) -> None:
        ports.handed.add_forgotten(write, certificate.id, made)

    details: dict[str, str | int] = {"reason": sealed(reason, made.salt)}
    try:
        certification.trail.write(certificate.session, ACT, by, certificate.id, details, alongside)
    except Refused:  # noted before: whoever comes second only finishes
        return


def _erase(ports: HandingPorts, certificate: Certificate) -> None:
    """Every object of it: the two files, and what a step that died may have left."""
    objects = ports.issuance.certification.objects
    for name in list(objects.keys(f"certificates/{certificate.session}/{certificate.id}/")):
        objects.delete(name)
    ports.issuance.certificates.certificates.erase_holder(certificate.id)


def _withdraw(ports: HandingPorts, session: str) -> None:
    """Asked for after the name is gone: a run that read it before is followed by another one."""
    ports.issuance.issuances.begin(session)
    ports.handed.unmade(session)
    for language in LANGUAGES:
        ports.issuance.certification.objects.delete(key(session, "results", language))
    for name in FILES:
        ports.issuance.certification.objects.delete(key(session, name))
    listing.restart(ports.issuance, session)
