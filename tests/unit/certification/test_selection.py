"""Choosing the next question: content, topics, exclusions, exposure, the draw, resuming."""

import json
import random
from collections import Counter
from dataclasses import replace

import pytest

from chalicelib.adaptive.certification import (
    SCALE,
    Attempt,
    AttemptError,
    Ceiling,
    CompetenceModel,
    Exposure,
    GeneralModel,
    Outcome,
    Served,
    build,
    decide,
    dump,
    load,
)
from chalicelib.adaptive.certification.likelihood import information, probability
from chalicelib.adaptive.certification.ranked import bin_of
from chalicelib.adaptive.simulation.certification_people import COMPETENCES, synthetic_bank
from chalicelib.adaptive.simulation.certification_sitting import closed, play, play_in_memory

MODELS = [GeneralModel(), CompetenceModel()]


def scope(level=5, codes=COMPETENCES):
    """The same profile level in each competence."""
    return tuple(Ceiling(code, level, 8 * level + 4) for code in codes)


def person(ability, seed):
    """Someone who answers at random with the model's probability."""
    rng = random.Random(seed)
    return lambda item: rng.random() < probability(item.a, item.b, ability)


def sit(bank, attempt, model, answer, exposure=None):
    """The finished test, decided from the log alone."""
    return play(bank, attempt, exposure or Exposure(), model, SCALE, answer)


@pytest.mark.parametrize("model", MODELS, ids=lambda m: m.name)
@pytest.mark.parametrize("ability", [-6, 0, 6])
def test_content_is_exactly_balanced_with_one_question_per_topic(bank, model, ability):
    """Every competence proves as much as any other, whoever sits the test; no topic twice while others remain."""
    attempt = sit(bank, Attempt("s", scope()), model, person(ability, 1))
    assert Counter(q.competence for q in attempt.served) == dict.fromkeys(COMPETENCES, 2)
    assert len({q.topic for q in attempt.served}) == len({q.item for q in attempt.served}) == 32


@pytest.mark.parametrize("length", [7, 20, 32, 48])
def test_content_differs_by_at_most_one_when_it_cannot_be_equal(bank, length):
    """32 questions over 5 competences cannot be equal: 7, 7, 6, 6, 6 is as near as it gets, at every moment."""
    codes = COMPETENCES[:5]
    attempt = sit(bank, Attempt("s", scope(codes=codes), length=length), CompetenceModel(), person(0, 2))
    assert len(attempt.served) == length
    for n in range(1, length + 1):
        counts = Counter(q.competence for q in attempt.served[:n])
        assert max(counts.values()) - min(counts.get(code, 0) for code in codes) <= 1


@pytest.mark.parametrize("model", MODELS, ids=lambda m: m.name)
def test_topics_repeat_evenly_once_all_were_asked(bank, model):
    """A content rule that starts again from all items is a known trap: with 8 topics, 12 questions repeat 4 once."""
    codes = COMPETENCES[:1]
    attempt = sit(bank, Attempt("s", scope(codes=codes), length=20), model, person(0, 3))
    counts = Counter(q.topic for q in attempt.served)
    assert sorted(counts.values()) == [2] * 4 + [3] * 4
    assert len({q.item for q in attempt.served}) == 20


def test_repeating_a_topic_is_logged(bank):
    """Whoever reads the log must see that a rule gave way."""
    attempt = sit(bank, Attempt("s", scope(codes=COMPETENCES[:1]), length=8), GeneralModel(), person(0, 3))
    assert decide(bank, attempt, Exposure(), GeneralModel(), SCALE) is None
    more = decide(bank, replace(attempt, length=9), Exposure(), GeneralModel(), SCALE)
    assert more.relaxed == ("topic",)


@pytest.mark.parametrize("balanced", [True, False])
@pytest.mark.parametrize("model", MODELS, ids=lambda m: m.name)
def test_excluded_skills_and_items_are_never_served(items, model, balanced):
    """An alerted skill or a question met in training must not come back, even when its competence runs dry."""
    bank = build(items, balanced=balanced)
    rng = random.Random(5)
    skills = frozenset(rng.sample([item.skill for item in items], 300))
    known = frozenset(rng.sample([item.id for item in items], 200))
    start = Attempt("s", scope(), excluded_skills=skills, excluded_items=known, length=60)
    attempt = sit(bank, start, model, person(0.5, 4))
    assert not {q.skill for q in attempt.served} & skills
    assert not {q.item for q in attempt.served} & known


def test_test_ends_when_a_competence_and_then_the_bank_runs_dry(items):
    """With everything excluded but three items, three questions are served, then none: no crash, no repetition."""
    kept = [item.id for item in items if item.competence == "1.1"][:3]
    excluded = frozenset(item.id for item in items) - set(kept)
    attempt = sit(build(items), Attempt("s", scope(), excluded_items=excluded), CompetenceModel(), person(0, 1))
    assert sorted(q.item for q in attempt.served) == sorted(kept)


