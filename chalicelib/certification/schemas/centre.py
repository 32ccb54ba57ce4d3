"""What people of a centre send and receive: centres, members, invitations, sessions."""

from typing import Annotated, Literal

from msgspec import Meta, Struct

from chalicelib.accounts.schemas import Country, Email, InterfaceLanguage
from chalicelib.certification.model import CentreStatus, CentreType, Role, Status

Line = Annotated[str, Meta(min_length=1, max_length=200, pattern=r"\S")]
Day = Annotated[str, Meta(pattern=r"^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$")]
Hour = Annotated[str, Meta(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]
Zone = Annotated[str, Meta(max_length=64, pattern=r"^[A-Za-z]+(/[A-Za-z_+-]+)*$")]
Description = Annotated[str, Meta(max_length=2000)]
PlanId = Annotated[str, Meta(min_length=8, max_length=64, pattern=r"^[A-Za-z0-9-]+$")]
Window = Annotated[int, Meta(ge=15, le=1440)]


class CentreView(Struct, frozen=True):
    """A centre and the reader's role in it."""

    id: str
    name: str
    type: CentreType
    external_id: str
    status: CentreStatus
    role: Role


class CentreList(Struct, frozen=True):
    """The reader's centres."""

    items: list[CentreView]


class MemberView(Struct, frozen=True):
    """One person of a centre; the names are empty once the account is closed."""

    person: str
    first_name: str
    last_name: str
    email: str
    role: Role
    since: str


class MemberList(Struct, frozen=True):
    """Everybody of a centre."""

    items: list[MemberView]


class InviteMember(Struct, frozen=True, forbid_unknown_fields=True):
    """Whom to invite, and the language and country of the mail."""

    email: Email
    role: Role = "member"
    language: InterfaceLanguage = "fr"
    country: Country = "FR"


class InvitationView(Struct, frozen=True):
    """An invitation that can still be accepted."""

    id: str
    email: str
    role: Role
    invited_at: str
    expires_at: str


class InvitationList(Struct, frozen=True):
    """The open invitations of a centre, oldest first."""

    items: list[InvitationView]


class AcceptInvitation(Struct, frozen=True, forbid_unknown_fields=True):
    """The token of the link."""

    token: Annotated[str, Meta(min_length=20, max_length=200)]


class PlanSession(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A session to be; `plan_id` is the client's own, so that a retry of a lost reply is recognised.

    `date` and `time` are those of the place, in `zone`. A remote session may start within `window_minutes`.
    """

    plan_id: PlanId
    address: Line
    room: Line
    date: Day
    time: Hour
    invigilators: Line
    zone: Zone = "Europe/Paris"
    description: Description = ""
    country: Country = "FR"
    remote: bool = False
    window_minutes: Window | None = None


class ChangeSession(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What to change of the plan that was read as `version`; a field left out stays as it is."""

    version: int
    address: Line | None = None
    room: Line | None = None
    date: Day | None = None
    time: Hour | None = None
    invigilators: Line | None = None
    description: Description | None = None
    window_minutes: Window | None = None


class Counts(Struct, frozen=True):
    """How many people are enrolled, have joined from their account, have begun their test, have ended it."""

    candidates: int = 0
    joined: int = 0
    begun: int = 0
    ended: int = 0


class SessionView(Struct, frozen=True, kw_only=True):
    """A session as its centre sees it; `starts_at` is in UTC, `facts` tells when what happened."""

    id: str
    number: str
    centre: str
    status: Status
    address: str
    room: str
    date: str
    time: str
    zone: str
    starts_at: str
    invigilators: str
    description: str
    country: str
    remote: bool
    window_minutes: int | None
    access_code: str
    invigilator_password: str
    created_at: str
    version: int
    facts: dict[str, str]
    counts: Counts


class SessionLine(Struct, frozen=True, kw_only=True):
    """A session in the centre's list; `candidates`: how many are enrolled."""

    id: str
    number: str
    status: Status
    address: str
    room: str
    date: str
    time: str
    zone: str
    starts_at: str
    invigilators: str
    remote: bool
    candidates: int


class SessionList(Struct, frozen=True):
    """A page of sessions, last planned first."""

    items: list[SessionLine]
    next_cursor: str | None = None


class Page(Struct, frozen=True):
    """Where a list goes on."""

    cursor: Annotated[str, Meta(max_length=200)] | None = None


class CancelSession(Struct, frozen=True, forbid_unknown_fields=True):
    """Why a session does not take place."""

    reason: Literal["no-candidates", "no-room", "no-invigilator", "equipment", "other"] = "other"
