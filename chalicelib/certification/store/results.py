"""Results of tests: written by workflow functions only, never by the API's.

result#<candidate>   00001, 00002, ...   one scoring each, written once
"""

from collections.abc import Collection, Mapping, Sequence

from chalicelib.certification.notes import Note
from chalicelib.certification.scoring import Scored
from chalicelib.certification.store.rows import CertificationRow, from_json, is_new, noted, to_json
from chalicelib.shared.audit import Trail

PREFIX = "result#"


class TableResults:
    """See ports.Results."""

    def __init__(self, trail: Trail) -> None:
        self._trail = trail

    def of(self, test: str) -> Sequence[Scored]:
        """One consistent query."""
        return [from_json(row.data, Scored) for row in CertificationRow.query(_key(test), consistent_read=True)]

    def some(self, numbers: Mapping[str, Collection[int]]) -> Mapping[str, Sequence[Scored]]:
        """Consistent batches of a hundred gets."""
        keys = [(_key(test), _place(number)) for test, wanted in numbers.items() for number in sorted(set(wanted))]
        rows = CertificationRow.batch_get(keys, consistent_read=True) if keys else ()
        found: dict[str, list[Scored]] = {}
        for row in sorted(rows, key=lambda row: row.sk):
            found.setdefault(row.pk.removeprefix(PREFIX), []).append(from_json(row.data, Scored))
        return found

    def append(self, session: str, test: str, scored: Scored) -> bool:
        """One transaction with the note, under the condition that the place is free."""
        row = CertificationRow(_key(test), _place(scored.number), data=to_json(scored))
        return noted(self._trail, _note(session, test, scored), lambda write: write.save(row, condition=is_new()))


def _note(session: str, test: str, scored: Scored) -> Note:
    """`scored` holds the head of the log: with the trail anchored, the log can be changed no more."""
    details: dict[str, str | int] = {
        "result": scored.number,
        "engine": scored.engine,
        "ending": scored.ending.value,
        "left_out": len(scored.left_out),
        "status": scored.result.status.value,
        "log": scored.log_head,
    }
    return Note(chain=session, act="scored", actor=scored.author, subject=test, details=details)


def _key(test: str) -> str:
    return f"{PREFIX}{test}"


def _place(number: int) -> str:
    return f"{number:05d}"
