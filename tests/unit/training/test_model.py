"""The learner model against the same formulas written out plainly."""

from math import erf, exp, isclose, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.adaptive.training.knowledge import Ladder, ladders
from chalicelib.adaptive.training.model import ModelSettings, general_weights, grid, topic_view, topic_weights
from chalicelib.adaptive.training.settlement import pix_interval, pix_quantile
from chalicelib.adaptive.training.value import outlook

from .conftest import ladder, state

SETTINGS = ModelSettings()
AB = [*ladder("a", 1, 2, 4, 5), *ladder("b", 2, 3)]


def chance(topic, level):
    """P(right), as the documentation states it."""
    scale = 1 - SETTINGS.guess - SETTINGS.slip
    return SETTINGS.guess + scale / (1 + exp(-SETTINGS.slope * (topic - level)))


def by_hand(answers):
    """Joint posterior over (general, topic a, topic b), by brute force on the same cells."""
    cells = grid(SETTINGS).topic
    half = SETTINGS.topic_step / 2

    def mass(centre, cell):
        low, high = (((edge - centre) / (SETTINGS.topic_sd * sqrt(2))) for edge in (cell - half, cell + half))
        below = 0.0 if cell == cells[0] else (1 + erf(low)) / 2
        return (1.0 if cell == cells[-1] else (1 + erf(high)) / 2) - below

    weights = {}
    for general in (0.5 + 7 * (cell + 0.5) / 8 for cell in range(8)):  # middles of 8 equal parts of 0.5 to 7.5
        for a in cells:
            for b in cells:
                weight = mass(general, a) * mass(general, b)
                for name, success in answers:
                    right = chance(a if name[0] == "a" else b, int(name[1]))
                    weight *= right if success else 1 - right
                weights[general, a, b] = weight
    total = sum(weights.values())
    return {place: weight / total for place, weight in weights.items()}


ANSWERS = ["a2+", "b3-", "a4-", "a2+"]


def test_the_posterior_is_that_of_brute_force():
    """Summing topic by topic must give exactly what enumerating all combinations gives."""
    expected = by_hand([(answer[:-1], answer[-1] == "+") for answer in ANSWERS])
    known = ladders(state(AB, *ANSWERS))
    views = {topic: topic_view(one, SETTINGS) for topic, one in known.items()}
    weights = general_weights(list(views.values()), SETTINGS)
    for index, general in enumerate(grid(SETTINGS).general):
        share = sum(weight for place, weight in expected.items() if isclose(place[0], general))
        assert isclose(weights[index], share, rel_tol=1e-9, abs_tol=1e-12)
    for column, topic in ((1, "a"), (2, "b")):
        found = topic_weights(views[topic], weights)
        for index, cell in enumerate(grid(SETTINGS).topic):
            share = sum(weight for place, weight in expected.items() if place[column] == cell)
            assert isclose(found[index], share, rel_tol=1e-9, abs_tol=1e-12)


def test_the_chance_of_a_right_answer_is_the_posterior_mean():
    """The chance that kindness and explanations are about, for a question in either topic."""
    expected = by_hand([(answer[:-1], answer[-1] == "+") for answer in ANSWERS[:2]])
    known = ladders(state(AB, *ANSWERS[:2]))
    prospects = outlook(known.values(), SETTINGS).prospects
    for topic, level, column in (("a", 4, 1), ("b", 2, 2)):
        mean = sum(weight * chance(place[column], level) for place, weight in expected.items())
        assert isclose(prospects[known[topic], level].success, mean, rel_tol=1e-9)


@pytest.mark.parametrize("told", [ANSWERS, ["a5+", "a4-", "a4-", "a2-"], ["a1-", "b3+", "b3+"], []])
def test_the_error_is_the_expected_squared_one_of_the_pix_given(told):
    """What a gain is a drop of: true pix against the expected ones, as far as what is proven allows, by brute force."""
    expected = by_hand([(answer[:-1], answer[-1] == "+") for answer in told])
    known = ladders(state(AB, *told))

    def pix(topic, cell):
        return sum(worth for level, worth in known[topic].rungs if level <= cell)

    low = sum(w for one in known.values() for level, w in one.rungs if one.known(level) == "validated")
    high = sum(w for one in known.values() for level, w in one.rungs if one.known(level) != "failed")
    mean = sum(weight * (pix("a", a) + pix("b", b)) for (_, a, b), weight in expected.items())
    given_pix = min(max(mean, low), high)
    error = sum(weight * (pix("a", a) + pix("b", b) - given_pix) ** 2 for (_, a, b), weight in expected.items())
    assert isclose(outlook(known.values(), SETTINGS).error, error, rel_tol=1e-9)


def test_the_grids_are_those_documented():
    """8 general levels, 25 topic levels that reach 2.5 standard deviations beyond."""
    assert (len(grid(SETTINGS).general), len(grid(SETTINGS).topic)) == (8, 25)
    assert grid(SETTINGS).topic[0] <= 0.5 - 2.5 * SETTINGS.topic_sd + SETTINGS.topic_step / 2


