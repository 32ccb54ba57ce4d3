"""Status lists in the certification table: places, set bits, and the lists as published."""

import json
from collections.abc import Callable, Iterable
from itertools import count

from pynamodb.exceptions import DoesNotExist
from pynamodb.transactions import TransactWrite

from chalicelib.certificates.credentials.status_list import Place, Purpose
from chalicelib.certificates.ports import PublishedList
from chalicelib.certificates.store.rows import (
    CertificateRow,
    PublishedRow,
    certificate_key,
    from_json,
    list_key,
    read,
    stands,
    to_json,
)
from chalicelib.shared.transactions import Refused, transaction

NEW = CertificateRow.pk.does_not_exist()
OPENED = "statuslist#all"
TRIES = 24  # places found taken in a row: then the list is about 70 % full, and the next one is begun


class TableStatusLists:
    """See ports.StatusLists."""

    def reserve(self, certificate: str, draw: Callable[[], int]) -> Place:
        """See ports.StatusLists."""
        for number in count(max(self.numbers(), default=1)):
            for _ in range(TRIES):
                known = read(certificate_key(certificate), "place")
                if known:
                    return from_json(known, Place)
                place = Place(number, draw())
                if self._take(certificate, place):
                    return place
        raise AssertionError("numbers do not end")

    def _take(self, certificate: str, place: Place) -> bool:
        try:
            with transaction(CertificateRow) as write:
                taken = CertificateRow(list_key(place.number), f"index#{place.index:06d}", data=certificate)
                write.save(taken, condition=NEW)
                own = CertificateRow(certificate_key(certificate), "place", data=to_json(place))
                write.save(own, condition=NEW)
                write.save(CertificateRow(OPENED, f"{place.number:04d}"))
        except Refused:  # the place is another's, or another run of this step was quicker
            return False
        return True

    def numbers(self) -> tuple[int, ...]:
        """See ports.StatusLists."""
        return tuple(int(row.sk) for row in CertificateRow.query(OPENED, consistent_read=True))

    def indexes(self, number: int, purpose: Purpose) -> Iterable[int]:
        """See ports.StatusLists."""
        prefix = f"set#{purpose}#"
        rows = CertificateRow.query(list_key(number), CertificateRow.sk.startswith(prefix), consistent_read=True)
        return (int(row.sk.removeprefix(prefix)) for row in rows)

    def published(self, number: int, purpose: Purpose) -> PublishedList | None:
        """See ports.StatusLists."""
        try:
            row = PublishedRow.get(list_key(number), f"published#{purpose}", consistent_read=True)
        except DoesNotExist:
            return None
        return PublishedList(int(row.version), json.loads(row.data))

    def publish(self, number: int, purpose: Purpose, new: PublishedList) -> bool:
        """See ports.StatusLists."""
        data = to_json(new.document)
        row = PublishedRow(list_key(number), f"published#{purpose}", data=data, version=new.version)
        first = PublishedRow.pk.does_not_exist()
        condition = first if new.version == 1 else PublishedRow.version == new.version - 1
        return stands(lambda: row.save(condition=condition))


def add_bit(write: TransactWrite, place: Place, purpose: Purpose, on: bool) -> None:
    """Set or clear a bit inside somebody's transaction."""
    row = CertificateRow(list_key(place.number), f"set#{purpose}#{place.index:06d}")
    if on:
        write.save(row)
    else:
        write.delete(row)
