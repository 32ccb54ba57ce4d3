"""Certification over HTTP: parse, call, present. One module per family of callers."""

from chalicelib.certification.routes import centre

FAMILIES = (centre,)

__all__ = ["FAMILIES"]
