"""The two measurement models: order, extremes, agreement with brute force."""

import math
import random
from itertools import permutations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.adaptive.certification import CompetenceModel, GeneralModel, Response
from chalicelib.adaptive.certification.likelihood import GRID, curve, probability

MODELS = [GeneralModel(), CompetenceModel(), GeneralModel(guard=0), CompetenceModel(guard=0)]
SCOPE = ("1.1", "1.2", "2.1")

response = st.builds(Response, st.sampled_from(SCOPE), st.floats(0.05, 4), st.floats(-60, 60), st.booleans())


def estimate(model, responses, scope=SCOPE):
    """The running estimate after these answers."""
    tracker = model.track(scope)
    for one in responses:
        tracker.add(one)
    return tracker.abilities()


def spread_answers(count: int, right, seed: int = 3) -> list[Response]:
    """Answers to items around the middle, `right(k)` telling which are right."""
    rng = random.Random(seed)
    return [Response(SCOPE[k % 3], math.exp(rng.gauss(0, 0.3)), rng.gauss(0, 1), right(k)) for k in range(count)]


@pytest.mark.parametrize("model", MODELS, ids=lambda m: f"{m.name}-{m.guard}")
@given(st.lists(response, max_size=40), st.randoms())
@settings(max_examples=60, deadline=None)
def test_score_does_not_depend_on_order(model, responses, rng):
    """A prior re-centred after each answer gives other scores to the same answers in another order; ours may not."""
    shuffled = rng.sample(responses, len(responses))
    one, other = model.posterior(responses, SCOPE), model.posterior(shuffled, SCOPE)
    assert (one.ability, one.error) == (other.ability, other.error)
    assert [one.density(c) for c in SCOPE] == [other.density(c) for c in SCOPE]


@pytest.mark.parametrize("model", MODELS, ids=lambda m: f"{m.name}-{m.guard}")
@given(st.lists(response, max_size=40))
@settings(max_examples=60, deadline=None)
def test_estimates_are_always_finite(model, responses):
    """All right, all wrong, a bank at 60 logits from the person: maximum likelihood breaks there, a prior must not."""
    posterior = model.posterior(responses, SCOPE)
    assert GRID[0] <= posterior.ability <= GRID[-1]
    assert 0 < posterior.error < GRID[-1]  # answers that contradict the prior leave two places to be, far apart
    assert all(math.isclose(sum(posterior.density(code)), 1) for code in SCOPE)
    assert all(math.isfinite(value) for value in estimate(model, responses).values())


@pytest.mark.parametrize("model", MODELS, ids=lambda m: f"{m.name}-{m.guard}")
@pytest.mark.parametrize("right", [True, False])
def test_all_right_and_all_wrong_move_outwards_and_stay_finite(model, right):
    """Peers jump to the end of the scale or back; each further right answer must raise the estimate a little."""
    answers = spread_answers(32, lambda _: right)
    means = [model.posterior(answers[:n], SCOPE).ability for n in range(0, 33, 4)]
    signed = means if right else [-m for m in means]
    assert signed == sorted(signed)
    assert 1 < signed[-1] < 4


@pytest.mark.parametrize("model", MODELS, ids=lambda m: f"{m.name}-{m.guard}")
def test_wrong_answer_never_raises_an_ability_with_a_bank_far_away(model):
    """A known defect of a peer: with all items far too hard, a wrong answer raised the estimate."""
    answers = [Response("1.1", 1.2, b, False) for b in (2.5, 3.0, 4.0, 6.0, 9.0)]
    abilities = [model.posterior(answers[:n], SCOPE).ability for n in range(len(answers) + 1)]
    assert abilities == sorted(abilities, reverse=True)
    tracked = [estimate(model, answers[:n])["1.1"] for n in range(len(answers) + 1)]
    assert tracked == sorted(tracked, reverse=True)


@pytest.mark.parametrize("model", MODELS, ids=lambda m: f"{m.name}-{m.guard}")
def test_one_more_right_answer_never_lowers_the_score(model):
    """For the same items, turning a wrong answer into a right one must not hurt anywhere."""
    answers = spread_answers(12, lambda k: k % 3 == 0)
    before = model.posterior(answers, SCOPE).ability
    for k, answer in enumerate(answers):
        if not answer.right:
            better = [*answers[:k], answer._replace(right=True), *answers[k + 1 :]]
            assert model.posterior(better, SCOPE).ability > before


def test_general_posterior_is_the_textbook_mean():
    """The same answers must give the EAP that any program computes from Bayes' rule, here on 4,000 points."""
    answers = spread_answers(32, lambda k: k % 2 == 0)
    points = [-8 + 0.004 * k for k in range(4001)]
    weights = []
    for x in points:
        likelihood = math.prod(probability(r.a, r.b, x) if r.right else 1 - probability(r.a, r.b, x) for r in answers)
        weights.append(likelihood * math.exp(-x * x / 2))
    expected = sum(w * x for w, x in zip(weights, points, strict=True)) / sum(weights)
    posterior = GeneralModel(guard=0).posterior(answers, SCOPE)
    assert posterior.ability == pytest.approx(expected, abs=1e-4)


