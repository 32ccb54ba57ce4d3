"""A change of a certificate that people make: with a letter to its holder, noted in the same transaction."""

from pynamodb.transactions import TransactWrite

from chalicelib.certificates.issuance.ports import IssuancePorts
from chalicelib.certificates.model import Status, StatusChange
from chalicelib.certificates.service import standing


def change(ports: IssuancePorts, certificate: str, to: Status, by: str, reason: str) -> StatusChange:
    """Suspend, reinstate or revoke; may run twice. NotFound, StatusError, Busy: see `standing.change`."""

    def also(write: TransactWrite, number: int) -> None:
        ports.issuances.add_unwritten(write, certificate, number)

    trail = ports.certification.trail
    return standing.change(ports.certificates, trail, certificate, to, by, reason, also=also)
