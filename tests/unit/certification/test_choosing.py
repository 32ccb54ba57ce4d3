"""Choosing for a real test: scope, needs, what was met in training, what is withheld, variants, time, replay."""

from collections import Counter

import pytest

from chalicelib.adaptive.certification import Outcome
from chalicelib.adaptive.simulation.certification_people import COMPETENCES
from chalicelib.certification import choosing
from chalicelib.certification import test_log as log
from chalicelib.certification.eligibility import Seen, Snapshot
from tests.fakes.certification_bank import candidacy, finished, material, play, wrong


@pytest.fixture(scope="module")
def stuff() -> choosing.Material:
    """Sixteen competences of twelve items."""
    return material()


def test_a_whole_test_asks_two_questions_in_each_of_sixteen_competences(stuff: choosing.Material) -> None:
    """Exactly balanced content is what makes results comparable."""
    test = finished(play(stuff))
    assert test.complete
    assert Counter(served.competence for served in test.served) == dict.fromkeys(COMPETENCES, 2)
    assert [served.number for served in test.served] == list(range(1, 33))


def test_competences_below_level_one_are_not_asked_about(stuff: choosing.Material) -> None:
    """A candidate is assessed only where the profile shows something to check."""
    profile = tuple(log.Ceiling(competence=c, level=n % 3, pix=8 * (n % 3)) for n, c in enumerate(COMPETENCES))
    test = finished(play(stuff, candidacy(profile=profile)))
    scope = {ceiling.competence for ceiling in test.begun.scope}
    assert scope == {ceiling.competence for ceiling in profile if ceiling.level}
    assert {served.competence for served in test.served} == scope


def test_somebody_without_a_level_cannot_begin(stuff: choosing.Material) -> None:
    """There is nothing to certify: better a clear refusal than an empty test."""
    profile = tuple(log.Ceiling(competence=code, level=0, pix=3) for code in COMPETENCES)
    with pytest.raises(choosing.NothingToAsk):
        choosing.begin(candidacy(profile=profile), stuff, Snapshot(bank=stuff.bank.version))


def test_the_log_alone_gives_each_question_again(stuff: choosing.Material) -> None:
    """Resuming is replaying: each prefix of the log leads to the question that follows it."""
    entries = play(stuff, alerts=(2, 9))
    for n in range(1, len(entries)):
        before = finished(entries[:n])
        asked = choosing.next_served(before, stuff)
        if before.current:
            assert asked == before.current
        served = getattr(entries[n], "served", None)
        if served:
            last = log.chained(before.head, _without(entries[n]))
            assert choosing.next_served(log.advance(before, last), stuff) == served


def _without(entry: log.Entry) -> log.Entry:
    from tests.fakes.certification_bank import replace_served

    return replace_served(entry, None)


def test_an_alerted_question_is_replaced_by_another_skill_of_its_competence(stuff: choosing.Material) -> None:
    """A validated alert takes nothing from the test, and its skill never comes back."""
    test = finished(play(stuff, alerts=(4, 20)))
    kept = [s for s, outcome in zip(test.served, test.outcomes, strict=True) if outcome is not Outcome.ALERTED]
    assert Counter(served.competence for served in kept) == dict.fromkeys(COMPETENCES, 2)
    assert len({served.skill for served in test.served}) == 34


def test_needs_and_language_exclude_for_good() -> None:
    """A blind candidate must never get a question that a screen reader cannot read, even if nothing else is left."""
    barred = {f"i{n}": {"needs": ("no-screen-reader",)} for n in range(0, 192, 2)}
    barred |= {f"i{n}": {"languages": ("en",)} for n in range(1, 192, 4)}
    test = finished(play(material(**barred), candidacy(needs=("screen_reader",), length=60)))
    assert test.complete
    assert not {served.challenge for served in test.served} & set(barred)


def test_what_was_met_in_training_comes_last_and_is_noted() -> None:
    """A question met in training proves less; a test that would end for want of others proves nothing at all."""
    ordinary, half = material(), [f"i{n}" for n in range(96)]  # half of each competence
    assert not {s.challenge for s in finished(play(ordinary, candidacy(seen=half))).served} & set(half)
    everything = [item.id for item in ordinary.bank.items]
    test = finished(play(ordinary, candidacy(seen=everything)))
    assert len(test.served) == 32
    assert all("met" in served.relaxed for served in test.served)


def test_secret_variants_make_a_challenge_new_again() -> None:
    """Variants kept for certifications are served by no training: meeting the challenge does not matter."""
    stuff = material(**{f"i{n}": {"certification_variants": 6} for n in range(192)})
    begun = choosing.begin(candidacy(seen=["i0", "i1"]), stuff, Snapshot(bank=stuff.bank.version))
    assert begun.met == ()
    assert {served.variant for served in finished(play(stuff)).served} <= set(range(4, 10))


def test_extra_time_stretches_timers_and_the_whole() -> None:
    """A third more time is a right; a timer that ignored it would take it back."""
    stuff = material(**{f"i{n}": {"timer": 60} for n in range(192)})
    begun = choosing.begin(candidacy(extra_time=1 / 3), stuff, Snapshot(bank=stuff.bank.version))
    assert (begun.first.timer, round(begun.minutes)) == (80, 140)


def test_withheld_items_are_drawn_from_the_snapshot_and_kept_out(stuff: choosing.Material) -> None:
    """An item that too many saw is withheld from most; the same seed and snapshot withhold the same ones."""
    seen = {item.id: Seen(100, 100) for item in stuff.bank.items[:96]}
    snapshot = Snapshot(bank=stuff.bank.version, candidates=100, items=seen)
    drawn = [choosing.begin(candidacy(seed=f"s{n}"), stuff, snapshot).withheld for n in range(40)]
    share = sum(map(len, drawn)) / (40 * 96)
    assert 0.75 < share < 0.85  # r = 1.25 x 2 / 12 in each competence
    assert drawn[0] == choosing.begin(candidacy(seed="s0"), stuff, snapshot).withheld
    test = finished(play(stuff, candidacy(seed="s0"), wrong, snapshot))
    relaxed = {s.challenge for s in test.served if "exposure" in s.relaxed}
    assert {s.challenge for s in test.served} & set(test.begun.withheld) == relaxed


def test_a_test_of_another_bank_is_not_continued(stuff: choosing.Material) -> None:
    """Choosing from another bank than the log's would make the test impossible to replay."""
    test = finished(play(stuff, stop_after=3))
    with pytest.raises(ValueError, match="of bank"):
        choosing.next_served(test, material(per_competence=10))
