"""Signed cursors: where a list goes on, for the caller and the list they were made for."""

import base64
import hashlib
import hmac

from chalicelib.shared.errors import PixError

DIGEST_BYTES = 12


class InvalidCursor(PixError):
    """A cursor that is altered, of another list, or of another person."""

    code = "invalid-cursor"


def sign(secret: str, purpose: str, position: str) -> str:
    """An opaque text that `read` turns back into the position; `purpose` names person and list."""
    content = position.encode()
    return base64.urlsafe_b64encode(_digest(secret, purpose, content) + content).decode().rstrip("=")


def read(secret: str, purpose: str, cursor: str) -> str:
    """The position of a cursor; InvalidCursor unless it was signed for this purpose."""
    try:
        raw = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
        digest, content = raw[:DIGEST_BYTES], raw[DIGEST_BYTES:]
        position = content.decode()
    except ValueError:
        raise InvalidCursor("This cursor cannot be read.") from None
    if not hmac.compare_digest(digest, _digest(secret, purpose, content)):
        raise InvalidCursor("This cursor is not of this list.")
    return position


def _digest(secret: str, purpose: str, content: bytes) -> bytes:
    message = purpose.encode() + b"\0" + content
    return hmac.new(secret.encode(), message, hashlib.sha256).digest()[:DIGEST_BYTES]
