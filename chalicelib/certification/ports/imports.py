"""Files of sessions under way, as the use cases need them."""

from collections.abc import Sequence
from typing import Protocol

from chalicelib.certification.import_plan import Preview


class Imports(Protocol):
    """What a member's file would plan, kept until it is confirmed or too old."""

    def keep(self, preview: Preview) -> None:
        """Store a new one; it is there as a whole, or not at all."""
        ...

    def get(self, preview: str) -> Preview | None:
        """As of now (consistent); None when it was never there, or is gone."""
        ...

    def confirmed(self, preview: Preview, sessions: Sequence[str]) -> None:
        """Note what became of it, and forget the people in it. May run twice."""
        ...
