"""A whole simulation of training: checked, run in one process or several, and told as rows.

Learners are simulated in blocks of a fixed size, whose figures are added in order; so the number of processes
changes nothing but the time.
"""

from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field

from ..training import Settings, Skill
from .training import NAMES, Clock, Tally, row, simulate, strategies
from .training_learners import Population

BLOCK = 50


@dataclass(frozen=True, slots=True)
class Plan:
    """`population`: who the learners are; `settings`: what our strategy believes of them, and how it chooses;
    `length`: at most so many questions.
    """

    skills: tuple[Skill, ...]
    learners: int
    seed: int
    strategies: tuple[str, ...] = NAMES
    population: Population = field(default_factory=Population)
    settings: Settings = field(default_factory=Settings)
    length: int | None = None

    def blocks(self) -> list[range]:
        """The numbers of the learners, in the groups that are simulated and added up together."""
        return [range(start, min(start + BLOCK, self.learners)) for start in range(0, self.learners, BLOCK)]


def check(plan: Plan) -> None:
    """Refuse what cannot run, with ValueError, before anything runs."""
    unknown = [name for name in plan.strategies if name not in NAMES]
    if unknown or not plan.strategies:
        raise ValueError(f"unknown strategy: {', '.join(unknown) or 'none'} (known: {', '.join(NAMES)})")
    if plan.learners < 1:
        raise ValueError("at least one learner is needed")
    if not 0 <= plan.population.slip + plan.population.guess < 1:
        raise ValueError("slip and guess together leave no room for ability")


def run(plan: Plan, clock: Clock, jobs: int = 1, tick: Callable[[int], None] = lambda _: None) -> dict[str, Tally]:
    """The sums of each strategy, in the order of the plan. `tick` is told how many more learners are done."""
    check(plan)
    totals = {name: Tally() for name in plan.strategies}
    for block, tallies in zip(plan.blocks(), _blocks(plan, clock, jobs), strict=True):
        for name, tally in tallies.items():
            totals[name].add(tally)
        tick(len(block))
    return totals


def _blocks(plan: Plan, clock: Clock, jobs: int) -> Iterator[dict[str, Tally]]:
    if jobs <= 1:
        yield from (_block(plan, block, clock) for block in plan.blocks())
        return
    with ProcessPoolExecutor(jobs) as pool:
        waiting = [pool.submit(_block, plan, block, clock) for block in plan.blocks()]
        yield from (future.result() for future in waiting)


def _block(plan: Plan, block: range, clock: Clock) -> dict[str, Tally]:
    known = strategies(plan.settings)
    played = {name: known[name] for name in plan.strategies}
    return simulate(plan.skills, block, plan.seed, plan.population, played, clock, plan.length)


def rows(plan: Plan, totals: Mapping[str, Tally]) -> list[dict[str, object]]:
    """One row per strategy; only `microseconds_per_decision` differs from run to run."""
    return [row(name, tally, plan.skills) for name, tally in totals.items()]


def describe(plan: Plan) -> dict[str, object]:
    """The facts of the plan, printed above the rows so that anyone can repeat them."""
    return {
        "skills": len(plan.skills),
        "topics": len({skill.topic for skill in plan.skills}),
        "pix": round(sum(skill.value or 0.0 for skill in plan.skills), 4),
        "learners": plan.learners,
        "seed": plan.seed,
        "length": plan.length,
        "slip": plan.population.slip,
        "guess": plan.population.guess,
        "topic_sd": plan.population.topic_sd,
        "slope": plan.population.slope,
    }
