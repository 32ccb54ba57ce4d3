"""Secrets of one-time links: only the key's holder can make them, so a repeated task sends the same link again."""

import base64
import hashlib
import hmac

from chalicelib.shared.settings import Settings


def secret(settings: Settings, purpose: str) -> str:
    """256 bits as text, for example for `reset/<id>`; RuntimeError when the deployment has no key."""
    key = settings.token_secret
    if not key:
        raise RuntimeError("PIX_TOKEN_SECRET is not set: anybody could make such a link")
    made = hmac.new(key.encode(), purpose.encode(), hashlib.sha256).digest()
    return base64.urlsafe_b64encode(made).decode().rstrip("=")


def digest(text: str) -> str:
    """What is stored of a random secret; its 256 bits need no salt."""
    return hashlib.sha256(text.encode()).hexdigest()
