"""A centre, its people and its plans, for tests of certification on the real application."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from chalicelib.bootstrap import House
from chalicelib.certification.model import Centre, Invitation, Member
from chalicelib.certification.notes import Note
from chalicelib.certification.service import centres
from chalicelib.certification.service.invitations import send_invitation
from chalicelib.shared import ids
from chalicelib.shared.clock import iso
from tests.fakes.accounts import MemoryExecutions

PLACE = {"address": "1 rue Ada", "room": "B12", "date": "2027-01-15", "time": "09:30", "invigilators": "Grace Hopper"}


def plan(number: int = 1, **changes: Any) -> dict[str, Any]:
    """What a client sends to plan a session; each number is another request for another room."""
    return {"plan_id": f"plan-{number:04d}", **PLACE, "room": f"B{number}", **changes}


class Postman(MemoryExecutions):
    """Runs the one task of `centre-invitation` at once; nothing else runs."""

    def __init__(self, rooms: House) -> None:
        super().__init__()
        self._rooms = rooms

    def start(self, workflow: str, name: str, arguments: Mapping[str, str]) -> bool:
        """See ports.Executions."""
        if workflow == "centre-invitation" and self.reachable:
            send_invitation(self._rooms.certification, arguments["centre"], arguments["invitation"])
        return super().start(workflow, name, arguments)


def with_postman(rooms: House) -> House:
    """State machines are replaced by what they would call: tests/workflow runs the real ones."""
    rooms.certification = replace(rooms.certification, executions=Postman(rooms))
    return rooms


def add_centre(rooms: House, **members: str) -> Centre:
    """An approved centre with these people: `ada="admin"`."""
    centre = centres.add_centre(rooms.certification, "Lycée Ada", "SCO", "0750001A")
    for person, role in members.items():
        add_member(rooms, centre.id, person, role)
    return centre


def add_member(rooms: House, centre: str, person: str, role: str = "member") -> Member:
    """Make somebody a member as an accepted invitation does."""
    ports, now = rooms.certification, rooms.clock()
    member = Member(centre, person, role, iso(now))  # type: ignore[arg-type]
    invitation = Invitation(ids.new_id(now), centre, "a@b.example", role, "operator", iso(now), iso(now), "fr")  # type: ignore[arg-type]
    note = Note(f"centre-{centre}", "test", "operator", invitation.id)
    assert ports.centres.invite(invitation, note)
    assert ports.centres.accept(invitation, member, None, note)
    return member
