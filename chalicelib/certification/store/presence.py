"""Presences: session#<id> presence#<candidate>, changed only from the state that the writer saw."""

from typing import Any

from pynamodb.attributes import NumberAttribute, UnicodeAttribute
from pynamodb.exceptions import DoesNotExist
from pynamodb.transactions import TransactWrite

from chalicelib.certification.presence import Presence
from chalicelib.certification.store.rows import CertificationRow, Table, session_key


class PresenceRow(CertificationRow):
    """The latest confirmation of one candidate; `data` stays empty, each field is an attribute."""

    class Meta(Table):
        """The table, by its short name."""

    number = NumberAttribute()
    by = UnicodeAttribute(default="")
    confirmed_at = UnicodeAttribute(null=True)
    used_at = UnicodeAttribute(null=True)


PREFIX = "presence#"


def presence_of(row: PresenceRow) -> Presence:
    """The presence that an item `presence#<candidate>` holds."""
    return Presence(
        session=row.pk.removeprefix("session#"),
        candidate=row.sk.removeprefix(PREFIX),
        count=int(row.number),
        by=row.by or "",
        confirmed_at=row.confirmed_at,
        used_at=row.used_at,
    )


class TablePresences:
    """See ports.Presences."""

    def get(self, session: str, candidate: str) -> Presence | None:
        """One consistent get."""
        try:
            return presence_of(PresenceRow.get(session_key(session), PREFIX + candidate, consistent_read=True))
        except DoesNotExist:
            return None

    def confirming(self, write: TransactWrite, before: Presence | None, after: Presence) -> None:
        """One put."""
        row = _key(after)
        row.number, row.by = after.count, after.by
        row.confirmed_at, row.used_at = after.confirmed_at, after.used_at
        write.save(row, condition=_unchanged(before))

    def withdrawing(self, write: TransactWrite, before: Presence) -> None:
        """One update."""
        write.update(_key(before), actions=[PresenceRow.confirmed_at.remove()], condition=_unchanged(before))

    def lacking(self, write: TransactWrite, session: str, candidate: str) -> None:
        """One check."""
        write.condition_check(PresenceRow, session_key(session), PREFIX + candidate, condition=_unchanged(None))

    def using(self, write: TransactWrite, before: Presence, at: str) -> None:
        """One update."""
        write.update(_key(before), actions=[PresenceRow.used_at.set(at)], condition=_unchanged(before))


def _key(presence: Presence) -> PresenceRow:
    return PresenceRow(session_key(presence.session), PREFIX + presence.candidate)


def _unchanged(before: Presence | None) -> Any:
    if before is None:
        return PresenceRow.pk.does_not_exist()
    return (
        (PresenceRow.number == before.count)
        & _same(PresenceRow.confirmed_at, before.confirmed_at)
        & _same(PresenceRow.used_at, before.used_at)
    )


def _same(attribute: Any, value: str | None) -> Any:
    return attribute.does_not_exist() if value is None else attribute == value
