"""What a release holds at run time: the index (framework, skills, calibration) and one body per question. Pure."""

from typing import Any, Literal

import msgspec

Texts = dict[str, str]  # language -> text


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """Base of what a release stores. No `omit_defaults`: it compares by identity, so equal indexes would differ."""


class Competence(Record, frozen=True, kw_only=True):
    """One competence: `code` such as "1.2", `area` such as "1"."""

    code: str
    area: str
    name: Texts
    description: Texts = {}
    digcomp: tuple[str, ...] = ()
    framework: str = "core"


class Area(Record, frozen=True, kw_only=True):
    """A domain of competences."""

    code: str
    name: Texts
    framework: str = "core"


class Framework(Record, frozen=True, kw_only=True):
    """A tree of areas and competences; `version` is printed on certificates."""

    id: str
    version: str
    name: Texts


class Topic(Record, frozen=True, kw_only=True):
    """A ladder of skills inside one competence."""

    id: str
    competence: str
    title: Texts


class Tutorial(Record, frozen=True, kw_only=True):
    """One way to learn; `url` per language."""

    id: str
    title: Texts
    kind: str
    minutes: int
    source: Texts
    url: Texts


class Skill(Record, frozen=True, kw_only=True):
    """One rung: `value` is its pix, `can` the "I can ..." sentence, `tutorials` ids."""

    id: str
    topic: str
    competence: str
    level: int
    value: float
    can: Texts
    hint: Texts
    tutorials: tuple[str, ...] = ()
    playable: bool = True


class Challenge(Record, frozen=True, kw_only=True):
    """One question of a skill: what choosing and scoring need; the rest is in its bodies.

    `a`, `b`: discrimination and difficulty (on the scale of levels), provisional until calibrated on answers.
    `timer` in seconds. `variants`: how many bodies per language, numbered from 0, may be served in training (none of a
    private challenge); the `certification_variants` that follow them only in a certification.
    """

    id: str
    skill: str
    type: str
    variants: int
    certification_variants: int = 0
    languages: tuple[str, ...]
    a: float
    b: float
    provisional: bool = True
    timer: int | None = None
    focused: bool = False
    situation: Literal["none", "file", "environment", "web"] = "none"
    needs: tuple[str, ...] = ()  # what the challenge cannot do without, as in `Needs`: "no-phone", "spreadsheet", ...
    certification: bool = False
    active: bool = True
    seal: str = ""  # hash of its bodies: what `pix content diff` compares


class Stage(Record, frozen=True, kw_only=True):
    """From `threshold` percent on."""

    threshold: int
    title: Texts
    message: Texts = {}
    teacher: Texts = {}


class Badge(Record, frozen=True, kw_only=True):
    """Earned at `threshold` percent of the whole path, or of `topics` when given."""

    key: str
    title: Texts
    threshold: int
    message: Texts = {}
    topics: tuple[str, ...] = ()


class Target(Record, frozen=True, kw_only=True):
    """What a path asks: `topics`, each up to a level."""

    id: str
    title: Texts
    topics: dict[str, int]
    description: Texts = {}
    stages: tuple[Stage, ...] = ()
    badges: tuple[Badge, ...] = ()


class Demo(Record, frozen=True, kw_only=True):
    """A fixed short course."""

    id: str
    title: Texts
    challenges: tuple[str, ...]
    description: Texts = {}


class ReleaseIndex(Record, frozen=True, kw_only=True):
    """All that is kept in memory of one release (JSON <= 1 MB)."""

    id: str
    frameworks: tuple[Framework, ...]
    areas: tuple[Area, ...]
    competences: tuple[Competence, ...]
    topics: tuple[Topic, ...]
    skills: tuple[Skill, ...]
    challenges: tuple[Challenge, ...]
    tutorials: tuple[Tutorial, ...]
    targets: tuple[Target, ...] = ()
    demos: tuple[Demo, ...] = ()


class Public(msgspec.Struct, frozen=True, kw_only=True):
    """Base of what is sent to clients: every field is always there."""


class QuestionChoice(Public, frozen=True, kw_only=True):
    """A choice; `text` is safe HTML, `number` is what an answer holds."""

    number: int
    text: str


class QuestionField(Public, frozen=True, kw_only=True):
    """An input."""

    name: str
    label: str
    format: str = "text"
    options: tuple[str, ...] = ()
    max_length: int = 200
    placeholder: str = ""


class QuestionPicture(Public, frozen=True, kw_only=True):
    """A picture with its alternative text."""

    url: str
    alt: str


class QuestionFile(Public, frozen=True, kw_only=True):
    """A file to download."""

    url: str
    name: str
    bytes: int
    media_type: str


class QuestionEnvironment(Public, frozen=True, kw_only=True):
    """A simulated application for a sandboxed frame; `replies`: it supplies the answer text itself."""

    url: str
    title: str
    height: int
    config: dict[str, Any] = {}
    replies: bool = False


class QuestionNeeds(Public, frozen=True, kw_only=True):
    """True: a person who relies on it can answer; `software`: what must be at hand."""

    keyboard: bool = True
    screen_reader: bool = True
    colour_blind: bool = True
    phone: bool = True
    software: tuple[str, ...] = ()


class Question(Public, frozen=True, kw_only=True):
    """What the learner sees; sent as is."""

    id: str
    variant: int
    language: str
    skill: str
    type: str
    instruction: str
    expected_seconds: int
    needs: QuestionNeeds
    choices: tuple[QuestionChoice, ...] = ()
    fields: tuple[QuestionField, ...] = ()
    picture: QuestionPicture | None = None
    files: tuple[QuestionFile, ...] = ()
    environment: QuestionEnvironment | None = None
    timer: int | None = None
    focused: bool = False
    web: bool = False


class TutorialLink(Public, frozen=True, kw_only=True):
    """A tutorial in the reader's language."""

    id: str
    title: str
    kind: str
    minutes: int
    source: str
    url: str


class Correction(Public, frozen=True, kw_only=True):
    """What is sent only after the answer is stored. `key` is a grading.AnswerKey mapping; HTML is safe.

    `why_wrong`: per choice number, or per typed answer (as the author wrote it).
    """

    key: dict[str, Any]
    solution: str
    hint: str
    why_wrong: dict[str, str] = {}
    tutorials: tuple[TutorialLink, ...] = ()


class Body(Public, frozen=True, kw_only=True):
    """One stored body."""

    question: Question
    correction: Correction
