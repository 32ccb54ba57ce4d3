"""Releases in DynamoDB: the only place of this room that knows keys.

release#<id>   meta                                    number of index parts, fingerprint of the source; written last
release#<id>   index#<part>                            the index, JSON, compressed, in parts below 400 KB
release#<id>   bank#<part>                             the ranked certification bank, the same way
release#<id>   body#<challenge>#<variant>#<language>   one question with its correction, JSON
current        <framework>                             the release that new assessments use
"""

import zlib
from collections.abc import Iterable

from pynamodb.attributes import BinaryAttribute, NumberAttribute, UnicodeAttribute
from pynamodb.exceptions import DoesNotExist, PutError

from chalicelib.content.service import BodyKey
from chalicelib.shared.tables import Limits, Row, is_condition_failure

PART_BYTES = 350_000


class ContentRow(Row):
    """One item of the `content` table."""

    class Meta(Limits):
        """Table settings; `bind` completes the name."""

        table_name = "content"

    data = UnicodeAttribute(null=True)  # body: JSON; pointer: release id; meta: fingerprint
    packed = BinaryAttribute(null=True, legacy_encoding=False)  # part of index or bank
    parts = NumberAttribute(null=True)  # meta


def _partition(release: str) -> str:
    return f"release#{release}"


def _body_key(challenge: str, variant: int, language: str) -> str:
    return f"body#{challenge}#{variant}#{language}"


class DynamoReleaseStore:
    """The port `ReleaseStore` on the content table."""

    def exists(self, release: str) -> bool:
        """One consistent read of the meta item."""
        return self._get(_partition(release), "meta", consistent=True) is not None

    def source(self, release: str) -> str | None:
        """One consistent read of the meta item."""
        meta = self._get(_partition(release), "meta", consistent=True)
        return meta.data if meta else None

    def put_bodies(self, release: str, bodies: Iterable[tuple[BodyKey, bytes]]) -> None:
        """Batches of 25; what the table refuses for load is sent again by pynamodb."""
        with ContentRow.batch_write() as batch:
            for key, body in bodies:
                batch.save(ContentRow(pk=_partition(release), sk=_body_key(*key), data=body.decode()))

    def seal(self, release: str, index: bytes, source: str) -> None:
        """Parts first, then the meta item that makes the release exist."""
        parts = self._put_parts(release, "index", index)
        ContentRow(pk=_partition(release), sk="meta", parts=parts, data=source).save()

    def put_bank(self, release: str, bank: bytes) -> None:
        """In parts, before `seal`: a release that exists has all of them."""
        self._put_parts(release, "bank", bank)

    def bank(self, release: str) -> bytes | None:
        """One consistent query."""
        return self._parts(release, "bank") or None

    def index(self, release: str) -> bytes | None:
        """One consistent read of the meta item, then one query."""
        meta = self._get(_partition(release), "meta", consistent=True)
        if meta is None:
            return None
        return self._parts(release, "index")

    def body(self, release: str, key: BodyKey) -> bytes | None:
        """One read; a release's bodies never change, so that an old copy is as good, if there is one."""
        at = (_partition(release), _body_key(*key))
        row = self._get(*at) or self._get(*at, consistent=True)
        return row.data.encode() if row else None

    def current(self, framework: str) -> str | None:
        """One consistent read."""
        row = self._get("current", framework, consistent=True)
        return row.data if row else None

    def point(self, framework: str, release: str, instead_of: str | None) -> bool:
        """One conditional write: of two publishers, one wins."""
        expected = ContentRow.data == instead_of if instead_of else ContentRow.pk.does_not_exist()
        try:
            ContentRow(pk="current", sk=framework, data=release).save(condition=expected)
        except PutError as error:
            if is_condition_failure(error):
                return False
            raise
        return True

    @staticmethod
    def _put_parts(release: str, name: str, document: bytes) -> int:
        packed = zlib.compress(document, 9)
        parts = [packed[start : start + PART_BYTES] for start in range(0, len(packed), PART_BYTES)]
        for number, part in enumerate(parts):
            ContentRow(pk=_partition(release), sk=f"{name}#{number:03d}", packed=part).save()
        return len(parts)

    @staticmethod
    def _parts(release: str, name: str) -> bytes:
        rows = ContentRow.query(_partition(release), ContentRow.sk.startswith(f"{name}#"), consistent_read=True)
        packed = b"".join(row.packed for row in rows)
        return zlib.decompress(packed) if packed else b""

    @staticmethod
    def _get(partition: str, key: str, consistent: bool = False) -> ContentRow | None:
        try:
            return ContentRow.get(partition, key, consistent_read=consistent)
        except DoesNotExist:
            return None
