"""Certificates as Open Badges 3.0 credentials: made, signed, and their status lists."""

from chalicelib.certificates.credentials.badge import build
from chalicelib.certificates.credentials.issuer import Issuer
from chalicelib.certificates.credentials.signing import sign

__all__ = ["Issuer", "build", "sign"]
