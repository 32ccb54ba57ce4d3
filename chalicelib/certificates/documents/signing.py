"""Signs documents: PAdES B-B (ETSI EN 319 142-1), ECDSA on P-256, by whatever keeps the keys.

The signature covers the whole file and has no picture: what a reader program shows of it cannot be imitated by drawing.
"""

import io
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from chalicelib.certificates.documents.authority import Authority
from chalicelib.shared.keys import Keys, SigningKey

if TYPE_CHECKING:
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign.signers import PdfSigner, Signer

FIELD = "Signature"
FIELD_LABEL = "Signature électronique / Electronic signature"
BESIDE_CHAIN = 2048  # bytes that a signature takes beside the certificates it carries


class KeyChanged(RuntimeError):
    """The keeper signed with another key than the one its certificate is for."""


@dataclass(frozen=True, slots=True)
class Signed:
    """A signed file, and the generation of the key that signed it."""

    body: bytes
    key: str


class Signing:
    """Signs with the newest generation of the key; one per process."""

    def __init__(self, keys: Keys, authority: Authority) -> None:
        self._keys, self._authority = keys, authority
        self._signer = lru_cache(maxsize=4)(self._make)

    def sign(self, pdf: bytes, key: SigningKey | None = None) -> Signed:
        """The file with its signature appended, by the newest key unless one is given (a batch asks once).

        Raises NoChain, KeyChanged, and what the keeper raises.
        """
        key = key or self._authority.newest()
        signer, size = self._signer(key)
        out = signer.sign_pdf(_classes().Writer(io.BytesIO(pdf)), bytes_reserved=2 * size)  # in hex
        return Signed(out.getvalue(), key.name)

    def _make(self, key: SigningKey) -> "tuple[PdfSigner, int]":
        from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter  # noqa: PLC0415
        from pyhanko.sign.signers import PdfSignatureMetadata  # noqa: PLC0415

        how = PdfSignatureMetadata(
            field_name=FIELD, subfilter=SigSeedSubFilter.PADES, md_algorithm="sha256", embed_validation_info=False
        )
        where = SigFieldSpec(FIELD, readable_field_name=FIELD_LABEL)
        chain = self._authority.chain(key)
        size = BESIDE_CHAIN + sum(len(each.dump()) for each in chain)
        return _classes().Signer(how, _port_signer(self._keys, key, chain), new_field_spec=where), size


class _Classes(NamedTuple):
    """PyHanko's classes, adapted; made on first use because importing pyHanko takes half a second."""

    Writer: type["IncrementalPdfFileWriter"]
    Signer: type["PdfSigner"]
    Port: type["Signer"]


@lru_cache(maxsize=1)
def _classes() -> _Classes:
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter  # noqa: PLC0415
    from pyhanko.sign.signers import PdfSigner, Signer  # noqa: PLC0415

    class Writer(IncrementalPdfFileWriter):
        """Adds the signature and leaves the metadata alone: they tell of the document, and were proved to conform."""

        def _update_meta(self) -> None:
            pass

    class Quiet(PdfSigner):
        """Does not raise the file to PDF 2.0 for the curve's sake: archivable files of part 3 are PDF 1.7."""

        def register_extensions(self, *arguments: object, **named: object) -> None:
            pass

    class Port(Signer):
        """Signs by `raw`: bytes in, signature out."""

        raw: Callable[[bytes], bytes]

        async def async_sign_raw(self, data: bytes, digest_algorithm: str, dry_run: bool = False) -> bytes:  # noqa: ARG002
            return bytes(72) if dry_run else self.raw(data)

    return _Classes(Writer, Quiet, Port)


def _port_signer(keys: Keys, key: SigningKey, chain: tuple[Any, ...]) -> "Signer":
    from asn1crypto.algos import SignedDigestAlgorithm  # noqa: PLC0415
    from cryptography.hazmat.primitives.serialization import load_der_public_key  # noqa: PLC0415
    from pyhanko_certvalidator.registry import SimpleCertificateStore  # noqa: PLC0415

    public = load_der_public_key(chain[0].public_key.dump())
    above = SimpleCertificateStore()
    above.register_multiple(chain[1:])
    mechanism = SignedDigestAlgorithm({"algorithm": "sha256_ecdsa"})
    made: Any = _classes().Port(signing_cert=chain[0], cert_registry=above, signature_mechanism=mechanism)
    made.raw = lambda data: _confirmed(keys.sign(key, data), data, public, key)
    return made


def _confirmed(signature: bytes, data: bytes, public: Any, key: SigningKey) -> bytes:
    from cryptography.exceptions import InvalidSignature  # noqa: PLC0415
    from cryptography.hazmat.primitives.asymmetric.ec import ECDSA  # noqa: PLC0415
    from cryptography.hazmat.primitives.hashes import SHA256  # noqa: PLC0415

    try:
        public.verify(signature, data, ECDSA(SHA256()))
    except InvalidSignature:
        raise KeyChanged(f"{key.name} signed with another key than its certificate names") from None
    return signature