def test_alerted_question_is_replaced_in_its_competence_with_another_skill(bank):
    """A validated alert takes nothing from the test: same length, same balance, the alerted skill never again."""
    model, attempt = CompetenceModel(), Attempt("s", scope())
    for n in range(34):
        decision = decide(bank, attempt, Exposure(), model, SCALE)
        outcome = Outcome.ALERTED if n in (3, 20) else Outcome.WRONG
        attempt = replace(attempt, served=(*attempt.served, Served.of(decision.item, outcome)))
    assert decide(bank, attempt, Exposure(), model, SCALE) is None
    kept = [q for q in attempt.served if q.outcome is not Outcome.ALERTED]
    assert Counter(q.competence for q in kept) == dict.fromkeys(COMPETENCES, 2)
    assert len({q.skill for q in attempt.served}) == 34


def test_only_competences_in_scope_are_asked_by_an_unbalanced_bank(items):
    """Without balance the scope still holds: a person is only assessed where the profile shows level 1."""
    codes = COMPETENCES[2:7]
    attempt = sit(build(items, balanced=False), Attempt("s", scope(codes=codes)), GeneralModel(), person(1, 1))
    assert {q.competence for q in attempt.served} <= set(codes)


def test_first_question_follows_the_profile(bank):
    """Someone at level 7 should not begin with a question for beginners; the profile decides this and no score."""
    easy = decide(bank, Attempt("s", scope(level=1)), Exposure(), CompetenceModel(), SCALE)
    hard = decide(bank, Attempt("s", scope(level=7)), Exposure(), CompetenceModel(), SCALE)
    assert easy.ability == pytest.approx(SCALE.middle(1))
    assert hard.item.b > easy.item.b + 1.5


@pytest.mark.parametrize("balanced", [True, False])
def test_running_cap_holds_at_every_moment(items, balanced):
    """The cap is a promise to late candidates: checked after each of 200, not only at the end."""
    bank = build(items, rate=0.25, balanced=balanced)
    counts: Counter = Counter()
    model = GeneralModel()
    for n in range(1, 201):
        exposure = Exposure(counts, n)
        attempt = play_in_memory(bank, Attempt(f"p{n}", scope()), exposure, model, SCALE, person(0, n))
        counts.update(q.item for q in attempt.served)
        assert max(counts.values()) <= max(1, 0.25 * n)


def test_an_item_may_always_be_seen_once(items):
    """A cap of a quarter of two candidates is half a showing: the second candidate must not find a withheld bank."""
    assert [Exposure({}, n).most(0.25) for n in (1, 4, 8)] == [1, 1, 2]
    decision = decide(build(items, rate=0.25), Attempt("s", scope()), Exposure({"i0": 1}, 2), CompetenceModel(), SCALE)
    assert decision.relaxed == ()
    assert decision.item.id != "i0"


def test_withheld_items_wait_also_where_showings_are_counted(items):
    """What the snapshot withholds stays withheld under a running cap too: one rule must not switch the other off."""
    bank, exposure = build(items, rate=0.25), Exposure({"i0": 1}, 40)
    near = Attempt("s", scope())
    first = decide(bank, near, exposure, CompetenceModel(), SCALE)
    second = decide(bank, replace(near, withheld=frozenset({first.item.id})), exposure, CompetenceModel(), SCALE)
    assert second.item.id != first.item.id
    assert second.relaxed == ()


def test_least_exposed_item_is_served_and_logged_when_all_are_over_the_cap(items):
    """A test must not stop because the bank is worn out; but somebody must be able to see it."""
    bank = build(items, rate=0.25)
    counts = {item.id: 100 for item in items}
    rarest = next(item for item in items if item.competence == "2.4")
    counts[rarest.id] = 60
    decision = decide(bank, Attempt("s", scope()), Exposure(counts, 100), CompetenceModel(), SCALE)
    assert (decision.item, decision.relaxed) == (rarest, ("exposure",))


def test_two_candidates_with_the_same_answers_get_different_questions(bank):
    """Neighbours must not share a test: the seed is the candidate's own."""
    tests = [
        tuple(q.item for q in sit(bank, Attempt(seed, scope()), CompetenceModel(), lambda _: True).served)
        for seed in ("ana", "ben", "ana")
    ]
    assert tests[0] == tests[2] != tests[1]


