"""Simulated training: many learners, several strategies on the same learners and the same answers."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from ..training import Observation, Settings, Skill, Standing, State, explain, next_skill, read_out
from ..training.knowledge import ladders
from ..training.settlement import pix_interval
from . import training_smart_random as smart_random
from .training_learners import Learner, Population, learner

Clock = Callable[[], float]
Choose = Callable[[State], Skill | None]
NAMES = ("bayes", "smart-random", "smart-random+readout")


@dataclass(frozen=True, slots=True)
class Strategy:
    """`ask`: state -> skill or None. `results`: state at the end -> standings. `level`: state -> estimated level.
    `interval`: state -> 95 % interval of the pix, for those that state one.
    """

    ask: Choose
    results: Callable[[State], dict[str, Standing]]
    level: Callable[[State], float]
    interval: Callable[[State], tuple[float, float]] | None = None


def strategies(settings: Settings) -> dict[str, Strategy]:
    """The known strategies by name: ours, the reference rule, and the reference's answers with our read-out."""

    def ended(state: State) -> dict[str, Standing]:
        return read_out(state, ended=True, settings=settings)

    def level(state: State) -> float:
        return explain(state, settings).estimate

    def interval(state: State) -> tuple[float, float]:
        return pix_interval(ladders(state), settings.model)

    ours = Strategy(lambda state: next_skill(state, settings), ended, level, interval)
    peer = Strategy(smart_random.next_skill, smart_random.known_only, smart_random.estimate)
    return dict(zip(NAMES, (ours, peer, Strategy(smart_random.next_skill, ended, level, interval)), strict=True))


@dataclass(frozen=True, slots=True)
class Test:
    """One test that was played: the final state, and the seconds that the choices took."""

    __test__ = False  # not a test of this project

    state: State
    seconds: float


@dataclass(slots=True)
class Tally:
    """Sums over tests, one strategy. `runs[n]`: tests whose longest failure run was n; `asked[skill]`: tests that
    asked it; `stated`, `covered`: intervals given, and those that held the true pix; `tests_at[n]`,
    `absolute_at[n]`: tests and pix errors of learners whose general level is from n to n + 1; `squares[n]`: squared
    error of the general level of learner n.
    """

    tests: int = 0
    questions: int = 0
    skills: int = 0
    estimated: int = 0
    error: float = 0.0
    absolute: float = 0.0
    squared: float = 0.0
    level_error: float = 0.0
    exact: int = 0
    within_one: int = 0
    stated: int = 0
    covered: int = 0
    seconds: float = 0.0
    runs: dict[int, int] = field(default_factory=dict)
    asked: dict[str, int] = field(default_factory=dict)
    tests_at: dict[int, int] = field(default_factory=dict)
    absolute_at: dict[int, float] = field(default_factory=dict)
    squares: dict[int, float] = field(default_factory=dict)

    def add(self, other: "Tally") -> None:
        """Add another tally to this one."""
        for name in self.__slots__:
            mine, theirs = getattr(self, name), getattr(other, name)
            if isinstance(mine, dict):
                for key, more in theirs.items():
                    _add(mine, key, more)
            else:
                setattr(self, name, mine + theirs)


def simulate(
    skills: tuple[Skill, ...],
    numbers: Iterable[int],
    seed: int,
    population: Population,
    played: dict[str, Strategy],
    clock: Clock,
    length: int | None = None,
) -> dict[str, Tally]:
    """Play every strategy with the learners of these numbers: same people, same answers."""
    tallies = {name: Tally() for name in played}
    topics = tuple(dict.fromkeys(skill.topic for skill in skills))
    for number in numbers:
        person = learner(number, seed, topics, population)
        for name, strategy in played.items():
            test = play(person, skills, strategy.ask, clock, length)
            tallies[name].squares[number] = _tally(tallies[name], test, strategy, person) ** 2
    return tallies


def play(
    person: Learner, skills: tuple[Skill, ...], ask: Choose, clock: Clock = lambda: 0.0, length: int | None = None
) -> Test:
    """One whole test, or its first `length` questions."""
    state, seconds = State(skills, (), (), person.seed), 0.0
    while length is None or len(state.answers) < length:
        start = clock()
        skill = ask(state)
        seconds += clock() - start
        if skill is None:
            break
        answer = Observation(skill.id, person.answers(skill))
        state = State(skills, (), (*state.answers, answer), person.seed)
    return Test(state, seconds)


