"""Builds a release from the files: every topic checked and compiled, in several processes, then put together."""

import hashlib
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import msgspec

from chalicelib.content import assets, check, check_bank, model, structure, variants
from chalicelib.content.bank import Bank, BankTopic, load, load_topic
from chalicelib.content.compile import BodyKey, Compiler, Parts
from chalicelib.content.reading import ContentError, Problem


@dataclass(slots=True)
class Release:
    """A compiled release, not yet published."""

    index: model.ReleaseIndex
    bodies: dict[BodyKey, bytes]  # JSON of model.Body
    objects: dict[str, assets.Asset]


def build(
    root: Path,
    seed: str = variants.PUBLIC_SEED,
    competences: tuple[str, ...] = (),
    processes: int = 2,
    progress: Callable[[int, int], None] | None = None,
) -> Release:
    """The release of the bank under `root`; its id is the hash of everything in it.

    Raises ContentError with every problem but those of coverage: what is written can be published before all is.
    `progress` is told how many topics of how many are done.
    """
    bank = load(root, competences)
    problems = [*bank.problems, *check_bank.problems(bank, competences)]
    parts = Parts()
    for done, (found, more) in enumerate(_topics(bank, seed, processes), 1):
        problems += found
        parts.add(more)
        if progress:
            progress(done, len(bank.topics))
    blocking = sorted({problem for problem in problems if not problem.coverage})
    if blocking:
        raise ContentError(blocking)
    return assemble(bank, parts)


def assemble(bank: Bank, parts: Parts) -> Release:
    """The release of a bank whose topics are compiled."""
    index = structure.index(bank, parts)
    release_id = _release_id(index, parts)
    return Release(msgspec.structs.replace(index, id=release_id), parts.bodies, parts.objects)


def _topics(bank: Bank, seed: str, processes: int) -> Iterator[tuple[list[Problem], Parts]]:
    if processes < 2 or len(bank.topics) < check.WORTH_A_SECOND_PROCESS:
        yield from (_topic(bank, topic, seed) for topic in bank.topics)
        return
    names = [(str(bank.root), topic.competence, topic.id, seed) for topic in bank.topics]
    with ProcessPoolExecutor(processes) as pool:
        yield from pool.map(_topic_by_name, names, chunksize=2)


def _topic_by_name(name: tuple[str, str, str, str]) -> tuple[list[Problem], Parts]:
    """Reads the topic again: cheaper than sending it between processes."""
    root, competence, topic_id, seed = name
    return _topic(*load_topic(Path(root), competence, topic_id), seed)


def _topic(bank: Bank, topic: BankTopic, seed: str) -> tuple[list[Problem], Parts]:
    generators = variants.Generators(bank.root / "generators")
    problems = check.topic_problems(topic, generators)
    if problems:
        return problems, Parts()
    compiler = Compiler(bank, seed, generators)
    compiler.add(topic)
    return [], compiler.parts


def _release_id(index: model.ReleaseIndex, parts: Parts) -> str:
    seal = hashlib.sha256(msgspec.json.encode(index))
    for key in sorted(parts.bodies):
        seal.update(repr(key).encode())
        seal.update(parts.bodies[key])
    for key in sorted(parts.objects):
        seal.update(f"\n{key}".encode())
    return f"r-{seal.hexdigest()[:12]}"
