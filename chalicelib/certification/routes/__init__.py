"""Certification over HTTP: parse, call, present. One module per family of callers."""

from chalicelib.certification.routes import candidate, centre, documents, enrolment, finalization, invigilator

FAMILIES = (candidate, centre, documents, enrolment, finalization, invigilator)

__all__ = ["FAMILIES"]
