"""Files certificates in the index: each with the transaction that makes it valid, or all of them once more."""

from collections.abc import Iterator

from chalicelib.certificates.finding import model
from chalicelib.certificates.finding.index import Filed, hashed
from chalicelib.certificates.issuance.ports import IssuancePorts
from chalicelib.certificates.model import Certificate, Holder
from chalicelib.certification.model import Centre
from chalicelib.shared import ids


def filed(ports: IssuancePorts, certificate: Certificate, holder: Holder) -> Filed:
    """How a certificate is to be filed, from its holder, the enrolment and the centre."""
    reading, certification = ports.jury.certification, ports.certification
    session = reading.session(certificate.session)
    candidate = reading.candidate(certificate.session, certificate.candidate)
    centre_id = session.centre if session else ""
    centre = certification.centres.get(centre_id) or Centre(centre_id, "", "PRO", "")
    texts = model.filed_under(holder, candidate.external_id if candidate else "", centre)
    return Filed(
        pointer=model.pointer(certificate, centre_id),
        hashes=tuple(hashed(certification.settings, text) for text in texts),
    )


def file_all(ports: IssuancePorts) -> int:
    """File every issued certificate anew; how many. For what was issued before the index, or after a new key."""
    return sum(_file(ports, certificate) for certificate in _issued(ports))


def _issued(ports: IssuancePorts) -> Iterator[str]:
    """Of every session, what is in force and all that its trail says was issued: also what was withdrawn since."""
    trail = ports.certification.trail
    for session in filter(ids.is_id, trail.chains()):
        carried = ports.issuances.of(session).carried.values()
        issued = [entry.subject for entry in trail.entries(session) if entry.act == "issued"]
        yield from dict.fromkeys([*issued, *(each.certificate for each in carried if each.certificate)])


def _file(ports: IssuancePorts, certificate: str) -> bool:
    found = ports.certificates.certificates.get(certificate)
    if found is None or found.holder is None:
        return False
    return ports.findings.file(filed(ports, found.certificate, found.holder))
