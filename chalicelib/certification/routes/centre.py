"""Centres over HTTP: their members, invitations and sessions."""

from chalicelib.certification import present_centre as present
from chalicelib.certification.ports import CertificationPorts
from chalicelib.certification.schemas.centre import (
    AcceptInvitation,
    CancelSession,
    CentreList,
    CentreView,
    ChangeSession,
    InvitationList,
    InvitationView,
    InviteMember,
    MemberList,
    Page,
    PlanSession,
    SessionList,
    SessionView,
)
from chalicelib.certification.service import centres, invitations, planning
from chalicelib.shared import cursors
from chalicelib.shared.http import Edge, Reply, Request
from chalicelib.shared.tokens import Application

PAGE = 16  # with the facts that a list shows, one batch of reads
CENTRE: tuple[Application, ...] = ("centre",)
PLANNING = ("not-found", "invalid-request", "centre-not-approved", "session-in-the-past", "session-exists", "busy")
STANDING = ("session-started", "changed-meanwhile")

edge = Edge(__name__)


def _ports() -> CertificationPorts:
    from chalicelib.bootstrap import house  # noqa: PLC0415 - the composition root imports every room

    return house().certification


@edge.route("GET", "/v1/centres", summary="List the own centres", response=CentreList, access=CENTRE)
def list_centres(request: Request[None, None]) -> CentreList:
    """List the own centres."""
    found = centres.own_centres(_ports(), request.principal.person)
    return CentreList([present.centre_view(*each) for each in found])


@edge.route(
    "GET",
    "/v1/centres/{centre_id}",
    summary="Read a centre",
    response=CentreView,
    access=CENTRE,
    errors=("not-found",),
)
def read_centre(request: Request[None, None]) -> CentreView:
    """Read a centre."""
    return present.centre_view(*centres.read_centre(_ports(), request.principal.person, request.path["centre_id"]))


@edge.route(
    "GET",
    "/v1/centres/{centre_id}/members",
    summary="List the people of a centre",
    response=MemberList,
    access=CENTRE,
    errors=("not-found",),
)
def list_members(request: Request[None, None]) -> MemberList:
    """List the people of a centre."""
    found = centres.members(_ports(), request.principal.person, request.path["centre_id"])
    return MemberList(present.member_views(found))


@edge.route(
    "DELETE",
    "/v1/centres/{centre_id}/members/{person_id}",
    summary="End a membership: an admin anybody's, everybody their own",
    status=204,
    access=CENTRE,
    errors=("not-found", "last-admin"),
)
def remove_member(request: Request[None, None]) -> None:
    """End a membership."""
    path = request.path
    centres.remove_member(_ports(), request.principal.person, path["centre_id"], path["person_id"])


@edge.route(
    "GET",
    "/v1/centres/{centre_id}/invitations",
    summary="List the open invitations; for admins",
    response=InvitationList,
    access=CENTRE,
    errors=("not-found",),
)
def list_invitations(request: Request[None, None]) -> InvitationList:
    """List the open invitations."""
    found = invitations.invitations(_ports(), request.principal.person, request.path["centre_id"])
    return InvitationList([present.invitation_view(each) for each in found])


@edge.route(
    "POST",
    "/v1/centres/{centre_id}/invitations",
    summary="Invite somebody by mail; for admins",
    body=InviteMember,
    response=InvitationView,
    status=201,
    also=(200,),
    access=CENTRE,
    errors=("not-found", "busy"),
)
def invite_member(request: Request[InviteMember, None]) -> Reply:
    """Invite somebody by mail."""
    centre = request.path["centre_id"]
    made, new = invitations.invite(_ports(), request.principal.person, centre, request.body)
    location = f"/v1/centres/{centre}/invitations/{made.id}"
    return Reply(present.invitation_view(made), status=201 if new else 200, location=location)


@edge.route(
    "DELETE",
    "/v1/centres/{centre_id}/invitations/{invitation_id}",
    summary="Take an invitation back; for admins",
    status=204,
    access=CENTRE,
    errors=("not-found", "invitation-over"),
)
def revoke_invitation(request: Request[None, None]) -> None:
    """Take an invitation back."""
    path = request.path
    invitations.revoke(_ports(), request.principal.person, path["centre_id"], path["invitation_id"])


