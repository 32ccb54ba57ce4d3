"""Centres and their members: who may see and do what. The operator approves; admins look after the members."""

from collections.abc import Sequence

from msgspec.structs import replace

from chalicelib.certification.errors import CentreNotApproved, LastAdmin
from chalicelib.certification.model import Centre, CentreStatus, CentreType, Member
from chalicelib.certification.notes import OPERATOR, Note, centre_chain
from chalicelib.certification.ports import CertificationPorts
from chalicelib.certification.ports.people import Contact
from chalicelib.shared import ids
from chalicelib.shared.clock import iso
from chalicelib.shared.errors import Busy, Forbidden, NotFound


def add_centre(ports: CertificationPorts, name: str, kind: CentreType, external_id: str = "") -> Centre:
    """A new centre, approved by the operator who adds it."""
    now = ports.clock()
    centre = Centre(ids.new_id(now), name.strip(), kind, iso(now), external_id.strip())
    if not ports.centres.add(centre, Note(centre_chain(centre.id), "approved", OPERATOR, centre.id)):
        raise Busy()
    return centre


def set_status(ports: CertificationPorts, centre_id: str, status: CentreStatus) -> Centre:
    """Approve or suspend; repeated, it changes and notes nothing. NotFound."""
    centre = _known(ports, centre_id)
    note = Note(centre_chain(centre_id), status, OPERATOR, centre_id)
    if centre.status != status:
        ports.centres.set_status(centre_id, status, note)
    return replace(centre, status=status)


def member_of(ports: CertificationPorts, person: str, centre_id: str) -> Member:
    """The person's membership; NotFound for anybody else: they may not know that the centre exists."""
    member = ports.centres.member(centre_id, person) if ids.is_id(centre_id) else None
    if member is None:
        raise NotFound("There is no such centre.")
    return member


def admin_of(ports: CertificationPorts, person: str, centre_id: str) -> Member:
    """The person's membership as admin; NotFound, Forbidden."""
    member = member_of(ports, person, centre_id)
    if member.role != "admin":
        raise Forbidden("Only admins of the centre do this.")
    return member


def approved(ports: CertificationPorts, centre_id: str) -> Centre:
    """The centre while it may plan, enrol and start; CentreNotApproved."""
    centre = _known(ports, centre_id)
    if centre.status != "approved":
        raise CentreNotApproved()
    return centre


def read_centre(ports: CertificationPorts, person: str, centre_id: str) -> tuple[Centre, Member]:
    """A centre of one's own; NotFound."""
    member = member_of(ports, person, centre_id)
    return _known(ports, centre_id), member


def own_centres(ports: CertificationPorts, person: str) -> Sequence[tuple[Centre, Member]]:
    """The centres that a person belongs to."""
    found = ((ports.centres.get(member.centre), member) for member in ports.centres.of(person))
    return [(centre, member) for centre, member in found if centre]


def has_a_centre(ports: CertificationPorts, person: str) -> bool:
    """Whether a person may sign in to the application of centres."""
    return bool(ports.centres.of(person))


def members(ports: CertificationPorts, person: str, centre_id: str) -> Sequence[tuple[Member, Contact | None]]:
    """Everybody of a centre of one's own, with the account behind (None once it is closed); NotFound."""
    member_of(ports, person, centre_id)
    return [(member, ports.people.contact(member.person)) for member in ports.centres.members(centre_id)]


def remove_member(ports: CertificationPorts, person: str, centre_id: str, leaving: str) -> None:
    """End a membership: an admin anybody's, everybody their own. NotFound, Forbidden, LastAdmin."""
    if person != leaving:
        admin_of(ports, person, centre_id)
    member = member_of(ports, leaving, centre_id)
    note = Note(centre_chain(centre_id), "member-removed", person, leaving)
    if ports.centres.remove(member, note):
        return
    if ports.centres.member(centre_id, leaving) is not None:  # not removed by another: it is the last admin
        raise LastAdmin()


def _known(ports: CertificationPorts, centre_id: str) -> Centre:
    centre = ports.centres.get(centre_id)
    if centre is None:
        raise NotFound("There is no such centre.")
    return centre