def longest_failure_run(answers: Sequence[Observation]) -> int:
    """The most wrong answers in a row."""
    longest = run = 0
    for answer in answers:
        run = 0 if answer.success else run + 1
        longest = max(longest, run)
    return longest


def pix_of(skills: Iterable[Skill], standings: dict[str, Standing]) -> float:
    """Pix that the standings are worth: neither rounded nor capped, as the true pix they are compared with."""
    validated = {name for name, standing in standings.items() if standing.status == "validated"}
    return sum(skill.value or 0.0 for skill in skills if skill.id in validated)


def _tally(tally: Tally, test: Test, strategy: Strategy, person: Learner) -> float:
    """Count one finished test; gives the error of the general level."""
    state, standings = test.state, strategy.results(test.state)
    tally.tests += 1
    tally.questions += len(state.answers)
    tally.seconds += test.seconds
    tally.skills += len(state.skills)
    tally.estimated += sum(standing.source == "estimated" for standing in standings.values())
    _add(tally.runs, longest_failure_run(state.answers), 1)
    for answer in state.answers:
        _add(tally.asked, answer.skill, 1)
    truth = person.true_pix(state.skills)
    error = pix_of(state.skills, standings) - truth
    _add_errors(tally, error, truth)
    level_error = strategy.level(state) - person.general
    tally.level_error += level_error
    _add(tally.tests_at, int(person.general), 1)
    _add(tally.absolute_at, int(person.general), abs(error))
    if strategy.interval:
        low, high = strategy.interval(state)
        tally.stated += 1
        tally.covered += low <= truth <= high
    return level_error


def _add(sums: dict, key: object, more: float) -> None:
    sums[key] = sums.get(key, 0) + more


def _add_errors(tally: Tally, error: float, truth: float) -> None:
    tally.error += error
    tally.absolute += abs(error)
    tally.squared += error * error
    # the tiny term: three skills at 8/3 pix are a whole level
    apart = abs(int((truth + error) / 8 + 1e-9) - int(truth / 8 + 1e-9))
    tally.exact += apart == 0
    tally.within_one += apart <= 1


def row(name: str, tally: Tally, skills: Sequence[Skill]) -> dict[str, object]:
    """The figures of one strategy; shares are of 1, errors in pix, or in levels (`rmse*`, `bias`)."""
    tests, quarter = tally.tests, tally.tests // 4
    squares = [tally.squares[number] for number in sorted(tally.squares)]
    counts = [tally.asked.get(skill.id, 0) for skill in skills]
    return {
        "strategy": name,
        "learners": tests,
        "mae_pix": round(tally.absolute / tests, 4),
        "bias_pix": round(tally.error / tests, 4),
        "rmse_pix": round((tally.squared / tests) ** 0.5, 4),
        "rmse": _rmse(squares),
        "bias": round(tally.level_error / tests, 4),
        "coverage": round(tally.covered / tally.stated, 4) if tally.stated else None,
        "level_exact": round(tally.exact / tests, 4),
        "level_within_one": round(tally.within_one / tests, 4),
        "questions": round(tally.questions / tests, 4),
        "longest_failure_run": max(tally.runs),
        "failure_runs": {str(run): round(tally.runs[run] / tests, 5) for run in sorted(tally.runs)},
        "failure_runs_over_4": round(sum(n for run, n in tally.runs.items() if run > 4) / tests, 5),
        "estimated_share": round(tally.estimated / tally.skills, 4),
        "exposure_max": round(max(counts) / tests, 4),
        "never_used": round(sum(count == 0 for count in counts) / len(counts), 4),
        "overlap": _overlap(counts, tests, tally.questions),
        "rmse_first_quarter": _rmse(squares[:quarter]),
        "rmse_last_quarter": _rmse(squares[tests - quarter :]),
        "microseconds_per_decision": round(1e6 * tally.seconds / (tally.questions + tests), 1),
    }


def _rmse(squares: Sequence[float]) -> float | None:
    return round((sum(squares) / len(squares)) ** 0.5, 4) if squares else None


def _overlap(counts: Sequence[int], tests: int, questions: int) -> float | None:
    """Mean share of a test's questions that another learner's test has too."""
    if tests < 2 or not questions:
        return None
    pairs = sum(count * (count - 1) for count in counts)
    return round(pairs / (questions * (tests - 1)), 4)
