"""Invitations: a mail with a link that makes one signed-in person a member, once."""

import hmac
from collections.abc import Sequence
from datetime import timedelta

from msgspec.structs import replace

from chalicelib.certification import letters
from chalicelib.certification.errors import InvitationOver
from chalicelib.certification.model import Centre, Invitation, Member, Role
from chalicelib.certification.notes import OPERATOR, Note, centre_chain
from chalicelib.certification.ports import CertificationPorts
from chalicelib.certification.schemas.centre import InviteMember
from chalicelib.certification.service.centres import admin_of
from chalicelib.shared import ids, links
from chalicelib.shared.clock import iso
from chalicelib.shared.errors import Busy, NotFound

WORKFLOW = "centre-invitation"
ROUNDS = 8  # times that an act is tried again after what it was decided on changed meanwhile


def invite(ports: CertificationPorts, person: str, centre_id: str, wish: InviteMember) -> tuple[Invitation, bool]:
    """The invitation, and whether it is new: a pending one of the same address and role is sent once, not twice.

    NotFound, Forbidden, Busy (it stands, but the mail could not be asked for: ask again).
    """
    admin_of(ports, person, centre_id)
    invitation, new = _invitation(ports, person, centre_id, wish)
    if not ports.executions.start(WORKFLOW, f"{invitation.id}-1", {"centre": centre_id, "invitation": invitation.id}):
        raise Busy()
    return invitation, new


def invite_as_operator(ports: CertificationPorts, centre_id: str, wish: InviteMember) -> Invitation:
    """How a centre gets its first admin: the mail is sent at once. NotFound."""
    if ports.centres.get(centre_id) is None:
        raise NotFound("There is no such centre.")
    invitation, _ = _invitation(ports, OPERATOR, centre_id, wish)
    send_invitation(ports, centre_id, invitation.id)
    return invitation


def send_invitation(ports: CertificationPorts, centre_id: str, invitation_id: str) -> None:
    """Send the mail while the invitation is pending; may run twice: the same link, one mail."""
    centre = ports.centres.get(centre_id)
    invitation = ports.centres.invitation(centre_id, invitation_id)
    if centre and invitation and _is_open(ports, invitation):
        letters.send_invitation(ports, centre, invitation, token_of(ports, invitation))


def invitations(ports: CertificationPorts, person: str, centre_id: str) -> Sequence[Invitation]:
    """Those that can still be accepted, oldest first; NotFound, Forbidden."""
    admin_of(ports, person, centre_id)
    return [found for found in ports.centres.invitations(centre_id) if _is_open(ports, found)]


def revoke(ports: CertificationPorts, person: str, centre_id: str, invitation_id: str) -> None:
    """Take an invitation back; nothing happens when it was. NotFound, Forbidden, InvitationOver (it was accepted)."""
    admin_of(ports, person, centre_id)
    invitation = ports.centres.invitation(centre_id, invitation_id)
    if invitation is None:
        raise NotFound("There is no such invitation.")
    note = Note(centre_chain(centre_id), "invitation-revoked", person, invitation_id)
    if invitation.status == "pending" and ports.centres.revoke(invitation, note):
        return
    now = ports.centres.invitation(centre_id, invitation_id)
    if now and now.status == "accepted":
        raise InvitationOver()


def accept(ports: CertificationPorts, person: str, token: str) -> tuple[Centre, Member]:
    """Become a member by the link's token; the same person may come back to it. InvitationOver."""
    for _ in range(ROUNDS):
        centre, invitation = _proved(ports, token)
        before = ports.centres.member(centre.id, person)
        if invitation.status == "accepted" and invitation.accepted_by == person and before:
            return centre, before
        if not _is_open(ports, invitation):
            raise InvitationOver()
        member = _joined(ports, invitation, person, before)
        note = Note(centre_chain(centre.id), "joined", person, invitation.id, {"role": member.role})
        if ports.centres.accept(invitation, member, before, note):
            return centre, member
    raise Busy()


def _invitation(ports: CertificationPorts, by: str, centre_id: str, wish: InviteMember) -> tuple[Invitation, bool]:
    email = wish.email.strip()
    for _ in range(ROUNDS):
        earlier = ports.centres.invited(centre_id)  # read first: an equal one of the same moment changes it
        for found in ports.centres.invitations(centre_id):
            if _is_open(ports, found) and (found.email.casefold(), found.role) == (email.casefold(), wish.role):
                return found, False
        made = _drawn(ports, by, centre_id, wish, email)
        note = Note(centre_chain(centre_id), "invited", by, made.id, {"role": made.role})
        if ports.centres.invite(made, note, earlier):
            return made, True
    raise Busy()


def _drawn(ports: CertificationPorts, by: str, centre_id: str, wish: InviteMember, email: str) -> Invitation:
    now = ports.clock()
    made = Invitation(
        id=ids.new_id(now),
        centre=centre_id,
        email=email,
        role=wish.role,
        invited_by=by,
        invited_at=iso(now),
        expires_at=iso(now + timedelta(days=ports.rules.centre_invitation_days)),
        language=wish.language,
        country=wish.country,
    )
    return replace(made, digest=links.digest(_secret(ports, made)))


def _joined(ports: CertificationPorts, invitation: Invitation, person: str, before: Member | None) -> Member:
    """The membership afterwards: an invitation never takes a role away."""
    role: Role = "admin" if "admin" in {invitation.role, before.role if before else ""} else "member"
    return Member(invitation.centre, person, role, before.since if before else iso(ports.clock()))


def _proved(ports: CertificationPorts, token: str) -> tuple[Centre, Invitation]:
    centre_id, _, rest = token.partition(".")
    invitation_id, _, secret = rest.partition(".")
    known = ids.is_id(centre_id) and ids.is_id(invitation_id)
    invitation = ports.centres.invitation(centre_id, invitation_id) if known else None
    centre = ports.centres.get(centre_id) if invitation else None
    if invitation is None or centre is None or not hmac.compare_digest(invitation.digest, links.digest(secret)):
        raise InvitationOver()
    return centre, invitation


def _is_open(ports: CertificationPorts, invitation: Invitation) -> bool:
    return invitation.status == "pending" and invitation.expires_at > iso(ports.clock())


def token_of(ports: CertificationPorts, invitation: Invitation) -> str:
    """What the link of its mail holds."""
    return f"{invitation.centre}.{invitation.id}.{_secret(ports, invitation)}"


def _secret(ports: CertificationPorts, invitation: Invitation) -> str:
    return links.secret(ports.settings, f"centre-invitation/{invitation.id}")
