"""What certification is about: centres, members, sessions, candidates, and a session's status. Pure."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Literal
from zoneinfo import ZoneInfo

import msgspec
from msgspec import Struct

CentreType = Literal["SCO", "SUP", "PRO"]
CentreStatus = Literal["approved", "suspended"]
Role = Literal["admin", "member"]
Status = Literal["created", "in_progress", "finalized", "in_jury", "published", "cancelled"]
Sex = Literal["F", "M"]


class Centre(Struct, frozen=True):
    """Where people are certified; only an approved centre plans, enrols and starts."""

    id: str
    name: str
    type: CentreType
    created_at: str
    external_id: str = ""
    status: CentreStatus = "approved"


class Member(Struct, frozen=True):
    """One person's role in one centre."""

    centre: str
    person: str
    role: Role
    since: str


class Invitation(Struct, frozen=True):
    """An invitation by mail; `digest` is that of its token. `language` and `country` are the mail's."""

    id: str
    centre: str
    email: str
    role: Role
    invited_by: str
    invited_at: str
    expires_at: str
    language: str
    country: str = "FR"
    digest: str = ""
    status: Literal["pending", "accepted", "revoked"] = "pending"
    accepted_by: str = ""


class Session(Struct, frozen=True, kw_only=True):
    """One planned session. Its members may change the plan until the first test starts; `version` counts the changes.

    `date` and `time` are the centre's own ("YYYY-MM-DD", "HH:MM" in `zone`). `generation` numbers the executions of its
    workflow; `plan` is the id of the request that made it. The codes are kept in clear: members print them
    (docs/adr/0070).
    """

    id: str
    number: str
    centre: str
    address: str
    room: str
    date: str
    time: str
    invigilators: str
    access_code: str
    invigilator_password: str
    created_by: str
    created_at: str
    plan: str
    zone: str = "Europe/Paris"
    description: str = ""
    remote: bool = False
    window_minutes: int | None = None
    country: str = "FR"
    version: int = 1
    generation: int = 1


class Candidate(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One person enrolled in one session, as the centre knows them; an erasable item.

    `extra_time` is a share of the test's length (0.33: a third more). `person` is the account that joined as them.
    """

    id: str
    session: str
    first_name: str
    last_name: str
    birth_date: str
    birth_city: str = ""
    birth_postal_code: str = ""
    birth_insee_code: str = ""
    birth_country: str = ""
    sex: Sex | None = None
    external_id: str = ""
    email: str = ""
    results_email: str = ""
    extra_time: float = 0.0
    needs: tuple[str, ...] = ()
    learner_record: str | None = None
    person: str | None = None
    linked_at: str | None = None


def nameless(candidate: Candidate) -> Candidate:
    """The enrolment of somebody who was forgotten: which account and test it was, not who."""
    return Candidate(
        id=candidate.id,
        session=candidate.session,
        first_name="",
        last_name="",
        birth_date="",
        extra_time=candidate.extra_time,
        person=candidate.person,
        linked_at=candidate.linked_at,
    )


class Fact(Struct, frozen=True, omit_defaults=True):
    """Something that happened to a session, once: `by` is a person, an invigilator's access, "operator" or a task."""

    at: str
    by: str = ""
    details: dict[str, str | int] = msgspec.field(default_factory=dict)


Facts = Mapping[str, Fact]

_LATEST_FIRST: tuple[tuple[str, Status], ...] = (
    ("cancelled", "cancelled"),
    ("published", "published"),
    ("handed-over", "in_jury"),
    ("finalized", "finalized"),
    ("started", "in_progress"),
)


def status(facts: Facts) -> Status:
    """Where a session stands, from its facts alone: it is never stored."""
    for fact, reached in _LATEST_FIRST:
        if fact in facts:
            return reached
    return "created"


def starts_at(session: Session) -> datetime:
    """The planned start, in UTC."""
    local = datetime.strptime(f"{session.date} {session.time}", "%Y-%m-%d %H:%M")  # noqa: DTZ007 - zone follows
    return local.replace(tzinfo=ZoneInfo(session.zone)).astimezone(UTC)
