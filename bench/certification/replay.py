"""Resuming is replaying: a test cut anywhere, its log written and read back, goes on with the same question."""

import json
import random
from dataclasses import replace

from certification.common import PEOPLE_SEED, QUESTIONS, Row, at_least, reference_bank
from chalicelib.adaptive.certification import MODEL, SCALE, Attempt, Exposure, Outcome, Served, decide, dump, load
from chalicelib.adaptive.simulation.certification_people import COMPETENCES, Population, answers_right, candidate
from chalicelib.adaptive.simulation.certification_sitting import play_in_memory

CUTS = 10_000


def rows(people: int) -> list[Row]:
    """Share of cut points after which the next question is the one that would have come."""
    cuts = min(CUTS, people)
    bank = reference_bank(0.1, True)
    again, rng, same = load(dump(bank)), random.Random(3), 0
    for number in range(cuts):
        person = candidate(number, PEOPLE_SEED, Population(), COMPETENCES, SCALE)
        counts = {bank.items[k].id: rng.randrange(30) for k in rng.sample(range(len(bank.items)), 300)}
        start, exposure = Attempt(person.name, person.profile, length=QUESTIONS), Exposure(counts, 200)
        whole = play_in_memory(
            bank, start, exposure, MODEL, SCALE, lambda item, who=person: answers_right(who, item, Population())
        )
        cut = rng.randrange(QUESTIONS)
        resumed = decide(again, replace(start, served=_through_json(whole.served[:cut])), exposure, MODEL, SCALE)
        same += resumed is not None and resumed.item.id == whole.served[cut].item
    return [at_least("resume = replay, share of random cut points", same / cuts, 1.0, cuts=cuts)]


def _through_json(served: tuple[Served, ...]) -> tuple[Served, ...]:
    text = json.dumps([[q.item, q.skill, q.topic, q.competence, q.a, q.b, q.outcome] for q in served])
    return tuple(Served(*facts, Outcome(outcome)) for *facts, outcome in json.loads(text))
