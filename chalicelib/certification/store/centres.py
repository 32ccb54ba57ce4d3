"""Centres, members and invitations in the certification table.

centres       centre#C         which centres there are, for the operator
centre#C      centre           the centre; `admins` counts them, so that the last one stays; `invited` counts
                               invitations, so that of two equal ones at once one is written
centre#C      member#PERSON    one membership
person#P      centre#C         the same membership, from the person's side
centre#C      invitation#ID    an invitation; the table's time to live removes it
"""

from collections.abc import Sequence

import msgspec
from pynamodb.attributes import NumberAttribute, UnicodeAttribute
from pynamodb.exceptions import DoesNotExist
from pynamodb.expressions.condition import Condition
from pynamodb.transactions import TransactWrite

from chalicelib.certification.model import Centre, CentreStatus, Invitation, Member
from chalicelib.certification.notes import Note
from chalicelib.certification.store.rows import CertificationRow, Table, from_json, is_new, noted, to_json
from chalicelib.shared.audit import Trail
from chalicelib.shared.clock import parse

CENTRES = "centres"
KEPT_SECONDS = 30 * 86_400  # how long an invitation can be read after it ran out


class CentreRow(CertificationRow):
    """A centre; its status stands beside the data, so that other transactions can ask for it."""

    class Meta(Table):
        """The table, by its short name."""

    status = UnicodeAttribute()
    admins = NumberAttribute(default=0)
    invited = NumberAttribute(null=True)


class MemberRow(CertificationRow):
    """A membership, on either side."""

    class Meta(Table):
        """The table, by its short name."""

    role = UnicodeAttribute()


class InvitationRow(CertificationRow):
    """An invitation."""

    class Meta(Table):
        """The table, by its short name."""

    status = UnicodeAttribute()
    expires_at = NumberAttribute()


def centre_key(centre: str) -> str:
    """The partition of one centre."""
    return f"centre#{centre}"


def person_key(person: str) -> str:
    """The partition of one person, in this table."""
    return f"person#{person}"


def check_approved(write: TransactWrite, centre: str) -> None:
    """Add to a transaction: only while the centre is approved."""
    write.condition_check(CentreRow, centre_key(centre), "centre", condition=CentreRow.status == "approved")


