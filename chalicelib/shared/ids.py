"""Identifiers: sortable by time, unguessable, without look-alikes (ULID layout)."""

import secrets
from datetime import datetime

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32
LENGTH = 26
TIME_BITS, RANDOM_BITS = 48, 80


def new_id(now: datetime) -> str:
    """26 characters: 48 bits of milliseconds, then 80 bits from `secrets`."""
    milliseconds = int(now.timestamp() * 1000) & ((1 << TIME_BITS) - 1)
    return _encode((milliseconds << RANDOM_BITS) | secrets.randbits(RANDOM_BITS))


def is_id(text: str) -> bool:
    """Whether the text has the form of an identifier."""
    return len(text) == LENGTH and all(character in ALPHABET for character in text)


def _encode(number: int) -> str:
    return "".join(ALPHABET[(number >> shift) & 31] for shift in range(5 * (LENGTH - 1), -1, -5))
