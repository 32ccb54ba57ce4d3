"""Previews of files, in the ephemeral table: people's data that nobody confirmed leaves by itself, backups included.

import/<id>    preview      whose it is, until when, how many parts; written last, so that it vouches for the parts
import/<id>    part#00      the groups as JSON, compressed, cut to what an item can hold
"""

import base64
import zlib
from collections.abc import Sequence

import msgspec
from msgspec.structs import replace
from pynamodb.attributes import NumberAttribute, UnicodeAttribute

from chalicelib.certification.import_plan import Group, Preview
from chalicelib.shared.clock import parse
from chalicelib.shared.tables import Limits, Row

PART = 300_000  # characters; an item can hold 400 KB
HEAD = "preview"


class ImportRow(Row):
    """One item of a preview."""

    class Meta(Limits):
        """The table, by its short name."""

        table_name = "ephemeral"

    data = UnicodeAttribute()
    parts = NumberAttribute(default=0)
    expires_at = NumberAttribute()


class TableImports:
    """See ports.imports.Imports."""

    def keep(self, preview: Preview) -> None:
        """See ports.imports.Imports."""
        packed = base64.b85encode(zlib.compress(msgspec.json.encode(preview.groups))).decode()
        texts = [packed[start : start + PART] for start in range(0, len(packed), PART)]
        for number, text in enumerate(texts):
            _row(preview, _part(number), text).save()
        _row(preview, HEAD, _head(preview), len(texts)).save()

    def get(self, preview: str) -> Preview | None:
        """See ports.imports.Imports."""
        rows = {row.sk: row for row in ImportRow.query(_key(preview), consistent_read=True)}
        if HEAD not in rows:
            return None
        head = msgspec.json.decode(rows[HEAD].data, type=Preview)
        if head.confirmed:
            return head
        names = [_part(number) for number in range(int(rows[HEAD].parts))]
        if any(name not in rows for name in names):  # the time to live takes items one by one
            return None
        packed = "".join(rows[name].data for name in names)
        groups = msgspec.json.decode(zlib.decompress(base64.b85decode(packed)), type=tuple[Group, ...])
        return replace(head, groups=groups)

    def confirmed(self, preview: Preview, sessions: Sequence[str]) -> None:
        """See ports.imports.Imports."""
        _row(preview, HEAD, _head(replace(preview, confirmed=tuple(sessions)))).save()
        for row in ImportRow.query(_key(preview.id), ImportRow.sk.startswith("part#"), consistent_read=True):
            row.delete()


def _head(preview: Preview) -> str:
    return msgspec.json.encode(replace(preview, groups=())).decode()


def _row(preview: Preview, sk: str, data: str, parts: int = 0) -> ImportRow:
    until = int(parse(preview.expires_at).timestamp())
    return ImportRow(_key(preview.id), sk, data=data, parts=parts, expires_at=until)


def _key(preview: str) -> str:
    return f"import/{preview}"


def _part(number: int) -> str:
    return f"part#{number:02d}"
