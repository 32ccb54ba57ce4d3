"""The national register in the certification table; issuance notes what is due, the operator's commands the rest.

register#due#<shard>       <month>#<certificate>   the register was not told of it (or is to be told again)
register#open              open                    the id of the export that is not done
register#exports           <export>                the record of one
register#export#<export>   <certificate>           what became of a certificate in it
register#receipts          <export>#<sha256>       a receipt that was read
certificate#<id>           register                the export that took it last
certificate#<id>           register-person         the identity as mended for the register, erasable
certificate#<id>           register-reason         why it was refused last, in words that may name somebody, erasable
"""

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from msgspec.structs import replace
from pynamodb.attributes import UnicodeAttribute
from pynamodb.exceptions import DoesNotExist
from pynamodb.transactions import TransactWrite

from chalicelib.certificates.model import Certificate
from chalicelib.certificates.register.model import Due, Entry, Export, Person, Said, month_of
from chalicelib.certificates.store.rows import certificate_key, from_json, id_in, list_key, to_json
from chalicelib.shared.tables import Limits, Row
from chalicelib.shared.transactions import Refused, transaction

SHARDS = 8
OPEN, EXPORTS, RECEIPTS = "register#open", "register#exports", "register#receipts"
LATEST, PERSON, REASON, HOLDER = "register", "register-person", "register-reason", "holder"
AFTER = "~"  # behind every certificate of a month
SET = "set#revocation#"


class RegisterRow(Row):
    """One item; `data` is JSON, an id or a code; `phase` of an export only."""

    class Meta(Limits):
        """The table, by its short name."""

        table_name = "certification"

    data = UnicodeAttribute(default="")
    phase = UnicodeAttribute(null=True)


REGISTER_MODELS = (RegisterRow,)
NEW, THERE = RegisterRow.pk.does_not_exist(), RegisterRow.pk.exists()


class TableRegister:
    """See ports.Register."""

    def add_due(self, write: TransactWrite, certificate: Certificate) -> None:
        """See ports.Register."""
        write.save(_due_row(Due(certificate=certificate.id, code=certificate.code, month=month_of(certificate))))

    def due(self, until: str = "") -> Iterator[Due]:
        """See ports.Register."""
        upto = RegisterRow.sk < f"{until}{AFTER}" if until else None
        for shard in range(SHARDS):
            for row in RegisterRow.query(_due_key(shard), upto, consistent_read=True):
                month, _, certificate = row.sk.partition("#")
                yield Due(certificate=certificate, code=row.data, month=month)

    def unfinished(self) -> Export | None:
        """See ports.Register."""
        found = _read(OPEN, "open")
        return self.export(found) if found else None

    def begin(self, export: Export) -> bool:
        """See ports.Register."""
        try:
            with transaction(RegisterRow) as write:
                write.save(RegisterRow(OPEN, "open", data=export.id), condition=NEW)
                write.save(_record(export), condition=NEW)
        except Refused:
            return False
        return True

    def claim(self, export: str, due: Sequence[Due], at: str) -> bool:
        """See ports.Register."""
        try:
            with transaction(RegisterRow) as write:
                write.condition_check(RegisterRow, EXPORTS, export, condition=RegisterRow.phase == "open")
                for each in due:
                    entry = Entry(certificate=each.certificate, code=each.code, month=each.month, at=at)
                    write.delete(_due_row(each), condition=THERE)
                    write.save(_entry_row(export, entry), condition=NEW)
                    write.save(RegisterRow(certificate_key(each.certificate), LATEST, data=export))
        except Refused:
            return False
        return True

    def count(self, export: str) -> int:
        """See ports.Register."""
        return RegisterRow.count(_entries_key(export), consistent_read=True)

    def change(self, before: Export, after: Export) -> bool:
        """See ports.Register."""
        try:
            with transaction(RegisterRow) as write:
                self.add_change(write, before, after)
        except Refused:
            return False
        return True

    def add_change(self, write: TransactWrite, before: Export, after: Export) -> None:
        """See ports.Register."""
        write.save(_record(after), condition=RegisterRow.data == to_json(before))

    def add_done(self, write: TransactWrite, before: Export, after: Export) -> None:
        """See ports.Register."""
        write.delete(RegisterRow(OPEN, "open"), condition=RegisterRow.data == before.id)
        self.add_change(write, before, after)

    def export(self, export: str) -> Export | None:
        """See ports.Register."""
        found = _read(EXPORTS, export)
        return from_json(found, Export) if found else None

    def exports(self) -> Iterable[Export]:
        """See ports.Register."""
        return [from_json(row.data, Export) for row in RegisterRow.query(EXPORTS, consistent_read=True)]

    def entries(self, export: str, first: str = "", last: str = "") -> Iterator[Entry]:
        """See ports.Register."""
        between = RegisterRow.sk.between(first, last) if first else None
        rows = RegisterRow.query(_entries_key(export), between, consistent_read=True)
        return (from_json(row.data, Entry) for row in rows)

    def entry(self, export: str, certificate: str) -> Entry | None:
        """See ports.Register."""
        return self.entries_of(export, [certificate]).get(certificate)

    def entries_of(self, export: str, certificates: Collection[str]) -> Mapping[str, Entry]:
        """See ports.Register."""
        entries = [from_json(data, Entry) for data in _batch((_entries_key(export), each) for each in certificates)]
        refused = [each.certificate for each in entries if each.state == "refused"]
        said = [from_json(data, Said) for data in _batch((certificate_key(each), REASON) for each in refused)]
        reasons = {each.certificate: each.reason for each in said if each.export == export}
        return {each.certificate: replace(each, reason=reasons.get(each.certificate, each.reason)) for each in entries}

    def erased(self, certificates: Collection[str]) -> Collection[str]:
        """See ports.Register."""
        keys = [(certificate_key(each), HOLDER) for each in certificates]
        rows = RegisterRow.batch_get(keys, consistent_read=True) if keys else ()
        return set(certificates) - {id_in(row.pk) for row in rows}

    def settle(self, export: str, before: Entry, after: Entry, *, due: bool = False) -> bool:
        """See ports.Register."""
        try:
            with transaction(RegisterRow) as write:
                _change_entry(write, export, before, after)
                if due:
                    write.save(_due_row(Due(certificate=after.certificate, code=after.code, month=after.month)))
        except Refused:
            return False
        return True

    def settle_all(self, export: str, changes: Sequence[tuple[Entry, Entry]]) -> bool:
        """See ports.Register."""
        try:
            with transaction(RegisterRow) as write:
                for before, after in changes:
                    _change_entry(write, export, before, after)
        except Refused:
            return False
        return True

    def latest(self, certificate: str) -> str:
        """See ports.Register."""
        return _read(certificate_key(certificate), LATEST) or ""

    def person(self, certificate: str) -> Person | None:
        """See ports.Register."""
        found = _read(certificate_key(certificate), PERSON)
        return from_json(found, Person) if found else None

    def add_mended(
        self, write: TransactWrite, due: Due, told: Person, export: str, change: tuple[Entry, Entry] | None
    ) -> None:
        """See ports.Register."""
        pk = certificate_key(due.certificate)
        # taken by another export meanwhile, it would be told of twice
        same = RegisterRow.data == export if export else NEW
        write.condition_check(RegisterRow, pk, LATEST, condition=same)
        write.save(RegisterRow(pk, PERSON, data=to_json(told)))
        write.save(_due_row(due))
        if change:
            _change_entry(write, export, *change)

    def add_receipt(self, write: TransactWrite, export: str, digest: str, counts: Mapping[str, int]) -> None:
        """See ports.Register."""
        write.save(RegisterRow(RECEIPTS, f"{export}#{digest}", data=to_json(counts)), condition=NEW)

    def revoked(self) -> Iterator[str]:
        """See ports.Register."""
        for listed in RegisterRow.query("statuslist#all", consistent_read=True):
            key = list_key(int(listed.sk))
            for row in RegisterRow.query(key, RegisterRow.sk.startswith(SET), consistent_read=True):
                certificate = _read(key, f"index#{row.sk.removeprefix(SET)}")
                if certificate:
                    yield certificate


