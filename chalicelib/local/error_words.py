"""What each error means in plain words, from the catalogues: what happened, what was kept, what to do."""

import re
from dataclasses import dataclass

from chalicelib.shared.errors import STATUS
from chalicelib.shared.i18n import LANGUAGES, catalogue

BLANK = re.compile(r"\{\w+\}")
NEXT_STEPS = ("client.next", "session.next", "session.next.centre", "session.next.jury")


@dataclass(frozen=True, slots=True)
class ErrorWords:
    """One code of the service; `words` by language."""

    code: str
    status: int
    words: dict[str, str]


def every_error() -> tuple[ErrorWords, ...]:
    """All codes, sorted."""
    return tuple(
        ErrorWords(code, int(status), {language: _words(language, code) for language in LANGUAGES})
        for code, status in sorted(STATUS.items())
    )


def _words(language: str, code: str) -> str:
    """The sentences that a reader of this language meets; what only one case can tell is left open."""
    texts = catalogue(language)
    steps = (texts.get(f"{of}.{code}") for of in NEXT_STEPS)
    return BLANK.sub("…", " ".join([texts[f"error.{code}"], *filter(None, steps)]))
