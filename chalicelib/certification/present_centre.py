"""Views of centres and their sessions."""

from collections.abc import Sequence

from msgspec.structs import asdict

from chalicelib.certification.model import Centre, Facts, Invitation, Member, Session, starts_at, status
from chalicelib.certification.ports.people import Contact
from chalicelib.certification.room import Room
from chalicelib.certification.schemas.centre import (
    CentreView,
    Counts,
    InvitationView,
    MemberView,
    SessionLine,
    SessionView,
)
from chalicelib.shared.clock import iso


def centre_view(centre: Centre, member: Member) -> CentreView:
    """A centre, for one of its members."""
    return CentreView(centre.id, centre.name, centre.type, centre.external_id, centre.status, member.role)


def member_views(members: Sequence[tuple[Member, Contact | None]]) -> list[MemberView]:
    """The people of a centre; names are empty once an account is closed."""
    return [_member_view(member, contact) for member, contact in members]


def _member_view(member: Member, contact: Contact | None) -> MemberView:
    names = (contact.first_name, contact.last_name, contact.email) if contact else ("", "", "")
    return MemberView(member.person, *names, member.role, member.since)


def invitation_view(invitation: Invitation) -> InvitationView:
    """An open invitation; never its token."""
    return InvitationView(
        invitation.id, invitation.email, invitation.role, invitation.invited_at, invitation.expires_at
    )


def session_view(room: Room) -> SessionView:
    """A session with its codes and what became of its candidates, for the members of its centre."""
    plan, facts = room.session, room.facts
    shown = {name: value for name, value in asdict(plan).items() if name in SessionView.__struct_fields__}
    return SessionView(
        **shown,
        status=status(facts),
        starts_at=iso(starts_at(plan)),
        facts={name: fact.at for name, fact in facts.items()},
        counts=_counts(room),
    )


def _counts(room: Room) -> Counts:
    tests = [line.progress for line in room.lines if line.progress]
    return Counts(
        candidates=len(room.lines),
        joined=sum(line.candidate.person is not None for line in room.lines),
        begun=len(tests),
        ended=sum(test.state == "ended" for test in tests),
    )


def session_line(session: Session, facts: Facts, candidates: int) -> SessionLine:
    """A session in a list, and how many are enrolled in it."""
    shown = {name: value for name, value in asdict(session).items() if name in SessionLine.__struct_fields__}
    return SessionLine(**shown, status=status(facts), starts_at=iso(starts_at(session)), candidates=candidates)
