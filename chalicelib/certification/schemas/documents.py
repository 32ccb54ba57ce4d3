"""What people of a centre send and receive about documents to print."""

from msgspec import Struct

from chalicelib.certification.documents.model import JobStatus, Kind, Language


class AskDocument(Struct, frozen=True, forbid_unknown_fields=True):
    """Which document, in which language."""

    kind: Kind
    language: Language = "fr"


class DocumentView(Struct, frozen=True):
    """A request for a document: `url` reads it for some minutes once it is done, `reason` says why it failed."""

    id: str
    kind: Kind
    language: Language
    status: JobStatus
    requested_at: str
    url: str | None
    reason: str | None