@edge.route(
    "POST",
    "/v1/centre-invitations/accept",
    summary="Accept an invitation with the token of its link",
    body=AcceptInvitation,
    response=CentreView,
    status=201,
    access=("learner", "centre"),
    errors=("invitation-over", "busy"),
)
def accept_invitation(request: Request[AcceptInvitation, None]) -> Reply:
    """Accept an invitation."""
    centre, member = invitations.accept(_ports(), request.principal.person, request.body.token)
    return Reply(present.centre_view(centre, member), location=f"/v1/centres/{centre.id}")


@edge.route(
    "POST",
    "/v1/centres/{centre_id}/sessions",
    summary="Plan a session",
    body=PlanSession,
    response=SessionView,
    status=201,
    also=(200,),
    access=CENTRE,
    errors=PLANNING,
)
def plan_session(request: Request[PlanSession, None]) -> Reply:
    """Plan a session."""
    person = request.principal.person
    session, new = planning.plan(_ports(), person, request.path["centre_id"], request.body)
    location = f"/v1/certification-sessions/{session.id}"
    return Reply(_shown(person, session.id), status=201 if new else 200, location=location)


@edge.route(
    "GET",
    "/v1/centres/{centre_id}/sessions",
    summary="List the sessions of a centre, last planned first",
    query=Page,
    response=SessionList,
    access=CENTRE,
    errors=("not-found", "invalid-cursor"),
)
def list_sessions(request: Request[None, Page]) -> SessionList:
    """List the sessions of a centre."""
    ports, person, centre = _ports(), request.principal.person, request.path["centre_id"]
    secret, purpose, cursor = ports.settings.token_secret, f"{person}/sessions/{centre}", request.query.cursor
    after = cursors.read(secret, purpose, cursor) if cursor else ""
    found, following = planning.sessions(ports, person, centre, after, PAGE)
    items = [present.session_line(session, facts, ports.candidates.count(session.id)) for session, facts in found]
    return SessionList(items, cursors.sign(secret, purpose, following) if following else None)


@edge.route(
    "GET",
    "/v1/certification-sessions/{session_id}",
    summary="Read a session",
    response=SessionView,
    access=CENTRE,
    errors=("not-found",),
)
def read_session(request: Request[None, None]) -> SessionView:
    """Read a session."""
    return _shown(*_who(request))


@edge.route(
    "PATCH",
    "/v1/certification-sessions/{session_id}",
    summary="Change or reschedule a session, until its first test starts",
    body=ChangeSession,
    response=SessionView,
    access=CENTRE,
    errors=(*PLANNING, *STANDING, "session-cancelled"),
)
def change_session(request: Request[ChangeSession, None]) -> SessionView:
    """Change or reschedule a session."""
    planning.change(_ports(), *_who(request), request.body)
    return _shown(*_who(request))


@edge.route(
    "POST",
    "/v1/certification-sessions/{session_id}/cancellation",
    summary="Cancel a session in which no test was started",
    body=CancelSession,
    response=SessionView,
    access=CENTRE,
    errors=("not-found", *STANDING),
)
def cancel_session(request: Request[CancelSession, None]) -> SessionView:
    """Cancel a session."""
    planning.cancel(_ports(), *_who(request), request.body.reason)
    return _shown(*_who(request))


@edge.route(
    "DELETE",
    "/v1/certification-sessions/{session_id}",
    summary="Delete a session in which no test was started",
    status=204,
    access=CENTRE,
    errors=("not-found", *STANDING),
)
def delete_session(request: Request[None, None]) -> None:
    """Delete a session."""
    planning.delete(_ports(), *_who(request))


def _shown(person: str, session: str) -> SessionView:
    return present.session_view(planning.read_session(_ports(), person, session))


def _who(request: Request) -> tuple[str, str]:
    return request.principal.person, request.path["session_id"]
