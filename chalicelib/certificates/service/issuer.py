"""The issuer in public: its keys, its DID document, and the trust list that verifiers keep."""

from chalicelib.certificates.credentials import signing
from chalicelib.certificates.credentials.canonical import Document
from chalicelib.certificates.credentials.issuer import did_document, raw_key
from chalicelib.certificates.credentials.status_list import PURPOSES
from chalicelib.certificates.credentials.trust import TrustList
from chalicelib.certificates.ports import CertificatePorts
from chalicelib.shared.clock import iso
from chalicelib.shared.keys import SigningKey


def listed_key(ports: CertificatePorts) -> SigningKey:
    """The key to sign with, listed before it signs anything: what it signs can be verified at once. Workflows only."""
    key = signing.newest(ports.keys)
    ports.keys_listed.add(raw_key(ports.keys.public_key(key)), iso(ports.clock()))
    return key


def public_document(ports: CertificatePorts) -> Document:
    """The DID document with every key that was ever listed."""
    return did_document(ports.issuer, ports.keys_listed.all())


def trust_list(ports: CertificatePorts) -> TrustList:
    """All that is needed to verify offline: keys, and every status list as last published."""
    published = (ports.lists.published(number, purpose) for number in ports.lists.numbers() for purpose in PURPOSES)
    return TrustList(
        made_at=iso(ports.clock()),
        issuer=public_document(ports),
        status_lists=tuple(each.document for each in published if each),
        document_certificates=ports.document_chains(),
    )
