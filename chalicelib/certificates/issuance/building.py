"""Puts the concrete parts of issuance together."""

from collections.abc import Callable

from chalicelib.certificates.documents.signing import Signing
from chalicelib.certificates.finding.store import TableFindings
from chalicelib.certificates.issuance.ports import IssuancePorts, Signature
from chalicelib.certificates.issuance.store import TableDrafts, TableIssuances
from chalicelib.certificates.ports import CertificatePorts
from chalicelib.certificates.register.store import TableRegister
from chalicelib.certification.ports import CertificationPorts
from chalicelib.jury.ports import JuryPorts


def build_issuance(
    certificates: CertificatePorts, jury: JuryPorts, certification: CertificationPorts, signing: Callable[[], Signing]
) -> IssuancePorts:
    """The ports of a deployment."""

    def seal(pdf: bytes) -> Signature:
        signed = signing().sign(pdf)
        return Signature(signed.body, signed.key)

    return IssuancePorts(
        issuances=TableIssuances(),
        drafts=TableDrafts(),
        findings=TableFindings(),
        certificates=certificates,
        jury=jury,
        certification=certification,
        seal=seal,
        to_register=TableRegister().add_due,
    )
