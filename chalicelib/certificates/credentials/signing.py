"""Signs documents with the newest key; hands out no signature that the key's public half would not confirm."""

from chalicelib.certificates.credentials import multibase, proof
from chalicelib.certificates.credentials.canonical import Document
from chalicelib.certificates.credentials.issuer import raw_key
from chalicelib.shared.keys import CREDENTIALS, Keys, SigningKey


class KeyChangedError(RuntimeError):
    """The keeper signed with another key than the one whose public half it told."""


def newest(keys: Keys) -> SigningKey:
    """The generation that signs; with KMS this asks for each generation, so a batch asks once."""
    return keys.generations(CREDENTIALS)[-1]


def public_keys(keys: Keys) -> list[bytes]:
    """The 32 bytes of every generation, oldest first."""
    return [raw_key(keys.public_key(key)) for key in keys.generations(CREDENTIALS)]


def sign(document: Document, keys: Keys, key: SigningKey | None = None) -> Document:
    """The document with its proof, dated like the document itself; KeyChangedError.

    Ed25519 has no chance in it: the same document under the same key is signed alike each time.
    """
    key = key or newest(keys)
    issuer = document["issuer"]
    did = issuer if isinstance(issuer, str) else issuer["id"]
    public = raw_key(keys.public_key(key))

    def confirmed(message: bytes) -> bytes:
        signature = keys.sign(key, message)
        if not proof.is_signature(public, signature, message):
            raise KeyChangedError(f"{key.name} signed with another key than the one it shows")
        return signature

    return proof.secure(document, f"{did}#{multibase.multikey(public)}", document["validFrom"], confirmed)
