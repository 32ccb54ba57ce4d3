"""Judges the seal of a PDF from files alone: the certificates that count, and the bytes."""

import io
from collections.abc import Iterable
from datetime import datetime
from itertools import chain
from typing import Any

from chalicelib.certificates.documents.authority import WrongChain, read


class NotSealedError(ValueError):
    """The file is not one that we sealed, or it was changed since; the message says which."""


def sealed(pdf: bytes, chains: Iterable[str], now: datetime) -> datetime | None:
    """When the seal says that it was made; NotSealedError unless the whole file is under a seal of these certificates.

    `chains` are PEM texts. The time is the signer's own word.
    """
    from pyhanko.pdf_utils.misc import PdfReadError  # noqa: PLC0415 - 0.5 s, only where a seal is judged
    from pyhanko.pdf_utils.reader import PdfFileReader  # noqa: PLC0415

    try:
        signatures = PdfFileReader(io.BytesIO(pdf)).embedded_signatures
    except (PdfReadError, ValueError) as error:
        raise NotSealedError("this is not a readable PDF file") from error
    if len(signatures) != 1:
        raise NotSealedError(f"the file bears {len(signatures)} signatures, not one")
    status = _status(signatures[0], chains, now)
    if not (status.intact and status.valid):
        raise NotSealedError("the file was changed after it was sealed")
    if status.coverage.name != "ENTIRE_FILE":
        raise NotSealedError("something was added after the file was sealed")
    if not status.trusted:
        raise NotSealedError("the seal is not by a certificate of the trust list")
    return status.signer_reported_dt


def _status(signature: Any, chains: Iterable[str], now: datetime) -> Any:
    from pyhanko.sign.general import SigningError  # noqa: PLC0415
    from pyhanko.sign.validation import validate_pdf_signature  # noqa: PLC0415
    from pyhanko.sign.validation.errors import SignatureValidationError  # noqa: PLC0415
    from pyhanko_certvalidator import ValidationContext  # noqa: PLC0415

    try:
        roots = list(chain.from_iterable(read(pem.encode()) for pem in chains))
        context = ValidationContext(trust_roots=roots, allow_fetching=False, moment=now)
        return validate_pdf_signature(signature, context)
    except (SignatureValidationError, SigningError, WrongChain, ValueError) as error:
        raise NotSealedError(f"the signature cannot be judged: {error}") from error
