"""Centres, their members and invitations, as the use cases need them."""

from collections.abc import Sequence
from typing import Protocol

from chalicelib.certification.model import Centre, CentreStatus, Invitation, Member
from chalicelib.certification.notes import Note


class Centres(Protocol):
    """Centres and who belongs to them; every change stands together with its note in the trail."""

    def add(self, centre: Centre, note: Note) -> bool:
        """Store a new centre; False when the id is taken."""
        ...

    def get(self, centre: str) -> Centre | None:
        """As of now (consistent)."""
        ...

    def all(self) -> Sequence[Centre]:
        """Every centre, by name; for the operator."""
        ...

    def set_status(self, centre: str, status: CentreStatus, note: Note) -> bool:
        """Approve or suspend; False when it is so already, or there is no such centre."""
        ...

    def member(self, centre: str, person: str) -> Member | None:
        """A person's membership, as of now (consistent)."""
        ...

    def members(self, centre: str) -> Sequence[Member]:
        """Everybody of a centre."""
        ...

    def of(self, person: str) -> Sequence[Member]:
        """The memberships of one person."""
        ...

    def remove(self, member: Member, note: Note, *, even_last: bool = False) -> bool:
        """End a membership; False when it is over already, or is the last admin's (unless `even_last`)."""
        ...

    def invited(self, centre: str) -> int:
        """How many invitations were stored by that count (consistent)."""
        ...

    def invite(self, invitation: Invitation, note: Note, after: int | None = None) -> bool:
        """Store a new invitation; False when the id is taken, or when it is not the one `after` so many."""
        ...

    def invitation(self, centre: str, invitation: str) -> Invitation | None:
        """As of now (consistent)."""
        ...

    def invitations(self, centre: str) -> Sequence[Invitation]:
        """Every invitation of a centre, oldest first."""
        ...

    def accept(self, invitation: Invitation, member: Member, before: Member | None, note: Note) -> bool:
        """Use up a pending invitation and write the membership, which was `before`; False when either changed."""
        ...

    def revoke(self, invitation: Invitation, note: Note) -> bool:
        """Take back a pending invitation; False when it is not pending any more."""
        ...
