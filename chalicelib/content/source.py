"""What a teacher writes: the shape of a topic file (docs/write-a-challenge.md). Pure."""

from typing import Any, Literal

import msgspec

Language = Literal["fr", "en", "de"]
REQUIRED_LANGUAGES: tuple[Language, ...] = ("fr", "en")

# One text for every language, or one text per language.
Text = str | dict[Language, str]
# Accepted answers: one, several, or (several) per language.
Answers = str | list[str] | dict[Language, str | list[str]]

ChallengeType = Literal["QCU", "QCM", "QROC", "QROCM-ind", "QROCM-dep"]
Format = Literal["text", "number", "select"]
Tolerance = Literal["case_accents_spaces", "punctuation", "typos"]
Tolerances = Literal["exact"] | list[Tolerance]
TutorialKind = Literal["page", "video", "lesson", "exercise", "audio", "book"]
Software = Literal[
    "spreadsheet", "word processor", "text editor", "archive manager", "image editor", "mail reader",
    "presentation", "code editor", "pdf reader", "calendar", "audio player", "terminal",
]  # fmt: skip


class Source(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Base of everything an author writes: an unknown key is an error, never ignored."""


class Choice(Source, frozen=True, kw_only=True):
    """One choice of a QCU or QCM: `right` or `wrong` holds its text."""

    right: Text | None = None
    wrong: Text | None = None
    why: Text | None = None


class Field(Source, frozen=True, kw_only=True):
    """One input of a QROCM."""

    name: str
    label: Text
    answer: Answers | None = None
    format: Format = "text"
    options: list[Text] = []
    placeholder: Text = ""


class Mistake(Source, frozen=True, kw_only=True):
    """An answer people often give and that must be refused, and why it is wrong."""

    answer: Text
    why: Text


class Picture(Source, frozen=True, kw_only=True):
    """A picture shown with the question; `alt` says what a person must know who cannot see it."""

    file: Text
    alt: Text


class Environment(Source, frozen=True, kw_only=True):
    """A simulated application; `config` goes to it as is, in the reader's language.

    It supplies the answer itself (`replies`) when its config names a task.
    """

    name: str
    config: dict[str, Any] = {}
    title: Text | None = None
    height: int | None = None
    replies: bool | None = None


class Needs(Source, frozen=True, kw_only=True):
    """What a learner needs to be able to do, or to have; None: derived from the challenge."""

    keyboard: bool | None = None
    screen_reader: bool | None = None
    colour_blind: bool | None = None
    phone: bool | None = None
    software: list[Software] | None = None


class Web(Source, frozen=True, kw_only=True):
    """The open web or the learner's own software is needed; what the question relies on, and when it was seen."""

    source: str
    checked: str


class Tutorial(Source, frozen=True, kw_only=True):
    """One way to learn: a public page, or (`lesson`) a short lesson of our own in content/lessons."""

    lesson: str | None = None
    title: Text | None = None
    kind: TutorialKind = "page"
    minutes: int | None = None
    source: Text = ""
    url: Text | None = None


class Challenge(Source, frozen=True, kw_only=True):
    """One question of a skill."""

    id: str
    type: ChallengeType
    instruction: Text
    # QCU, QCM
    choices: list[Choice] = []
    keep_order: bool = False
    # QROC
    answer: Answers | None = None
    format: Format = "text"
    options: list[Text] = []
    label: Text | None = None
    placeholder: Text = ""
    # QROCM
    fields: list[Field] = []
    ideas: list[Answers] = []
    # free text
    tolerances: Tolerances | None = None
    mistakes: list[Mistake] = []
    # shown after the answer
    solution: Text | None = None
    # what is looked at or worked on
    picture: Picture | None = None
    files: list[Text] = []
    environment: Environment | None = None
    # many from one
    variants: list[dict[str, Text]] = []
    generator: str | None = None
    count: int = 12
    solve: str | None = None
    # how it is played
    timer: int | None = None
    focused: bool = False
    needs: Needs = Needs()
    expected_seconds: int | None = None
    web: Web | None = None
    certification: bool | None = None  # default: whether it has a generator
    status: Literal["active", "retired"] = "active"


class Skill(Source, frozen=True, kw_only=True):
    """One rung of a topic's ladder."""

    level: int
    can: Text
    hint: Text
    tutorials: list[Tutorial] = []
    challenges: list[Any] = []  # each read on its own, so that every wrong one is reported
    status: Literal["active", "retired"] = "active"


class PrivateSkill(Source, frozen=True, kw_only=True):
    """More challenges for a skill of a public topic, kept outside the repository."""

    level: int
    challenges: list[Any] = []


class PrivateTopic(Source, frozen=True, kw_only=True):
    """<private folder>/<competence>/<topic>.yaml: for the certification only."""

    skills: list[PrivateSkill] = []


class Topic(Source, frozen=True, kw_only=True):
    """One file: a ladder of skills."""

    topic: Text
    about: Text | None = None
    tutorials: list[Tutorial] = []
    skills: list[Any] = []  # each read on its own


class Competence(Source, frozen=True, kw_only=True):
    """One of an area's competences; `digcomp` lists the DigComp competences it covers."""

    code: str
    name: Text
    description: Text | None = None
    digcomp: list[str] = []


class Area(Source, frozen=True, kw_only=True):
    """A domain of competences."""

    code: str
    name: Text
    competences: list[Competence]


class Framework(Source, frozen=True, kw_only=True):
    """content/<framework>/framework.yaml."""

    id: str
    version: str
    name: Text
    areas: list[Area]


class Stage(Source, frozen=True, kw_only=True):
    """From `threshold` percent on, what the learner and the teacher read."""

    threshold: int
    title: Text
    message: Text = ""
    teacher: Text = ""


class Badge(Source, frozen=True, kw_only=True):
    """Earned at `threshold` percent of the whole path, or of `topics` when given."""

    key: str
    title: Text
    threshold: int
    message: Text = ""
    topics: list[str] = []


class Target(Source, frozen=True, kw_only=True):
    """content/targets/<id>.yaml: what a path asks. `for_each` makes one per competence or area."""

    title: Text
    description: Text = ""
    framework: str = "core"
    for_each: Literal["competence", "area"] | None = None
    areas: list[str] = []
    competences: list[str] = []
    topics: dict[str, int] = {}
    up_to: int = 8
    stages: list[Stage] = []
    badges: list[Badge] = []


class Demo(Source, frozen=True, kw_only=True):
    """content/demo/<id>.yaml: a fixed short course for visitors without an account."""

    title: Text
    description: Text = ""
    challenges: list[str]
