"""What the lag of exposure snapshots costs: candidates begin in waves, each wave on the counts of those before it."""

import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from chalicelib.adaptive.bank import Item
from chalicelib.adaptive.certification import MODEL, SCALE, Attempt, Exposure, RankedBank, rates
from chalicelib.adaptive.pricing.prepare import prepare_unequal
from chalicelib.adaptive.simulation.certification import Queue, simulate, summary
from chalicelib.adaptive.simulation.certification_people import Candidate, Population
from chalicelib.adaptive.simulation.certification_sitting import Answer, play_in_memory
from chalicelib.adaptive.simulation.certification_strategies import Priced, Sat, _scored
from chalicelib.certification.eligibility import Counts, Snapshot, snapshot, withheld
from chalicelib.certification.rehearsal import rehearse
from chalicelib.shared.rules import DEFAULT

QUESTIONS, SEED, POPULATION = 32, 11, Population()


@dataclass
class Eligible:
    """The rule of a deployed test: withheld items drawn from a snapshot that is renewed after each `wave`.

    `before`: the counts that the first wave finds.
    """

    bank: RankedBank
    caps: dict[str, float]
    wave: int
    before: Counts = field(default_factory=Counts)
    name: str = "eligible"
    pending: int = 0
    counts: Counts = field(default_factory=Counts)
    latest: Snapshot | None = None

    def sit(self, person: Candidate, exposure: Exposure, answer: Answer) -> Callable[[], Sat]:  # noqa: ARG002 no running counts
        """One test; what it shows is counted at once, and known with the next snapshot."""
        if self.latest is None:
            self.counts.add(self.before)
            self.latest = snapshot(self.bank.version, self.counts)
        barred = withheld(self.latest, self.bank.items, self.caps, person.name)
        start = Attempt(person.name, person.profile, length=QUESTIONS, withheld=frozenset(barred))
        attempt = play_in_memory(self.bank, start, Exposure(), MODEL, SCALE, answer)
        self._count(attempt, barred)
        return lambda: _scored(attempt, MODEL, SCALE, certify=True)

    def _count(self, attempt: Attempt, barred: Sequence[str]) -> None:
        scope = dict.fromkeys(attempt.competences, 1)
        self.counts.add(Counts(candidates=1, scope=scope, withheld=dict.fromkeys(barred, 1)))
        for question in attempt.served:
            self.counts.add(Counts(served={question.competence: {question.item: 1}}))
        self.pending += 1
        if self.pending == self.wave:
            self.pending, self.latest = 0, snapshot(self.bank.version, self.counts)


def rehearsed(bank: RankedBank, most: float, people: int) -> Counts:
    """Counts of simulated people, as the job makes them for a new bank's first candidates."""
    return rehearse(bank, replace(DEFAULT, certification_max_exposure=most, certification_rehearsal=people))


def rows(items: Sequence[Item], most: float, people: int, wave: int) -> list[dict[str, object]]:
    """One row per way of counting, all on the same people and answers; `wave` people begin at once."""
    bank = prepare_unequal(items, most, QUESTIONS)
    scope = tuple(sorted(bank.groups))
    caps = rates(items, scope, QUESTIONS, most)
    queue = Queue(people, SEED, scope, POPULATION)
    rules = {
        "running cap, counted at each showing": Priced(bank, MODEL, SCALE, QUESTIONS),
        "snapshot after each candidate": Eligible(bank, caps, 1),
        f"snapshot after each {max(2, wave // 20)}": Eligible(bank, caps, max(2, wave // 20)),
        f"{wave} at once, on a bank nobody has seen": Eligible(bank, caps, wave),
        f"{wave} at once, after a rehearsal of {wave // 4}": Eligible(
            bank, caps, wave, rehearsed(bank, most, wave // 4)
        ),
        f"{wave} at once, after {wave} others": Eligible(bank, caps, wave, rehearsed(bank, most, wave)),
        "no control but prices": Eligible(bank, dict.fromkeys(caps, 1.0), people),
    }
    return [_row(name, rule, queue, bank, caps) for name, rule in rules.items()]


def _row(
    name: str, rule: Eligible | Priced, queue: Queue, bank: RankedBank, caps: dict[str, float]
) -> dict[str, object]:
    figures = simulate(rule, queue, time.perf_counter)
    found = summary(figures, len(bank.items))
    shares = {item.id: figures.shown[item.id] / figures.tests for item in bank.items}
    over = Counter(shares[item.id] > caps[item.competence] * 1.1 for item in bank.items)
    return {
        "counting": name,
        "exposure_max": found["exposure_max"],
        "exposure_max_of_cap": max(shares[item.id] / caps[item.competence] for item in bank.items),
        "items_over_cap_by_a_tenth": over[True],
        "rmse": found["rmse"],
        "level_exact": found["level_exact"],
        "level_within_one": found["level_within_one"],
        "overlap": found["overlap"],
    }
