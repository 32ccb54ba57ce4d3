"""Is a typed text one of the accepted texts? Comparison with the tolerances of domain 4."""

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from .distance import within

_NO_BREAK_SPACES = str.maketrans({"\u00a0": " ", "\u202f": " "})
_NOT_PLAIN = re.compile("[^A-Za-z0-9 ]")
_SPACES = re.compile(" +")
_NUMBER = re.compile(r"[+-]?(?:[0-9]+(?:[.,][0-9]*)?|[.,][0-9]+)")


def matches(
    answer: str, solutions: Sequence[str], text_format: str, tolerances: frozenset[str], typo_ratio: float
) -> bool:
    """True when `answer` is accepted; an answer that is blank never is."""
    answer = normalized(answer)
    solutions = [normalized(solution) for solution in solutions]
    if not answer.strip():
        return False
    if text_format == "select":
        return answer in solutions
    if text_format == "number":
        numbers = [number_of(text) for text in (answer, *solutions)]
        if None not in numbers:
            return numbers[0] in numbers[1:]
    return any(
        _close(treat(answer), [treat(solution) for solution in solutions], tolerances, typo_ratio)
        for treat in _treatments(tolerances)
    )


def normalized(text: str) -> str:
    """NFC, no-break spaces (also the narrow one) as spaces."""
    return unicodedata.normalize("NFC", text).translate(_NO_BREAK_SPACES)


def without_case_accents_spaces(text: str) -> str:
    """Lower case, without combining marks and white space."""
    marked = unicodedata.normalize("NFD", text.strip().lower())
    return "".join("".join(c for c in marked if not unicodedata.combining(c)).split())


def without_punctuation(text: str) -> str:
    """ASCII letters, digits and single spaces only."""
    return _SPACES.sub(" ", _NOT_PLAIN.sub("", text))


def number_of(text: str) -> Decimal | None:
    """The number written with a decimal comma or point and optional spaces, else None."""
    written = "".join(text.split()).replace("\u2212", "-")
    return Decimal(written.replace(",", ".")) if _NUMBER.fullmatch(written) else None


def _treatments(tolerances: frozenset[str]) -> Iterator[Callable[[str], str]]:
    # Every combination of the tolerances that are on, not only all of them together: dropping punctuation
    # also drops accented letters, so "all" alone would refuse some texts that fewer tolerances accept.
    yield lambda text: text
    if "case_accents_spaces" in tolerances:
        yield without_case_accents_spaces
    if "punctuation" in tolerances:
        yield without_punctuation
    if {"case_accents_spaces", "punctuation"} <= tolerances:
        yield lambda text: without_punctuation(without_case_accents_spaces(text))


def _close(answer: str, solutions: Sequence[str], tolerances: frozenset[str], typo_ratio: float) -> bool:
    if not answer.strip():
        return False
    if answer in solutions:
        return True
    if "typos" not in tolerances:
        return False
    # the tiny term keeps 0.2 x 15 from being 2.9999999999999996
    limit = int(typo_ratio * len(answer) + 1e-9)
    return any(within(answer, solution, limit) for solution in solutions)