@pytest.mark.parametrize("model", MODELS, ids=lambda m: m.name)
def test_resuming_is_replaying(items, model):
    """Whatever the cut, the log read back from JSON by a bank read back from bytes serves the same next question."""
    bank = build(items, rate=0.3)
    again = load(dump(bank))
    rng = random.Random(11)
    for n in range(12):
        counts = {item.id: rng.randrange(8) for item in rng.sample(items, 300)}
        exposure, start = Exposure(counts, 20), Attempt(f"p{n}", scope())
        whole = play_in_memory(bank, start, exposure, model, SCALE, person(rng.gauss(0, 1), n))
        cut = rng.randrange(32)
        log = json.loads(json.dumps([[q.item, q.outcome.value] for q in whole.served[:cut]]))
        rebuilt = tuple(closed(again.items[again.places[name]], value == "right") for name, value in log)
        resumed = decide(again, replace(start, served=rebuilt), exposure, model, SCALE)
        assert resumed.item.id == whole.served[cut].item


def test_open_question_is_served_again_on_resume(bank):
    """Peers resume on another item: a reload must show the very question whose clock is running."""
    model, start = CompetenceModel(), Attempt("s", scope())
    first = decide(bank, start, Exposure(), model, SCALE)
    opened = replace(start, served=(Served.of(first.item),))
    again = decide(bank, opened, Exposure({first.item.id: 99}, 100), model, SCALE)
    assert (again.item, again.ability) == (first.item, None)


def test_unknown_items_of_a_log_are_named(bank):
    """A log played on the wrong release must stop before anything is served, and say what is missing."""
    ghost = Served("ghost-1", "s", "t", "1.1", 1.0, 0.0, Outcome.RIGHT)
    with pytest.raises(AttemptError, match=r"k-.*ghost-1, ghost-2"):
        decide(bank, Attempt("s", scope(), (ghost, replace(ghost, item="ghost-2"))), Exposure(), MODELS[0], SCALE)
    opened = replace(ghost, outcome=Outcome.OPEN)
    with pytest.raises(AttemptError, match="ghost-1"):
        decide(bank, Attempt("s", scope(), (opened,)), Exposure(), MODELS[0], SCALE)


def test_scope_that_the_bank_cannot_hold_is_named(bank):
    """A competence without items would silently be left out of the test: refuse before the first question."""
    with pytest.raises(AttemptError, match=r"without items in bank k-.*: 9\.1, 9\.2"):
        decide(bank, Attempt("s", scope(codes=("1.1", "9.1", "9.2"))), Exposure(), MODELS[1], SCALE)
    with pytest.raises(AttemptError, match="no competence in scope"):
        decide(bank, Attempt("s", ()), Exposure(), MODELS[1], SCALE)
    with pytest.raises(AttemptError, match="twice"):
        decide(bank, Attempt("s", scope(codes=("1.1", "1.1"))), Exposure(), MODELS[1], SCALE)


def test_bank_far_from_the_person_still_gives_a_whole_test():
    """All items 5 logits too hard: the nearest are served, to the end."""
    far = build(synthetic_bank(640, centre=5.0, topics=8))
    attempt = sit(far, Attempt("s", scope(level=1)), CompetenceModel(), lambda _: False)
    assert len(attempt.served) == 32


def test_deep_lists_fall_back_to_the_whole_group():
    """Lists are cut at a depth: when every listed item is barred, the rest of the competence is still found."""
    items = synthetic_bank(16 * 200)
    bank = build(items)
    group = bank.groups["1.1"]
    assert group.depth < len(group.members)
    near = group.ranked(bin_of(SCALE.middle(4)))
    excluded = frozenset(items[i].id for i in near)
    decision = decide(
        bank, Attempt("s", scope(level=4, codes=("1.1",)), excluded_items=excluded), Exposure(), MODELS[0], SCALE
    )
    assert decision.item.id not in excluded
    assert decision.item.competence == "1.1"


def test_bank_edit_changes_its_version(items):
    """A result must be traceable to the very parameters it was chosen with."""
    edited = (replace(items[0], b=items[0].b + 0.01), *items[1:])
    assert build(items).version == build(items).version != build(edited).version
    assert build(items, prices={items[0].id: 0.1}).version != build(items).version


def test_cap_does_not_ruin_the_end_of_the_queue():
    """A cap counted against the whole cohort lets early candidates use up the good items; ours must stay fair.

    Compared by the information of the questions at the person's true ability, which is far less noisy than errors.
    """
    bank, model, counts = build(synthetic_bank(800), rate=0.1, balanced=False), GeneralModel(), Counter()
    gained = []
    for n in range(1, 241):
        ability = random.Random(n % 60).gauss(0, 1)  # the same sixty people come four times
        attempt = play_in_memory(
            bank, Attempt(f"p{n}", scope(level=4)), Exposure(counts, n), model, SCALE, person(ability, n % 60)
        )
        counts.update(q.item for q in attempt.served)
        gained.append(sum(information(q.a, q.b, ability) for q in attempt.served))
    first, last = sum(gained[:60]), sum(gained[180:])
    assert last > 0.97 * first
