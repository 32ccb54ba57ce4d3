"""What the use cases of session documents need beside those of certification."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from chalicelib.certification.documents.model import DocumentJob
from chalicelib.certification.ports import CertificationPorts


class DocumentJobs(Protocol):
    """Requests for documents; they are forgotten after some days."""

    def add(self, job: DocumentJob, forget_at: int) -> None:
        """Store a request, and that it is open; `forget_at` in seconds since 1970."""
        ...

    def get(self, job: str) -> DocumentJob | None:
        """As of now (consistent)."""
        ...

    def open(self) -> Iterator[DocumentJob]:
        """Requests that were not carried out yet."""
        ...

    def next_generation(self, job: DocumentJob) -> DocumentJob | None:
        """The request under its next generation; None when another was quicker, or it is carried out."""
        ...

    def end(self, job: DocumentJob, reason: str = "") -> bool:
        """Record the end: done, or failed for a reason; False when an end stands already."""
        ...


@dataclass(frozen=True, slots=True)
class DocumentPorts:
    """Everything that the use cases need."""

    certification: CertificationPorts
    jobs: DocumentJobs
