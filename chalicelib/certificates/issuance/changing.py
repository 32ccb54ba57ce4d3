"""A change of a certificate that people make: with a letter to its holder and new files for its centre.

Both are noted in the transaction of the change, so that neither is forgotten.
"""

from pynamodb.transactions import TransactWrite

from chalicelib.certificates.issuance import listing
from chalicelib.certificates.issuance.ports import IssuancePorts
from chalicelib.certificates.model import Status, StatusChange
from chalicelib.certificates.service import standing


def change(ports: IssuancePorts, certificate: str, to: Status, by: str, reason: str) -> StatusChange:
    """Suspend, reinstate or revoke; may run twice. NotFound, StatusError, Busy: see `standing.change`."""

    found = ports.certificates.certificates.get(certificate)
    session = found.certificate.session if found else ""

    def also(write: TransactWrite, number: int) -> None:
        ports.issuances.add_unwritten(write, certificate, number)
        ports.issuances.add_begin(write, session)

    trail = ports.certification.trail
    made = standing.change(ports.certificates, trail, certificate, to, by, reason, also=also)
    listing.restart(ports, session)
    return made
