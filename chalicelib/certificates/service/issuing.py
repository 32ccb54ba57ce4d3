"""The steps of issuance that concern code, credential and status list; each may run twice; workflow functions only."""

from chalicelib.certificates import codes, credentials
from chalicelib.certificates.credentials import status_list
from chalicelib.certificates.credentials.canonical import Document
from chalicelib.certificates.model import Certificate, Holder
from chalicelib.certificates.ports import CertificatePorts
from chalicelib.certificates.service import issuer, status_lists


def reserve_code(ports: CertificatePorts, certificate: str) -> str:
    """The verification code of a certificate's id: drawn once."""
    return ports.certificates.reserve_code(certificate, codes.draw)


def credential(ports: CertificatePorts, certificate: Certificate, holder: Holder) -> Document:
    """The signed credential; the same bytes each time while the key is the same. Its place is reserved first."""
    place = status_lists.reserve(ports, certificate.id)
    made = credentials.build(certificate, holder, status_list.entries(place, ports.issuer), ports.issuer)
    return credentials.sign(made, ports.keys, issuer.listed_key(ports))
