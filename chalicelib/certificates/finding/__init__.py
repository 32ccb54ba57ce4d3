"""Certificates found by other services: exactly one person, or an error."""
