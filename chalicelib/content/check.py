"""`pix content check`: everything that must be mended before a release, each with its file and line."""

from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from chalicelib.content import check_bank, check_challenge, check_texts
from chalicelib.content.bank import Bank, BankTopic, load
from chalicelib.content.reading import Problem
from chalicelib.content.variants import Generators

_WORTH_A_SECOND_PROCESS = 8  # topics


def check(root: Path, competences: tuple[str, ...] = (), processes: int = 2) -> list[Problem]:
    """Every problem of the bank under `root` (only of `competences` when given), in order of file and line."""
    bank = load(root, competences)
    problems = [*bank.problems, *check_bank.problems(bank, competences)]
    parallel = processes > 1 and len(bank.topics) >= _WORTH_A_SECOND_PROCESS
    found = _with_processes(bank, processes) if parallel else (topic_problems(bank, topic) for topic in bank.topics)
    for each in found:
        problems += each
    return sorted(set(problems))


def topic_problems(bank: Bank, topic: BankTopic) -> list[Problem]:
    """The problems inside one topic file."""
    return list(_topic(topic, Generators(bank.root / "generators")))


def _topic(topic: BankTopic, generators: Generators) -> Iterator[Problem]:
    yield from check_texts.problems(topic)
    for skill in topic.skills:
        for challenge in skill.challenges:
            yield from check_challenge.problems(challenge, generators)
    yield from check_challenge.unused_files(topic)


def _with_processes(bank: Bank, processes: int) -> Iterator[list[Problem]]:
    names = [(str(bank.root), topic.competence, topic.id) for topic in bank.topics]
    with ProcessPoolExecutor(processes) as pool:
        yield from pool.map(_one_topic, names, chunksize=2)


def _one_topic(name: tuple[str, str, str]) -> list[Problem]:
    """Reads the topic again: cheaper than sending it between processes."""
    from chalicelib.content.bank import load_topic  # noqa: PLC0415

    root, competence, topic_id = name
    bank, topic = load_topic(Path(root), competence, topic_id)
    return topic_problems(bank, topic)
