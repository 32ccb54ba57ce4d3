"""Centres and sessions in memory, and the trail of what was noted; see chalicelib/certification/ports."""

import threading
from collections import Counter
from collections.abc import Sequence

from msgspec.structs import replace

from chalicelib.certification.model import Centre, CentreStatus, Fact, Facts, Invitation, Member, Session
from chalicelib.certification.notes import Note


class Shelf:
    """What both stores share: one lock, one state, one trail."""

    def __init__(self) -> None:
        self.lock = threading.RLock()
        self.centres: dict[str, Centre] = {}
        self.members: dict[tuple[str, str], Member] = {}
        self.invitations: dict[tuple[str, str], Invitation] = {}
        self.invited: Counter[str] = Counter()
        self.sessions: dict[str, Session] = {}
        self.facts: dict[tuple[str, str], Fact] = {}
        self.places: dict[tuple[str, ...], str] = {}
        self.notes: list[Note] = []

    def noted(self, note: Note) -> bool:
        """The change stands, and so does its note."""
        self.notes.append(note)
        return True


class MemoryCentres:
    """See ports.Centres."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf

    def add(self, centre: Centre, note: Note) -> bool:
        """See ports.Centres."""
        with self._shelf.lock:
            if centre.id in self._shelf.centres:
                return False
            self._shelf.centres[centre.id] = centre
            return self._shelf.noted(note)

    def get(self, centre: str) -> Centre | None:
        """See ports.Centres."""
        return self._shelf.centres.get(centre)

    def all(self) -> Sequence[Centre]:
        """See ports.Centres."""
        return sorted(self._shelf.centres.values(), key=lambda centre: (centre.name.casefold(), centre.id))

    def set_status(self, centre: str, status: CentreStatus, note: Note) -> bool:
        """See ports.Centres."""
        with self._shelf.lock:
            found = self._shelf.centres.get(centre)
            if found is None or found.status == status:
                return False
            self._shelf.centres[centre] = replace(found, status=status)
            return self._shelf.noted(note)

    def member(self, centre: str, person: str) -> Member | None:
        """See ports.Centres."""
        return self._shelf.members.get((centre, person))

    def members(self, centre: str) -> Sequence[Member]:
        """See ports.Centres."""
        return [found for key, found in sorted(self._shelf.members.items()) if key[0] == centre]

    def of(self, person: str) -> Sequence[Member]:
        """See ports.Centres."""
        return [found for key, found in sorted(self._shelf.members.items()) if key[1] == person]

    def remove(self, member: Member, note: Note, *, even_last: bool = False) -> bool:
        """See ports.Centres."""
        with self._shelf.lock:
            key = (member.centre, member.person)
            found = self._shelf.members.get(key)
            if found is None or found.role != member.role:
                return False
            admins = [one for one in self.members(member.centre) if one.role == "admin"]
            if member.role == "admin" and len(admins) == 1 and not even_last:
                return False
            del self._shelf.members[key]
            return self._shelf.noted(note)

    def invited(self, centre: str) -> int:
        """See ports.Centres."""
        return self._shelf.invited[centre]

    def invite(self, invitation: Invitation, note: Note, after: int | None = None) -> bool:
        """See ports.Centres."""
        with self._shelf.lock:
            key = (invitation.centre, invitation.id)
            if key in self._shelf.invitations or after not in (None, self._shelf.invited[invitation.centre]):
                return False
            self._shelf.invited[invitation.centre] += after is not None
            self._shelf.invitations[key] = invitation
            return self._shelf.noted(note)

    def invitation(self, centre: str, invitation: str) -> Invitation | None:
        """See ports.Centres."""
        return self._shelf.invitations.get((centre, invitation))

    def invitations(self, centre: str) -> Sequence[Invitation]:
        """See ports.Centres."""
        return [found for key, found in sorted(self._shelf.invitations.items()) if key[0] == centre]

    def accept(self, invitation: Invitation, member: Member, before: Member | None, note: Note) -> bool:
        """See ports.Centres."""
        with self._shelf.lock:
            found = self._shelf.members.get((member.centre, member.person))
            unchanged = (found.role if found else None) == (before.role if before else None)
            if not unchanged or not self._is_pending(invitation):
                return False
            used = replace(invitation, status="accepted", accepted_by=member.person)
            self._shelf.invitations[invitation.centre, invitation.id] = used
            self._shelf.members[member.centre, member.person] = member
            return self._shelf.noted(note)

    def revoke(self, invitation: Invitation, note: Note) -> bool:
        """See ports.Centres."""
        with self._shelf.lock:
            if not self._is_pending(invitation):
                return False
            self._shelf.invitations[invitation.centre, invitation.id] = replace(invitation, status="revoked")
            return self._shelf.noted(note)

    def _is_pending(self, invitation: Invitation) -> bool:
        found = self._shelf.invitations.get((invitation.centre, invitation.id))
        return found is not None and found.status == "pending"


class MemorySessions:
    """See ports.Sessions."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf

    def plan(self, session: Session, note: Note) -> bool:
        """See ports.Sessions."""
        with self._shelf.lock:
            centre = self._shelf.centres.get(session.centre)
            known = (session.id in self._shelf.sessions, self.by_number(session.number), self.at_place(session))
            if centre is None or centre.status != "approved" or any(known) or self.by_plan(centre.id, session.plan):
                return False
            self._shelf.sessions[session.id] = session
            self._shelf.places[_place(session)] = session.id
            return self._shelf.noted(note)

    def get(self, session: str) -> Session | None:
        """See ports.Sessions."""
        return self._shelf.sessions.get(session)

    def by_number(self, number: str) -> Session | None:
        """See ports.Sessions."""
        return next((found for found in self._shelf.sessions.values() if found.number == number), None)

    def by_plan(self, centre: str, plan: str) -> Session | None:
        """See ports.Sessions."""
        sessions = self._shelf.sessions.values()
        return next((found for found in sessions if (found.centre, found.plan) == (centre, plan)), None)

    def at_place(self, session: Session) -> Session | None:
        """See ports.Sessions."""
        return self.get(self._shelf.places.get(_place(session), ""))

    def page(self, centre: str, after: str, limit: int) -> tuple[Sequence[tuple[Session, Facts]], str]:
        """See ports.Sessions."""
        own = sorted((one for one in self._shelf.sessions.values() if one.centre == centre), key=lambda one: one.id)
        left = [one for one in reversed(own) if not after or one.id < after]
        following = left[limit - 1].id if len(left) > limit else ""
        return [(one, self.facts(one.id)) for one in left[:limit]], following

    def change(self, old: Session, new: Session, note: Note) -> bool:
        """See ports.Sessions."""
        with self._shelf.lock:
            now, facts = self.get(old.id), self.facts(old.id)
            other = self.at_place(new)
            taken = other is not None and other.id != old.id
            approved = self._shelf.centres[old.centre].status == "approved"
            if (
                now is None
                or now.version != old.version
                or taken
                or not approved
                or {"started", "cancelled"} & set(facts)
            ):
                return False
            self._shelf.places.pop(_place(old))
            self._shelf.places[_place(new)] = new.id
            self._shelf.sessions[new.id] = new
            return self._shelf.noted(note)

    def cancel(self, session: Session, fact: Fact, note: Note) -> bool:
        """See ports.Sessions."""
        with self._shelf.lock:
            now = self.get(session.id)
            if now is None or now.version != session.version or {"started", "cancelled"} & set(self.facts(session.id)):
                return False
            self._shelf.facts[session.id, "cancelled"] = fact
            self._shelf.places.pop(_place(session))
            return self._shelf.noted(note)

    def delete(self, session: Session, note: Note) -> None:
        """See ports.Sessions."""
        with self._shelf.lock:
            for key in [key for key in self._shelf.facts if key[0] == session.id]:
                del self._shelf.facts[key]
            if self._shelf.sessions.pop(session.id, None):
                self._shelf.noted(note)

    def facts(self, session: str) -> Facts:
        """See ports.Sessions."""
        return {key[1]: fact for key, fact in self._shelf.facts.items() if key[0] == session}

    def record_fact(self, session: str, name: str, fact: Fact) -> bool:
        """See ports.Sessions."""
        with self._shelf.lock:
            return self._shelf.facts.setdefault((session, name), fact) is fact


def _place(session: Session) -> tuple[str, ...]:
    told = (session.address, session.room, session.date, session.time)
    return (session.centre, *("".join(filter(str.isalnum, part.casefold())) for part in told))
