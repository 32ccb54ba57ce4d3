"""What an invigilator's page sends and receives."""

from typing import Annotated, Literal

from msgspec import Meta, Struct

from chalicelib.certification.reports import Trouble
from chalicelib.certification.room import IdentityDecision, State
from chalicelib.certification.schemas.reports import ReportView


class Supervise(Struct, frozen=True, forbid_unknown_fields=True):
    """Session number and password, from the kit, and one's own name."""

    session_number: Annotated[str, Meta(min_length=1, max_length=20)]
    password: Annotated[str, Meta(min_length=1, max_length=40)]
    name: Annotated[str, Meta(min_length=1, max_length=100, pattern=r"\S")]


class SupervisedSession(Struct, frozen=True, kw_only=True):
    """What an invigilator may know of the session."""

    id: str
    number: str
    centre: str
    address: str
    room: str
    date: str
    time: str
    zone: str
    remote: bool
    access_code: str


class InvigilationToken(Struct, frozen=True):
    """An access to one session, until it expires or the session is finalized."""

    access_token: str
    expires_at: str
    session: SupervisedSession


class OpenAlertView(Struct, frozen=True, kw_only=True):
    """What a candidate reported about the current question."""

    number: int
    category: Trouble
    text: str
    at: str


class CandidateLine(Struct, frozen=True, kw_only=True):
    """One candidate. `question`: the number under way; `ends_at` is indicative; `late`: it has passed.

    `state`: alert (waits for a decision), returning (asks to come back), waiting (joined, not confirmed), confirmed,
    running, absent, ended. `confirmed_until`: while the confirmation can be used.
    """

    id: str
    first_name: str
    last_name: str
    birth_date: str
    extra_time: float
    needs: list[str]
    state: State
    question: int | None
    answered: int
    length: int | None
    started_at: str | None
    ends_at: str | None
    late: bool
    alert: OpenAlertView | None
    confirmed_until: str | None
    identity: IdentityDecision | None
    ended: Literal["complete", "candidate", "invigilator", "expiry", "finalization"] | None


class InvigilationView(Struct, frozen=True, kw_only=True):
    """The room, those who need help on top. Pages ask again after `poll_seconds`, never sooner."""

    session: SupervisedSession
    invigilator: str
    candidates: list[CandidateLine]
    reports: list[ReportView]
    server_time: str
    poll_seconds: int = 5


class DecideAlert(Struct, frozen=True, forbid_unknown_fields=True):
    """`validate` leaves the question out and files a report of this `category`; `dismiss` lets it go on."""

    decision: Literal["validate", "dismiss"]
    category: Trouble | None = None


class DecideIdentity(Struct, frozen=True, forbid_unknown_fields=True):
    """What the invigilator saw over the candidate's own video link; no image is sent or kept."""

    decision: IdentityDecision
    note: Annotated[str, Meta(max_length=200)] = ""
