"""Simulated certification sessions: a queue of candidates, several rules on the same people and the same answers."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from math import sqrt

from chalicelib.adaptive.bank import Item
from chalicelib.adaptive.certification import Exposure, Scale
from chalicelib.adaptive.simulation.certification_people import Candidate, Population, answers_right, candidate
from chalicelib.adaptive.simulation.certification_strategies import Sat, Strategy

Clock = Callable[[], float]
Z = 1.959964


@dataclass(frozen=True, slots=True)
class Queue:
    """Who sits the test: people `0..learners-1` of a seed, one after the other, each competence in scope.

    `truth`: the items as they really are, by id, where the bank is wrong about them.
    """

    learners: int
    seed: int
    scope: tuple[str, ...]
    population: Population = field(default_factory=Population)
    scale: Scale = field(default_factory=Scale)
    truth: Mapping[str, Item] = field(default_factory=dict)


@dataclass(slots=True)
class Figures:
    """What one rule did over the queue. Counts are people unless said otherwise."""

    tests: int = 0
    questions: int = 0
    seconds: float = 0.0
    abilities: list[float] = field(default_factory=list)
    errors: list[float] = field(default_factory=list)
    covered: int = 0
    intervals: int = 0
    levels: Counter = field(default_factory=Counter)
    over: Counter = field(default_factory=Counter)
    runs: list[int] = field(default_factory=list)
    shown: Counter = field(default_factory=Counter)
    totals_covered: int = 0
    totals: int = 0

    def add(self, person: Candidate, sat: Sat, scale: Scale) -> None:
        """Count one finished test."""
        self.tests += 1
        self.questions += len(sat.asked)
        self.abilities.append(person.ability)
        self.errors.append(sat.ability - person.ability)
        if sat.error is not None:
            self.intervals += 1
            self.covered += abs(self.errors[-1]) <= Z * sat.error
        self.runs.append(longest_failure_run(sat.right))
        self.shown.update(sat.asked)
        for ceiling in person.profile:
            if ceiling.competence in sat.levels:
                truth = min(ceiling.level, scale.level(person.abilities[ceiling.competence]))
                self.levels[abs(sat.levels[ceiling.competence] - truth)] += 1
                self.over[sat.levels[ceiling.competence] - truth] += 1
        if sat.interval:
            truth = sum(min(c.pix, scale.pix(person.abilities[c.competence])) for c in person.profile)
            self.totals += 1
            self.totals_covered += sat.interval[0] - 0.5 <= truth <= sat.interval[1] + 0.5


def simulate(strategy: Strategy, queue: Queue, clock: Clock, tick: Callable[[], None] = lambda: None) -> Figures:
    """Play the whole queue with one rule; `clock` gives seconds, `tick` is called after each candidate.

    The exposure of items is counted as they are served; a candidate sees the counts of those before.
    """
    figures = Figures()
    spent = 0.0

    def answer(item: Item) -> bool:
        nonlocal spent
        start = clock()
        right = answers_right(person, queue.truth.get(item.id, item), queue.population)
        spent += clock() - start
        return right

    for number in range(queue.learners):
        person = candidate(number, queue.seed, queue.population, queue.scope, queue.scale)
        spent, start = 0.0, clock()
        conclude = strategy.sit(person, Exposure(figures.shown, number + 1), answer)
        figures.seconds += clock() - start - spent
        figures.add(person, conclude(), queue.scale)
        tick()
    return figures


def longest_failure_run(right: Sequence[bool]) -> int:
    """Most wrong answers in a row."""
    longest = current = 0
    for one in right:
        current = 0 if one else current + 1
        longest = max(longest, current)
    return longest


def summary(figures: Figures, bank_size: int) -> dict[str, float | None]:
    """The columns of one row: accuracy, levels, length, exposure, fairness over the queue, time."""
    quarter = len(figures.errors) // 4
    competences = figures.levels.total()
    shown = figures.shown
    return {
        "learners": figures.tests,
        "rmse": _rmse(figures.errors),
        "bias": sum(figures.errors) / figures.tests,
        "coverage": _share(figures.covered, figures.intervals),
        "total_coverage": _share(figures.totals_covered, figures.totals),
        "level_exact": _share(figures.levels[0], competences),
        "level_within_one": _share(figures.levels[0] + figures.levels[1], competences),
        "level_over_by_more_than_one": _share(sum(n for gap, n in figures.over.items() if gap > 1), competences),
        "questions": figures.questions / figures.tests,
        "longest_failure_run": max(figures.runs),
        "mean_failure_run": sum(figures.runs) / figures.tests,
        "exposure_max": max(shown.values(), default=0) / figures.tests,
        "never_used": 1 - len(shown) / bank_size,
        "overlap": overlap(shown, figures.tests, figures.questions),
        "rmse_first_quarter": _rmse(figures.errors[:quarter]),
        "rmse_last_quarter": _rmse(figures.errors[-quarter:] if quarter else []),
        "microseconds_per_decision": 1e6 * figures.seconds / figures.questions if figures.questions else None,
    }


def overlap(shown: Counter, tests: int, questions: int) -> float | None:
    """Mean share of questions that two candidates have in common."""
    if tests < 2 or not questions:
        return None
    pairs = sum(count * (count - 1) for count in shown.values()) / (tests * (tests - 1))
    return pairs / (questions / tests)


def _rmse(errors: Sequence[float]) -> float | None:
    return sqrt(sum(e * e for e in errors) / len(errors)) if errors else None


def _share(count: int, total: int) -> float | None:
    return count / total if total else None
