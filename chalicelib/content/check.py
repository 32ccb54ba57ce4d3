"""`pix content check`: everything that must be mended before a release, each with its file and line."""

from pathlib import Path

from chalicelib.content import check_bank, work
from chalicelib.content.bank import load
from chalicelib.content.reading import Problem
from chalicelib.content.variants import PUBLIC_SEED


def check(
    root: Path, competences: tuple[str, ...] = (), processes: int = 2, memory: Path | None = None
) -> list[Problem]:
    """Every problem of the bank under `root` (only of `competences` when given), in order of file and line.

    What did not change since the last time is not checked again; `memory` is the folder where that is kept.
    """
    bank = load(root, competences)
    problems = [*bank.problems, *check_bank.problems(bank, competences)]
    for done in work.topics(bank, PUBLIC_SEED, compiled=False, processes=processes, memory=memory):
        problems += done.problems
    return sorted(set(problems))
