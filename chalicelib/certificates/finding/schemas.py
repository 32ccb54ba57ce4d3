"""What a service sends to find a person, and what it is told."""

from typing import Annotated, Literal

from msgspec import Meta, Struct

from chalicelib.certificates.schemas import CertifiedView

Name = Annotated[str, Meta(min_length=1, max_length=100)]
Number = Annotated[str, Meta(min_length=1, max_length=100)]
Date = Annotated[str, Meta(pattern=r"^\d{4}-\d{2}-\d{2}$")]


class FindPerson(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """One of: `code`; `external_id` and `centre`; `last_name`, `first_name`, `birth_date` and, if known, `centre`.

    `centre` is its national id, or ours. `external_id` is what that centre enrolled the person under.
    """

    code: Annotated[str, Meta(min_length=1, max_length=100)] | None = None
    external_id: Number | None = None
    centre: Number | None = None
    last_name: Name | None = None
    first_name: Name | None = None
    birth_date: Date | None = None


class FoundHolder(Struct, frozen=True, kw_only=True):
    """Who was found, as enrolled."""

    last_name: str
    first_name: str
    birth_date: str
    birth_place: str


class FoundCertificate(Struct, frozen=True, kw_only=True):
    """A certificate; `certified` only while it is valid. `replaced_by`: the code of the one to ask for instead."""

    code: str
    status: Literal["valid", "suspended", "revoked", "replaced"]
    since: str | None
    replaced_by: str | None
    centre: str
    session_number: str
    tested_on: str
    delivered_at: str
    framework: str
    framework_version: str
    certified: CertifiedView | None


class OtherCertificate(Struct, frozen=True, kw_only=True):
    """Another certificate of the same person: ask for it by its code."""

    code: str
    status: Literal["valid", "suspended", "revoked", "replaced"]
    tested_on: str
    delivered_at: str


class FoundView(Struct, frozen=True, kw_only=True):
    """One person: the certificate in force (else the newest), and the others."""

    holder: FoundHolder
    certificate: FoundCertificate
    others: tuple[OtherCertificate, ...]
