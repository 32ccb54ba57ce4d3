"""A request for a document of a session; a workflow carries it out."""

from typing import Literal

from msgspec import Struct

Kind = Literal["attendance", "kit"]
Language = Literal["fr", "en"]
JobStatus = Literal["requested", "done", "failed"]


class DocumentJob(Struct, frozen=True, kw_only=True):
    """One request; `generation` numbers the executions started for it, `reason` says why it failed."""

    id: str
    session: str
    kind: Kind
    language: Language
    requested_by: str
    requested_at: str
    generation: int = 1
    status: JobStatus = "requested"
    reason: str = ""

    @property
    def execution(self) -> str:
        """The name of its present execution: a closed name cannot be used again for 90 days."""
        return f"{self.id}-{self.generation}"

    @property
    def key(self) -> str:
        """Where the document is kept."""
        return f"papers/{self.session}/{self.id}.pdf"
