"""The invigilator's confirmation that a candidate is there: valid for some minutes, used once. Pure."""

from datetime import datetime, timedelta

from msgspec import Struct

from chalicelib.shared.clock import parse


class Presence(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The latest confirmation of one candidate; `count` numbers the confirmations from 1.

    Neither `confirmed_at` nor `used_at`: it was withdrawn.
    """

    session: str
    candidate: str
    count: int
    by: str = ""
    confirmed_at: str | None = None
    used_at: str | None = None

    def valid(self, now: datetime, minutes: float) -> bool:
        """Whether the candidate may enter on it."""
        if self.confirmed_at is None or self.used_at is not None:
            return False
        return now - parse(self.confirmed_at) <= timedelta(minutes=minutes)
