"""Refresh tokens: one family per sign-in, rotated at each use, closed when an old one comes back.

    tab A: refresh(t1) -------> t2          current {t2}      previous {t1}
    tab B:    refresh(t1) ----> t3          current {t2, t3}  previous {t1}   within the grace: a sibling
    thief:                  refresh(t1)     after the grace: reuse, the family is closed

A sibling also saves the person whose reply with t2 was lost on the way.
"""

import secrets
from dataclasses import dataclass, replace
from typing import Literal

from chalicelib.shared.links import digest
from chalicelib.shared.tokens import Application

GRACE = 60.0  # seconds in which the token just replaced is still accepted
SIBLINGS = 8  # tokens of one generation; a further tab gets an access token without a new cookie
SECRET_BYTES = 32
LONGEST = 200  # characters of a cookie: two ids and a secret are half of that, and a longer text is no key of a table

Verdict = Literal["rotate", "join", "reused", "over"]


@dataclass(frozen=True, slots=True)
class Family:
    """One signed-in browser. Only digests of tokens are kept; times are seconds since 1970."""

    person: str
    id: str
    application: Application
    epoch: int
    created_at: str
    current: frozenset[str]
    previous: frozenset[str]
    rotated_at: float
    expires_at: float
    version: int = 0


@dataclass(frozen=True, slots=True)
class Token:
    """What the cookie holds: where to look, and the secret that proves it."""

    person: str
    family: str
    secret: str

    def __str__(self) -> str:
        return f"{self.person}.{self.family}.{self.secret}"

    @property
    def digest(self) -> str:
        """What is stored of it."""
        return digest(self.secret)


def read(text: str) -> Token | None:
    """The token in a cookie; None when it has not that form."""
    parts = text.split(".")
    return Token(*parts) if len(text) <= LONGEST and len(parts) == 3 and all(parts) else None


def new_token(person: str, family: str) -> Token:
    """A token that nobody can guess."""
    return Token(person, family, secrets.token_urlsafe(SECRET_BYTES))


def judge(family: Family, token: str, now: float) -> Verdict:
    """What to do with a token, given by its digest."""
    if now >= family.expires_at:
        return "over"
    if token in family.current:
        return "rotate"
    in_grace = token in family.previous and now - family.rotated_at <= GRACE
    return "join" if in_grace else "reused"


def rotated(family: Family, token: str, now: float, life: float) -> Family:
    """The family after a rotation: the new token alone is current."""
    return replace(
        family,
        current=frozenset({token}),
        previous=family.current,
        rotated_at=now,
        expires_at=now + life,
        version=family.version + 1,
    )


def joined(family: Family, token: str) -> Family | None:
    """The family with one more current token; None when it has enough of them."""
    if len(family.current) >= SIBLINGS:
        return None
    return replace(family, current=family.current | {token}, version=family.version + 1)
