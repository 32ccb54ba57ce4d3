"""Checks across files: ids, ladders, levels, coverage, targets, demo courses, tutorials."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from chalicelib.content import lessons, structure
from chalicelib.content.bank import Bank, BankFile, BankSkill, BankTopic, Placed
from chalicelib.content.reading import Problem
from chalicelib.content.source import REQUIRED_LANGUAGES, Tutorial
from chalicelib.content.texts import in_language
from chalicelib.shared.rules import DEFAULT as RULES

MIN_TOPICS = 5
MIN_SKILLS_PER_LEVEL = 2
MIN_CHALLENGES = 2
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")
_URL = re.compile(r"https://\S+\Z")


def problems(bank: Bank, competences: tuple[str, ...] = ()) -> Iterator[Problem]:
    """The problems that one file alone does not show."""
    yield from _unique_topics(bank)
    for topic in bank.topics:
        yield from _ladder(topic)
        for skill in topic.skills:
            yield from _skill(bank, topic, skill)
    yield from _coverage(bank, competences)
    for target in bank.targets:
        yield from _target(bank, target)
    for demo in bank.demos:
        yield from _demo(bank, demo)


def _unique_topics(bank: Bank) -> Iterator[Problem]:
    first: dict[str, BankTopic] = {}
    for topic in bank.topics:
        if not _ID.match(topic.id):
            yield topic.at.problem("a topic's file name is made of a-z, 0-9 and single hyphens")
        if topic.id in first:
            yield topic.at.problem(f"there is already a topic of this name: {first[topic.id].at.document.file}")
        first.setdefault(topic.id, topic)


def _ladder(topic: BankTopic) -> Iterator[Problem]:
    levels = sorted(skill.written.level for skill in topic.skills)
    if not topic.written.skills:
        yield topic.at.problem("a topic needs skills")
    if not levels:
        return
    for level, times in Counter(levels).items():
        if times > 1:
            yield topic.at.problem(f"two skills of level {level}: a topic has one per level", "skills")
    if not all(1 <= level <= RULES.levels for level in levels):
        yield topic.at.problem(f"levels go from 1 to {RULES.levels}", "skills")
    missing = sorted(set(range(levels[0], levels[-1])) - set(levels))
    if missing:
        yield topic.at.problem(f"the ladder has a hole: no skill of level {', '.join(map(str, missing))}", "skills")


def _skill(bank: Bank, topic: BankTopic, skill: BankSkill) -> Iterator[Problem]:
    active = [c for c in skill.challenges if c.written.status == "active"]
    if skill.written.status == "active" and len(active) < MIN_CHALLENGES:
        yield skill.at.problem(
            f"{skill.id} has {len(active)} active challenge(s), at least {MIN_CHALLENGES} are needed"
        )
    for name, times in Counter(c.written.id for c in skill.challenges).items():
        if times > 1:
            yield skill.at.problem(f"two challenges with id `{name}`", "challenges")
        if not _ID.match(name):
            yield skill.at.problem(f"challenge id `{name}`: only a-z, 0-9 and single hyphens", "challenges")
    if not skill.written.tutorials and not topic.written.tutorials:
        yield skill.at.problem(f"{skill.id} has no tutorial")
    for i, tutorial in enumerate(skill.written.tutorials):
        yield from _tutorial(bank, Placed(skill.at.document, (*skill.at.path, "tutorials", i)), tutorial)
    if skill is topic.skills[0]:
        for i, tutorial in enumerate(topic.written.tutorials):
            yield from _tutorial(bank, Placed(topic.at.document, ("tutorials", i)), tutorial)


def _tutorial(bank: Bank, at: Placed, tutorial: Tutorial) -> Iterator[Problem]:
    if tutorial.lesson:
        for language in REQUIRED_LANGUAGES:
            if lessons.read_lesson(bank.root / "lessons", tutorial.lesson, language) is None:
                yield at.problem(f"no content/lessons/{tutorial.lesson}.{language}.md beginning with `# Title`")
        return
    for name in ("title", "minutes", "source", "url"):
        if not getattr(tutorial, name):
            yield at.problem(f"a tutorial needs `{name}` (or `lesson`)")
    for language in REQUIRED_LANGUAGES:
        if tutorial.url and not _URL.match(in_language(tutorial.url, language)):
            yield at.problem("`url` must begin with https://", "url")


def _coverage(bank: Bank, competences: tuple[str, ...]) -> Iterator[Problem]:
    known: set[tuple[str, str]] = set()
    for framework in bank.frameworks:
        for a, area in enumerate(framework.written.areas):
            for c, competence in enumerate(area.competences):
                place = Placed(framework.at.document, ("areas", a, "competences", c))
                if competence.code in {code for _, code in known}:
                    yield place.problem(
                        f"there is already a competence {competence.code}: codes are unique in all frameworks"
                    )
                known.add((framework.id, competence.code))
                if not competences or competence.code in competences:
                    yield from _competence(bank, framework.id, competence.code, place)
    for topic in bank.topics:
        if (topic.framework, topic.competence) not in known:
            yield topic.at.problem(f"no competence {topic.competence} in framework {topic.framework}")


def _competence(bank: Bank, framework: str, code: str, place: Placed) -> Iterator[Problem]:
    topics = [t for t in bank.topics if (t.framework, t.competence) == (framework, code)]
    if len(topics) < MIN_TOPICS:
        yield place.problem(
            f"competence {code} has {len(topics)} topic(s), at least {MIN_TOPICS} are needed", coverage=True
        )
    levels = Counter(s.written.level for t in topics for s in t.skills if structure.playable(s))
    for level in range(1, RULES.levels + 1):
        if topics and levels[level] < MIN_SKILLS_PER_LEVEL:
            found = f"competence {code} has {levels[level]} skill(s) of level {level}"
            yield place.problem(f"{found}, at least {MIN_SKILLS_PER_LEVEL} are needed", coverage=True)


def _target(bank: Bank, target: BankFile) -> Iterator[Problem]:
    topics = {topic.id for topic in bank.topics}
    for name in target.written.topics:
        if name not in topics:
            yield target.at.problem(f"no topic `{name}`", "topics", name)
    yield from _codes(bank, target)
    yield from _texts_of(target)
    thresholds = [stage.threshold for stage in target.written.stages]
    if thresholds != sorted(set(thresholds)) or (thresholds and thresholds[0] != 0):
        yield target.at.problem("stages begin at threshold 0 and rise", "stages")
    if not any(made.topics for made in structure.targets_of(bank, target)):
        yield target.at.problem("this target has no topic", coverage=True)


def _codes(bank: Bank, target: BankFile) -> Iterator[Problem]:
    areas = [area for framework in bank.frameworks for area in framework.written.areas]
    known = {area.code for area in areas} | {c.code for area in areas for c in area.competences}
    filled = {topic.competence for topic in bank.topics} | {topic.competence.split(".")[0] for topic in bank.topics}
    for kind in ("areas", "competences"):
        for i, code in enumerate(getattr(target.written, kind)):
            if code not in known:
                yield target.at.problem(f"the framework has no `{code}`", kind, i)
            elif code not in filled:
                yield target.at.problem(f"no topic in `{code}` yet", kind, i, coverage=True)


def _texts_of(file: BankFile) -> Iterator[Problem]:
    for name in ("title", "description"):
        text = getattr(file.written, name)
        if not isinstance(text, Mapping) or not set(REQUIRED_LANGUAGES) <= set(text):
            yield file.at.problem(f"`{name}` must be written in fr and en", name)


def _demo(bank: Bank, demo: BankFile) -> Iterator[Problem]:
    active = {c.id: c.written.status == "active" for _, _, c in bank.challenges()}
    yield from _texts_of(demo)
    for i, challenge in enumerate(demo.written.challenges):
        if not active.get(challenge):
            reason = "is retired" if challenge in active else "does not exist"
            yield demo.at.problem(f"challenge `{challenge}` {reason}", "challenges", i)