class TableCentres:
    """See ports.Centres."""

    def __init__(self, trail: Trail) -> None:
        self._trail = trail

    def add(self, centre: Centre, note: Note) -> bool:
        """See ports.Centres."""

        def write(transaction: TransactWrite) -> None:
            row = CentreRow(centre_key(centre.id), "centre", data=to_json(centre), status=centre.status)
            transaction.save(row, condition=is_new())
            transaction.save(CertificationRow(CENTRES, centre_key(centre.id)))

        return noted(self._trail, note, write)

    def get(self, centre: str) -> Centre | None:
        """See ports.Centres."""
        try:
            return _centre(CentreRow.get(centre_key(centre), "centre", consistent_read=True))
        except DoesNotExist:
            return None

    def all(self) -> Sequence[Centre]:
        """See ports.Centres."""
        keys = [(line.sk, "centre") for line in CertificationRow.query(CENTRES, consistent_read=True)]
        found = [_centre(row) for row in CentreRow.batch_get(keys, consistent_read=True)]
        return sorted(found, key=lambda centre: (centre.name.casefold(), centre.id))

    def set_status(self, centre: str, status: CentreStatus, note: Note) -> bool:
        """See ports.Centres."""

        def write(transaction: TransactWrite) -> None:
            row = CentreRow(centre_key(centre), "centre")
            changes = CentreRow.pk.exists() & (CentreRow.status != status)
            transaction.update(row, actions=[CentreRow.status.set(status)], condition=changes)

        return noted(self._trail, note, write)

    def member(self, centre: str, person: str) -> Member | None:
        """See ports.Centres."""
        try:
            row = MemberRow.get(centre_key(centre), f"member#{person}", consistent_read=True)
        except DoesNotExist:
            return None
        return from_json(row.data, Member)

    def members(self, centre: str) -> Sequence[Member]:
        """See ports.Centres."""
        rows = MemberRow.query(centre_key(centre), MemberRow.sk.startswith("member#"), consistent_read=True)
        return [from_json(row.data, Member) for row in rows]

    def of(self, person: str) -> Sequence[Member]:
        """See ports.Centres."""
        rows = MemberRow.query(person_key(person), MemberRow.sk.startswith("centre#"), consistent_read=True)
        return [from_json(row.data, Member) for row in rows]

    def remove(self, member: Member, note: Note, *, even_last: bool = False) -> bool:
        """See ports.Centres."""

        def write(transaction: TransactWrite) -> None:
            here, there = _member_rows(member)
            transaction.delete(here, condition=MemberRow.role == member.role)
            transaction.delete(there)
            if member.role == "admin":
                _count_admins(transaction, member.centre, -1, CentreRow.admins > (0 if even_last else 1))

        return noted(self._trail, note, write)

    def invited(self, centre: str) -> int:
        """See ports.Centres."""
        try:
            return int(CentreRow.get(centre_key(centre), "centre", consistent_read=True).invited or 0)
        except DoesNotExist:
            return 0

    def invite(self, invitation: Invitation, note: Note, after: int | None = None) -> bool:
        """See ports.Centres."""

        def write(transaction: TransactWrite) -> None:
            transaction.save(_invitation_row(invitation), condition=is_new())
            if after is not None:
                row = CentreRow(centre_key(invitation.centre), "centre")
                unchanged = CentreRow.invited == after if after else CentreRow.invited.does_not_exist()
                transaction.update(row, actions=[CentreRow.invited.set(after + 1)], condition=unchanged)

        return noted(self._trail, note, write)

    def invitation(self, centre: str, invitation: str) -> Invitation | None:
        """See ports.Centres."""
        try:
            row = InvitationRow.get(centre_key(centre), f"invitation#{invitation}", consistent_read=True)
        except DoesNotExist:
            return None
        return from_json(row.data, Invitation)

    def invitations(self, centre: str) -> Sequence[Invitation]:
        """See ports.Centres."""
        prefix = InvitationRow.sk.startswith("invitation#")
        rows = InvitationRow.query(centre_key(centre), prefix, consistent_read=True)
        return [from_json(row.data, Invitation) for row in rows]

    def accept(self, invitation: Invitation, member: Member, before: Member | None, note: Note) -> bool:
        """See ports.Centres."""
        used = msgspec.structs.replace(invitation, status="accepted", accepted_by=member.person)
        unchanged = MemberRow.role == before.role if before else is_new()

        def write(transaction: TransactWrite) -> None:
            here, there = _member_rows(member)
            transaction.save(_invitation_row(used), condition=InvitationRow.status == "pending")
            transaction.save(here, condition=unchanged)
            transaction.save(there)
            if member.role == "admin" and (before is None or before.role != "admin"):
                _count_admins(transaction, member.centre, 1, CentreRow.pk.exists())

        return noted(self._trail, note, write)

    def revoke(self, invitation: Invitation, note: Note) -> bool:
        """See ports.Centres."""
        gone = msgspec.structs.replace(invitation, status="revoked")

        def write(transaction: TransactWrite) -> None:
            transaction.save(_invitation_row(gone), condition=InvitationRow.status == "pending")

        return noted(self._trail, note, write)


def _count_admins(transaction: TransactWrite, centre: str, by: int, condition: Condition) -> None:
    row = CentreRow(centre_key(centre), "centre")
    transaction.update(row, actions=[CentreRow.admins.add(by)], condition=condition)


def _centre(row: CentreRow) -> Centre:
    return msgspec.structs.replace(from_json(row.data, Centre), status=row.status)


def _member_rows(member: Member) -> tuple[MemberRow, MemberRow]:
    data = to_json(member)
    here = MemberRow(centre_key(member.centre), f"member#{member.person}", data=data, role=member.role)
    there = MemberRow(person_key(member.person), centre_key(member.centre), data=data, role=member.role)
    return here, there


def _invitation_row(invitation: Invitation) -> InvitationRow:
    return InvitationRow(
        centre_key(invitation.centre),
        f"invitation#{invitation.id}",
        data=to_json(invitation),
        status=invitation.status,
        expires_at=int(parse(invitation.expires_at).timestamp()) + KEPT_SECONDS,
    )
