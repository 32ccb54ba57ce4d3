"""The codes of a session: drawn from `secrets`, easy to read aloud and to type, never a word. Pure but for the draw."""

import hmac
import secrets

LETTERS = "BCDFGHJKMNPQRSTVWXZ"  # no look-alikes (I, L, O), and no vowel, so that no word comes out
DIGITS = "23456789"  # no look-alikes (0, 1)
NUMBER_DIGITS, ACCESS_LETTERS, ACCESS_DIGITS, PASSWORD_LENGTH = 8, 4, 2, 8


def session_number() -> str:
    """Eight digits: one of 90 million, reserved by the store; the first is never 0, which a spreadsheet would drop."""
    return str(secrets.randbelow(9 * 10 ** (NUMBER_DIGITS - 1)) + 10 ** (NUMBER_DIGITS - 1))


def access_code() -> str:
    """Four letters and two digits: one of 8 million, for one session and its hours, behind a rate limit."""
    return _drawn(LETTERS, ACCESS_LETTERS) + _drawn(DIGITS, ACCESS_DIGITS)


def invigilator_password() -> str:
    """Eight letters or digits: one of 282 billion, for guesses come from as many addresses as somebody can rent."""
    return _drawn(LETTERS + DIGITS, PASSWORD_LENGTH)


def same(typed: str, code: str) -> bool:
    """Whether somebody typed this code, in whatever case and with whatever spaces; in a time that tells nothing."""
    plain = "".join(typed.split()).upper()
    return hmac.compare_digest(plain.encode(errors="replace"), code.encode())  # not every text has an encoding


def _drawn(alphabet: str, length: int) -> str:
    return "".join(secrets.choice(alphabet) for _ in range(length))
