"""Simulated candidates before the first real one, so that nobody meets a bank of which nothing is known.

When a thousand people begin at once on a new bank, an empty snapshot withholds nothing, and its best questions are seen
by half of them. A rehearsal of 250 simulated people, counted like real ones and soon outweighed by them, mends most of
that (bench/exposure_lag.py). It is a function of the bank and the rules: nothing is stored.
"""

from chalicelib.adaptive.certification import MODEL, SCALE, Attempt, Exposure, RankedBank, rates
from chalicelib.adaptive.simulation.certification_people import Population, answers_right, candidate
from chalicelib.adaptive.simulation.certification_sitting import play_in_memory
from chalicelib.certification.eligibility import Counts, Snapshot, snapshot, withheld
from chalicelib.shared.rules import Rules

WAVE = 25  # people between two snapshots of the rehearsal
SEED = 20_261
POPULATION = Population()


_known: dict[tuple[object, ...], Counts] = {}  # one at a time: releases follow each other


def remembered(bank: RankedBank, rules: Rules) -> Counts:
    """`rehearse`, once per process and bank."""
    key = (bank.version, rules)
    if key not in _known:
        _known.clear()
        _known[key] = rehearse(bank, rules)
    return _known[key]


def rehearse(bank: RankedBank, rules: Rules) -> Counts:
    """The counts of `rules.certification_rehearsal` people of the published population; about 2 ms each."""
    counts, latest = Counts(), Snapshot(bank=bank.version)
    for number in range(rules.certification_rehearsal):
        counts.add(_sit(bank, number, latest, rules))
        if number % WAVE == WAVE - 1:
            latest = snapshot(bank.version, counts)
    return counts


def _sit(bank: RankedBank, number: int, latest: Snapshot, rules: Rules) -> Counts:
    """One test; nothing for somebody who shows no level anywhere."""
    person = candidate(number, SEED, POPULATION, tuple(sorted(bank.groups)), SCALE)
    scope = tuple(ceiling for ceiling in person.profile if ceiling.level >= 1)
    if not scope:
        return Counts()
    length = rules.certification_questions
    codes = [ceiling.competence for ceiling in scope]
    caps = rates(bank.items, codes, length, rules.certification_max_exposure)
    barred = withheld(latest, bank.items, caps, person.name)
    start = Attempt(person.name, scope, length=length, withheld=frozenset(barred))
    sat = play_in_memory(bank, start, Exposure(), MODEL, SCALE, lambda item: answers_right(person, item, POPULATION))
    counts = Counts(candidates=1, scope=dict.fromkeys(codes, 1), withheld=dict.fromkeys(barred, 1))
    for question in sat.served:
        counts.add(Counts(served={question.competence: {question.item: 1}}))
    return counts
