"""What verification takes and returns over HTTP."""

from typing import Any, Literal

from msgspec import Struct


class PageQuery(Struct, frozen=True, kw_only=True):
    """A page's language, when the reader chose one."""

    language: str = ""


class FormQuery(Struct, frozen=True, kw_only=True):
    """What the form sends."""

    code: str = ""
    language: str = ""


class LevelView(Struct, frozen=True, kw_only=True):
    """One competence; null when it was not assessed."""

    competence: str
    name: str
    level: int | None


class CertifiedView(Struct, frozen=True, kw_only=True):
    """What a valid certificate certifies; the interval of the pix holds with 95 %."""

    pix: int
    interval: tuple[int, int]
    reachable_pix: int
    reachable_level: int
    levels: tuple[LevelView, ...]


class VerificationView(Struct, frozen=True, kw_only=True):
    """A certificate as anyone with its code may see it; `certified` only while it is valid, `holder` until erased."""

    status: Literal["valid", "suspended", "revoked"]
    code: str
    holder: str | None
    centre: str
    framework: str
    framework_version: str
    tested_on: str
    delivered_at: str
    since: str | None
    certified: CertifiedView | None


class TrustListView(Struct, frozen=True, kw_only=True):
    """The issuer's keys (a DID document) and every status list: what an offline verifier keeps."""

    made_at: str
    issuer: dict[str, Any]
    status_lists: tuple[dict[str, Any], ...]
    document_certificates: tuple[str, ...]
