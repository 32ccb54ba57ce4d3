"""Checks and compiles each topic, in several processes, and remembers what has not changed since."""

import hashlib
import os
import re
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from importlib.metadata import version
from pathlib import Path

import msgspec

from chalicelib.content import check_challenge, check_texts
from chalicelib.content.bank import Bank, BankTopic, load_topic
from chalicelib.content.compile import Compiler, Parts
from chalicelib.content.reading import Problem
from chalicelib.content.variants import PUBLIC_SEED, Generators, VariantError

WORTH_A_SECOND_PROCESS = 4  # topics to do
_CODE = Path(__file__).parent
_LIBRARIES = ("msgspec", "pillow", "pyyaml", "markdown-it-py")
_MODULE = re.compile(r"\b(?:generator|solve): *[\"']?(\w+)\.")
_LESSON = re.compile(r"\blesson: *[\"']?([\w-]+)")

Job = tuple[str, str, str, str, str, bool]  # root, private folder, competence, topic, seed, whether to compile


class Done(msgspec.Struct, frozen=True, kw_only=True):
    """A topic's problems, and its parts when it was compiled (never with problems)."""

    problems: list[Problem]
    parts: Parts | None = None


_packed = msgspec.msgpack.Decoder(Done)


def topics(bank: Bank, seed: str, compiled: bool, processes: int, memory: Path | None = None) -> Iterator[Done]:
    """What became of each topic of the bank, in no order. `memory`: the folder of what is remembered."""
    keep = memory or bank.root.parent / "build" / "content"
    left: list[Job] = []
    for topic in bank.topics:
        known = _recall(keep, _name(bank, topic, seed))
        if known and (known.parts or known.problems or not compiled):
            yield known
        else:
            left.append((str(bank.root), str(bank.private or ""), topic.competence, topic.id, seed, compiled))
    for name, done in _all(left, processes):
        _remember(keep, name, done)
        yield done


def _all(jobs: list[Job], processes: int) -> Iterator[tuple[str, Done]]:
    if processes < 2 or len(jobs) < WORTH_A_SECOND_PROCESS:
        yield from map(_one, jobs)
        return
    with ProcessPoolExecutor(processes) as pool:
        yield from pool.map(_one, jobs)


def _one(job: Job) -> tuple[str, Done]:
    """Reads the topic again: cheaper than sending it between processes."""
    root, private, competence, topic_id, seed, compiled = job
    bank, topic = load_topic(Path(root), competence, topic_id, Path(private) if private else None)
    if topic is None:  # changed meanwhile
        return "", Done(problems=bank.problems)
    return _name(bank, topic, seed), topic_done(bank, topic, seed, compiled)


def topic_done(bank: Bank, topic: BankTopic, seed: str = PUBLIC_SEED, compiled: bool = True) -> Done:
    """Check a topic and, if it is sound, compile it."""
    generators = Generators(*bank.generator_folders)
    problems = topic_problems(topic, generators)
    if problems or not compiled:
        return Done(problems=problems)
    compiler = Compiler(bank, seed, generators)
    try:
        compiler.add(topic)
    except VariantError as error:  # only the secret seed meets it: the public one was checked
        return Done(problems=[topic.at.problem(str(error))])
    return Done(problems=[], parts=compiler.parts)


def topic_problems(topic: BankTopic, generators: Generators) -> list[Problem]:
    """The problems inside one topic file."""
    problems = list(check_texts.problems(topic))
    for skill in topic.skills:
        for challenge in skill.challenges:
            problems += check_challenge.problems(challenge, generators)
    return [*problems, *check_challenge.unused_files(topic)]


def _recall(folder: Path, name: str) -> Done | None:
    try:
        return _packed.decode((folder / name).read_bytes())
    except (FileNotFoundError, msgspec.DecodeError, IsADirectoryError):
        return None


def _remember(folder: Path, name: str, done: Done) -> None:
    if not name:
        return
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob(f"{name.rsplit('@', 1)[0]}@*"):
        old.unlink(missing_ok=True)
    waiting = folder / f".{name}.{os.getpid()}"  # another check may read it now
    waiting.write_bytes(msgspec.msgpack.encode(done))
    waiting.replace(folder / name)


def _name(bank: Bank, topic: BankTopic, seed: str) -> str:
    """`<topic>@<hash of everything that its result depends on>`."""
    paths = [bank.root / topic.framework / topic.competence / f"{topic.id}.yaml"]
    if bank.private:
        paths.append(bank.private / topic.competence / f"{topic.id}.yaml")
    seal = hashlib.sha256(f"{seed}\n{topic.competence}\n{_tools(bank.root)}\n".encode())
    for path in paths:
        text = path.read_bytes() if path.is_file() else b""
        seal.update(text)
        for used in _used(bank, path, text.decode(errors="replace")):
            seal.update(used.name.encode())
            seal.update(used.read_bytes())
    return f"{topic.id}@{seal.hexdigest()[:24]}"


def _used(bank: Bank, path: Path, text: str) -> Iterator[Path]:
    """The files that a topic's text refers to."""
    beside = path.with_suffix("")
    if beside.is_dir():
        yield from sorted(p for p in beside.rglob("*") if p.is_file())
    for module in sorted(set(_MODULE.findall(text))):
        yield from (found for folder in bank.generator_folders for found in folder.glob(f"{module}.py"))
    for lesson in sorted(set(_LESSON.findall(text))):
        yield from sorted((bank.root / "lessons").glob(f"{lesson}.*.md"))


@cache
def _tools(root: Path) -> str:
    """The hash of the code, the libraries and the environments, on which every topic depends."""
    seal = hashlib.sha256(repr([sys.version_info[:2], *map(version, _LIBRARIES)]).encode())
    grading = _CODE.parent / "grading"
    places = [*_CODE.glob("*.py"), *grading.glob("*.py"), *(root / "environments").rglob("*")]
    for path in sorted(p for p in places if p.is_file()):
        seal.update(path.name.encode())
        seal.update(path.read_bytes())
    return seal.hexdigest()
