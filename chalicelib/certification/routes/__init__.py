"""Certification over HTTP: parse, call, present."""
