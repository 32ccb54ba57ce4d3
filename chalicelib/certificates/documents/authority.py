"""The certificates of the keys that sign documents: one chain per generation, kept as `trust/<key>.pem`, leaf first.

At home they are made here, under a root of our own. A deployment's are given by its operator, from an authority that
readers of PDF know; its keys never leave KMS, so the operator gets a request to hand in (`pix keys request`).
Both are built from the keys' port alone, which signs without showing a key.
"""

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from chalicelib.shared.keys import DOCUMENTS, Keys, SigningKey
from chalicelib.shared.objects import Objects

if TYPE_CHECKING:
    from asn1crypto.x509 import Certificate, Name

ROOT = SigningKey("authority", "P-256")  # exists at home only
PEM = "application/x-pem-file"
ECDSA_SHA256 = "sha256_ecdsa"
# a certificate on paper is shown for decades: what is made at home lasts as long
FROM, UNTIL = datetime(2026, 1, 1, tzinfo=UTC), datetime(2066, 1, 1, tzinfo=UTC)


class NoChain(RuntimeError):
    """No certificate was installed for this key, so nothing can be signed with it."""


class WrongChain(ValueError):
    """What was given is no chain of certificates for this key; the message says why."""


@dataclass(frozen=True)
class Authority:
    """The chains of a deployment; `own` makes missing ones under a root of our own."""

    keys: Keys
    objects: Objects
    own: bool

    def chain(self, key: SigningKey) -> tuple["Certificate", ...]:
        """Leaf first; NoChain."""
        stored = self.objects.get(path(key))
        if stored is None:
            if not self.own:
                raise NoChain(f"no certificate is installed for the key {key.name}: pix keys install")
            self.objects.put(path(key), _pem(self._made(key), self.root), PEM)
            return self.chain(key)
        return read(stored.body)

    def newest(self) -> SigningKey:
        """The generation that signs: the last one that has its chain, so that a rotation leaves no gap; NoChain."""
        for key in reversed(self.keys.generations(DOCUMENTS)):
            if self.own or self.objects.exists(path(key)):
                return key
        raise NoChain("no certificate is installed for a key of documents: pix keys install")

    def install(self, key: SigningKey, pem: bytes) -> None:
        """Use this chain (leaf first) for a key; WrongChain when it is not for it or not whole."""
        chain = read(pem)
        if chain[0].public_key.dump() != self.keys.public_key(key):
            raise WrongChain(f"the first certificate is not for the key {key.name}")
        for below, above in pairwise(chain):
            if not signed_by(below, above):
                raise WrongChain(f"{below.subject.human_friendly} is not signed by {above.subject.human_friendly}")
        self.objects.put(path(key), _pem(*chain), PEM)

    def request(self, key: SigningKey, common_name: str, organization: str) -> bytes:
        """A certification request for a key (PKCS 10, PEM), to hand to an authority."""
        from asn1crypto import csr, pem  # noqa: PLC0415 - only functions that sign have it

        info = csr.CertificationRequestInfo(
            {
                "version": "v1",
                "subject": _name(common_name, organization),
                "subject_pk_info": self._public(key),
                "attributes": [{"type": "extension_request", "values": [_extensions(_LEAF)]}],
            }
        )
        signed = csr.CertificationRequest(
            {
                "certification_request_info": info,
                "signature_algorithm": {"algorithm": ECDSA_SHA256},
                "signature": self.keys.sign(key, info.dump()),
            }
        )
        return pem.armor("CERTIFICATE REQUEST", signed.dump())

    def published(self) -> tuple[str, ...]:
        """Every certificate whose signatures count, of all generations, each once, as PEM: what a verifier trusts."""
        chains = [self._chain_or_none(key) for key in self.keys.generations(DOCUMENTS)]
        return tuple(dict.fromkeys(_pem(each).decode() for chain in chains for each in chain))

    def _chain_or_none(self, key: SigningKey) -> tuple["Certificate", ...]:
        stored = self.objects.get(path(key))
        return read(stored.body) if stored else ()

    @cached_property
    def root(self) -> "Certificate":
        """Our own root, which signs nothing but the certificates of document keys."""
        return self._signed(ROOT, _name("Pix local authority"), _name("Pix local authority"), _ROOT)

    def _made(self, key: SigningKey) -> "Certificate":
        return self._signed(key, _name(f"Pix certificates ({key.name})"), self.root.subject, _LEAF)

    def _signed(self, key: SigningKey, subject: "Name", issuer: "Name", constraints: dict[str, Any]) -> "Certificate":
        from asn1crypto import x509  # noqa: PLC0415

        public = self._public(key)
        body = x509.TbsCertificate(
            {
                "version": "v3",
                # of the key itself, so that two processes making it at once make the same
                "serial_number": int.from_bytes(hashlib.sha256(public.dump()).digest()[:15], "big"),
                "signature": {"algorithm": ECDSA_SHA256},
                "issuer": issuer,
                "validity": {"not_before": _time(FROM), "not_after": _time(UNTIL)},
                "subject": subject,
                "subject_public_key_info": public,
                "extensions": [
                    *_extensions(constraints),
                    _extension("key_identifier", x509.OctetString(public.sha1)),
                    _extension(
                        "authority_key_identifier",
                        x509.AuthorityKeyIdentifier({"key_identifier": self._public(ROOT).sha1}),
                    ),
                ],
            }
        )
        signature = self.keys.sign(ROOT, body.dump())
        whole = {
            "tbs_certificate": body,
            "signature_algorithm": {"algorithm": ECDSA_SHA256},
            "signature_value": signature,
        }
        return x509.Certificate(whole)

    def _public(self, key: SigningKey) -> Any:
        from asn1crypto.keys import PublicKeyInfo  # noqa: PLC0415

        return PublicKeyInfo.load(self.keys.public_key(key))


