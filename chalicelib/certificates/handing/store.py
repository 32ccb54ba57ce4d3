"""What is handed over, in the certification table.

results#<session>    link#<id>    one link
results#<session>    files        when the files were made, and of how much
certificate#<id>     forgotten    that its holder was, by whom and why
"""

from collections.abc import Sequence
from contextlib import suppress

from msgspec import Struct
from msgspec.structs import replace
from pynamodb.attributes import NumberAttribute, UnicodeAttribute
from pynamodb.exceptions import DoesNotExist, UpdateError
from pynamodb.transactions import TransactWrite

from chalicelib.certificates.handing.model import FIRST, Files, ResultsLink
from chalicelib.certificates.store.rows import CertificateRow, certificate_key, from_json, stands, to_json
from chalicelib.shared.tables import Limits, Row, is_condition_failure

FILES = "files"


class ResultsRow(Row):
    """One link, or the files; beside a link what comes later: that it was opened, that it was revoked."""

    class Meta(Limits):
        """The table, by its short name."""

        table_name = "certification"

    data = UnicodeAttribute()
    revoked_at = UnicodeAttribute(null=True)
    opened = NumberAttribute(null=True)
    last_opened_at = UnicodeAttribute(null=True)
    expires_at = NumberAttribute(null=True)  # seconds since 1970, of a member's link


HANDING_MODELS = (ResultsRow,)


class TableHanded:
    """See ports.Handed."""

    def add(self, link: ResultsLink, forget_at: int | None = None) -> bool:
        """See ports.Handed."""
        row = ResultsRow(_key(link.session), f"link#{link.id}", data=to_json(link), expires_at=forget_at)
        return stands(lambda: row.save(condition=ResultsRow.pk.does_not_exist()))

    def get(self, session: str, link: str) -> ResultsLink | None:
        """See ports.Handed."""
        try:
            return _read(ResultsRow.get(_key(session), f"link#{link}", consistent_read=True))
        except DoesNotExist:
            return None

    def of(self, session: str) -> Sequence[ResultsLink]:
        """See ports.Handed."""
        rows = ResultsRow.query(_key(session), ResultsRow.sk.startswith("link#"), consistent_read=True)
        return sorted(map(_read, rows), key=lambda link: (link.id != FIRST, link.created_at, link.id))

    def revoke(self, session: str, link: str, at: str) -> bool:
        """See ports.Handed."""
        row = ResultsRow(_key(session), f"link#{link}")
        standing = ResultsRow.pk.exists() & ResultsRow.revoked_at.does_not_exist()
        try:
            row.update(actions=[ResultsRow.revoked_at.set(at)], condition=standing)
        except UpdateError as error:
            if is_condition_failure(error):
                return False
            raise
        return True

    def opened(self, session: str, link: str, at: str) -> None:
        """See ports.Handed."""
        counted = [ResultsRow.opened.add(1), ResultsRow.last_opened_at.set(at)]
        with suppress(UpdateError):
            ResultsRow(_key(session), f"link#{link}").update(actions=counted, condition=ResultsRow.pk.exists())

    def files(self, session: str) -> Files | None:
        """See ports.Handed."""
        try:
            return from_json(ResultsRow.get(_key(session), FILES, consistent_read=True).data, Files)
        except DoesNotExist:
            return None

    def made(self, session: str, files: Files) -> None:
        """See ports.Handed."""
        ResultsRow(_key(session), FILES, data=to_json(files)).save()

    def unmade(self, session: str) -> None:
        """See ports.Handed."""
        ResultsRow(_key(session), FILES).delete()

    def add_forgotten(self, write: TransactWrite, certificate: str, forgotten: Struct) -> None:
        """See ports.Handed."""
        row = CertificateRow(certificate_key(certificate), "forgotten", data=to_json(forgotten))
        write.save(row, condition=CertificateRow.pk.does_not_exist())


def _key(session: str) -> str:
    return f"results#{session}"


def _read(row: ResultsRow) -> ResultsLink:
    return replace(
        from_json(row.data, ResultsLink),
        revoked_at=row.revoked_at or "",
        opened=int(row.opened or 0),
        last_opened_at=row.last_opened_at or "",
    )
