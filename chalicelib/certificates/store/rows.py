"""The items of certificates in the certification table; only workflow functions may write them.

certificate#<id>      certificate              the facts, written once
certificate#<id>      holder                   who it was issued to, erasable
certificate#<id>      code                     its reserved verification code
certificate#<id>      place                    its reserved place in the status lists
certificate#<id>      status#<number>          each change of status, in order
code#<code>           code                     the id behind a code
statuslist#<number>   index#<index>            which certificate stands there
statuslist#<number>   set#<purpose>#<index>    a bit that is set
statuslist#<number>   published#<purpose>      the signed list
statuslist#all        <number>                 the lists that were opened
statuslist#issuer     key#<multikey>           a key that signs or signed credentials
finding#<hash>        <id>                     how a certificate is found (finding/store.py)
"""

from collections.abc import Callable
from typing import TypeVar

import msgspec
from pynamodb.attributes import NumberAttribute, UnicodeAttribute
from pynamodb.exceptions import DoesNotExist, PutError

from chalicelib.shared.tables import Limits, Row, is_condition_failure

T = TypeVar("T")


class CertificateRow(Row):
    """One item; `data` is JSON or an id."""

    class Meta(Limits):
        """The table, by its short name."""

        table_name = "certification"

    data = UnicodeAttribute(default="")
    expires_at = NumberAttribute(null=True)  # seconds since 1970, of the trace of a search alone


class PublishedRow(Row):
    """A signed list; `version` orders its publications."""

    class Meta(Limits):
        """The table, by its short name."""

        table_name = "certification"

    data = UnicodeAttribute()
    version = NumberAttribute()


CERTIFICATE_MODELS = (CertificateRow, PublishedRow)


def certificate_key(certificate: str) -> str:
    """The partition of one certificate."""
    return f"certificate#{certificate}"


def id_in(key: str) -> str:
    """The certificate of such a partition."""
    return key.removeprefix(certificate_key(""))


def code_key(code: str) -> str:
    """The partition of one code."""
    return f"code#{code}"


def finding_key(hashed: str) -> str:
    """The partition of what is filed under one keyed hash."""
    return f"finding#{hashed}"


def list_key(number: int) -> str:
    """The partition of one pair of lists."""
    return f"statuslist#{number:04d}"


def to_json(value: object) -> str:
    """What `data` holds of a value."""
    return msgspec.json.encode(value).decode()


def from_json(text: str, kind: type[T]) -> T:
    """The value that `to_json` wrote."""
    return msgspec.json.decode(text, type=kind)


def read(pk: str, sk: str) -> str | None:
    """What an item holds (consistent)."""
    try:
        return CertificateRow.get(pk, sk, consistent_read=True).data
    except DoesNotExist:
        return None


def filed_under(certificate: str) -> tuple[str, ...]:
    """The hashes that a certificate is filed under (consistent)."""
    return from_json(read(certificate_key(certificate), "findable") or "[]", tuple[str, ...])


def stands(save: Callable[[], object]) -> bool:
    """Whether a conditional put was accepted."""
    try:
        save()
    except PutError as error:
        if is_condition_failure(error):
            return False
        raise
    return True
