"""One suite for key files and KMS; every signature is judged by `cryptography`, offline."""

import stat
from pathlib import Path

import boto3
import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, EllipticCurvePublicKey
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import load_der_public_key

from chalicelib.shared.keys import CREDENTIALS, DOCUMENTS, FolderKeys, Keys, KmsKeys, SigningKey


def kms() -> KmsKeys:
    client = boto3.client("kms")
    made = client.create_key(KeySpec="ECC_NIST_P256", KeyUsage="SIGN_VERIFY")["KeyMetadata"]["KeyId"]
    client.create_alias(AliasName="alias/pix-test-documents", TargetKeyId=made)
    return KmsKeys("pix-test")


# moto knows no Ed25519: KMS's own is exercised in the rehearsal of a deployment
@pytest.fixture(params=["folder DOCUMENTS", "folder CREDENTIALS", "kms DOCUMENTS"])
def signer(request: pytest.FixtureRequest, tmp_path: Path, aws: None) -> tuple[Keys, SigningKey]:
    keeper, name = request.param.split()
    return FolderKeys(tmp_path) if keeper == "folder" else kms(), {"DOCUMENTS": DOCUMENTS}.get(name, CREDENTIALS)


def verify(keys: Keys, key: SigningKey, signature: bytes, message: bytes) -> None:
    public = load_der_public_key(keys.public_key(key))
    if key.kind == "Ed25519":
        assert isinstance(public, Ed25519PublicKey)
        public.verify(signature, message)
    else:
        assert isinstance(public, EllipticCurvePublicKey)
        public.verify(signature, message, ECDSA(SHA256()))


def test_anybody_can_verify(signer: tuple[Keys, SigningKey]) -> None:
    """A certificate must be checked without us: the public key and the bytes are enough."""
    keys, key = signer
    verify(keys, key, keys.sign(key, b"certificate"), b"certificate")


def test_another_text_is_not_signed(signer: tuple[Keys, SigningKey]) -> None:
    """A signature that fits any text would prove nothing."""
    keys, key = signer
    with pytest.raises(InvalidSignature):
        verify(keys, key, keys.sign(key, b"certificate"), b"certificatE")


@pytest.mark.parametrize("size", [0, 4097])
def test_what_kms_would_refuse_every_keeper_refuses(signer: tuple[Keys, SigningKey], size: int) -> None:
    """What works at home must work in a deployment."""
    keys, key = signer
    with pytest.raises(ValueError, match="cannot sign"):
        keys.sign(key, b"x" * size)
    assert keys.sign(key, b"x" * 4096)


def test_a_key_lasts_and_is_private(tmp_path: Path) -> None:
    """After a restart the old signatures must verify; the file must not be readable by others."""
    before = FolderKeys(tmp_path).public_key(DOCUMENTS)
    assert FolderKeys(tmp_path).public_key(DOCUMENTS) == before
    (file,) = tmp_path.iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_rotation_keeps_what_was_signed_before(signer: tuple[Keys, SigningKey]) -> None:
    """A new key must not take away the proof of a single certificate issued under the old one."""
    keys, first = signer
    signature = keys.sign(first, b"certificate")
    second = keys.rotate(first)
    assert keys.generations(first) == (first, second)
    assert (second.name, second.kind) == (f"{first.name}-2", first.kind)
    verify(keys, first, signature, b"certificate")
    with pytest.raises(InvalidSignature):
        verify(keys, second, signature, b"certificate")


def test_generations_follow_one_another(signer: tuple[Keys, SigningKey]) -> None:
    """The last one signs: another process must find it too, without being told."""
    keys, first = signer
    assert keys.generations(first) == (first,)
    made = [keys.rotate(first), keys.rotate(first)]
    again = FolderKeys(keys.folder) if isinstance(keys, FolderKeys) else KmsKeys("pix-test")
    assert again.generations(first) == (first, *made)
    assert again.public_key(made[1]) == keys.public_key(made[1])
