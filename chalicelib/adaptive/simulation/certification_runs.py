"""Builds the rules of a certification simulation by name and runs them, in one process or several.

A rule plays its whole queue in one process, because a candidate's choices depend on those before; so the number of
processes changes nothing but the time.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from math import ceil

from chalicelib.adaptive.bank import BankError, Item, check_scope
from chalicelib.adaptive.certification import (
    CompetenceModel,
    GeneralModel,
    Model,
    RankedBank,
    Scale,
    build,
    check_rate,
    lowest_rate,
)
from chalicelib.adaptive.simulation.certification import Clock, Figures, Queue, simulate, summary
from chalicelib.adaptive.simulation.certification_peers import Flash, Reproducibility
from chalicelib.adaptive.simulation.certification_people import Population
from chalicelib.adaptive.simulation.certification_strategies import Priced, Random, Strategy, Unchanged

NAMES = ("priced", "flash", "reproducibility", "random", "profile")
EQUAL_NUMBERS = ("reproducibility", "random")
MODELS = ("competence", "general")


@dataclass(frozen=True, slots=True)
class Plan:
    """One simulation: the bank, the people, and the rules to compare. `max_exposure` 1 means no cap."""

    items: tuple[Item, ...]
    learners: int
    seed: int
    length: int
    strategies: tuple[str, ...]
    model: str = "competence"
    max_exposure: float = 1.0
    balanced: bool = True
    guard: float = 0.02
    population: Population = field(default_factory=Population)
    scale: Scale = field(default_factory=Scale)

    @property
    def scope(self) -> tuple[str, ...]:
        """Every competence of the bank."""
        return tuple(sorted({item.competence for item in self.items}))

    @property
    def lowest_exposure(self) -> float:
        """The lowest cap that this bank can hold."""
        return lowest_rate(self.items, self.scope, self.length, self.balanced)


def check(plan: Plan) -> None:
    """Refuse what cannot run (BankError, or ValueError for an unknown name) before anything runs."""
    unknown = [name for name in plan.strategies if name not in NAMES]
    if unknown or not plan.strategies:
        raise ValueError(f"unknown strategy: {', '.join(unknown) or 'none'} (known: {', '.join(NAMES)})")
    if plan.model not in MODELS:
        raise ValueError(f"unknown model: {plan.model} (known: {', '.join(MODELS)})")
    check_scope(plan.items, plan.scope, plan.length)
    check_rate(plan.max_exposure, plan.items, plan.scope, plan.length, plan.balanced)
    _check_equal_numbers(plan)


def _check_equal_numbers(plan: Plan) -> None:
    """Rules that ask equal numbers in each competence have nothing to ask when one is too poor."""
    equal = [name for name in plan.strategies if name in EQUAL_NUMBERS]
    needed, counts = ceil(plan.length / len(plan.scope)), Counter(item.competence for item in plan.items)
    poor = [f"{code} ({counts[code]})" for code in plan.scope if counts[code] < needed]
    if equal and poor:
        raise BankError(f"{', '.join(equal)}: {needed} items needed in each competence, too few in {', '.join(poor)}")


def run(plan: Plan, clock: Clock, jobs: int = 1, tick: Callable[[int], None] = lambda _: None) -> dict[str, Figures]:
    """The figures of each rule, in the order of the plan. `tick` is told how many more candidates are done."""
    prices = _prices(plan)
    if jobs > 1 and len(plan.strategies) > 1:
        with ProcessPoolExecutor(min(jobs, len(plan.strategies))) as pool:
            waiting = {name: pool.submit(_one, plan, name, prices, clock) for name in plan.strategies}
            found = {}
            for name, future in waiting.items():
                found[name] = future.result()
                tick(plan.learners)
            return found
    return {name: _one(plan, name, prices, clock, lambda: tick(1)) for name in plan.strategies}


def _one(
    plan: Plan, name: str, prices: Mapping[str, float], clock: Clock, tick: Callable[[], None] = lambda: None
) -> Figures:
    queue = Queue(plan.learners, plan.seed, plan.scope, plan.population, plan.scale)
    return simulate(strategy(plan, name, prices), queue, clock, tick)


def _prices(plan: Plan) -> Mapping[str, float]:
    if plan.max_exposure >= 1 or "priced" not in plan.strategies:
        return {}
    from chalicelib.adaptive.pricing.exposure_lp import solve  # noqa: PLC0415 needs SciPy, only when there is a cap

    spread = plan.population.deviation_sd if plan.model == "competence" else 0.0
    ability_sd = (1 + spread**2) ** 0.5
    return solve(plan.items, plan.max_exposure, plan.length, plan.balanced, ability_sd).by_item


def strategy(plan: Plan, name: str, prices: Mapping[str, float]) -> Strategy:
    """The rule of that name for this plan."""
    makers: dict[str, Callable[[], Strategy]] = {
        "priced": lambda: Priced(_ranked(plan, prices), measure(plan), plan.scale, plan.length),
        "flash": lambda: Flash(plan.items, plan.scale, plan.length),
        "reproducibility": lambda: Reproducibility(plan.items, plan.scale, plan.length),
        "random": lambda: Random(plan.items, measure(plan), plan.scale, plan.length),
        "profile": lambda: Unchanged(plan.scale),
    }
    return makers[name]()


def _ranked(plan: Plan, prices: Mapping[str, float]) -> RankedBank:
    return build(plan.items, prices, plan.max_exposure, plan.balanced)


def measure(plan: Plan) -> Model:
    """The measurement model of this plan, with the published population's spread."""
    if plan.model == "general":
        return GeneralModel(guard=plan.guard)
    return CompetenceModel(guard=plan.guard)


def rows(plan: Plan, found: Mapping[str, Figures]) -> list[dict[str, object]]:
    """One row per rule; only `microseconds_per_decision` differs from run to run."""
    return [{"strategy": name, **summary(figures, len(plan.items))} for name, figures in found.items()]


def describe(plan: Plan) -> dict[str, object]:
    """The facts of the plan, printed above the rows so that anyone can repeat them."""
    return {
        "items": len(plan.items),
        "competences": len(plan.scope),
        "learners": plan.learners,
        "seed": plan.seed,
        "length": plan.length,
        "model": plan.model,
        "balanced": plan.balanced,
        "max_exposure": plan.max_exposure,
        "lowest_max_exposure": plan.lowest_exposure,
    }
