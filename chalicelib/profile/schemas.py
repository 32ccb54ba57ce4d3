"""What clients receive about profiles (JSON, snake_case)."""

from typing import Annotated, Literal

from msgspec import Meta, Struct

from chalicelib.content.model import TutorialLink

Status = Literal["not_started", "started", "completed"]


class CompetenceQuery(Struct, frozen=True, forbid_unknown_fields=True):
    """The language of the names."""

    language: Literal["fr", "en", "de"] = "fr"


class ScorecardView(Struct, frozen=True):
    """One competence of one learner. Days are null while nothing is known, and where there is nothing to improve."""

    competence: str
    code: str
    name: str
    area: str
    status: Status
    available: bool  # whether the published content has questions for it
    level: int
    pix: int
    pix_ahead: float  # pix already earned towards the next level, 0 to 8
    max_level: int
    assessment_id: str | None  # the one in progress
    can_improve: bool
    can_reset: bool
    days_before_improving: int | None
    days_before_reset: int | None


class AreaView(Struct, frozen=True):
    """One area and its competences."""

    code: str
    name: str
    scorecards: list[ScorecardView]


class Certifiability(Struct, frozen=True):
    """Whether the profile opens the way to certification, and what is missing."""

    certifiable: bool
    competences_ready: int
    competences_needed: int


class Milestone(Struct, frozen=True):
    """Something worth reaching; `key` names its text. Nothing here is ever taken back, nor tied to days in a row."""

    key: str
    reached: bool
    current: int
    target: int
    competence: str | None = None


class Goal(Struct, frozen=True):
    """The level a learner chose to aim at in one competence."""

    competence: str
    level: Annotated[int, Meta(ge=1, le=8)]
    reached: bool = False


class SetGoal(Struct, frozen=True, forbid_unknown_fields=True):
    """Aim at a level in a competence."""

    level: Annotated[int, Meta(ge=1, le=8)]


class ProfileView(Struct, frozen=True):
    """All of a learner's competences, in the framework's order."""

    pix: int
    max_pix: int
    areas: list[AreaView]
    certifiability: Certifiability
    milestones: list[Milestone]
    goals: list[Goal]


class SkillView(Struct, frozen=True):
    """One rung as the learner stands on it."""

    skill: str
    name: str
    level: int
    status: Literal["validated", "failed", "unknown"]
    source: Literal["asked", "inferred", "estimated"] | None


class TopicView(Struct, frozen=True):
    """One ladder of a competence."""

    topic: str
    name: str
    skills: list[SkillView]


class CompetenceView(Struct, frozen=True):
    """One competence in detail: its rungs, what is strong, what to work on first, and where to learn it."""

    scorecard: ScorecardView
    topics: list[TopicView]
    strong: list[str]  # topic ids, strongest first
    to_work_on: list[str]  # topic ids, most rewarding first
    tutorials: list["LearnerTutorial"]


class LearnerTutorial(Struct, frozen=True):
    """A tutorial and what the learner did with it."""

    tutorial: TutorialLink
    competence: str
    skill: str
    saved: bool
    rating: Literal["useful", "not_useful"] | None


class TutorialQuery(Struct, frozen=True, forbid_unknown_fields=True):
    """Recommended: for skills directly failed; saved: kept by the learner."""

    kind: Literal["recommended", "saved"] = "recommended"
    language: Literal["fr", "en"] = "fr"


class Tutorials(Struct, frozen=True):
    """A list of tutorials."""

    items: list[LearnerTutorial]
    next_cursor: str | None = None


class MarkTutorial(Struct, frozen=True, forbid_unknown_fields=True):
    """Save or rate a tutorial; a field left out stays as it is."""

    saved: bool | None = None
    rating: Literal["useful", "not_useful"] | None = None
