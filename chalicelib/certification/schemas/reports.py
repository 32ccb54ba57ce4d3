"""What clients send and receive about reports and the finalization of a session."""

from typing import Annotated, Literal

from msgspec import Meta, Struct

from chalicelib.certification.reports import TEXT_LENGTH, Category, Role, Trouble

COMMENT_LENGTH = 2000
Id = Annotated[str, Meta(min_length=8, max_length=64, pattern=r"^[A-Za-z0-9-]+$")]
Text = Annotated[str, Meta(max_length=TEXT_LENGTH)]


class NewReport(Struct, frozen=True, forbid_unknown_fields=True):
    """Something to note about a candidate; `report_id` is the client's, so that a repeated request adds nothing.

    `trouble` and `number` (of the question) go with the category `in_question`; the others need a text, but fraud.
    """

    report_id: Id
    candidate: Id
    category: Category
    trouble: Trouble | None = None
    number: Annotated[int, Meta(ge=1, le=500)] | None = None
    text: Text = ""


class ReportView(Struct, frozen=True, kw_only=True):
    """One note; `weighs`: a jury will look at it."""

    id: str
    candidate: str
    category: Category
    trouble: Trouble | None
    number: int | None
    text: str
    role: Role
    at: str
    resolved: bool
    weighs: bool


class AbortReasonGiven(Struct, frozen=True, forbid_unknown_fields=True):
    """Why a test was not finished; null takes it back."""

    reason: Literal["candidate", "technical"] | None


class Finalize(Struct, frozen=True, forbid_unknown_fields=True):
    """What the centre says of the session as a whole; a comment leads to a deliberation."""

    comment: Annotated[str, Meta(max_length=COMMENT_LENGTH)] = ""
    incident: bool = False
    joining_trouble: bool = False


class MissingView(Struct, frozen=True):
    """What stands in the way of finalizing; `candidate` is null when it is not about one."""

    code: Literal["no-test-started", "abort-reason-missing", "abort-reason-needless", "alert-open"]
    candidate: str | None


class TestLine(Struct, frozen=True, kw_only=True):
    """One candidate at the end of a session."""

    __test__ = False

    candidate: str
    first_name: str
    last_name: str
    state: Literal["absent", "running", "alert", "ended"]
    complete: bool
    answered: int
    length: int
    abort_reason: Literal["candidate", "technical"] | None


class ClosingView(Struct, frozen=True, kw_only=True):
    """Everything the centre needs to finalize: candidates, reports, what is missing, what was said."""

    candidates: list[TestLine]
    reports: list[ReportView]
    missing: list[MissingView]
    finalized_at: str | None
    comment: str
    incident: bool
    joining_trouble: bool
