"""Results of tests: written by workflow functions only, never by the API's.

result#<candidate>   00001, 00002, ...   one scoring each, written once
"""

from collections.abc import Sequence

from chalicelib.certification.notes import Note
from chalicelib.certification.scoring import Scored
from chalicelib.certification.store.rows import CertificationRow, from_json, is_new, noted, to_json
from chalicelib.shared.audit import Trail


class TableResults:
    """See ports.Results."""

    def __init__(self, trail: Trail) -> None:
        self._trail = trail

    def of(self, test: str) -> Sequence[Scored]:
        """One consistent query."""
        return [from_json(row.data, Scored) for row in CertificationRow.query(_key(test), consistent_read=True)]

    def append(self, session: str, test: str, scored: Scored) -> bool:
        """One transaction with the note, under the condition that the place is free."""
        row = CertificationRow(_key(test), f"{scored.number:05d}", data=to_json(scored))
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
    return f"result#{test}"
