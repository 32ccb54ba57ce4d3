"""What certificates know about a person: told in the export of their data, and kept when the account is erased."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

import msgspec
from msgspec.structs import replace

from chalicelib.certificates.finding.model import Lookup
from chalicelib.certificates.holding.service import all_issued
from chalicelib.certificates.issuance.ports import IssuancePorts
from chalicelib.certificates.ports import Issued
from chalicelib.certificates.register import looking
from chalicelib.certificates.register.ports import RegisterPorts


class CertificateData:
    """Implements accounts' port `PersonalData`.

    A certificate keeps its own copy of the identity and outlives the account (docs/domain.md 8): erasing an account
    changes nothing here, and the right to write here is not the erasure's (docs/adr/0106).
    """

    def __init__(self, ports: Callable[[], IssuancePorts], register: Callable[[], RegisterPorts]) -> None:
        self._ports, self._register = ports, register

    def export(self, person: str) -> Mapping[str, Any]:
        """Every certificate that was issued to the account, with its holder as it names them, which services were shown
        it, and what the national register was told; as plain JSON values.
        """
        ports, register = self._ports(), self._register()
        told = [
            {**_told(ports, issued), "national_register": looking.about(register, issued.certificate.id)}
            for issued in _issued(ports, person)
        ]
        return msgspec.to_builtins({"certificates": told})

    def erase(self, person: str) -> None:
        """Nothing: see the class."""


def _issued(ports: IssuancePorts, person: str) -> Iterator[Issued]:
    for session, candidate in ports.certification.links.joined(person):
        yield from all_issued(ports, ports.jury.jury.state(session), candidate)


def _told(ports: IssuancePorts, issued: Issued) -> dict[str, Any]:
    certificate = issued.certificate
    return {
        "code": certificate.code,
        "holder": issued.holder,
        "session": certificate.session,
        "delivered_at": certificate.delivered_at,
        "pix": certificate.pix,
        "status": issued.standing.status,
        "history": [replace(each, by=each.by.partition(":")[0]) for each in issued.standing.history],  # a role, not who
        "shown_to": [{"service": each.service, "at": each.at} for each in _shown(ports, issued)],
    }


def _shown(ports: IssuancePorts, issued: Issued) -> Iterable[Lookup]:
    return ports.findings.of_certificate(issued.certificate.id)
