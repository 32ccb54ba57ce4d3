"""What the API tells people about their own results and certificates."""

from typing import Literal

from msgspec import Struct

ResultStatus = Literal["pending", "validated", "rejected", "cancelled"]
Kind = Literal["pdf", "credential"]


class DocumentQuery(Struct, frozen=True, kw_only=True):
    """Which file."""

    kind: Kind = "pdf"


class HeldView(Struct, frozen=True, kw_only=True):
    """A certificate of a result, as it stands.

    `since`: of its status, when it is not valid; `reason`: of whoever changed it, null when a decision of the jury did;
    `replaced_by`: the code of the one in its place.
    """

    id: str
    code: str
    status: Literal["valid", "suspended", "revoked"]
    delivered_at: str
    since: str | None
    reason: str | None
    replaced_by: str | None


class OwnAppeal(Struct, frozen=True, kw_only=True):
    """What one asked the jury to look at again."""

    at: str
    text: str


class ResultView(Struct, frozen=True, kw_only=True):
    """One test of one's own. While `pending` nothing is told; a validated one without a certificate is being issued.

    `interval` covers the pix with 95 %. `reviewed`: the jury is looking at it again, and what is told holds until then.
    `former`: certificates of this test that hold no more, the newest first.
    """

    test: str
    session: str
    session_number: str
    centre: str
    date: str
    status: ResultStatus
    reason: str
    comment: str
    decided_at: str | None
    pix: int | None
    interval: tuple[int, int] | None
    reviewed: bool
    appeal_until: str | None
    appeal: OwnAppeal | None
    certificate: HeldView | None
    former: tuple[HeldView, ...]


class ResultsView(Struct, frozen=True, kw_only=True):
    """Every test that one took, the newest first."""

    items: tuple[ResultView, ...]


class OwnCompetence(Struct, frozen=True, kw_only=True):
    """One competence; null when it was not assessed."""

    code: str
    name: str
    level: int | None
    pix: int | None


class OwnArea(Struct, frozen=True, kw_only=True):
    """One area."""

    code: str
    name: str
    competences: tuple[OwnCompetence, ...]


class FileView(Struct, frozen=True, kw_only=True):
    """A file that can be fetched; `language` of a text for people."""

    kind: Kind
    language: str | None
    bytes: int


class CertificateView(Struct, frozen=True, kw_only=True):
    """One certificate of one's own, whole. `since` and `reason`: as in HeldView."""

    id: str
    code: str
    status: Literal["valid", "suspended", "revoked"]
    since: str | None
    reason: str | None
    replaced_by: str | None
    holder: str | None
    centre: str
    session_number: str
    tested_on: str
    delivered_at: str
    framework: str
    framework_version: str
    pix: int
    interval: tuple[int, int]
    reachable_pix: int
    reachable_level: int
    areas: tuple[OwnArea, ...]
    files: tuple[FileView, ...]
    verification_url: str


class DocumentLink(Struct, frozen=True, kw_only=True):
    """Where a file can be fetched, until when, and under which name."""

    kind: Kind
    name: str
    url: str
    expires_at: str
