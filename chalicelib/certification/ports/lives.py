"""What keeps the workflow of a session alive, as its use cases need it."""

from collections.abc import Iterable, Sequence
from typing import Protocol

from chalicelib.certification.model import Session


class Lives(Protocol):
    """Which sessions are not over, who waits for what, and the generation of their executions."""

    def open(self) -> Iterable[str]:
        """The ids of all sessions that are not over (consistent); some may be over since."""
        ...

    def over(self, session: str) -> None:
        """Leave it out from now on; may run twice."""
        ...

    def next_generation(self, session: Session) -> Session | None:
        """The session with its generation raised; None when the plan changed meanwhile, or is gone."""
        ...

    def wait(self, session: str, fact: str, token: str) -> None:
        """Note that an execution waits for a fact; several may, for one that is late may be replaced."""
        ...

    def waiting(self, session: str, fact: str) -> Sequence[str]:
        """The tokens of all that wait for a fact (consistent)."""
        ...

    def awake(self, session: str, fact: str, token: str) -> None:
        """Forget a token; may run twice."""
        ...
