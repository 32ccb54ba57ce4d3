"""Issuance in the certification table; only workflow functions may write these items.

issuance#<session>       carried#<candidate>    which decision was carried out
issuance#<session>       parked#<candidate>     why it could not be
issuance#<session>       round                  the number of the present execution
open-issuances           <session>              not through (publication writes it too); a new word with each ask
certificate-letters      <id>#<number>          a change that its holder is still to be written to about
certificate#<id>         frozen                 the facts, before it is issued
certificate#<id>         holder                 who it is for, erasable
certificate#<id>         file#<name>            a file, by its hash
"""

import secrets
from collections.abc import Collection, Iterable, Mapping

from msgspec.structs import replace
from pynamodb.attributes import NumberAttribute, UnicodeAttribute
from pynamodb.exceptions import DeleteError, DoesNotExist, UpdateError
from pynamodb.transactions import TransactWrite

from chalicelib.certificates.issuance.model import Carried, Filed, FileName, Parked
from chalicelib.certificates.issuance.ports import Frozen, Issuing
from chalicelib.certificates.model import Certificate, Holder
from chalicelib.certificates.store.certificates import NEW
from chalicelib.certificates.store.rows import CertificateRow, certificate_key, from_json, id_in, stands, to_json
from chalicelib.shared.tables import Limits, Row, is_condition_failure
from chalicelib.shared.transactions import Refused, transaction

OPEN, ROUND, LETTERS = "open-issuances", "round", "certificate-letters"
FILE_NAMES: tuple[FileName, ...] = ("credential", "document")


class IssuanceRow(Row):
    """One item; `data` is JSON."""

    class Meta(Limits):
        """The table, by its short name."""

        table_name = "certification"

    data = UnicodeAttribute(default="")
    times = NumberAttribute(null=True)
    at = UnicodeAttribute(null=True)
    generation = NumberAttribute(null=True)


ISSUANCE_MODELS = (IssuanceRow,)


class TableIssuances:
    """See ports.Issuances."""

    def of(self, session: str) -> Issuing:
        """See ports.Issuances."""
        rows = list(IssuanceRow.query(_key(session), consistent_read=True))
        carried = (from_json(row.data, Carried) for row in rows if row.sk.startswith("carried#"))
        parked = (_parked(row) for row in rows if row.sk.startswith("parked#"))
        generation = next((int(row.generation or 1) for row in rows if row.sk == ROUND), 1)
        return Issuing(
            {each.candidate: each for each in carried}, {each.candidate: each for each in parked}, generation
        )

    def carried(self, session: str, candidate: str) -> Carried | None:
        """See ports.Issuances."""
        try:
            row = IssuanceRow.get(_key(session), f"carried#{candidate}", consistent_read=True)
        except DoesNotExist:
            return None
        return from_json(row.data, Carried)

    def add_carried(self, write: TransactWrite, session: str, carried: Carried, before: Carried | None) -> None:
        """See ports.Issuances."""
        row = IssuanceRow(_key(session), f"carried#{carried.candidate}", data=to_json(carried))
        unmoved = IssuanceRow.data == to_json(before) if before else IssuanceRow.pk.does_not_exist()
        write.save(row, condition=unmoved)
        write.delete(IssuanceRow(_key(session), f"parked#{carried.candidate}"))

    def settle(self, session: str, carried: Carried, before: Carried | None) -> bool:
        """See ports.Issuances."""
        try:
            with transaction(IssuanceRow) as write:
                self.add_carried(write, session, carried, before)
        except Refused:
            return False
        return True

    def told(self, session: str, carried: Carried, before: Carried) -> None:
        """See ports.Issuances."""
        after = replace(carried, told=True)
        try:
            with transaction(IssuanceRow) as write:
                self.add_carried(write, session, after, before)
        except Refused:
            return

    def park(self, session: str, candidate: str, reason: str, at: str) -> None:
        """See ports.Issuances."""
        row = IssuanceRow(_key(session), f"parked#{candidate}")
        row.update(actions=[IssuanceRow.data.set(reason), IssuanceRow.at.set(at), IssuanceRow.times.add(1)])

    def unpark(self, session: str) -> int:
        """See ports.Issuances."""
        found = self.of(session).parked
        for candidate in found:
            IssuanceRow(_key(session), f"parked#{candidate}").delete()
        return len(found)

    def open(self) -> Iterable[str]:
        """See ports.Issuances."""
        return [row.sk for row in IssuanceRow.query(OPEN, consistent_read=True)]

    def mark(self, session: str) -> str | None:
        """See ports.Issuances."""
        try:
            return IssuanceRow.get(OPEN, session, consistent_read=True).data or ""
        except DoesNotExist:
            return None

    def begin(self, session: str) -> str:
        """See ports.Issuances."""
        row = _asked(session)
        row.save()
        return row.data

    def add_begin(self, write: TransactWrite, session: str) -> None:
        """See ports.Issuances."""
        write.save(_asked(session))

    def end(self, session: str, mark: str) -> bool:
        """See ports.Issuances."""
        try:
            IssuanceRow(OPEN, session).delete(condition=IssuanceRow.pk.does_not_exist() | (IssuanceRow.data == mark))
        except DeleteError as error:
            if is_condition_failure(error):
                return False
            raise
        return True

    def add_unwritten(self, write: TransactWrite, certificate: str, number: int) -> None:
        """See ports.Issuances."""
        write.save(IssuanceRow(LETTERS, f"{certificate}#{number:04d}"))

    def unwritten(self) -> Iterable[tuple[str, int]]:
        """See ports.Issuances."""
        keys = [row.sk.rpartition("#") for row in IssuanceRow.query(LETTERS, consistent_read=True)]
        return [(certificate, int(number)) for certificate, _, number in keys]

    def written(self, certificate: str, number: int) -> None:
        """See ports.Issuances."""
        IssuanceRow(LETTERS, f"{certificate}#{number:04d}").delete()

    def next_generation(self, session: str, known: int) -> int | None:
        """See ports.Issuances."""
        same = IssuanceRow.generation == known
        if known == 1:
            same = same | IssuanceRow.generation.does_not_exist()
        try:
            IssuanceRow(_key(session), ROUND).update(actions=[IssuanceRow.generation.set(known + 1)], condition=same)
        except UpdateError as error:
            if is_condition_failure(error):
                return None
            raise
        return known + 1