def _read(pk: str, sk: str) -> str | None:
    try:
        return RegisterRow.get(pk, sk, consistent_read=True).data
    except DoesNotExist:
        return None


def _batch(keys: Iterable[tuple[str, str]]) -> list[str]:
    """What those hold that are there (consistent)."""
    known = list(keys)
    return [row.data for row in RegisterRow.batch_get(known, consistent_read=True)] if known else []


def _due_key(shard: int) -> str:
    return f"register#due#{shard}"


def _due_row(due: Due) -> RegisterRow:
    shard = hashlib.sha256(due.certificate.encode()).digest()[0] % SHARDS
    return RegisterRow(_due_key(shard), f"{due.month}#{due.certificate}", data=due.code)


def _entries_key(export: str) -> str:
    return f"register#export#{export}"


def _entry_row(export: str, entry: Entry) -> RegisterRow:
    return RegisterRow(_entries_key(export), entry.certificate, data=to_json(_kept(entry)))


def _kept(entry: Entry) -> Entry:
    """Our own reasons name fields, nobody; the register's own words stand where they can be erased."""
    return entry if entry.state == "left-out" else replace(entry, reason="")


def _change_entry(write: TransactWrite, export: str, before: Entry, after: Entry) -> None:
    """One write, or two."""
    unmoved = (RegisterRow.data == to_json(_kept(before))) | (RegisterRow.data == to_json(before))
    if (before.state, after.state) == ("left-out", "accepted"):  # it stood in files that were lost after all
        write.delete(_due_row(Due(certificate=after.certificate, code=after.code, month=after.month)))
    if after.state == "refused":
        said = Said(certificate=after.certificate, export=export, reason=after.reason)
        write.save(RegisterRow(certificate_key(after.certificate), REASON, data=to_json(said)))
    write.save(_entry_row(export, after), condition=unmoved)


def _record(export: Export) -> RegisterRow:
    return RegisterRow(EXPORTS, export.id, data=to_json(export), phase=export.phase)
