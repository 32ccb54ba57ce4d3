"""Requests for export and erasure in the accounts table, with a marker while they are open."""

from collections.abc import Iterator
from dataclasses import replace

from pynamodb.exceptions import DoesNotExist, UpdateError
from pynamodb.expressions.update import Action

from chalicelib.accounts.model import Job
from chalicelib.accounts.store.people import person_key
from chalicelib.accounts.store.rows import JobRow, OpenJobRow, PersonRow, Refused, transaction
from chalicelib.shared.tables import is_condition_failure

OPEN = "jobs"


class TableJobs:
    """See ports.Jobs."""

    def add(self, job: Job) -> bool:
        """See ports.Jobs."""
        close: list[Action] = [PersonRow.status.set("closing"), PersonRow.erasure.set(job.id), PersonRow.epoch.add(1)]
        # an export changes nothing, and is refused once the account closes
        note: list[Action] = [PersonRow.status.set("active")]
        try:
            with transaction() as write:
                write.save(_row(job), condition=JobRow.pk.does_not_exist())
                write.save(OpenJobRow(OPEN, f"open/{job.id}", person=job.person))
                write.update(
                    PersonRow(person_key(job.person), "person"),
                    actions=close if job.kind == "erasure" else note,
                    condition=PersonRow.status == "active",
                )
        except Refused:
            return False
        return True

    def get(self, person: str, job: str) -> Job | None:
        """See ports.Jobs."""
        try:
            return _job(JobRow.get(person_key(person), f"job/{job}", consistent_read=True))
        except DoesNotExist:
            return None

    def of(self, person: str) -> Iterator[Job]:
        """See ports.Jobs."""
        return map(_job, JobRow.query(person_key(person), JobRow.sk.startswith("job/"), consistent_read=True))

    def open(self) -> Iterator[Job]:
        """See ports.Jobs."""
        for marker in OpenJobRow.query(OPEN, OpenJobRow.sk.startswith("open/"), consistent_read=True):
            job = self.get(marker.person, marker.sk.removeprefix("open/"))
            if job and job.status == "requested":
                yield job

    def next_generation(self, job: Job) -> Job | None:
        """See ports.Jobs."""
        row = JobRow(person_key(job.person), f"job/{job.id}")
        unchanged = (JobRow.generation == job.generation) & (JobRow.status == "requested")
        try:
            row.update(actions=[JobRow.generation.add(1)], condition=unchanged)
        except UpdateError as error:
            if is_condition_failure(error):
                return None
            raise
        return replace(job, generation=job.generation + 1)

    def done(self, job: Job, at: str) -> bool:
        """See ports.Jobs."""
        row = JobRow(person_key(job.person), f"job/{job.id}")
        ended: list[Action] = [JobRow.status.set("done"), JobRow.done_at.set(at)]
        try:
            with transaction() as write:
                write.update(row, actions=ended, condition=JobRow.status == "requested")
                write.delete(OpenJobRow(OPEN, f"open/{job.id}"))
        except Refused:
            return False
        return True


def _row(job: Job) -> JobRow:
    return JobRow(
        person_key(job.person),
        f"job/{job.id}",
        kind=job.kind,
        status=job.status,
        generation=job.generation,
        requested_at=job.requested_at,
    )


def _job(row: JobRow) -> Job:
    return Job(
        id=row.sk.removeprefix("job/"),
        person=row.pk.removeprefix("person/"),
        kind=row.kind,  # type: ignore[arg-type]
        requested_at=row.requested_at,
        generation=int(row.generation),
        status=row.status,  # type: ignore[arg-type]
        done_at=row.done_at or "",
    )
