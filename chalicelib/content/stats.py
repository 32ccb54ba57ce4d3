"""Measures of the bank: coverage, types, situations, near-duplicates, whether length gives answers away."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from chalicelib.content import assets, defaults
from chalicelib.content.bank import Bank, BankChallenge
from chalicelib.content.structure import playable
from chalicelib.content.texts import filled, in_language
from chalicelib.content.variants import Generators, Variant, count, expand, first_only

MAX_QCU = 0.30
MIN_SITUATIONS = 0.40
MAX_LONGEST_RIGHT = 0.35
MIN_VARIANTS = 10
SIMILARITY = 0.6  # shared / all runs of three words, from which two challenges are near-duplicates
_WORD = re.compile(r"[^\W_]+")
_RUN = 3


@dataclass(frozen=True, slots=True)
class Stats:
    """What `pix content stats` prints. Shares are from 0 to 1."""

    topics: int
    skills: int
    challenges: int
    coverage: dict[str, dict[int, int]]  # competence -> level -> playable skills
    types: dict[str, int]
    situations: dict[str, int]
    web: int
    parameterised: int  # with at least 10 variants
    bodies: int
    qcu_share: float
    situation_share: float
    longest_right: dict[str, float]  # language -> share of QCU whose one longest choice is the right one
    near_duplicates: list[tuple[str, str, float]]

    def verdicts(self) -> list[tuple[str, str, bool]]:
        """(what, figure, whether it is as good as wanted)."""
        longest = max(self.longest_right.values(), default=0.0)
        return [
            ("QCU at most 30 %", f"{self.qcu_share:.0%}", self.qcu_share <= MAX_QCU),
            ("situations at least 40 %", f"{self.situation_share:.0%}", self.situation_share >= MIN_SITUATIONS),
            ("longest choice right at most 35 %", f"{longest:.0%}", longest <= MAX_LONGEST_RIGHT),
            ("near-duplicates 0", str(len(self.near_duplicates)), not self.near_duplicates),
        ]


def measure(bank: Bank) -> Stats:
    """The measures of the active challenges of a bank."""
    found = [c for _, skill, c in bank.challenges() if c.written.status == "active" and playable(skill)]
    generators = Generators(*bank.generator_folders)
    first = {c.id: _first(c, generators) for c in found}
    types = Counter(c.written.type for c in found)
    kinds = Counter(defaults.situation(c.written, bool(assets.download_names(c, first[c.id]["fr"]))) for c in found)
    web = sum(c.written.web is not None for c in found)
    total = max(1, len(found))
    return Stats(
        topics=len(bank.topics),
        skills=sum(playable(skill) for _, skill in bank.skills()),
        challenges=len(found),
        coverage=_coverage(bank),
        types=dict(sorted(types.items())),
        situations=dict(sorted(kinds.items())),
        web=web,
        parameterised=sum(count(c) >= MIN_VARIANTS for c in found),
        bodies=sum(count(c) for c in found),
        qcu_share=types["QCU"] / total,
        situation_share=(kinds["file"] + kinds["environment"]) / total,
        longest_right=_longest_right(found, first),
        near_duplicates=near_duplicates({c.id: _wording(c, first[c.id]["fr"]) for c in found}),
    )


def _first(challenge: BankChallenge, generators: Generators) -> dict[str, Variant]:
    """The first variant in each required language; the others are not needed here."""
    alone = first_only(challenge)
    made = {language: expand(alone, generators, language)[0] for language in ("fr", "en")}
    generators.made.clear()
    return made


def _coverage(bank: Bank) -> dict[str, dict[int, int]]:
    table: dict[str, dict[int, int]] = {
        c.code: {} for f in bank.frameworks for area in f.written.areas for c in area.competences
    }
    for topic, skill in bank.skills():
        if playable(skill):
            row = table.setdefault(topic.competence, {})
            row[skill.written.level] = row.get(skill.written.level, 0) + 1
    return table


def _longest_right(found: Sequence[BankChallenge], first: dict[str, dict[str, Variant]]) -> dict[str, float]:
    shares = {}
    for language in ("fr", "en"):
        asked = [c for c in found if c.written.type == "QCU"]
        longest = sum(_is_longest_right(c, first[c.id][language]) for c in asked)
        shares[language] = longest / len(asked) if asked else 0.0
    return shares


def _is_longest_right(challenge: BankChallenge, variant: Variant) -> bool:
    lengths = [
        (
            len(filled(c.right if c.right is not None else c.wrong, variant.language, variant.values)),
            c.right is not None,
        )
        for c in challenge.written.choices
    ]
    top = max(length for length, _ in lengths)
    return [right for length, right in lengths if length == top] == [True]


def _wording(challenge: BankChallenge, variant: Variant) -> str:
    """All words of a challenge that make it this one."""
    written = challenge.written
    parts = [filled(written.instruction, "fr", variant.values)]
    parts += [filled(c.right if c.right is not None else c.wrong, "fr", variant.values) for c in written.choices]
    parts += [filled(field.label, "fr", variant.values) for field in written.fields]
    if written.environment:
        parts.append(str(in_language(written.environment.config, "fr")))
    return " ".join(parts)


def near_duplicates(wordings: dict[str, str]) -> list[tuple[str, str, float]]:
    """Pairs of ids whose texts share at least `SIMILARITY` of their runs of three words."""
    runs = {name: _runs(text) for name, text in wordings.items()}
    places: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for name, found in runs.items():
        for run in found:
            places[run].append(name)
    shared: Counter[tuple[str, str]] = Counter()
    for names in places.values():
        shared.update((a, b) for i, a in enumerate(names) for b in names[i + 1 :])
    return sorted(_close(runs, shared), key=lambda pair: -pair[2])


def _runs(text: str) -> set[tuple[str, ...]]:
    words = _WORD.findall(text.casefold())
    return {tuple(words[i : i + _RUN]) for i in range(max(1, len(words) - _RUN + 1))}


def _close(runs: dict[str, set[tuple[str, ...]]], shared: Counter[tuple[str, str]]) -> Iterator[tuple[str, str, float]]:
    for (a, b), common in shared.items():
        likeness = common / len(runs[a] | runs[b])
        if likeness >= SIMILARITY:
            yield a, b, round(likeness, 2)
