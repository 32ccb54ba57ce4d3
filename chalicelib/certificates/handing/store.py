"""Links to results in the certification table.

results#<session>    link#<id>    one link
"""

from collections.abc import Sequence

from msgspec.structs import replace
from pynamodb.attributes import UnicodeAttribute
from pynamodb.exceptions import DoesNotExist, UpdateError

from chalicelib.certificates.handing.model import ResultsLink
from chalicelib.certificates.store.rows import from_json, stands, to_json
from chalicelib.shared.tables import Limits, Row, is_condition_failure


class ResultsRow(Row):
    """One link; `revoked_at` beside it, because it comes later."""

    class Meta(Limits):
        """The table, by its short name."""

        table_name = "certification"

    data = UnicodeAttribute()
    revoked_at = UnicodeAttribute(null=True)


HANDING_MODELS = (ResultsRow,)


class TableResultsLinks:
    """See ports.ResultsLinks."""

    def add(self, link: ResultsLink) -> bool:
        """See ports.ResultsLinks."""
        row = ResultsRow(_key(link.session), f"link#{link.id}", data=to_json(link))
        return stands(lambda: row.save(condition=ResultsRow.pk.does_not_exist()))

    def get(self, session: str, link: str) -> ResultsLink | None:
        """See ports.ResultsLinks."""
        try:
            return _read(ResultsRow.get(_key(session), f"link#{link}", consistent_read=True))
        except DoesNotExist:
            return None

    def of(self, session: str) -> Sequence[ResultsLink]:
        """See ports.ResultsLinks."""
        return [_read(row) for row in ResultsRow.query(_key(session), consistent_read=True)]

    def revoke(self, session: str, link: str, at: str) -> bool:
        """See ports.ResultsLinks."""
        row = ResultsRow(_key(session), f"link#{link}")
        standing = ResultsRow.pk.exists() & ResultsRow.revoked_at.does_not_exist()
        try:
            row.update(actions=[ResultsRow.revoked_at.set(at)], condition=standing)
        except UpdateError as error:
            if is_condition_failure(error):
                return False
            raise
        return True


def _key(session: str) -> str:
    return f"results#{session}"


def _read(row: ResultsRow) -> ResultsLink:
    return replace(from_json(row.data, ResultsLink), revoked_at=row.revoked_at or "")
