"""What members of a centre are told of a session's results (JSON, snake_case)."""

from typing import Literal

from msgspec import Struct

from chalicelib.certificates.handing.model import FileKind, State


class CandidateResult(Struct, frozen=True, kw_only=True):
    """Who took the test, and what was decided. `reviewed`: the jury looks at it again; until then this holds.

    `certificate`: how it stands, `making` while a new one follows, `stuck` when it could not be made by itself, null
    when there is none. `pix`: null of a cancelled test.
    """

    candidate: str
    first_name: str
    last_name: str
    external_id: str
    status: Literal["validated", "rejected", "cancelled"]
    pix: int | None
    comment: str
    reviewed: bool
    certificate: Literal["making", "stuck", "valid", "suspended", "revoked"] | None


class ResultsFiles(Struct, frozen=True, kw_only=True):
    """When the table and the archive were made, and how many certificates are in it: without any there is no archive.

    `making`: they are being made, or made anew; `missing`: nobody is at it, and a member may ask. Null: there are none.
    """

    state: State
    made_at: str | None
    certificates: int | None


class SessionResults(Struct, frozen=True, kw_only=True):
    """The results of a session, by name; before publication null and nobody."""

    published_at: str | None
    items: tuple[CandidateResult, ...]
    files: ResultsFiles | None


class FileQuery(Struct, frozen=True, kw_only=True):
    """Which file: the table (CSV), or all certificates (ZIP)."""

    kind: FileKind


class ResultsFile(Struct, frozen=True, kw_only=True):
    """Where the file can be fetched, for some minutes; the table is in the reader's language."""

    kind: FileKind
    url: str


class ResultsLinkView(Struct, frozen=True, kw_only=True):
    """A link that holds, with the address of each file; whoever has an address can fetch the file.

    `mailed`: to the addresses that candidates named; else `author` made it, "" when there is no such account any more.
    `certificates_url` is null when nobody of the session holds a valid certificate. `opened`: how often
    a file was fetched by it, by people or by programs that look behind links.
    """

    id: str
    created_at: str
    expires_at: str
    mailed: bool
    author: str
    opened: int
    last_opened_at: str | None
    results_url: str
    certificates_url: str | None


class ResultsLinksView(Struct, frozen=True, kw_only=True):
    """The links that hold."""

    items: tuple[ResultsLinkView, ...]
