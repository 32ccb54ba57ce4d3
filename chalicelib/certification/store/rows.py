"""The items of certification: what each row has in common, and facts, which every family writes.

A store module declares its own rows: `class MyRow(CertificationRow)` with `class Meta(Table)` of its own (a Meta may
not be inherited: `shared.tables.bind` completes its name once), and the attributes that its conditions need.
"""

from collections.abc import Callable
from typing import TypeVar

import msgspec
from pynamodb.attributes import UnicodeAttribute
from pynamodb.expressions.condition import Condition
from pynamodb.transactions import TransactWrite

from chalicelib.certification.model import Fact
from chalicelib.certification.notes import Note
from chalicelib.shared.audit import Refused, Trail
from chalicelib.shared.tables import Limits, Row

T = TypeVar("T")


class Table(Limits):
    """The one table of certification, jury and certificates, by its short name."""

    table_name = "certification"


class CertificationRow(Row):
    """One item; `data` is JSON. Attributes beside it exist only because a condition needs them."""

    class Meta(Table):
        """The table, by its short name."""

    data = UnicodeAttribute(default="")


def to_json(value: object) -> str:
    """What `data` holds of a value."""
    return msgspec.json.encode(value).decode()


def from_json(text: str, kind: type[T]) -> T:
    """The value that `to_json` wrote."""
    return msgspec.json.decode(text, type=kind)


def noted(trail: Trail, note: Note, alongside: Callable[[TransactWrite], None]) -> bool:
    """Write a change and its note in the trail, both or neither; False when a condition of the change is not met."""
    try:
        trail.write(note.chain, note.act, note.actor, note.subject, note.details, alongside)
    except Refused:
        return False
    return True


def session_key(session: str) -> str:
    """The partition of one session."""
    return f"session#{session}"


def fact_row(session: str, name: str, fact: Fact) -> CertificationRow:
    """The item of a fact; save it with `condition=is_new()`, alone or inside a transaction."""
    return CertificationRow(session_key(session), f"fact#{name}", data=to_json(fact))


def is_new() -> Condition:
    """The condition under which an item is written only once: nothing stands under its key yet."""
    return CertificationRow.pk.does_not_exist()


def check_absent(write: TransactWrite, session: str, *facts: str) -> None:
    """Add to a transaction: only while none of these facts stands."""
    for name in facts:
        write.condition_check(CertificationRow, session_key(session), f"fact#{name}", condition=is_new())
