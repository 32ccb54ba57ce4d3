"""A session of certification and its first candidate, as in tests/api."""

from tests.fakes.certification_day import candidate, page, rooms, seated, session

__all__ = ["candidate", "page", "rooms", "seated", "session"]
