"""The item bank as written: every file of content/, read and given its shape, with what could not be read."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from chalicelib.content import source
from chalicelib.content.reading import Document, PathInFile, Problem, read, shape


@dataclass(frozen=True, slots=True)
class Placed:
    """A part of a document: the file it is in and its path there."""

    document: Document
    path: PathInFile

    def problem(self, message: str, *steps: str | int, coverage: bool = False) -> Problem:
        """A problem here, or at `steps` below here."""
        return self.document.problem((*self.path, *steps), message, coverage)


@dataclass(frozen=True, slots=True)
class BankChallenge:
    """A challenge as written, with its full id and the folder of its files."""

    id: str
    at: Placed
    written: source.Challenge
    folder: Path
    private: bool = False  # from outside the repository, for the certification only


@dataclass(frozen=True, slots=True)
class BankSkill:
    """A skill as written; its id is `<topic>-<level>`."""

    id: str
    at: Placed
    written: source.Skill
    challenges: tuple[BankChallenge, ...]


@dataclass(frozen=True, slots=True)
class BankTopic:
    """A topic as written; its id is the file's name, its competence the folder's."""

    id: str
    competence: str
    framework: str
    at: Placed
    written: source.Topic
    skills: tuple[BankSkill, ...]


@dataclass(frozen=True, slots=True)
class BankFile:
    """Another written file (framework, target, demo) with its id."""

    id: str
    at: Placed
    written: Any


@dataclass(slots=True)
class Bank:
    """All of content/ that could be read, and the problems of what could not."""

    root: Path
    private: Path | None = None
    frameworks: list[BankFile] = field(default_factory=list)
    topics: list[BankTopic] = field(default_factory=list)
    targets: list[BankFile] = field(default_factory=list)
    demos: list[BankFile] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @property
    def generator_folders(self) -> list[Path]:
        """Where functions of generators are looked for, in order."""
        return [each / "generators" for each in (self.root, self.private) if each]

    def skills(self) -> Iterator[tuple[BankTopic, BankSkill]]:
        """Every skill with its topic."""
        return ((topic, skill) for topic in self.topics for skill in topic.skills)

    def challenges(self) -> Iterator[tuple[BankTopic, BankSkill, BankChallenge]]:
        """Every challenge with its skill and topic."""
        return ((topic, skill, c) for topic, skill in self.skills() for c in skill.challenges)


def load(root: Path, competences: tuple[str, ...] = (), private: Path | None = None) -> Bank:
    """The bank under `root`; only the topics of `competences` when given (then no target nor demo).

    `private`: a folder outside the repository with more challenges for the certification.
    """
    bank = Bank(root, private)
    for path in sorted(root.glob("*/framework.yaml")):
        bank.frameworks += _file(bank, path, source.Framework, path.parent.name)
    for framework in bank.frameworks:
        for folder in sorted(p for p in (root / framework.id).iterdir() if p.is_dir()):
            if not competences or folder.name in competences:
                for path in sorted(folder.glob("*.yaml")):
                    bank.topics += _topic(bank, path, framework.id)
    if not competences:
        for path in sorted((root / "targets").glob("*.yaml")):
            bank.targets += _file(bank, path, source.Target, path.stem)
        for path in sorted((root / "demo").glob("*.yaml")):
            bank.demos += _file(bank, path, source.Demo, path.stem)
    return bank


def load_topic(
    root: Path, competence: str, topic_id: str, private: Path | None = None
) -> tuple[Bank, BankTopic | None]:
    """One topic alone; None when it cannot be read (the bank's problems say why)."""
    bank = Bank(root, private)
    found = [topic for path in root.glob(f"*/{competence}/{topic_id}.yaml")
             for topic in _topic(bank, path, path.parent.parent.name)]  # fmt: skip
    return bank, found[0] if found else None


def _open(bank: Bank, path: Path) -> Document:
    base = bank.root.parent
    document, problems = read(path, (path.relative_to(base) if path.is_relative_to(base) else path).as_posix())
    bank.problems += problems
    return document


def _shaped(bank: Bank, at: Placed, data: Any, kind: type) -> Any:
    value, problems = shape(at.document, at.path, data, kind)
    bank.problems += problems
    return value


def _file(bank: Bank, path: Path, kind: type, name: str) -> list[BankFile]:
    at = Placed(_open(bank, path), ())
    written = _shaped(bank, at, at.document.data, kind) if at.document.root else None
    return [BankFile(name, at, written)] if written is not None else []


def _topic(bank: Bank, path: Path, framework: str) -> list[BankTopic]:
    at = Placed(_open(bank, path), ())
    written: source.Topic | None = _shaped(bank, at, at.document.data, source.Topic) if at.document.root else None
    if written is None:
        return []
    folder = path.with_suffix("")
    skills = [_skill(bank, at, i, data, path.stem, folder) for i, data in enumerate(written.skills)]
    sound = tuple(skill for skill in skills if skill)
    if bank.private and (bank.private / path.parent.name / path.name).is_file():
        sound = _with_private(bank, bank.private / path.parent.name / path.name, sound)
    return [BankTopic(path.stem, path.parent.name, framework, at, written, sound)]


def _with_private(bank: Bank, path: Path, skills: tuple[BankSkill, ...]) -> tuple[BankSkill, ...]:
    """The skills with the private challenges of the file at `path`."""
    at = Placed(_open(bank, path), ())
    written: source.PrivateTopic | None = _shaped(bank, at, at.document.data, source.PrivateTopic)
    more: dict[int, list[BankChallenge]] = {}
    for s, skill in enumerate(written.skills if written else []):
        if skill.level not in {each.written.level for each in skills}:
            bank.problems.append(at.problem(f"the public topic has no skill of level {skill.level}", "skills", s))
        for c, data in enumerate(skill.challenges):
            place = Placed(at.document, ("skills", s, "challenges", c))
            found = _challenge(bank, place, data, f"{path.stem}-{skill.level}", path.with_suffix(""))
            more.setdefault(skill.level, []).extend([replace(found, private=True)] if found else [])
    return tuple(replace(each, challenges=(*each.challenges, *more.get(each.written.level, ()))) for each in skills)


def _skill(bank: Bank, topic: Placed, index: int, data: Any, name: str, folder: Path) -> BankSkill | None:
    at = Placed(topic.document, ("skills", index))
    written: source.Skill | None = _shaped(bank, at, data, source.Skill)
    if written is None:
        return None
    skill_id = f"{name}-{written.level}"
    found = [
        _challenge(bank, Placed(at.document, (*at.path, "challenges", i)), item, skill_id, folder)
        for i, item in enumerate(written.challenges)
    ]
    return BankSkill(skill_id, at, written, tuple(c for c in found if c))


def _challenge(bank: Bank, at: Placed, data: Any, skill_id: str, folder: Path) -> BankChallenge | None:
    written: source.Challenge | None = _shaped(bank, at, data, source.Challenge)
    if written is None:
        return None
    return BankChallenge(f"{skill_id}-{written.id}", at, written, folder)
