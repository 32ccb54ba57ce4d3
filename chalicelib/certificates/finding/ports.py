"""What searching needs from the outside."""

from dataclasses import dataclass

from chalicelib.certificates.issuance.ports import IssuancePorts
from chalicelib.clients.ports import ClientPorts


@dataclass(frozen=True, slots=True)
class FindingPorts:
    """Everything together; the index is `issuance.findings`."""

    clients: ClientPorts
    issuance: IssuancePorts