_ROOT: dict[str, Any] = {
    "basic_constraints": {"ca": True, "path_len_constraint": 0},
    "key_usage": {"key_cert_sign", "crl_sign"},
}
_LEAF: dict[str, Any] = {
    "basic_constraints": {"ca": False},
    "key_usage": {"digital_signature", "non_repudiation"},
}


def path(key: SigningKey) -> str:
    """Where a key's chain is kept."""
    return f"trust/{key.name}.pem"


def read(pem: bytes) -> tuple["Certificate", ...]:
    """The certificates of a PEM file, in order; WrongChain when there are none."""
    from asn1crypto import pem as armor  # noqa: PLC0415
    from asn1crypto import x509  # noqa: PLC0415

    try:
        parts: Any = armor.unarmor(pem, multiple=True)  # its return type says "or None", which is a single one's
        found = [der for kind, _, der in parts if kind == "CERTIFICATE"]
        chain = tuple(x509.Certificate.load(der, strict=True) for der in found)
        [each.public_key.algorithm for each in chain]  # parsing is lazy: look inside
    except ValueError as error:
        raise WrongChain(f"not a PEM file of certificates: {error}") from None
    if not chain:
        raise WrongChain("no certificate in this file")
    return chain


def signed_by(below: "Certificate", above: "Certificate") -> bool:
    """Whether one certificate's signature is of the other's key."""
    from cryptography.exceptions import InvalidSignature  # noqa: PLC0415
    from cryptography.x509 import load_der_x509_certificate  # noqa: PLC0415

    try:
        load_der_x509_certificate(below.dump()).verify_directly_issued_by(load_der_x509_certificate(above.dump()))
    except (InvalidSignature, ValueError, TypeError):
        return False
    return True


def _pem(*chain: "Certificate") -> bytes:
    from asn1crypto import pem  # noqa: PLC0415

    return b"".join(pem.armor("CERTIFICATE", each.dump()) for each in chain)


def _name(common_name: str, organization: str = "Pix") -> "Name":
    from asn1crypto.x509 import Name  # noqa: PLC0415

    return Name.build({"organization_name": organization, "common_name": common_name}, use_printable=True)


def _time(moment: datetime) -> Any:
    from asn1crypto.x509 import Time  # noqa: PLC0415

    return Time({"general_time": moment}) if moment.year >= 2050 else Time({"utc_time": moment})


def _extensions(constraints: dict[str, Any]) -> list[dict[str, Any]]:
    return [{**_extension(name, value), "critical": True} for name, value in constraints.items()]


def _extension(name: str, value: Any) -> dict[str, Any]:
    return {"extn_id": name, "critical": False, "extn_value": value}
