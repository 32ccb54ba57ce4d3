"""The one form that our credentials and status lists have; whoever checks one refuses every other.

A proof covers the RDF that the JSON expands to, not its text: a member that no context defines, or a node under a
relative address, could be added without breaking it, and a member could be hidden under its full address. Nothing of
this fits the form.
"""

from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta, Struct, field

from chalicelib.certificates.credentials.canonical import Document

VcContext = Literal["https://www.w3.org/ns/credentials/v2"]
BadgesContext = Literal["https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"]
Address = Annotated[str, Meta(pattern=r'^[a-z][a-z0-9+.-]*:[^\s<>"{}|\\^`]+\Z', max_length=1000)]
Moment = Annotated[str, Meta(pattern=r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z\Z")]


class ShapeError(ValueError):
    """The document has another form than ours; the message says where."""


class Strict(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Base: nothing else may stand there."""


class Identity(Strict, frozen=True, kw_only=True):
    """Who the holder is: a name, or a salted hash."""

    type: Literal["IdentityObject"]
    hashed: bool
    identityHash: str  # noqa: N815 - the standard's names
    identityType: Literal["name", "systemId"]  # noqa: N815
    salt: str = ""


class Alignment(Strict, frozen=True, kw_only=True):
    """A competence of DigComp."""

    type: tuple[Literal["Alignment"]]
    targetCode: str  # noqa: N815
    targetName: str  # noqa: N815
    targetFramework: str  # noqa: N815
    targetUrl: Address  # noqa: N815


class ResultDescription(Strict, frozen=True, kw_only=True):
    """What a result means: the total of pix, or the level of one competence."""

    id: Address
    type: tuple[Literal["ResultDescription"]]
    name: str
    resultType: Literal["ScaledScore", "PerformanceLevel"]  # noqa: N815
    valueMin: str = ""  # noqa: N815
    valueMax: str = ""  # noqa: N815
    allowedValue: tuple[str, ...] = ()  # noqa: N815


class Criteria(Strict, frozen=True, kw_only=True):
    """What had to be done."""

    id: Address
    narrative: str


class Achievement(Strict, frozen=True, kw_only=True):
    """What was certified."""

    id: Address
    type: tuple[Literal["Achievement"]]
    achievementType: Literal["Certification"]  # noqa: N815
    name: str
    description: str
    inLanguage: str  # noqa: N815
    version: str
    criteria: Criteria
    alignment: tuple[Alignment, ...]
    resultDescription: tuple[ResultDescription, ...]  # noqa: N815


class Result(Strict, frozen=True, kw_only=True):
    """One result, by the address of its description."""

    type: tuple[Literal["Result"]]
    resultDescription: Address  # noqa: N815
    value: str


class Subject(Strict, frozen=True, kw_only=True):
    """Who achieved what."""

    type: tuple[Literal["AchievementSubject"]]
    identifier: tuple[Identity, ...]
    achievement: Achievement
    result: tuple[Result, ...]


class Profile(Strict, frozen=True, kw_only=True):
    """The issuer."""

    id: Address
    type: tuple[Literal["Profile"]]
    name: str
    url: Address


class Evidence(Strict, frozen=True, kw_only=True):
    """Where and when."""

    type: tuple[Literal["Evidence"]]
    name: str
    narrative: str


class StatusEntry(Strict, frozen=True, kw_only=True):
    """Where the status is to be found."""

    id: Address
    type: Literal["BitstringStatusListEntry"]
    statusPurpose: Literal["revocation", "suspension"]  # noqa: N815
    statusListIndex: Annotated[str, Meta(pattern=r"^\d{1,6}\Z")]  # noqa: N815
    statusListCredential: Address  # noqa: N815


class Credential(Strict, frozen=True, kw_only=True):
    """A certificate as a credential (`badge.build`); the proof is checked apart."""

    context: tuple[VcContext, BadgesContext] = field(name="@context")
    id: Address
    type: tuple[Literal["VerifiableCredential"], Literal["OpenBadgeCredential"]]
    name: str
    description: str
    issuer: Profile
    validFrom: Moment  # noqa: N815
    awardedDate: Moment  # noqa: N815
    credentialSubject: Subject  # noqa: N815
    evidence: tuple[Evidence, ...]
    credentialStatus: tuple[StatusEntry, StatusEntry]  # noqa: N815
    proof: Document


class Bits(Strict, frozen=True, kw_only=True):
    """The list itself."""

    id: Address
    type: Literal["BitstringStatusList"]
    statusPurpose: Literal["revocation", "suspension"]  # noqa: N815
    encodedList: str  # noqa: N815
    ttl: int


class StatusList(Strict, frozen=True, kw_only=True):
    """A status list as a credential (`status_list.build`)."""

    context: tuple[VcContext] = field(name="@context")
    id: Address
    type: tuple[Literal["VerifiableCredential"], Literal["BitstringStatusListCredential"]]
    issuer: Address
    validFrom: Moment  # noqa: N815
    validUntil: Moment  # noqa: N815
    credentialSubject: Bits  # noqa: N815
    proof: Document


def read_credential(document: Any) -> Credential:
    """The credential; ShapeError."""
    return _read(document, Credential)


def read_list(document: Any) -> StatusList:
    """The status list; ShapeError."""
    return _read(document, StatusList)


def _read(document: Any, kind: Any) -> Any:
    try:
        return msgspec.convert(document, kind)
    except msgspec.ValidationError as error:
        raise ShapeError(str(error)) from error
