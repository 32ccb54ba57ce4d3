"""Builds a release from the files: every topic checked and compiled, then put together."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import msgspec

from chalicelib.adaptive.certification import RankedBank
from chalicelib.content import assets, calibrating, check_bank, model, ranking, structure, variants, work
from chalicelib.content.bank import Bank, load
from chalicelib.content.compile import BodyKey, Parts
from chalicelib.content.reading import ContentError
from chalicelib.shared.rules import DEFAULT, Rules


@dataclass(slots=True)
class Release:
    """A compiled release, not yet published."""

    index: model.ReleaseIndex
    bodies: dict[BodyKey, bytes]  # JSON of model.Body
    objects: dict[str, assets.Asset]
    bank: RankedBank | None = None  # what certifications choose from; None: nothing in it is for them


def build(  # noqa: PLR0913 - what a release depends on
    root: Path,
    seed: str = variants.PUBLIC_SEED,
    competences: tuple[str, ...] = (),
    processes: int = 2,
    memory: Path | None = None,
    private: Path | None = None,
    *,
    progress: Callable[[int, int], None] | None = None,
    rules: Rules = DEFAULT,
    calibration: Mapping | None = None,
) -> Release:
    """The release of the bank under `root`; its id is the hash of everything in it.

    Raises ContentError with every problem but those of coverage: what is written can be published before all is;
    RankingUnavailable without SciPy; BankError when `calibration` (what `pix calibrate` wrote) is not one of this bank.
    `rules` say how much the certification may show an item.
    `progress` is told how many topics of how many are done.
    """
    bank = load(root, competences, private)
    problems = [*bank.problems, *check_bank.problems(bank, competences)]
    parts = Parts()
    for number, done in enumerate(work.topics(bank, seed, compiled=True, processes=processes, memory=memory), 1):
        problems += done.problems
        if done.parts:
            parts.add(done.parts)
        if progress:
            progress(number, len(bank.topics))
    blocking = sorted({problem for problem in problems if not problem.coverage})
    if blocking:
        raise ContentError(blocking)
    return assemble(bank, parts, rules, calibration)


def assemble(bank: Bank, parts: Parts, rules: Rules = DEFAULT, calibration: Mapping | None = None) -> Release:
    """The release of a bank whose topics are compiled. Raises RankingUnavailable, BankError."""
    order = {c.id: n for n, (_, _, c) in enumerate(bank.challenges())}
    parts.challenges.sort(key=lambda each: order[each.id])  # topics come in any order, a release in one
    index = structure.index(bank, parts)
    if calibration is not None:
        index = calibrating.calibrated(index, calibration)
    ranked = ranking.rank(index, rules)
    release_id = _release_id(index, parts, ranked)
    return Release(msgspec.structs.replace(index, id=release_id), parts.bodies, parts.objects, ranked)


def _release_id(index: model.ReleaseIndex, parts: Parts, ranked: RankedBank | None) -> str:
    seal = hashlib.sha256(msgspec.json.encode(index))
    seal.update(ranked.version.encode() if ranked else b"")
    for key in sorted(parts.bodies):
        seal.update(repr(key).encode())
        seal.update(parts.bodies[key])
    for key in sorted(parts.objects):
        seal.update(f"\n{key}".encode())
    return f"r-{seal.hexdigest()[:12]}"