class TableDrafts:
    """See ports.Drafts."""

    def freeze(self, certificate: Certificate, holder: Holder) -> bool:
        """See ports.Drafts."""
        pk = certificate_key(certificate.id)
        try:
            with transaction(CertificateRow) as write:
                write.save(CertificateRow(pk, "frozen", data=to_json(certificate)), condition=NEW)
                write.save(CertificateRow(pk, "holder", data=to_json(holder)), condition=NEW)
        except Refused:
            return False
        return True

    def frozen(self, certificate: str) -> Frozen | None:
        """See ports.Drafts."""
        rows = {row.sk: row.data for row in CertificateRow.query(certificate_key(certificate), consistent_read=True)}
        if "frozen" not in rows:
            return None
        files: dict[FileName, Filed] = {
            name: from_json(rows[f"file#{name}"], Filed) for name in FILE_NAMES if f"file#{name}" in rows
        }
        holder = from_json(rows["holder"], Holder) if "holder" in rows else None
        return Frozen(from_json(rows["frozen"], Certificate), holder, files)

    def documents(self, certificates: Collection[str]) -> Mapping[str, Filed]:
        """See ports.Drafts."""
        keys = [(certificate_key(each), "file#document") for each in certificates]
        rows = CertificateRow.batch_get(keys, consistent_read=True) if keys else ()
        return {id_in(row.pk): from_json(row.data, Filed) for row in rows}

    def file(self, certificate: str, name: FileName, filed: Filed) -> bool:
        """See ports.Drafts."""
        row = CertificateRow(certificate_key(certificate), f"file#{name}", data=to_json(filed))
        return stands(lambda: row.save(condition=NEW))

    def add_issued(self, write: TransactWrite, certificate: Certificate) -> None:
        """See ports.Drafts."""
        row = CertificateRow(certificate_key(certificate.id), "certificate", data=to_json(certificate))
        write.save(row, condition=NEW)


def _key(session: str) -> str:
    return f"issuance#{session}"


def _asked(session: str) -> IssuanceRow:
    return IssuanceRow(OPEN, session, data=secrets.token_hex(8))


def _parked(row: IssuanceRow) -> Parked:
    return Parked(candidate=row.sk.removeprefix("parked#"), reason=row.data, at=row.at or "", times=int(row.times or 1))
