"""The learning ports in memory, and a small bank of questions whose answers are easy to give."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from chalicelib.assessment import choosing
from chalicelib.assessment.model import Attempt, Begun, Chapter, Closed, Entry, without_texts
from chalicelib.assessment.ports import Ports
from chalicelib.content.model import (
    Area,
    Challenge,
    Competence,
    Correction,
    Demo,
    Framework,
    Question,
    QuestionField,
    QuestionNeeds,
    ReleaseIndex,
    Skill,
    Topic,
    Tutorial,
    TutorialLink,
)
from chalicelib.profile.model import Scorecard
from chalicelib.profile.ports import Mark, Rating
from chalicelib.profile.ports import Ports as ProfilePorts
from chalicelib.shared.rules import DEFAULT, Rules

RELEASE = "r-000000000001"
RIGHT, WRONG = "blue", "red"


class FakeClock:
    """A clock that moves only when told to."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        """The time it was set to."""
        return self.now

    def move(self, **delta: float) -> None:
        """Let time pass."""
        self.now += timedelta(**delta)


class MemoryAttemptLog:
    """`AttemptLog` in two dictionaries."""

    def __init__(self) -> None:
        self.entries: dict[tuple[str, int], Entry] = {}
        self.chapters: dict[tuple[str, str, int], Chapter] = {}

    def read(self, attempt: str) -> Sequence[Entry]:
        """In order."""
        return [entry for (name, _), entry in sorted(self.entries.items(), key=lambda item: item[0]) if name == attempt]

    def append(self, attempt: str, position: int, entry: Entry, until: datetime | None = None) -> bool:
        """Only at a free position; nothing vanishes."""
        return self.entries.setdefault((attempt, position), entry) is entry

    def begin(self, attempt: str, begun: Begun, chapter: Chapter) -> bool:
        """Both or neither."""
        return self._add_chapter(begun.learner, chapter) and self.append(attempt, 0, begun)

    def add_reset(self, learner: str, chapter: Chapter, running: Attempt | None) -> bool:
        """Both or neither."""
        if running and (running.id, running.length) in self.entries:
            return False
        added = self._add_chapter(learner, chapter)
        return added and (running is None or self.append(running.id, running.length, Closed(at=chapter.at)))

    def _add_chapter(self, learner: str, chapter: Chapter) -> bool:
        return self.chapters.setdefault((learner, chapter.competence, chapter.number), chapter) is chapter

    def forget_texts(self, attempt: str) -> None:
        """In place."""
        for key, entry in self.entries.items():
            if key[0] == attempt:
                self.entries[key] = without_texts(entry)

    def history(self, learner: str, competence: str | None = None) -> Sequence[Chapter]:
        """By competence and number."""
        return [
            chapter
            for (who, what, _), chapter in sorted(self.chapters.items(), key=lambda item: item[0])
            if who == learner and competence in (None, what)
        ]


class MemoryFeedbackBox:
    """`FeedbackBox` in a dictionary."""

    def __init__(self) -> None:
        self.remarks: dict[tuple[str, str], dict[str, object]] = {}
        self.authors: dict[tuple[str, str], str] = {}

    def put(
        self,
        learner: str,
        challenge: str,
        feedback_id: str,
        remark: dict[str, object],
        until: datetime | None = None,
    ) -> None:
        """The first one stays; nothing vanishes."""
        if (challenge, feedback_id) not in self.remarks:
            self.remarks[challenge, feedback_id] = remark
            self.authors[challenge, feedback_id] = learner

    def by(self, learner: str) -> Sequence[dict[str, object]]:
        """By challenge and id."""
        own = sorted(key for key, who in self.authors.items() if who == learner)
        return [{"question": key[0], **self.remarks[key]} for key in own]

    def forget(self, learner: str) -> None:
        """Both dictionaries."""
        for key in [key for key, who in self.authors.items() if who == learner]:
            del self.authors[key], self.remarks[key]


class MemoryProfileStore:
    """`ProfileStore` in dictionaries."""

    def __init__(self) -> None:
        self.cards: dict[tuple[str, str], Scorecard] = {}
        self.kept_marks: dict[tuple[str, str], Mark] = {}
        self.kept_goals: dict[tuple[str, str], int] = {}

    def scorecards(self, learner: str) -> dict[str, Scorecard]:
        """By competence."""
        return {what: card for (who, what), card in self.cards.items() if who == learner}

    def save_scorecard(self, learner: str, card: Scorecard) -> None:
        """Never an older version."""
        stored = self.cards.get((learner, card.competence))
        if stored is None or stored.version < card.version:
            self.cards[learner, card.competence] = card

    def marks(self, learner: str) -> dict[str, Mark]:
        """By tutorial."""
        return {what: mark for (who, what), mark in self.kept_marks.items() if who == learner}

    def change_mark(self, learner: str, tutorial: str, saved: bool | None, rating: Rating | None) -> None:
        """What is not given stays."""
        before = self.kept_marks.get((learner, tutorial), Mark())
        now_saved = before.saved if saved is None else saved
        self.kept_marks[learner, tutorial] = Mark(now_saved, rating or before.rating)

    def goals(self, learner: str) -> dict[str, int]:
        """By competence."""
        return {what: level for (who, what), level in self.kept_goals.items() if who == learner}

    def save_goal(self, learner: str, competence: str, level: int | None) -> None:
        """None forgets."""
        if level is None:
            self.kept_goals.pop((learner, competence), None)
        else:
            self.kept_goals[learner, competence] = level

    def forget(self, learner: str) -> None:
        """Everything but the logs."""
        self.cards = _without(self.cards, learner)
        self.kept_marks = _without(self.kept_marks, learner)
        self.kept_goals = _without(self.kept_goals, learner)


class SmallBank:
    """A content port: competence 1.1 with three topics of levels 1 to 4, two challenges per skill; every key is "blue".

    `timed`: ids of the skills whose challenges have a timer.
    """

    def __init__(self, timed: tuple[str, ...] = ()) -> None:
        self.release = RELEASE
        self.indexes = {RELEASE: small_index(timed)}

    def current_release(self) -> str:
        """The one that new assessments use."""
        return self.release

    def index(self, release: str) -> ReleaseIndex:
        """One of several."""
        return self.indexes[release]

    def question(self, release: str, challenge: str, variant: int, language: str) -> Question:
        """One text field."""
        entry = next(known for known in self.index(release).challenges if known.id == challenge)
        return Question(
            id=challenge,
            variant=variant,
            language=language,
            skill=entry.skill,
            type="QROC",
            instruction=f"<p>{challenge}</p>",
            expected_seconds=30,
            needs=QuestionNeeds(),
            fields=(QuestionField(name="answer", label="Answer", max_length=40),),
            timer=entry.timer,
        )

    def correction(self, release: str, challenge: str, variant: int, language: str) -> Correction:
        """The key is always the same."""
        tutorial = TutorialLink(
            id="t1", title="Colours", kind="video", minutes=2, source="us", url="https://example.org"
        )
        key = {"type": "QROC", "solutions": [RIGHT], "tolerances": ["case_accents_spaces"]}
        return Correction(key=key, solution=RIGHT, hint="Look up.", tutorials=(tutorial,))


def _without(kept: dict, learner: str) -> dict:
    return {key: value for key, value in kept.items() if key[0] != learner}


def small_index(timed: tuple[str, ...] = (), levels: tuple[int, ...] = (1, 2, 3, 4)) -> ReleaseIndex:
    """Three ladders in 1.1, none in 1.2."""
    topics = ("apples", "boats", "clouds")
    skills = [
        Skill(
            id=f"{topic}-{level}",
            topic=topic,
            competence="1.1",
            level=level,
            value=8 / 3,
            can={"fr": f"Je peux {topic} {level}", "en": f"I can {topic} {level}"},
            hint={"fr": "?", "en": "?"},
            tutorials=("t1",),
        )
        for topic in topics
        for level in levels
    ]
    challenges = [
        Challenge(
            id=f"{skill.id}-{letter}",
            skill=skill.id,
            type="QROC",
            variants=2,
            languages=("fr", "en"),
            a=1.0,
            b=float(skill.level),
            timer=60 if skill.id in timed else None,
        )
        for skill in skills
        for letter in "xy"
    ]
    return ReleaseIndex(
        id=RELEASE,
        frameworks=(Framework(id="core", version="2.2", name={"en": "core"}),),
        areas=(Area(code="1", name={"en": "One", "fr": "Un"}),),
        competences=(
            Competence(code="1.1", area="1", name={"en": "Search", "fr": "Chercher"}),
            Competence(code="1.2", area="1", name={"en": "Manage", "fr": "Ranger"}),
        ),
        topics=tuple(Topic(id=topic, competence="1.1", title={"en": topic}) for topic in topics),
        skills=tuple(skills),
        challenges=tuple(challenges),
        tutorials=(
            Tutorial(
                id="t1",
                title={"en": "Colours"},
                kind="video",
                minutes=2,
                source={"en": "us"},
                url={"en": "https://example.org"},
            ),
        ),
        demos=(Demo(id="demo", title={"en": "Demo"}, challenges=("apples-1-x", "boats-2-x", "clouds-1-y")),),
    )


def assessment_ports(clock: FakeClock, bank: SmallBank | None = None, rules: Rules = DEFAULT) -> Ports:
    """Ports in memory; nothing follows the log."""
    content = bank or SmallBank()
    return Ports(
        log=MemoryAttemptLog(),
        content=content,
        syllabus=choosing.syllabi(content.index),
        feedback=MemoryFeedbackBox(),
        clock=clock,
        rules=rules,
        on_progress=lambda attempt: None,
    )


def profile_ports(assessment: Ports) -> ProfilePorts:
    """A profile over these assessments."""
    return ProfilePorts(store=MemoryProfileStore(), assessment=assessment)
