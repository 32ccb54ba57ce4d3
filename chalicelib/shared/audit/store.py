"""The trail in the certification table.

audit#<chain>          head, 0000001, ...   where a chain stands, and its entries
audit-chains#<shard>   <chain>              that there is such a chain
audit-anchors          <day>                a signed anchor
"""

import hashlib
import random
import time
from collections.abc import Callable, Iterator, Mapping

from pynamodb.attributes import NumberAttribute, UnicodeAttribute
from pynamodb.exceptions import DoesNotExist
from pynamodb.transactions import TransactWrite

from chalicelib.shared.audit import model
from chalicelib.shared.audit.model import Details, Entry, Head
from chalicelib.shared.clock import Clock, iso
from chalicelib.shared.errors import Busy
from chalicelib.shared.tables import Limits, Row
from chalicelib.shared.transactions import Refused, transaction

HEAD, SHARDS = "head", 16
ROUNDS = 64  # times that an entry is tried again after another one came first
LOOKS = 5  # times that a chain is read again that grew meanwhile
LONGEST_PAUSE = 0.02  # seconds between two rounds, drawn: writers in step would meet again

Alongside = Callable[[TransactWrite], None]


class _Certification(Limits):
    table_name = "certification"


class EntryRow(Row):
    """One entry of a chain, as canonical JSON."""

    class Meta(_Certification):
        """The table, by its short name."""

    data = UnicodeAttribute()


class HeadRow(Row):
    """The last entry of a chain."""

    class Meta(_Certification):
        """The table, by its short name."""

    number = NumberAttribute()
    hash = UnicodeAttribute()


class ChainRow(Row):
    """That a chain exists: how heads are found without a scan."""

    class Meta(_Certification):
        """The table, by its short name."""

    began_at = UnicodeAttribute()


class AnchorRow(Row):
    """The header of one day's anchor, and its signature."""

    class Meta(_Certification):
        """The table, by its short name."""

    data = UnicodeAttribute()
    signature = UnicodeAttribute()


AUDIT_MODELS = (EntryRow, HeadRow, ChainRow, AnchorRow)


class Trail:
    """Writes acts, each in one transaction with what it says was done."""

    def __init__(self, clock: Clock, pause: Callable[[float], None] = time.sleep) -> None:
        self._clock, self._pause = clock, pause

    def write(
        self,
        chain: str,
        act: str,
        actor: str,
        subject: str,
        details: Details | None = None,
        alongside: Alongside | None = None,
    ) -> Entry:
        """The entry, once it stands together with everything that `alongside` adds to the transaction.

        `alongside` is called once for each try. Refused: a condition that it added was not met, and nothing was
        written. Busy: others came first each time. AuditError: the entry could identify somebody.
        """
        for _ in range(ROUNDS):
            head = self.head(chain)
            entry = model.follow(head, iso(self._clock()), act, actor, subject, details or {})
            try:
                self._append(head, entry, alongside)
            except Busy:
                self._pause(random.uniform(0, LONGEST_PAUSE))  # noqa: S311 - no secret: who tries first
            except Refused:
                if self.head(chain) == head:  # the chain did not move: it was the caller's own condition
                    raise
                self._pause(random.uniform(0, LONGEST_PAUSE))  # noqa: S311 - as above
            else:
                return entry
        raise Busy("Too much is written into one trail at once.")

    def _append(self, head: Head, entry: Entry, alongside: Alongside | None) -> None:
        with transaction(EntryRow) as write:
            row = EntryRow(_pk(entry.chain), _place(entry.number), data=model.encode(entry))
            write.save(row, condition=EntryRow.pk.does_not_exist())
            moved = HeadRow(_pk(entry.chain), HEAD, number=entry.number, hash=entry.hash)
            unmoved = HeadRow.hash == head.hash if head.number else HeadRow.pk.does_not_exist()
            write.save(moved, condition=unmoved)
            if not head.number:
                write.save(ChainRow(_shard_of(entry.chain), entry.chain, began_at=entry.at))
            if alongside:
                alongside(write)

    def head(self, chain: str) -> Head:
        """Where a chain stands (consistent)."""
        empty = model.start(chain)
        try:
            row = HeadRow.get(_pk(chain), HEAD, consistent_read=True)
        except DoesNotExist:
            return empty
        return Head(chain, int(row.number), row.hash)

    def stored(self, chain: str) -> Iterator[tuple[int, str]]:
        """The number and the text of each entry, in order (consistent)."""
        rows = EntryRow.query(_pk(chain), EntryRow.sk < HEAD, consistent_read=True)
        for row in rows:
            yield int(row.sk), row.data

    def entries(self, chain: str) -> Iterator[Entry]:
        """The entries, in order (consistent); what is wrong with them is `model.flaw`'s to say."""
        return (model.decode(text) for _, text in self.stored(chain))

    def chains(self) -> Iterator[str]:
        """Every chain, without a scan (consistent)."""
        for shard in range(SHARDS):
            yield from (row.sk for row in ChainRow.query(_shard(shard), consistent_read=True))

    def listed(self, chain: str) -> bool:
        """Whether the list of chains names this one (consistent): its first entry wrote that."""
        return any(True for _ in ChainRow.query(_shard_of(chain), ChainRow.sk == chain, consistent_read=True))

    def knows(self, chain: str) -> bool:
        """Whether anything is there of a chain: its head, its place in the list, or an entry."""
        if not model.CHAIN.fullmatch(chain):
            return False
        return self.head(chain).number > 0 or self.listed(chain) or any(True for _ in self.stored(chain))

    def heads(self) -> Iterator[Head]:
        """The head of every chain; not of one moment: each is as new as its reading."""
        for shard in range(SHARDS):
            names = [row.sk for row in ChainRow.query(_shard(shard), consistent_read=True)]
            found = HeadRow.batch_get([(_pk(name), HEAD) for name in names], consistent_read=True)
            heads = {row.pk: Head(_chain(row.pk), int(row.number), row.hash) for row in found}
            yield from (heads.get(_pk(name), model.start(name)) for name in names)

    def flaw(self, chain: str, pinned: Mapping[int, str]) -> model.Flaw | None:
        """The first thing wrong with a chain, recomputed from its entries."""
        for _ in range(LOOKS):
            head, known, listed = self._look(chain)
            if head == self.head(chain):
                found = model.flaw(chain, known, head if head.number else None, pinned)
                return found or model.unlisted(chain, len(known), listed)
        head, known, _ = self._look(chain)
        upto = max(head.number, *pinned, 0)  # it never stands still: judge what stood when the head was read
        return model.flaw(chain, [(number, text) for number, text in known if number <= upto], head, pinned)

    def _look(self, chain: str) -> tuple[Head, list[tuple[int, str]], bool]:
        return self.head(chain), list(self.stored(chain)), self.listed(chain)


def _pk(chain: str) -> str:
    return f"audit#{chain}"


def _chain(pk: str) -> str:
    return pk.removeprefix("audit#")


def _place(number: int) -> str:
    return f"{number:07d}"


def _shard(number: int) -> str:
    return f"audit-chains#{number:02d}"


def _shard_of(chain: str) -> str:
    return _shard(hashlib.sha256(chain.encode()).digest()[0] % SHARDS)
