"""`pix content check`: everything that must be mended before a release, each with its file and line."""

from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from chalicelib.content import check_bank, check_challenge, check_texts
from chalicelib.content.bank import Bank, BankTopic, load, load_topic
from chalicelib.content.reading import Problem
from chalicelib.content.variants import Generators

WORTH_A_SECOND_PROCESS = 8  # topics


def check(root: Path, competences: tuple[str, ...] = (), processes: int = 2) -> list[Problem]:
    """Every problem of the bank under `root` (only of `competences` when given), in order of file and line."""
    bank = load(root, competences)
    problems = [*bank.problems, *check_bank.problems(bank, competences)]
    for each in _topics(bank, processes):
        problems += each
    return sorted(set(problems))


def topic_problems(topic: BankTopic, generators: Generators) -> list[Problem]:
    """The problems inside one topic file."""
    problems = list(check_texts.problems(topic))
    for skill in topic.skills:
        for challenge in skill.challenges:
            problems += check_challenge.problems(challenge, generators)
    return [*problems, *check_challenge.unused_files(topic)]


def _topics(bank: Bank, processes: int) -> Iterator[list[Problem]]:
    if processes < 2 or len(bank.topics) < WORTH_A_SECOND_PROCESS:
        generators = Generators(bank.root / "generators")
        yield from (topic_problems(topic, generators) for topic in bank.topics)
        return
    names = [(str(bank.root), topic.competence, topic.id) for topic in bank.topics]
    with ProcessPoolExecutor(processes) as pool:
        yield from pool.map(_by_name, names, chunksize=2)


def _by_name(name: tuple[str, str, str]) -> list[Problem]:
    """Reads the topic again: cheaper than sending it between processes."""
    root, competence, topic_id = name
    bank, topic = load_topic(Path(root), competence, topic_id)
    return topic_problems(topic, Generators(bank.root / "generators"))
