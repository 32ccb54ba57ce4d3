"""What clients send and receive about assessments (JSON, snake_case; times are ISO 8601 in UTC)."""

from typing import Annotated, Any, Literal

from msgspec import Meta, Struct

from chalicelib.content.model import Correction, Question

Identifier = Annotated[str, Meta(min_length=1, max_length=64, pattern=r"^[A-Za-z0-9_.-]+$")]
Language = Literal["fr", "en"]
Result = Literal["ok", "ko", "skipped", "timed_out", "focus_lost"]
ShortText = Annotated[str, Meta(max_length=5000)]
ChoiceNumber = Annotated[int, Meta(ge=1, le=50)]
Position = Annotated[int, Meta(ge=1, le=10_000)]
# Choices by number, one text, or a text per field; null skips the question.
Value = (
    Annotated[list[ChoiceNumber], Meta(max_length=50)]
    | ShortText
    | Annotated[dict[Annotated[str, Meta(max_length=64)], ShortText], Meta(max_length=20)]
    | None
)


class StartAssessment(Struct, frozen=True, forbid_unknown_fields=True):
    """Start or resume the assessment of one competence, in a content language."""

    competence: Identifier
    language: Language = "fr"


class StartDemo(Struct, frozen=True, forbid_unknown_fields=True):
    """Start the demo course, without an account."""

    language: Language = "fr"


class SubmitAnswer(Struct, frozen=True, forbid_unknown_fields=True):
    """One answer; `answer_id` is the client's own, so that a retry of a lost reply is recognised."""

    answer_id: Annotated[str, Meta(min_length=8, max_length=64, pattern=r"^[A-Za-z0-9-]+$")]
    position: Position
    value: Value = None
    focus_lost: bool = False
    # Only for an answer given while the network was down, in training: what the client's clock showed.
    offline_seconds_left: float | None = None


class Progress(Struct, frozen=True):
    """How far: skills already settled among those targeted, and answers until the next checkpoint."""

    answered: int
    settled: int
    targeted: int
    until_checkpoint: int


class OpenQuestion(Struct, frozen=True):
    """The question to answer now. For a timed one not yet opened, `question` is null: open it first."""

    position: int
    timer: int | None
    question: Question | None
    shown_at: str | None = None
    seconds_left: float | None = None


class AssessmentView(Struct, frozen=True):
    """One assessment as its learner sees it; `current` is null once it has ended.

    At a checkpoint the answers since the one before are seen again: there is one after every `checkpoint_every`.
    """

    id: str
    kind: Literal["competence", "demo"]
    mode: Literal["new", "improve"]
    competence: str | None
    language: Language
    started_at: str
    ended_at: str | None
    progress: Progress
    checkpoint_due: bool
    checkpoint_every: int
    current: OpenQuestion | None


class DemoStarted(Struct, frozen=True):
    """A demo: its assessment and the access token that opens only this one."""

    assessment: AssessmentView
    access_token: str
    expires_at: str


class LevelUp(Struct, frozen=True):
    """The level reached by the answer just given."""

    competence: str
    level: int
    pix: int


class AnswerView(Struct, frozen=True):
    """An accepted answer: its result, what it changed, and the assessment as it now stands."""

    answer_id: str
    position: int
    result: Result
    level_up: LevelUp | None
    assessment: AssessmentView


class ReviewedAnswer(Struct, frozen=True):
    """One answered question, seen again with its solution, hint and tutorials."""

    position: int
    question: Question
    value: Any
    result: Result
    details: dict[str, Any]
    answered_at: str
    skill_name: str
    level: int
    correction: Correction


class ReviewQuery(Struct, frozen=True, forbid_unknown_fields=True):
    """Which positions to review (both included); all of them without."""

    first: Position = 1
    last: Position = 10_000


class Review(Struct, frozen=True):
    """The answered questions of an assessment, in order."""

    assessment: AssessmentView
    items: list[ReviewedAnswer]


class HistoryQuery(Struct, frozen=True, forbid_unknown_fields=True):
    """Which assessments to list."""

    competence: Identifier | None = None
    cursor: Annotated[str, Meta(max_length=200)] | None = None


class PastAssessment(Struct, frozen=True):
    """One line of the history, newest first."""

    id: str
    competence: str
    mode: Literal["new", "improve"]
    started_at: str
    ended_at: str | None
    answered: int
    right: int


class History(Struct, frozen=True):
    """Every assessment of the learner."""

    items: list[PastAssessment]
    next_cursor: str | None = None


class Feedback(Struct, frozen=True, forbid_unknown_fields=True):
    """A remark on the question at one position."""

    feedback_id: Annotated[str, Meta(min_length=8, max_length=64, pattern=r"^[A-Za-z0-9-]+$")]
    position: Position
    category: Literal[
        "question", "picture", "link", "environment", "download", "accessibility", "answer", "tutorial", "other"
    ]
    text: Annotated[str, Meta(min_length=1, max_length=2000)]
