"""Planned sessions and their facts, as the use cases need them."""

from collections.abc import Sequence
from typing import Protocol

from chalicelib.certification.model import Fact, Facts, Session
from chalicelib.certification.notes import Note


class Sessions(Protocol):
    """Sessions by id, by number, by centre; and what happened to them.

    Every change of a plan stands together with its note in the trail. A write that is refused says only False: the
    caller reads again to tell why.
    """

    def plan(self, session: Session, note: Note) -> bool:
        """Store a new session with its number, its place and its request, all or nothing, while the centre may."""
        ...

    def get(self, session: str) -> Session | None:
        """As of now (consistent)."""
        ...

    def by_number(self, number: str) -> Session | None:
        """The session that people know by this number."""
        ...

    def by_plan(self, centre: str, plan: str) -> Session | None:
        """The session that a client's request made."""
        ...

    def at_place(self, session: Session) -> Session | None:
        """The session that has the same address, room, date and time in the same centre: itself or another."""
        ...

    def page(self, centre: str, after: str, limit: int) -> tuple[Sequence[tuple[Session, Facts]], str]:
        """Sessions of a centre, last planned first, below the id `after` ("": from the top); the id to go on with."""
        ...

    def change(self, old: Session, new: Session, note: Note) -> bool:
        """Replace the plan, unless it changed meanwhile, a test started, or the new place is another session's."""
        ...

    def cancel(self, session: Session, fact: Fact, note: Note) -> bool:
        """Record the cancellation and free the place, unless the plan changed meanwhile or a test started."""
        ...

    def delete(self, session: Session, note: Note) -> None:
        """Remove a cancelled session with all that was noted in it; may be killed half-way and run again."""
        ...

    def facts(self, session: str) -> Facts:
        """What happened, by name (consistent)."""
        ...

    def record_fact(self, session: str, name: str, fact: Fact) -> bool:
        """Write a fact; False when it stands already, whoever wrote it: the first one counts."""
        ...