def test_competence_posterior_is_the_integral_over_all_deviations():
    """The convolutions must equal a brute-force sum over the general ability and every deviation."""
    model, scope = CompetenceModel(guard=0.02), ("1.1", "1.2")
    answers = [Response("1.1", 1.5, 0.2, True), Response("1.1", 0.8, 1.0, False), Response("1.2", 1.1, -0.5, True)]
    fine = [-4 + 0.1 * k for k in range(81)]
    total = general = first = 0.0
    for g in fine:
        inner = [
            [
                math.exp(-((x - g) ** 2) / 2 / model.deviation_sd**2)
                * math.prod(_chance(r, x, model.guard) for r in answers if r.competence == code)
                for x in fine
            ]
            for code in scope
        ]
        sums = [sum(row) for row in inner]
        weight = math.exp(-g * g / 2) * math.prod(sums)
        total += weight
        general += weight * g
        first += weight * sum(w * x for w, x in zip(inner[0], fine, strict=True)) / sums[0]
    posterior = model.posterior(answers, scope)
    assert posterior.ability == pytest.approx(general / total, abs=0.003)
    density = posterior.density("1.1")
    assert sum(d * x for d, x in zip(density, GRID, strict=True)) == pytest.approx(first / total, abs=0.003)


def _chance(one: Response, ability: float, guard: float) -> float:
    p = guard + (1 - 2 * guard) * probability(one.a, one.b, ability)
    return p if one.right else 1 - p


@pytest.mark.parametrize("seed", range(5))
def test_mode_used_to_choose_is_near_the_exact_mean(seed):
    """The quick estimate only aims; it must aim within a third of a level of the exact posterior."""
    model, scope = CompetenceModel(), SCOPE
    rng = random.Random(seed)
    answers = spread_answers(30, lambda _: rng.random() < 0.5, seed)
    quick, exact = estimate(model, answers), model.posterior(answers, scope)
    for code in scope:
        mean = sum(d * x for d, x in zip(exact.density(code), GRID, strict=True))
        assert quick[code] == pytest.approx(mean, abs=0.2)


def test_sum_of_a_posterior_has_the_moments_of_a_joint_simulation():
    """The interval of the total rests on conditional independence given the general ability: check the variance."""
    model, scope = CompetenceModel(), ("1.1", "1.2")
    answers = [Response("1.1", 1.5, 0.0, True), Response("1.2", 1.5, 0.0, False)]
    posterior = model.posterior(answers, scope)
    slices = posterior.sum_slices(dict.fromkeys(scope, GRID))
    mean = sum(s.weight * s.mean for s in slices)
    variance = sum(s.weight * (s.variance + s.mean**2) for s in slices) - mean**2
    singles = [_moments(posterior.density(code)) for code in scope]
    assert mean == pytest.approx(sum(m for m, _ in singles), abs=1e-6)
    # the two abilities share g: their sum varies more than independent ones would, less than twice as much
    assert sum(v for _, v in singles) < variance < 2 * sum(v for _, v in singles)


def _moments(density):
    mean = sum(d * x for d, x in zip(density, GRID, strict=True))
    return mean, sum(d * (x - mean) ** 2 for d, x in zip(density, GRID, strict=True))


@pytest.mark.parametrize(("guard", "right"), list(product([0, 0.02, 0.1], [True, False])))
def test_curve_is_the_guarded_logistic(guard, right):
    """The geometric shortcut and the direct formula (used beyond its range) must be one function."""
    for a, b in [(0.5, 0.0), (2.9, 3.0), (1.0, -4.0), (40.0, 30.0), (160.0, 0.0)]:
        expected = [guard + (1 - 2 * guard) * probability(a, b, x) for x in GRID]
        expected = expected if right else [1 - p for p in expected]
        assert curve(a, b, right, guard) == pytest.approx(expected, abs=1e-9)


def test_extremes_neither_overflow_nor_leave_nothing():
    """Hundreds of impossible answers multiply to less than any float; an item may be steeper than a float can say."""
    assert probability(1.0, 709.9, 0.0) == 0
    for model in MODELS:
        many = [Response("1.1", 2.0, 60.0, True)] * 60
        assert abs(model.posterior(many, SCOPE).ability) < 1e-9  # equally impossible for everybody: nothing is learnt
        sharp = [Response("1.1", 400.0, -0.1, True), Response("1.1", 400.0, 0.1, False)] * 200
        assert model.posterior(sharp, SCOPE).error > 0


@pytest.mark.parametrize("model", MODELS, ids=lambda m: f"{m.name}-{m.guard}")
def test_score_does_not_depend_on_the_order_of_the_scope(model):
    """The profile's order is an accident of storage: the last bit of a sum must not hang on it."""
    answers = spread_answers(30, lambda k: k % 3 != 1)
    one, other = model.posterior(answers, SCOPE), model.posterior(answers, SCOPE[::-1])
    assert (one.ability, one.error) == (other.ability, other.error)


def test_the_first_look_is_where_the_profile_is():
    """One ability for all begins at the mean of what the profile shows, a model of each competence at each."""
    shown = {"1.1": -1.0, "1.2": 2.0}
    assert GeneralModel().begin(shown) == {"1.1": 0.5, "1.2": 0.5}
    assert CompetenceModel().begin(shown) == shown


def test_early_slips_cost_less_with_the_floor_and_ceiling():
    """Three slips on easy items at the start must not sink an able person: that is what the 2 % are for."""
    slips = [Response("1.1", 2.0, -2.0, False)] * 3
    rest = [Response(SCOPE[k % 3], 1.5, 1.0 + 0.1 * k, k % 2 == 0) for k in range(10)]
    kept = GeneralModel(guard=0.02).posterior([*slips, *rest], SCOPE).ability
    plain = GeneralModel(guard=0).posterior([*slips, *rest], SCOPE).ability
    assert kept > plain + 0.2


def test_every_order_of_four_answers_gives_one_score():
    """Exhaustive where it is cheap: 24 orders, one score, to the last bit."""
    answers = spread_answers(4, lambda k: k != 2)
    for model in MODELS:
        assert len({model.posterior(order, SCOPE).ability for order in permutations(answers)}) == 1
