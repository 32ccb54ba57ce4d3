"""What members of the jury, and candidates who appeal, send and receive (JSON, snake_case)."""

from typing import Annotated, Literal

from msgspec import Meta, Struct

from chalicelib.jury.model import CaseChoice, ListChoice

Words = Annotated[str, Meta(min_length=1, max_length=2000, pattern=r"\S")]
Round = Annotated[int, Meta(ge=1, le=999)]
Number = Annotated[int, Meta(ge=1, le=999)]
CandidateId = Annotated[str, Meta(min_length=1, max_length=64)]


class QueueQuery(Struct, frozen=True):
    """Where the list goes on; or a session's number, to find it whatever became of it."""

    cursor: Annotated[str, Meta(max_length=500)] = ""
    number: Annotated[str, Meta(pattern=r"^([0-9]{8})?$")] = ""


class CastVote(Struct, frozen=True, forbid_unknown_fields=True):
    """A vote on one case, for good. `reason` is for the jury, `comment` for the candidate.

    `left_out`: numbers of questions, with the choice `leave-out` and only with it.
    """

    round: Round
    choice: CaseChoice
    reason: Words
    left_out: Annotated[tuple[Number, ...], Meta(max_length=64)] = ()
    comment: Annotated[str, Meta(max_length=2000)] = ""


class VoteOnList(Struct, frozen=True, forbid_unknown_fields=True):
    """A vote on the tests with nothing against them: adopt them, or adopt them without the candidates `withheld`."""

    round: Round
    choice: ListChoice
    reason: Words
    withheld: Annotated[tuple[CandidateId, ...], Meta(max_length=200)] = ()


class Reopen(Struct, frozen=True, forbid_unknown_fields=True):
    """Why the jury is to look again."""

    reason: Words


class MakeAppeal(Struct, frozen=True, forbid_unknown_fields=True):
    """Why the result should be looked at again."""

    text: Words


class AppealView(Struct, frozen=True):
    """An appeal, as its author sees it."""

    test: str
    at: str
    text: str


class JuryVote(Struct, frozen=True):
    """One member's vote; others' are shown once the round is decided.

    `name`: as the member's account has it, "" once there is none; `place`: 1 for who voted first in this session.
    """

    member: str
    name: str
    place: int
    choice: str
    at: str
    reason: str
    left_out: tuple[int, ...]
    withheld: tuple[str, ...]
    comment: str


class JuryDecision(Struct, frozen=True):
    """What was decided in one round, how (`majority` or `president`), and with which votes."""

    round: int
    choice: str
    left_out: tuple[int, ...]
    withheld: tuple[str, ...]
    by: str
    at: str
    eligible: int
    quorum: int
    comment: str
    votes: tuple[JuryVote, ...]


class JuryQuestion(Struct, frozen=True):
    """What is asked now: `voted` of `eligible` members, at least `quorum`, until `deadline`."""

    round: int
    open: bool
    quorum: int
    voted: int
    eligible: int
    asked_at: str
    deadline: str
    escalations: int
    choices: tuple[str, ...]
    my_vote: JuryVote | None
    decisions: tuple[JuryDecision, ...]


class CompetenceFigures(Struct, frozen=True):
    """One competence of a result: the certified level and pix, and how likely each level 0 to 8 is."""

    competence: str
    level: int
    pix: int
    probabilities: tuple[float, ...]


class ResultFigures(Struct, frozen=True):
    """One scoring: what the engine proposes, with its uncertainty. `interval`: 95 % of the pix."""

    number: int
    at: str
    author: str
    why: str
    engine: str
    ending: str
    left_out: tuple[int, ...]
    status: str
    reason: str
    answers: int
    missing: int
    pix: int
    interval: tuple[int, int]
    ability: float
    error: float
    competences: tuple[CompetenceFigures, ...]


class ListedTest(Struct, frozen=True):
    """One test with nothing against it."""

    candidate: str
    status: str
    reason: str
    answers: int
    pix: int
    interval: tuple[int, int]


class ListFile(Struct, frozen=True):
    """The tests with nothing against them, and what is asked about them; None when there are none."""

    tests: tuple[ListedTest, ...]
    question: JuryQuestion


class CaseLine(Struct, frozen=True):
    """One case in a session's queue."""

    candidate: str
    reasons: tuple[str, ...]
    status: str
    question: JuryQuestion


class You(Struct, frozen=True):
    """What the caller may do here; `sits` is false for who has an interest in the session."""

    sits: bool
    president: bool
    publisher: bool


class JurySessionLine(Struct, frozen=True):
    """One session before the jury."""

    id: str
    number: str
    date: str
    centre: str
    finalized_at: str
    listed: int
    cases: int
    open: int
    deadline: str | None
    published_at: str | None


class JurySessions(Struct, frozen=True):
    """Sessions with something to decide or to publish."""

    items: tuple[JurySessionLine, ...]
    next_cursor: str | None


class JurySession(Struct, frozen=True):
    """A session before the jury; `remarks` and `comment` are the centre's. `open` counts what is not decided."""

    id: str
    number: str
    date: str
    centre: str
    finalized_at: str
    remarks: tuple[str, ...]
    comment: str
    listed: ListFile | None
    cases: tuple[CaseLine, ...]
    open: int
    publishable: bool
    published_at: str | None
    you: You


class JuryReport(Struct, frozen=True):
    """What was noted about a candidate or one of the questions."""

    at: str
    role: str
    category: str
    trouble: str | None
    number: int | None
    text: str
    resolved: bool


class AskedQuestion(Struct, frozen=True):
    """One question of the test: `outcome` right, wrong, alerted, left_out or open."""

    number: int
    challenge: str
    skill: str
    competence: str
    level: int
    outcome: str
    seconds: float | None
    focus_lost: bool
    alert: str | None
    alert_text: str


class TestFile(Struct, frozen=True):
    """The log at a glance. `entries`: how often the candidate came in. `ended_by` says who ended it.

    `profile`: competence -> level shown when the test began; nothing above it can be certified.
    """

    __test__ = False  # for pytest: not one of its classes

    started_at: str
    ended_at: str | None
    ended_by: str
    abort_reason: str | None
    length: int
    entries: int
    profile: dict[str, int]
    questions: tuple[AskedQuestion, ...]


class Consequence(Struct, frozen=True):
    """What a choice would make of the result; `levels` by competence."""

    choice: CaseChoice
    left_out: tuple[int, ...]
    status: Literal["validated", "rejected", "cancelled"]
    pix: int
    levels: dict[str, int]


class CaseFile(Struct, frozen=True):
    """One case at a glance. The candidate is an id: who it is does not matter here.

    `competences`: their titles by code, in the reader's language.
    """

    session: str
    candidate: str
    reasons: tuple[str, ...]
    status: str
    words: str
    appeal: str | None
    question: JuryQuestion
    test: TestFile | None
    reports: tuple[JuryReport, ...]
    results: tuple[ResultFigures, ...]
    consequences: tuple[Consequence, ...]
    competences: dict[str, str]
    you: You
