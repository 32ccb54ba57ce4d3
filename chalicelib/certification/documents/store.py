"""Requests for documents in the certification table, with a marker while they are open.

document#<id>     job           the request; `status` and `generation` beside it, for conditions
open-documents    <id>          while it is not carried out
"""

from collections.abc import Iterator

from msgspec.structs import replace
from pynamodb.attributes import NumberAttribute, UnicodeAttribute
from pynamodb.exceptions import DoesNotExist, UpdateError
from pynamodb.expressions.update import Action

from chalicelib.certification.documents.model import DocumentJob
from chalicelib.certification.store.rows import Table, from_json, to_json
from chalicelib.shared.tables import Row, is_condition_failure
from chalicelib.shared.transactions import Refused, transaction

OPEN, JOB = "open-documents", "job"


class DocumentRow(Row):
    """One request, or the marker of one."""

    class Meta(Table):
        """The table, by its short name."""

    data = UnicodeAttribute(default="")
    status = UnicodeAttribute(default="requested")
    reason = UnicodeAttribute(default="")
    generation = NumberAttribute(default=1)
    expires_at = NumberAttribute(null=True)


DOCUMENT_MODELS = (DocumentRow,)


class TableDocumentJobs:
    """See ports.DocumentJobs."""

    def add(self, job: DocumentJob, forget_at: int) -> None:
        """One transaction: the request and its marker."""
        with transaction(DocumentRow) as write:
            write.save(DocumentRow(_key(job.id), JOB, data=to_json(job), expires_at=forget_at))
            write.save(DocumentRow(OPEN, job.id, expires_at=forget_at))

    def get(self, job: str) -> DocumentJob | None:
        """One consistent get."""
        try:
            row = DocumentRow.get(_key(job), JOB, consistent_read=True)
        except DoesNotExist:
            return None
        return replace(
            from_json(row.data, DocumentJob), status=row.status, reason=row.reason, generation=int(row.generation)
        )

    def open(self) -> Iterator[DocumentJob]:
        """A query of the markers, a get for each."""
        for marker in DocumentRow.query(OPEN, consistent_read=True):
            job = self.get(marker.sk)
            if job and job.status == "requested":
                yield job

    def next_generation(self, job: DocumentJob) -> DocumentJob | None:
        """One conditional update."""
        unchanged = (DocumentRow.generation == job.generation) & (DocumentRow.status == "requested")
        try:
            DocumentRow(_key(job.id), JOB).update(actions=[DocumentRow.generation.add(1)], condition=unchanged)
        except UpdateError as error:
            if is_condition_failure(error):
                return None
            raise
        return replace(job, generation=job.generation + 1)

    def end(self, job: DocumentJob, reason: str = "") -> bool:
        """One transaction: the status, and the marker away."""
        status = "failed" if reason else "done"
        ended: list[Action] = [DocumentRow.status.set(status), DocumentRow.reason.set(reason)]
        try:
            with transaction(DocumentRow) as write:
                write.update(DocumentRow(_key(job.id), JOB), actions=ended, condition=DocumentRow.status == "requested")
                write.delete(DocumentRow(OPEN, job.id))
        except Refused:
            return False
        return True


def _key(job: str) -> str:
    return f"document#{job}"