def test_an_interval_never_believes_in_fewer_slips_than_the_settings():
    """Who knows of many slips must not get the interval of a careful person."""
    known = ladders(state(AB, *ANSWERS))
    assert pix_interval(known, ModelSettings(slip=0.2)) != pix_interval(known, SETTINGS)
    assert pix_interval(known, ModelSettings(slip=0.02)) == pix_interval(known, SETTINGS)


answers = st.lists(st.tuples(st.sampled_from([skill.id for skill in AB]), st.booleans()), max_size=6)


@given(answers)
def test_the_gain_is_the_drop_of_the_error_that_the_next_view_shows(given_answers):
    """The short cut per question must agree with looking again after each of its two outcomes."""
    told = [f"{name}{'+' if success else '-'}" for name, success in given_answers]
    known = ladders(state(AB, *told))
    now = outlook(known.values(), SETTINGS)
    for skill in AB:
        place = (known[skill.topic], skill.level)
        if place in now.prospects:
            prospect = now.prospects[place]
            after = {
                sign: outlook(ladders(state(AB, *told, f"{skill.id}{sign}")).values(), SETTINGS).error for sign in "+-"
            }
            expected = prospect.success * after["+"] + (1 - prospect.success) * after["-"]
            assert isclose(prospect.gain, now.error - expected, rel_tol=1e-6, abs_tol=1e-7)


@given(answers, st.sampled_from([skill.id for skill in AB]))
def test_a_right_answer_never_lowers_the_estimate(given_answers, asked):
    """Right is never worse than wrong, whatever came before."""
    told = [f"{name}{'+' if success else '-'}" for name, success in given_answers]
    level = {sign: outlook(ladders(state(AB, *told, f"{asked}{sign}")).values(), SETTINGS).level for sign in "+-"}
    assert level["+"] > level["-"]


def test_the_order_of_answers_and_topics_changes_nothing():
    """Estimates are of what was answered, not of when; names of topics carry no meaning."""
    renamed = [*ladder("z", 1, 2, 4, 5), *ladder("b", 2, 3)]
    first = outlook(ladders(state(AB, "a2+", "b3-", "a4-")).values(), SETTINGS)
    again = outlook(ladders(state(AB, "a4-", "a2+", "b3-")).values(), SETTINGS)
    other = outlook(ladders(state(renamed, "z2+", "b3-", "z4-")).values(), SETTINGS)
    assert first.level == again.level == other.level
    assert first.error == again.error == other.error


def test_a_long_contradictory_history_is_still_a_number():
    """Years of improving one skill multiply thousands of chances: their product would be zero."""
    history = ["a2+", "a2-"] * 2000 + ["a1-"] * 500
    view = outlook(ladders(state(AB, *history)).values(), SETTINGS)
    assert 0 < view.level < 8
    assert view.error >= 0


def test_no_skill_at_all_is_not_an_error():
    """A competence may have nothing playable in a language."""
    assert outlook((), SETTINGS).prospects == {}
    assert general_weights([], SETTINGS) == pytest.approx([1 / 8] * 8)


def test_the_interval_of_the_pix_narrows_with_answers_and_holds_its_middle():
    """Quantiles in order, inside the pix of the bank, and nearer to each other when more is known."""
    few, many = ladders(state(AB, "a2+")), ladders(state(AB, "a2+", "a4+", "a5-", "b2+", "b3+"))
    low, high = pix_interval(few, SETTINGS)
    close = pix_interval(many, SETTINGS)
    assert 0 <= low < high <= 40
    assert close[1] - close[0] < high - low
    views = [topic_view(one, SETTINGS) for one in few.values()]
    assert low < pix_quantile(0.5, views, general_weights(views, SETTINGS)) < high


def test_the_interval_reaches_nothing_and_everything():
    """Somebody who cannot do anything, or can do all, has exactly 0 or all pix: an end just beside would miss them."""
    best = state(AB, *[f"{skill.id}+" for skill in AB], earlier=tuple(f"{skill.id}+" for skill in AB * 3))
    worst = state(AB, *[f"{skill.id}-" for skill in AB], earlier=tuple(f"{skill.id}-" for skill in AB * 3))
    total = sum(worth for one in ladders(best).values() for _, worth in one.rungs)
    assert pix_interval(ladders(best), SETTINGS)[1] == total
    assert pix_interval(ladders(worst), SETTINGS)[0] == 0


def test_the_interval_allows_for_more_slips_and_guesses_than_the_choice_does():
    """Nobody knows how carefully a person answers: the interval is wider than that of somebody who never slips."""
    known = ladders(state(AB, "a2+", "a4+", "a5-", "b2+", "b3-"))
    views = [topic_view(one, SETTINGS) for one in known.values()]
    weights = general_weights(views, SETTINGS)
    own = pix_quantile(0.975, views, weights) - pix_quantile(0.025, views, weights)
    low, high = pix_interval(known, SETTINGS)
    assert high - low > own


def test_unknown_levels_only_are_prospects():
    """A known rung has no prospect, so that it cannot be asked by mistake."""
    one = Ladder(rungs=((1, 4.0), (2, 4.0), (3, 4.0)), floor=1, ceiling=3, answers=((1, 1, 0), (3, 0, 1)))
    assert {level for _, level in outlook([one], SETTINGS).prospects} == {2}
