"""What accounts itself knows about a person: the first of the rooms that export and erase."""

from collections.abc import Mapping
from typing import Any

from chalicelib.accounts.ports import Jobs, People, Sessions
from chalicelib.shared.clock import Clock, iso
from chalicelib.shared.objects import Objects


class AccountData:
    """See ports.PersonalData."""

    def __init__(self, people: People, sessions: Sessions, jobs: Jobs, objects: Objects, clock: Clock) -> None:
        self._people, self._sessions, self._jobs = people, sessions, jobs
        self._objects, self._clock = objects, clock

    def export(self, person: str) -> Mapping[str, Any]:
        """The account, its sessions and requests; never a password's or a token's hash."""
        found = self._people.get(person)
        if found is None:
            return {}
        shown = ("id", "email", "first_name", "last_name", "language", "country", "created_at", "status")
        return {
            **{name: getattr(found, name) for name in shown},
            "sessions": [{"signed_in_at": family.created_at} for family in self._sessions.of(person)],
            "requests": [{"kind": job.kind, "requested_at": job.requested_at} for job in self._jobs.of(person)],
        }

    def erase(self, person: str) -> None:
        """Remove earlier exports, then identity, address and sessions."""
        for key in list(self._objects.keys(f"exports/{person}/")):
            self._objects.delete(key)
        self._people.anonymise(person, iso(self._clock()))
