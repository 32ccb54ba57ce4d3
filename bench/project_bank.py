"""Prints, as JSON, how well the project's very bank certifies: certified levels against true ones.

    python bench/project_bank.py --people 2000
    python bench/project_bank.py --people 2000 --wrong-by 0.5      # difficulties that are wrong by half a logit

The deployed rule: 32 questions over the competences at level 1 or more, items withheld by snapshots of earlier people.
People are those of `pix simulate certification`. Answers follow the bank's calibration, which is provisional: figures
say what the bank can do if its calibration is right, not that it is.
"""

import argparse
import json
import os
import random
from collections import Counter, defaultdict
from dataclasses import replace
from math import sqrt
from pathlib import Path

for threads in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(threads, "1")

from chalicelib.adaptive.bank import Item, read_bank  # noqa: E402
from chalicelib.adaptive.certification import (  # noqa: E402
    MODEL,
    SCALE,
    Attempt,
    Ending,
    Exposure,
    Outcome,
    RankedBank,
    decide,
    rates,
    score,
)
from chalicelib.adaptive.pricing.prepare import prepare_unequal  # noqa: E402
from chalicelib.adaptive.simulation.certification_people import (  # noqa: E402
    Candidate,
    Population,
    answers_right,
    candidate,
)
from chalicelib.adaptive.simulation.certification_sitting import closed  # noqa: E402
from chalicelib.certification.eligibility import Counts, Snapshot, snapshot, withheld  # noqa: E402
from chalicelib.content import ranking, releases  # noqa: E402

QUESTIONS, MOST, WAVE, SEED = 32, 0.2, 50, 3
PEOPLE = Population()


class Tally:
    """What is counted over the queue."""

    def __init__(self) -> None:
        self.gaps: dict[str, Counter[int]] = defaultdict(Counter)  # certified - min(true, profile), by competence
        self.by_level: dict[int, Counter[int]] = defaultdict(Counter)
        self.profile: Counter[int] = Counter()
        self.relaxed: Counter[str] = Counter()
        self.errors: list[float] = []
        self.covered = self.questions = self.people = self.balanced = self.whole = 0


def sit(bank: RankedBank, truth: dict[str, Item], person: Candidate, latest: Snapshot, tally: Tally) -> Counts:
    """One test, counted in `tally`; what it adds to exposure. `truth`: the items as they really are."""
    scope = tuple(ceiling for ceiling in person.profile if ceiling.level >= 1)
    codes = [ceiling.competence for ceiling in scope]
    if len(codes) < 5:  # not certifiable
        return Counts()
    barred = withheld(latest, bank.items, rates(bank.items, codes, QUESTIONS, MOST), person.name)
    start = Attempt(person.name, scope, length=QUESTIONS, withheld=frozenset(barred))
    served, relaxed = [], Counter()
    while decision := decide(bank, _with(start, served), Exposure(), MODEL, SCALE):
        served.append(closed(decision.item, answers_right(person, truth[decision.item.id], PEOPLE)))
        relaxed.update(decision.relaxed)
    _judge(person, _with(start, served), relaxed, tally)
    counts = Counts(candidates=1, scope=dict.fromkeys(codes, 1), withheld=dict.fromkeys(barred, 1))
    for question in served:
        counts.add(Counts(served={question.competence: {question.item: 1}}))
    return counts


def _with(start: Attempt, served: list) -> Attempt:
    return Attempt(start.seed, start.scope, tuple(served), start.length, withheld=start.withheld)


def _judge(person: Candidate, attempt: Attempt, relaxed: Counter, tally: Tally) -> None:
    result = score(attempt, Ending.COMPLETE, MODEL, SCALE)
    shown = Counter(question.competence for question in attempt.served)
    tally.people += 1
    tally.questions += len(attempt.served)
    tally.relaxed.update(relaxed)
    if len(attempt.scope) == 16:
        tally.whole += 1
        tally.balanced += set(shown.values()) == {2}
    tally.errors.append(result.ability - person.ability)
    tally.covered += abs(tally.errors[-1]) <= 1.96 * result.error
    for ceiling, part in zip(attempt.scope, result.competences, strict=True):
        truth = min(ceiling.level, SCALE.level(person.abilities[ceiling.competence]))
        tally.gaps[ceiling.competence][part.level - truth] += 1
        tally.by_level[truth][part.level - truth] += 1
        tally.profile[ceiling.level - truth] += 1
    assert all(question.outcome is not Outcome.OPEN for question in attempt.served)


def shares(gaps: Counter[int]) -> dict[str, float]:
    """Exact, within one, too high by more than one."""
    total = gaps.total()
    return {
        "exact": round(gaps[0] / total, 3),
        "within_one": round(sum(gaps[gap] for gap in (-1, 0, 1)) / total, 3),
        "too_high_by_more_than_one": round(sum(n for gap, n in gaps.items() if gap > 1) / total, 4),
    }


def main() -> None:
    """Run the queue and print one document."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--bank", type=Path, help="BANK.json; compiled from content/ when left out")
    parser.add_argument("--people", type=int, default=2000)
    parser.add_argument("--wrong-by", type=float, default=0.0, help="s.d. of the error of each difficulty, in logits")
    options = parser.parse_args()
    items = read_bank(json.loads(options.bank.read_text())) if options.bank else compiled()
    bank = prepare_unequal(items, MOST, QUESTIONS)
    truth = {i.id: replace(i, b=i.b + random.Random(i.id).gauss(0, options.wrong_by)) for i in items}
    scope = tuple(sorted(bank.groups))
    tally, counts, latest = Tally(), Counts(), Snapshot(bank=bank.version)
    for number in range(options.people):
        counts.add(sit(bank, truth, candidate(number, SEED, PEOPLE, scope, SCALE), latest, tally))
        if number % WAVE == WAVE - 1:
            latest = snapshot(bank.version, counts)
    print(json.dumps(document(bank, tally), indent=1))


def compiled() -> tuple[Item, ...]:
    """The certification's items as the files of this repository have them."""
    return ranking.items(releases.build(Path(__file__).parents[1] / "content").index)


def document(bank: RankedBank, tally: Tally) -> dict[str, object]:
    """What is printed."""
    together = sum(tally.gaps.values(), Counter())
    owned = Counter(item.competence for item in bank.items)
    easy = Counter(item.competence for item in bank.items if item.level <= 2)
    return {
        "items": len(bank.items),
        "certifiable_people": tally.people,
        "questions": tally.questions / tally.people,
        "whole_scope": tally.whole,
        "whole_scope_exactly_two_each": tally.balanced,
        "relaxed_per_question": {name: round(n / tally.questions, 4) for name, n in tally.relaxed.items()},
        "rmse": round(sqrt(sum(e * e for e in tally.errors) / len(tally.errors)), 4),
        "coverage": round(tally.covered / tally.people, 4),
        "certified": shares(together),
        "profile_unchanged": shares(tally.profile),
        "by_competence": {
            code: {"items": owned[code], "of_levels_1_2": easy[code], **shares(gaps)}
            for code, gaps in sorted(tally.gaps.items())
        },
        "by_level": {level: {"people": gaps.total(), **shares(gaps)} for level, gaps in sorted(tally.by_level.items())},
    }


if __name__ == "__main__":
    main()
