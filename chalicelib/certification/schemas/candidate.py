"""What a candidate sends and receives (JSON, snake_case; times are ISO 8601 in UTC, from the server's clock)."""

from typing import Annotated, Literal

from msgspec import Meta, Struct

from chalicelib.assessment.schemas import Language, Position, Value
from chalicelib.certification.reports import Trouble
from chalicelib.content.model import Question

Name = Annotated[str, Meta(min_length=1, max_length=100)]
Id = Annotated[str, Meta(min_length=26, max_length=26, pattern=r"^[0-9A-Z]+$")]
# chosen by the client, so that a repetition of a lost request is recognised
OwnId = Annotated[str, Meta(min_length=8, max_length=64, pattern=r"^[A-Za-z0-9-]+$")]
EntryId = Annotated[str, Meta(min_length=16, max_length=64, pattern=r"^[A-Za-z0-9-]+$")]


class JoinSession(Struct, frozen=True, forbid_unknown_fields=True):
    """Say who you are, as the centre enrolled you."""

    session_number: Annotated[str, Meta(min_length=1, max_length=20)]
    first_name: Name
    last_name: Name
    birth_date: Annotated[str, Meta(pattern=r"^\d{4}-\d{2}-\d{2}$")]


class InSession(Struct, frozen=True, forbid_unknown_fields=True):
    """Which session the candidate belongs to."""

    session: Id


class EnterTest(Struct, frozen=True, forbid_unknown_fields=True):
    """Begin the test, or come back to it.

    `entry_id`: random, made by the page and kept only by it. Every request of the test bears it, so that a closed page
    or another machine needs the invigilator again. The same one repeats a lost request.
    """

    access_code: Annotated[str, Meta(min_length=1, max_length=20)]
    entry_id: EntryId
    language: Language | None = None


class FromPage(Struct, frozen=True, forbid_unknown_fields=True):
    """The `entry_id` that the page entered with; without it the test is only waiting."""

    entry: Annotated[str, Meta(max_length=64)] = ""


class AnswerQuestion(Struct, frozen=True, forbid_unknown_fields=True):
    """One answer; null skips the question. `focus_lost`: the page was left while the question was shown."""

    answer_id: OwnId
    number: Position
    value: Value = None
    focus_lost: bool = False


class RaiseAlert(Struct, frozen=True, forbid_unknown_fields=True):
    """A problem with the current question, for the invigilator to decide about."""

    alert_id: OwnId
    number: Position
    category: Trouble
    text: Annotated[str, Meta(max_length=500)] = ""


class SessionOfCandidate(Struct, frozen=True, kw_only=True):
    """What a candidate may know of the session."""

    id: str
    number: str
    centre: str
    address: str
    room: str
    date: str
    time: str
    zone: str
    remote: bool
    opens_at: str


class CandidacyView(Struct, frozen=True, kw_only=True):
    """A candidate on the way in.

    `confirmed_until`: the invigilator's confirmation, if there is one to use. `test`: where the test stands, null
    before it was begun. `minutes`: its indicative duration for this candidate.
    """

    id: str
    session: SessionOfCandidate
    first_name: str
    last_name: str
    minutes: float
    questions: int
    confirmed_until: str | None
    test: Literal["running", "alert", "ended"] | None
    server_time: str
    poll_seconds: int = 5


class AlertView(Struct, frozen=True, kw_only=True):
    """The candidate's problem, not decided yet."""

    number: int
    category: Trouble
    at: str


class TestView(Struct, frozen=True, kw_only=True):
    """The test as its candidate sees it: no result, ever.

    `number`: the question under way, counting those that were left out; `answered` does not. `question` is null when it
    is timed and not opened, when the test is over, and while it waits: then the page must enter again. `timer` and
    `seconds_left` hold extra time. `ends_at` is indicative. `ended`: what ended it.
    """

    __test__ = False

    id: str
    session: str
    status: Literal["running", "alert", "waiting", "ended"]
    language: Language
    number: int
    answered: int
    length: int
    question: Question | None
    timer: int | None
    focused: bool
    shown_at: str | None
    seconds_left: float | None
    alert: AlertView | None
    can_alert: bool
    started_at: str
    ends_at: str
    ended: Literal["complete", "candidate", "invigilator", "expiry", "finalization"] | None
    ended_at: str | None
    server_time: str
    poll_seconds: int = 5
