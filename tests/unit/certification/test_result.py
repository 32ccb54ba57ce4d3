"""What the answers prove: levels, pix, interval, status, and everything that must not count."""

import random
from dataclasses import replace

import pytest

from chalicelib.adaptive.certification import (
    SCALE,
    Attempt,
    AttemptError,
    Ceiling,
    CompetenceModel,
    Ending,
    Exposure,
    GeneralModel,
    Outcome,
    Scale,
    Served,
    Status,
    build,
    score,
)
from chalicelib.adaptive.certification.result import certified_level
from chalicelib.adaptive.simulation.certification_people import (
    COMPETENCES,
    Population,
    answers_right,
    candidate,
    synthetic_bank,
)
from chalicelib.adaptive.simulation.certification_sitting import play_in_memory

MODEL = CompetenceModel()


def scope(level=5, codes=COMPETENCES):
    """The same profile level in each competence."""
    return tuple(Ceiling(code, level, 8 * level + 4) for code in codes)


def finished(bank, right, level=5, seed="s"):
    """A whole test, all right or all wrong."""
    return play_in_memory(bank, Attempt(seed, scope(level)), Exposure(), MODEL, SCALE, lambda _: right)


def test_all_right_certifies_the_profile_and_not_more(bank):
    """The certificate confirms what the profile shows: a perfect test may not exceed it."""
    result = score(finished(bank, True, level=4), Ending.COMPLETE, MODEL, SCALE)
    assert [part.level for part in result.competences] == [4] * 16
    assert result.total <= 16 * 36
    assert result.status is Status.VALIDATED


def test_all_wrong_certifies_nothing(bank):
    """An unsupervised profile certifies nothing by itself: zero pix is rejected."""
    result = score(finished(bank, False, level=6), Ending.COMPLETE, MODEL, SCALE)
    assert (result.total, result.status, result.reason) == (0, Status.REJECTED, "zero-pix")


def test_profile_caps_but_never_raises_the_score(bank):
    """Equal items and answers give equal abilities whatever the profile claims."""
    attempt = finished(bank, True, level=3)
    high = replace(attempt, scope=scope(level=7))
    low_result = score(attempt, Ending.COMPLETE, MODEL, SCALE)
    high_result = score(high, Ending.COMPLETE, MODEL, SCALE)
    assert low_result.ability == high_result.ability
    assert [p.probabilities for p in low_result.competences] == [p.probabilities for p in high_result.competences]
    assert all(a.level <= b.level for a, b in zip(low_result.competences, high_result.competences, strict=True))


@pytest.mark.parametrize("model", [GeneralModel(), CompetenceModel()], ids=lambda m: m.name)
def test_result_reads_the_log_in_any_order_and_without_the_bank(bank, model):
    """The calibration is in the log: neither a later edit of the bank nor the order of the log changes a result."""
    rng = random.Random(1)
    attempt = play_in_memory(bank, Attempt("s", scope()), Exposure(), model, SCALE, lambda item: rng.random() < 0.5)
    shuffled = replace(attempt, served=tuple(rng.sample(attempt.served, 32)))
    assert score(attempt, Ending.COMPLETE, model, SCALE) == score(shuffled, Ending.COMPLETE, model, SCALE)
    cut = replace(attempt, served=attempt.served[:25])
    mixed = [replace(cut, served=tuple(rng.sample(cut.served, 25))) for _ in range(4)]
    assert {score(one, Ending.CANDIDATE, model, SCALE) for one in mixed} == {score(cut, Ending.CANDIDATE, model, SCALE)}


def test_left_out_questions_leave_no_trace_in_the_score(bank):
    """A validated alert or a jury's decision removes a question: the result is that of the other answers."""
    attempt = finished(bank, True)
    marked = (*attempt.served[:30], *[replace(q, outcome=Outcome.LEFT_OUT) for q in attempt.served[30:]])
    without = score(replace(attempt, served=marked), Ending.TECHNICAL, MODEL, SCALE)
    never = score(replace(attempt, served=attempt.served[:30]), Ending.TECHNICAL, MODEL, SCALE)
    assert without == never


def test_question_left_out_by_the_jury_is_not_missing(bank):
    """The jury's favour must not turn into a wrong answer, in a whole test or in one left by choice."""
    rng = random.Random(4)
    whole = play_in_memory(bank, Attempt("s", scope(7)), Exposure(), MODEL, SCALE, lambda _: rng.random() < 0.6)
    first = replace(whole.served[0], outcome=Outcome.LEFT_OUT)
    complete = score(replace(whole, served=(first, *whole.served[1:])), Ending.COMPLETE, MODEL, SCALE)
    assert (complete.answers, complete.missing) == (31, 0)
    cut = score(replace(whole, served=(first, *whole.served[1:25])), Ending.CANDIDATE, MODEL, SCALE)
    assert (cut.answers, cut.missing) == (24, 7)


