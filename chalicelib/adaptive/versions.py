"""Every version of the engine that ever scored a certification test, importable for ever.

A version is never changed once a test was scored with it: a new rule of choosing or scoring is a new module and a new
entry. Golden logs per version (tests/data/golden) hold it to that, on every supported Python.
"""

from collections.abc import Callable
from dataclasses import dataclass

from chalicelib.adaptive import certification as first


@dataclass(frozen=True, slots=True)
class Engine:
    """One version: how it chooses, how it scores, and the model and scale of both."""

    decide: Callable[..., first.Decision | None]
    score: Callable[..., first.Result]
    model: first.Model
    scale: first.Scale


ENGINES = {"1": Engine(first.decide, first.score, first.MODEL, first.SCALE)}
CURRENT = "1"  # what new tests are chosen and scored with


class UnknownEngine(LookupError):
    """A log that names a version which this program does not hold."""


def engine(version: str) -> Engine:
    """The engine of that version. Raises UnknownEngine."""
    try:
        return ENGINES[version]
    except KeyError:
        raise UnknownEngine(f"engine {version} is unknown; known: {', '.join(ENGINES)}") from None
