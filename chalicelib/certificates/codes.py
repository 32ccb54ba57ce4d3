"""Verification codes: drawn, read as people type them, and checked. `P-`, ten drawn characters, one check character.

The alphabet leaves out 0 O 1 I L. Its size, 31, is a prime number: with a different weight at each place, one wrong
character is always noticed, and so are two that changed places, whichever they are. Ten draws hold 49.5 bits.
"""

import secrets
import unicodedata

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
PREFIX = "P-"
DRAWN = 10
LENGTH = DRAWN + 1
_VALUES = {character: value for value, character in enumerate(ALPHABET)}


class NotACode(ValueError):
    """What was typed cannot be a verification code: a character too many, too few, or wrong."""


def draw() -> str:
    """A new code, for example `P-7KQ2MXW9RTX`; nobody can foretell it. Whoever uses it reserves it first."""
    return complete("".join(secrets.choice(ALPHABET) for _ in range(DRAWN)))


def complete(drawn: str) -> str:
    """The code of ten drawn characters."""
    return PREFIX + drawn + _check_character(drawn)


def parse(text: str) -> str:
    """The code in its one written form, whatever the case, spaces and hyphens; NotACode when it is none."""
    characters = "".join(filter(_counts, unicodedata.normalize("NFKC", text[:100]))).upper()
    if len(characters) == LENGTH + 1:
        characters = characters.removeprefix(PREFIX[0])
    if len(characters) != LENGTH or not set(characters) <= set(ALPHABET):
        raise NotACode("a code has the form P-XXXXXXXXXXX")
    if _check_character(characters[:DRAWN]) != characters[DRAWN]:
        raise NotACode("one of the characters is wrong, or two have changed places")
    return PREFIX + characters


def is_code(text: str) -> bool:
    """Whether the text can be read as a code."""
    try:
        parse(text)
    except NotACode:
        return False
    return True


def _counts(character: str) -> bool:
    return not character.isspace() and unicodedata.category(character) not in {"Pd", "Cf"}


def _check_character(drawn: str) -> str:
    """The weighted sum over all eleven places is 0 modulo 31; the check character's own weight is 1."""
    weighted = sum(weight * _VALUES[character] for weight, character in enumerate(drawn, start=2))
    return ALPHABET[-weighted % len(ALPHABET)]
