"""Certification over HTTP: parse, call, present. One module per family of callers."""

from chalicelib.certification.routes import candidate, centre, enrolment, finalization, invigilator

FAMILIES = (candidate, centre, enrolment, finalization, invigilator)

__all__ = ["FAMILIES"]
