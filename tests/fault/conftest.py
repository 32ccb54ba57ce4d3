"""The API and its callers, as in tests/api."""

from tests.api.conftest import ada, anyone, bob, clock, published, rooms, token
from tests.fakes.store_calls import impatient

__all__ = ["ada", "anyone", "bob", "clock", "impatient", "published", "rooms", "token"]