def test_alerted_question_of_an_abandoned_test_was_still_to_be_replaced(bank):
    """Whoever leaves after an alert leaves the replacement unanswered too."""
    attempt = finished(bank, True)
    alerted = (replace(attempt.served[0], outcome=Outcome.ALERTED), *attempt.served[1:25])
    assert score(replace(attempt, served=alerted), Ending.CANDIDATE, MODEL, SCALE).missing == 8


def test_leaving_by_choice_counts_missing_answers_as_wrong(bank):
    """Stopping while ahead must not pay; a breakdown must not cost."""
    rng = random.Random(4)
    attempt = play_in_memory(bank, Attempt("s", scope(7)), Exposure(), MODEL, SCALE, lambda _: rng.random() < 0.6)
    cut = replace(attempt, served=attempt.served[:22])
    by_choice = score(cut, Ending.CANDIDATE, MODEL, SCALE)
    technical = score(cut, Ending.TECHNICAL, MODEL, SCALE)
    assert (by_choice.missing, technical.missing) == (10, 0)
    assert by_choice.ability < technical.ability - 0.2
    assert by_choice.total < technical.total


def test_open_question_counts_as_missing(bank):
    """The question on screen when the test was ended was not answered."""
    attempt = finished(bank, True)
    opened = (*attempt.served[:24], replace(attempt.served[24], outcome=Outcome.OPEN))
    cut = replace(attempt, served=attempt.served[:24])
    assert score(replace(attempt, served=opened), Ending.CANDIDATE, MODEL, SCALE) == score(
        cut, Ending.CANDIDATE, MODEL, SCALE
    )


@pytest.mark.parametrize(
    ("ending", "status"), [(Ending.TECHNICAL, Status.CANCELLED), (Ending.CANDIDATE, Status.REJECTED)]
)
@pytest.mark.parametrize("answers", [0, 1, 19])
def test_too_few_answers(bank, ending, status, answers):
    """Fewer than 20 answers prove nothing: cancelled when technical, else rejected; even with none it is scored."""
    attempt = finished(bank, True)
    result = score(replace(attempt, served=attempt.served[:answers]), ending, MODEL, SCALE)
    assert (result.status, result.reason, result.answers) == (status, "not-enough-answers", answers)


def test_twenty_answers_are_enough(bank):
    """The border counts: fewer than 20 prove nothing, 20 do."""
    attempt = finished(bank, True)
    result = score(replace(attempt, served=attempt.served[:20]), Ending.TECHNICAL, MODEL, SCALE)
    assert (result.status, result.answers) == (Status.VALIDATED, 20)


def test_leaving_without_one_answer_counts_all_as_wrong_at_the_mean():
    """Nothing was reached: the missing answers are to average items, as difficult as the population is able."""
    result = score(Attempt("s", scope()), Ending.CANDIDATE, MODEL, SCALE)
    assert (result.answers, result.missing) == (0, 32)
    assert result.ability < -1.5


def test_contradictory_logs_are_refused(bank):
    """A log with the same item twice or two open questions is a defect upstream: name it, score nothing."""
    attempt = finished(bank, True)
    with pytest.raises(AttemptError, match=f"served twice: {attempt.served[0].item}"):
        score(replace(attempt, served=(*attempt.served, attempt.served[0])), Ending.COMPLETE, MODEL, SCALE)
    opened = (replace(attempt.served[0], outcome=Outcome.OPEN), *attempt.served[1:])
    with pytest.raises(AttemptError, match="open but followed"):
        score(replace(attempt, served=opened), Ending.COMPLETE, MODEL, SCALE)
    with pytest.raises(AttemptError, match="no competence in scope"):
        score(replace(attempt, scope=()), Ending.COMPLETE, MODEL, SCALE)
    with pytest.raises(AttemptError, match="out of scope"):
        score(replace(attempt, scope=scope(codes=COMPETENCES[:3])), Ending.COMPLETE, MODEL, SCALE)


