"""The Data Integrity proof of a credential: cryptosuite eddsa-rdfc-2022 (W3C, Data Integrity EdDSA Cryptosuites 1.0).

What is signed is the SHA-256 of the canonical proof options followed by that of the canonical document, 64 bytes: short
enough for a key that KMS keeps, which is sent what it signs.
"""

import hashlib
from collections.abc import Callable, Mapping
from typing import Any

from chalicelib.certificates.credentials import multibase
from chalicelib.certificates.credentials.canonical import Document, NotCanonicalError, canonical

SUITE = {"type": "DataIntegrityProof", "cryptosuite": "eddsa-rdfc-2022", "proofPurpose": "assertionMethod"}
SIGNATURE_LENGTH = 64


class ProofError(ValueError):
    """The proof is missing, malformed, of another suite, or not by this key over this document."""


def secure(document: Document, method: str, created: str, sign: Callable[[bytes], bytes]) -> Document:
    """The document with its proof; `method` names the key, `created` is ISO 8601, `sign` gives 64 bytes (RFC 8032)."""
    options = {**SUITE, "created": created, "verificationMethod": method}
    signature = sign(digest(document, options))
    return {**document, "proof": {**options, "proofValue": multibase.encode(signature)}}


def check(document: Document, keys: Mapping[str, bytes]) -> str:
    """The verification method that made the proof; ProofError unless one of `keys` (method -> 32 bytes) did."""
    options, signature = _parts(document.get("proof"))
    method = options["verificationMethod"]
    if method not in keys:
        raise ProofError(f"signed with a key that the issuer does not list: {str(method)[:200]}")
    unsecured = {name: value for name, value in document.items() if name != "proof"}
    try:
        signed = digest(unsecured, options)
    except NotCanonicalError as error:
        raise ProofError(str(error)) from error
    if not is_signature(keys[method], signature, signed):
        raise ProofError("the signature does not fit the document")
    return method


def digest(document: Document, options: Document) -> bytes:
    """The 64 bytes that are signed; NotCanonicalError."""
    configuration = {"@context": document.get("@context"), **options}
    return b"".join(hashlib.sha256(canonical(part)).digest() for part in (configuration, document))


def is_signature(public: bytes, signature: bytes, message: bytes) -> bool:
    """Whether the key (32 bytes) signed the message."""
    from cryptography.exceptions import InvalidSignature  # noqa: PLC0415 - 0.1 s
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey  # noqa: PLC0415

    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except InvalidSignature:
        return False
    return True


def _parts(proof: Any) -> tuple[Document, bytes]:
    """Options and signature of a proof that has the one form that we write."""
    if not isinstance(proof, dict) or not SUITE.items() <= proof.items():
        raise ProofError("there is no proof of the kind eddsa-rdfc-2022")
    if set(proof) != {*SUITE, "created", "verificationMethod", "proofValue"}:
        raise ProofError("the proof has other members than ours")
    try:
        signature = multibase.decode(proof["proofValue"])
    except (ValueError, AttributeError) as error:
        raise ProofError("the proof's value is not base 58") from error
    if len(signature) != SIGNATURE_LENGTH:
        raise ProofError("the proof's value is not 64 bytes")
    return {name: value for name, value in proof.items() if name != "proofValue"}, signature
