"""Attempt logs, histories and remarks in DynamoDB: the only place of this room that knows keys.

attempt#<id>       00000, 00001, ...                    one entry each
learner#<id>       history#<competence>#<number>        one chapter each
feedback#<challenge>  <feedback id>                     one remark each, for the authors
learner#<id>       feedback#<challenge>#<feedback id>   the same remark, so that its author can have it and take it back
"""

import math
from collections.abc import Sequence
from datetime import datetime

import msgspec
from pynamodb.attributes import NumberAttribute, UnicodeAttribute
from pynamodb.exceptions import PutError

from chalicelib.assessment.model import Attempt, Begun, Chapter, Closed, Entry, without_texts
from chalicelib.shared.tables import Limits, Row, is_condition_failure
from chalicelib.shared.transactions import Refused, transaction


class LearningRow(Row):
    """One item of the `learning` table; `data` is JSON."""

    class Meta(Limits):
        """Table settings; `bind` completes the name."""

        table_name = "learning"

    data = UnicodeAttribute()
    expires_at = NumberAttribute(null=True)  # seconds since 1970, of what a visitor without an account left


_entries = msgspec.json.Decoder(Entry)
_chapters = msgspec.json.Decoder(Chapter)


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode()


def _put_new(row: LearningRow) -> bool:
    try:
        row.save(condition=LearningRow.pk.does_not_exist())
    except PutError as error:
        if is_condition_failure(error):
            return False
        raise
    return True


def _put_both_new(*rows: LearningRow) -> bool:
    try:
        with transaction(LearningRow) as write:
            for row in rows:
                write.save(row, condition=LearningRow.pk.does_not_exist())
    except Refused:
        return False
    return True


def _entry_row(attempt: str, position: int, entry: Entry) -> LearningRow:
    return LearningRow(pk=f"attempt#{attempt}", sk=f"{position:05d}", data=_json(entry))


def _seconds(until: datetime | None) -> int | None:
    return math.ceil(until.timestamp()) if until else None


def _chapter_row(learner: str, chapter: Chapter) -> LearningRow:
    key = f"history#{chapter.competence}#{chapter.number:05d}"
    return LearningRow(pk=f"learner#{learner}", sk=key, data=_json(chapter))


class DynamoAttemptLog:
    """The port `AttemptLog` on the learning table."""

    def read(self, attempt: str) -> Sequence[Entry]:
        """One consistent query of the attempt's partition."""
        rows = LearningRow.query(f"attempt#{attempt}", consistent_read=True)
        return [_entries.decode(row.data) for row in rows]

    def append(self, attempt: str, position: int, entry: Entry, until: datetime | None = None) -> bool:
        """One conditional write: of two writers for a position, one wins."""
        row = _entry_row(attempt, position, entry)
        row.expires_at = _seconds(until)
        return _put_new(row)

    def begin(self, attempt: str, begun: Begun, chapter: Chapter) -> bool:
        """One transaction, so that no history points to a log that is not there."""
        return _put_both_new(_entry_row(attempt, 0, begun), _chapter_row(begun.learner, chapter))

    def add_reset(self, learner: str, chapter: Chapter, running: Attempt | None) -> bool:
        """One conditional write, or a transaction of two."""
        if running is None:
            return _put_new(_chapter_row(learner, chapter))
        return _put_both_new(
            _chapter_row(learner, chapter), _entry_row(running.id, running.length, Closed(at=chapter.at))
        )

    def forget_texts(self, attempt: str) -> None:
        """One write per typed answer; what is blank already is left alone."""
        for row in LearningRow.query(f"attempt#{attempt}", consistent_read=True):
            entry = _entries.decode(row.data)
            bare = without_texts(entry)
            if bare is not entry:
                row.data = _json(bare)
                row.save()

    def history(self, learner: str, competence: str | None = None) -> Sequence[Chapter]:
        """One consistent query by prefix."""
        prefix = f"history#{competence}#" if competence else "history#"
        rows = LearningRow.query(f"learner#{learner}", LearningRow.sk.startswith(prefix), consistent_read=True)
        return [_chapters.decode(row.data) for row in rows]


class DynamoFeedbackBox:
    """The port `FeedbackBox` on the learning table."""

    def put(
        self,
        learner: str,
        challenge: str,
        feedback_id: str,
        remark: dict[str, object],
        until: datetime | None = None,
    ) -> None:
        """One transaction of two conditional writes; a repeated remark is already there."""
        known = {"data": _json(remark), "expires_at": _seconds(until)}
        _put_both_new(
            LearningRow(pk=f"feedback#{challenge}", sk=feedback_id, **known),
            LearningRow(pk=f"learner#{learner}", sk=f"feedback#{challenge}#{feedback_id}", **known),
        )

    def by(self, learner: str) -> Sequence[dict[str, object]]:
        """One consistent query by prefix."""
        return [{"question": row.sk.split("#")[1], **msgspec.json.decode(row.data)} for row in self._own(learner)]

    def forget(self, learner: str) -> None:
        """The authors' copy first, so that an interrupted run finds the rest again."""
        for row in self._own(learner):
            _, challenge, feedback_id = row.sk.split("#")
            LearningRow(pk=f"feedback#{challenge}", sk=feedback_id, data="").delete()
            row.delete()

    def _own(self, learner: str) -> list[LearningRow]:
        prefix = LearningRow.sk.startswith("feedback#")
        return list(LearningRow.query(f"learner#{learner}", prefix, consistent_read=True))
