"""Who issues: a `did:web` of the service's own address, and the DID document that lists every key of ours."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlsplit

from chalicelib.certificates.credentials import multibase
from chalicelib.certificates.credentials.canonical import Document

DID_CONTEXTS = ["https://www.w3.org/ns/did/v1", "https://w3id.org/security/multikey/v1"]
SUBJECT_PUBLIC_KEY_INFO = bytes.fromhex("302a300506032b6570032100")  # of every Ed25519 key, before its 32 bytes


@dataclass(frozen=True, slots=True)
class Issuer:
    """The service at one public address, without a slash at the end."""

    url: str
    name: str = "Pix"

    @property
    def did(self) -> str:
        """`did:web:pix.example`; a port's colon is quoted (did:web Method Specification)."""
        return "did:web:" + quote(urlsplit(self.url).netloc, safe="")

    def method(self, public: bytes) -> str:
        """The name of a key (32 bytes): it is made of the key itself, so that no two can be mixed up."""
        return f"{self.did}#{multibase.multikey(public)}"

    @property
    def profile(self) -> Document:
        """The issuer as credentials describe it."""
        return {"id": self.did, "type": ["Profile"], "name": self.name, "url": self.url}


def raw_key(der: bytes) -> bytes:
    """The 32 bytes of an Ed25519 key that comes as SubjectPublicKeyInfo; ValueError for another kind."""
    if not der.startswith(SUBJECT_PUBLIC_KEY_INFO) or len(der) != len(SUBJECT_PUBLIC_KEY_INFO) + 32:
        raise ValueError("not the public half of an Ed25519 key")
    return der[len(SUBJECT_PUBLIC_KEY_INFO) :]


def did_document(issuer: Issuer, keys: Iterable[bytes]) -> Document:
    """What `/.well-known/did.json` serves: every key (32 bytes) whose signatures count, former ones too."""
    methods = [
        {
            "id": issuer.method(key),
            "type": "Multikey",
            "controller": issuer.did,
            "publicKeyMultibase": multibase.multikey(key),
        }
        for key in keys
    ]
    named = [method["id"] for method in methods]
    return {"@context": DID_CONTEXTS, "id": issuer.did, "verificationMethod": methods, "assertionMethod": named}


def trusted_keys(document: Mapping[str, Any]) -> dict[str, bytes]:
    """Method -> 32 bytes, of a DID document's keys for assertions; ValueError when it is not such a document."""
    try:
        allowed = set(document["assertionMethod"])
        methods = [each for each in document["verificationMethod"] if each["id"] in allowed]
        return {each["id"]: multibase.public_bytes(each["publicKeyMultibase"]) for each in methods}
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError("not a DID document with Multikey keys for assertions") from error
