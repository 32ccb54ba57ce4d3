"""Enrolled candidates, as the use cases need them."""

from collections.abc import Sequence
from typing import Protocol

from chalicelib.certification.model import Candidate, Session

BATCH = 40  # candidates that one write can hold


class Candidates(Protocol):
    """Who is enrolled in a session. Two with the same names and birth date never are, whoever writes at once.

    A write that is refused says only False, and wrote nothing: the caller reads again to tell why.
    """

    def of(self, session: str) -> Sequence[Candidate]:
        """Everybody of a session, in the order of enrolment (consistent)."""
        ...

    def count(self, session: str) -> int:
        """How many are enrolled in a session; may be a moment old, for lists."""
        ...

    def get(self, session: str, candidate: str) -> Candidate | None:
        """As of now (consistent)."""
        ...

    def write(
        self, session: Session, added: Sequence[Candidate], changed: Sequence[tuple[Candidate, Candidate]]
    ) -> bool:
        """Enrol new people and replace others (old, new), together at most BATCH.

        False unless every identity is free, those replaced are as they were read, the session is neither finalized
        nor cancelled, and its centre is approved.
        """
        ...

    def remove(self, candidate: Candidate) -> bool:
        """Take back an enrolment; False when it is not as it was read, or the session was finalized."""
        ...

    def forget(self, session: str, candidate: str) -> None:
        """Empty what identifies somebody, also after the session; the enrolment stays. May run twice."""
        ...
