"""Certification: centres, sessions, candidates, the supervised test, its finalization and scoring."""
