"""Results of tests, appended and never changed."""

from collections.abc import Collection, Mapping, Sequence
from typing import Protocol

from chalicelib.certification.scoring import Scored


class Results(Protocol):
    """Each scoring of a test, numbered from 1; the latest is in force."""

    def of(self, test: str) -> Sequence[Scored]:
        """Every result of a test, the latest last (consistent)."""
        ...

    def some(self, numbers: Mapping[str, Collection[int]]) -> Mapping[str, Sequence[Scored]]:
        """Of many tests at once, those of these numbers that there are, oldest first; as of now (consistent)."""
        ...

    def append(self, session: str, test: str, scored: Scored) -> bool:
        """Write a result and note it in the session's trail; False when one of that number stands already."""
        ...
