"""Who is who in a session: names that differ only in accents, case, hyphens, apostrophes or spaces are one. Pure."""

import hashlib
import unicodedata
from collections.abc import Iterable

from chalicelib.certification.model import Candidate

ACCENTS = range(0x0300, 0x0370)  # combining marks of European alphabets; elsewhere a mark may be a vowel
LETTERS = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"})


def plain(text: str) -> str:
    """What counts of a name: its letters and digits, without case and accents; "" when there are none.

    Letters and marks of every alphabet count, so a name in Arabic or Hindi is not emptied.
    """
    folded = unicodedata.normalize("NFKD", text.casefold().translate(LETTERS))
    return "".join(filter(_counts, unicodedata.normalize("NFKD", folded.casefold())))


def _counts(character: str) -> bool:
    return unicodedata.category(character)[0] in "LMN" and ord(character) not in ACCENTS


def identity(session: str, first_name: str, last_name: str, birth_date: str) -> str:
    """A digest that two people of one session have in common only when names and birth date are the same.

    32 hexadecimal characters; the session salts it, so digests of two sessions tell nothing about each other.
    """
    told = "\0".join((session, plain(first_name), plain(last_name), birth_date))
    return hashlib.sha256(told.encode()).hexdigest()[:32]


def of(candidate: Candidate) -> str:
    """The identity of an enrolled candidate."""
    return identity(candidate.session, candidate.first_name, candidate.last_name, candidate.birth_date)


def match(candidates: Iterable[Candidate], first_name: str, last_name: str, birth_date: str) -> Candidate | None:
    """The one candidate of a session with these names and birth date; None when there is none, or more than one."""
    found = [each for each in candidates if of(each) == identity(each.session, first_name, last_name, birth_date)]
    return found[0] if len(found) == 1 else None
