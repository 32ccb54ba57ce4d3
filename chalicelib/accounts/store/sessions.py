"""Refresh-token families in the accounts table; the table's time to live removes those that are over."""

from collections.abc import Iterator

from pynamodb.exceptions import DoesNotExist, PutError

from chalicelib.accounts.families import Family
from chalicelib.accounts.store.people import person_key
from chalicelib.accounts.store.rows import SessionRow
from chalicelib.shared.tables import is_condition_failure


class TableSessions:
    """See ports.Sessions."""

    def add(self, family: Family) -> None:
        """See ports.Sessions."""
        _row(family).save()

    def get(self, person: str, family: str) -> Family | None:
        """See ports.Sessions."""
        try:
            return _family(SessionRow.get(person_key(person), f"session/{family}", consistent_read=True))
        except DoesNotExist:
            return None

    def replace(self, old: Family, new: Family) -> bool:
        """See ports.Sessions."""
        try:
            _row(new).save(condition=SessionRow.version == old.version)
        except PutError as error:
            if is_condition_failure(error):
                return False
            raise
        return True

    def remove(self, person: str, family: str) -> None:
        """See ports.Sessions."""
        SessionRow(person_key(person), f"session/{family}").delete()

    def of(self, person: str) -> Iterator[Family]:
        """See ports.Sessions."""
        rows = SessionRow.query(person_key(person), SessionRow.sk.startswith("session/"), consistent_read=True)
        return map(_family, rows)


def _row(family: Family) -> SessionRow:
    return SessionRow(
        person_key(family.person),
        f"session/{family.id}",
        application=family.application,
        epoch=family.epoch,
        version=family.version,
        current=set(family.current),
        previous=set(family.previous) or None,
        rotated_at=family.rotated_at,
        created_at=family.created_at,
        expires_at=int(family.expires_at),
    )


def _family(row: SessionRow) -> Family:
    return Family(
        person=row.pk.removeprefix("person/"),
        id=row.sk.removeprefix("session/"),
        application=row.application,  # type: ignore[arg-type]
        epoch=int(row.epoch),
        created_at=row.created_at,
        current=frozenset(row.current),
        previous=frozenset(row.previous or ()),
        rotated_at=float(row.rotated_at),
        expires_at=float(row.expires_at),
        version=int(row.version),
    )