def test_levels_and_pix_agree(bank):
    """level = floor(pix / 8) in every competence, the total is their sum, and the interval holds it."""
    for seed in range(20):
        person = candidate(seed, 3, Population(), COMPETENCES, SCALE)
        attempt = play_in_memory(
            bank, Attempt(person.name, person.profile), Exposure(), MODEL, SCALE,
            lambda item, who=person: answers_right(who, item, Population()),
        )  # fmt: skip
        result = score(attempt, Ending.COMPLETE, MODEL, SCALE)
        for part, ceiling in zip(result.competences, person.profile, strict=True):
            assert part.level == part.pix // 8 <= ceiling.level
            assert part.pix <= ceiling.pix
            assert sum(part.probabilities) == pytest.approx(1)
        assert result.total == sum(part.pix for part in result.competences)
        assert result.interval[0] <= result.total <= result.interval[1]


def test_intervals_of_ability_and_total_cover_about_95_percent():
    """An interval that claims 95 % must hold the truth about 95 times in 100 (300 people, wide tolerance).

    The ceiling is the same for all: a ceiling that knows the truth would be evidence, which scoring never uses.
    """
    bank, people = build(synthetic_bank(960)), Population()
    ability = total = 0
    for number in range(300):
        person = candidate(number, 9, people, COMPETENCES, SCALE)
        attempt = play_in_memory(
            bank, Attempt(person.name, scope(level=6)), Exposure(), MODEL, SCALE,
            lambda item, who=person: answers_right(who, item, people),
        )  # fmt: skip
        result = score(attempt, Ending.COMPLETE, MODEL, SCALE)
        ability += abs(result.ability - person.ability) < 1.96 * result.error
        truth = sum(min(52, SCALE.pix(value)) for value in person.abilities.values())
        total += result.interval[0] - 1 <= truth <= result.interval[1] + 1
    assert 0.91 < ability / 300 < 0.985
    assert 0.91 < total / 300 < 0.985


def test_certified_level_minimises_the_published_loss():
    """One wrong by two levels weighs twice one wrong by one; of equals the lower; never above the profile."""
    assert certified_level([0.0, 0.1, 0.8, 0.1], 3) == 2
    assert certified_level([0.0, 0.1, 0.8, 0.1], 1) == 1
    assert certified_level([0.4, 0.2, 0.4], 2) == 1  # the safe middle, although it is the least likely
    assert certified_level([0.0, 0.6, 0.0, 0.4], 3) == 1
    assert certified_level([0.5, 0.5], 1) == 0
    assert certified_level([1.0], 7) == 0


def test_scale_shares_cells_cut_by_a_threshold():
    """Any published scale works with the fixed grid: probabilities stay sums of one, monotone in ability."""
    density = GeneralModel().posterior([], ("1.1",)).density("1.1")
    for scale in (Scale(), Scale(first=-1.234, width=0.37, levels=7), Scale(first=-9, width=3, levels=5)):
        probabilities = scale.level_probabilities(density)
        assert len(probabilities) == scale.levels + 1
        assert sum(probabilities) == pytest.approx(1)
        assert min(probabilities) >= -1e-12
    assert Scale().level_probabilities(density)[4] == pytest.approx(0.2358, abs=0.002)


def test_scale_levels_and_pix_are_one_function():
    """A certificate shows both: they may never disagree."""
    for hundredth in range(-400, 400):
        ability = hundredth / 100 + 0.003
        assert SCALE.level(ability) == SCALE.pix(ability) // 8
    assert SCALE.level(SCALE.start(3) + 1e-9) == 3


def test_served_copies_the_calibration(items):
    """What the log keeps is what a result needs, years later."""
    served = Served.of(items[0])
    assert (served.a, served.b, served.outcome) == (items[0].a, items[0].b, Outcome.OPEN)


def test_without_one_right_answer_nothing_is_certified_even_when_the_bank_is_too_hard() -> None:
    """A bank without easy items leaves room for doubt after 32 wrong answers; a certificate may not live on doubt."""
    served = tuple(Served(f"i{n}", f"s{n}", f"t{n}", COMPETENCES[n % 16], 1.0, 2.5, Outcome.WRONG) for n in range(32))
    attempt = Attempt("s", tuple(Ceiling(code, 5, 44) for code in COMPETENCES), served)
    result = score(attempt, Ending.COMPLETE, CompetenceModel(), Scale())
    assert (result.status, result.total, result.interval) == (Status.REJECTED, 0, (0, 0))
    one = replace(attempt, served=(*served[:-1], replace(served[-1], outcome=Outcome.RIGHT)))
    assert score(one, Ending.COMPLETE, CompetenceModel(), Scale()).total > 0
