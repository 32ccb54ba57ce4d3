"""Signing keys: P-256 and Ed25519, in files or in KMS, behind one port. A private key never leaves its keeper.

Keys come in generations: `documents`, then `documents-2`, `documents-3`... Only the last one signs; the public halves
of all of them stay, because what they signed stays. The record of a signature names the generation by its full name.
"""

from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import count, takewhile
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, Protocol

from chalicelib.shared.files import created_once
from chalicelib.shared.settings import Settings

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    PrivateKey = EllipticCurvePrivateKey | Ed25519PrivateKey

Kind = Literal["P-256", "Ed25519"]
# what KMS calls them; RAW: the keeper hashes, so that no caller can have a chosen digest signed
ALGORITHMS: dict[Kind, str] = {"P-256": "ECDSA_SHA_256", "Ed25519": "ED25519_SHA_512"}
KEY_SPECS: dict[Kind, str] = {"P-256": "ECC_NIST_P256", "Ed25519": "ECC_NIST_EDWARDS25519"}
MESSAGE_LIMIT = 4096


@dataclass(frozen=True, slots=True)
class SigningKey:
    """A key by what it signs."""

    name: str
    kind: Kind


DOCUMENTS = SigningKey("documents", "P-256")  # the certificates' PDF
CREDENTIALS = SigningKey("credentials", "Ed25519")  # the certificates as verifiable credentials
AUDIT = SigningKey("audit", "Ed25519")  # the daily anchors of the audit trail


def generation(key: SigningKey, number: int) -> SigningKey:
    """A key's generation, counted from 1."""
    return key if number == 1 else SigningKey(f"{key.name}-{number}", key.kind)


class Keys(Protocol):
    """Signs, and tells the public half."""

    def generations(self, key: SigningKey) -> tuple[SigningKey, ...]:
        """Every generation of this key, the oldest first; the last one is to sign with."""
        ...

    def rotate(self, key: SigningKey) -> SigningKey:
        """Make the next generation, which signs from now on; an operator's act."""
        ...

    def sign(self, key: SigningKey, message: bytes) -> bytes:
        """P-256: ECDSA with SHA-256, DER. Ed25519: the 64 bytes of RFC 8032.

        ValueError when the message is empty or longer than 4,096 bytes (formats sign the digest of a longer text).
        """
        ...

    def public_key(self, key: SigningKey) -> bytes:
        """SubjectPublicKeyInfo, DER."""
        ...


def checked(message: bytes) -> bytes:
    """The message; ValueError when KMS would not take it, so that no keeper takes it."""
    if not 0 < len(message) <= MESSAGE_LIMIT:
        raise ValueError(f"cannot sign {len(message)} bytes: 1 to {MESSAGE_LIMIT} are possible")
    return message


class FolderKeys:
    """PKCS 8 files that only their owner reads, made on first use."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._opened = lru_cache(maxsize=16)(_opened)

    def generations(self, key: SigningKey) -> tuple[SigningKey, ...]:
        """See Keys."""
        later = takewhile(lambda made: self._path(made).exists(), (generation(key, number) for number in count(2)))
        return (key, *later)

    def rotate(self, key: SigningKey) -> SigningKey:
        """See Keys."""
        self._private(key)  # the first generation is made on first use, which may never have come
        made = generation(key, len(self.generations(key)) + 1)
        self._private(made)
        return made

    def sign(self, key: SigningKey, message: bytes) -> bytes:
        """See Keys."""
        from cryptography.hazmat.primitives.asymmetric.ec import ECDSA  # noqa: PLC0415 - 0.1 s
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey  # noqa: PLC0415
        from cryptography.hazmat.primitives.hashes import SHA256  # noqa: PLC0415

        private = self._private(key)
        if isinstance(private, Ed25519PrivateKey):
            return private.sign(checked(message))
        return private.sign(checked(message), ECDSA(SHA256()))

    def public_key(self, key: SigningKey) -> bytes:
        """See Keys."""
        from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat  # noqa: PLC0415

        return self._private(key).public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)

    def _private(self, key: SigningKey) -> "PrivateKey":
        path = self._path(key)
        if not path.exists():
            created_once(path, new_private_key(key.kind))
        return self._opened(path)

    def _path(self, key: SigningKey) -> Path:
        return self.folder / f"{key.name}.{key.kind}.pem"


def _opened(path: Path) -> "PrivateKey":
    from cryptography.hazmat.primitives.serialization import load_pem_private_key  # noqa: PLC0415

    return load_pem_private_key(path.read_bytes(), password=None)  # type: ignore[return-value]


def new_private_key(kind: Kind) -> bytes:
    """A fresh private key, PKCS 8 in PEM."""
    from cryptography.hazmat.primitives.asymmetric import ec, ed25519  # noqa: PLC0415
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat  # noqa: PLC0415

    made = ed25519.Ed25519PrivateKey.generate() if kind == "Ed25519" else ec.generate_private_key(ec.SECP256R1())
    return made.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


class KmsKeys:
    """Keys that KMS keeps, found by alias: `alias/<prefix>-<name>`. The template makes the first generation."""

    def __init__(self, prefix: str) -> None:
        self.prefix = prefix
        self._known = lru_cache(maxsize=16)(self._fetch)

    @cached_property
    def _kms(self) -> Any:
        import boto3  # noqa: PLC0415 - only workflow functions sign

        return boto3.client("kms")

    def generations(self, key: SigningKey) -> tuple[SigningKey, ...]:
        """See Keys."""
        return (key, *takewhile(self._exists, (generation(key, number) for number in count(2))))

    def rotate(self, key: SigningKey) -> SigningKey:
        """See Keys. A key that nobody uses is left when two operators do this at once: the second is refused."""
        made = generation(key, len(self.generations(key)) + 1)
        description = f"{made.name}, made by rotation"
        created = self._kms.create_key(KeySpec=KEY_SPECS[key.kind], KeyUsage="SIGN_VERIFY", Description=description)
        self._kms.create_alias(AliasName=self.alias(made), TargetKeyId=created["KeyMetadata"]["KeyId"])
        return made

    def _exists(self, key: SigningKey) -> bool:
        try:
            self._known(key)
        except self._kms.exceptions.NotFoundException:
            return False
        return True

    def sign(self, key: SigningKey, message: bytes) -> bytes:
        """See Keys."""
        signed = self._kms.sign(
            KeyId=self.alias(key),
            Message=checked(message),
            MessageType="RAW",
            SigningAlgorithm=ALGORITHMS[key.kind],
        )
        return signed["Signature"]

    def public_key(self, key: SigningKey) -> bytes:
        """See Keys."""
        return self._known(key)

    def alias(self, key: SigningKey) -> str:
        """The alias that the template gives to the key."""
        return f"alias/{self.prefix}-{key.name}"

    def _fetch(self, key: SigningKey) -> bytes:
        return self._kms.get_public_key(KeyId=self.alias(key))["PublicKey"]


def build(settings: Settings) -> Keys:
    """The keys of a deployment."""
    if settings.keys == "folder":
        return FolderKeys(settings.data_dir / "keys")
    return KmsKeys(f"pix-{settings.stage}")
