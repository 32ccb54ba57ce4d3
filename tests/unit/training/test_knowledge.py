"""What answers prove by themselves, and how the rest is settled when the test has ended."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.adaptive.training import Settings, Skill, State, read_out
from chalicelib.adaptive.training.knowledge import ladders, pix_values
from chalicelib.adaptive.training.model import ModelSettings, general_weights, grid, topic_view, topic_weights
from chalicelib.adaptive.training.settlement import pix_quantile

from .conftest import ladder, seen, state

A = ladder("a", 1, 2, 3, 4, 5, 6)
AB = [*A, *ladder("b", 1, 2, 3, 4)]


def standings(*answers, skills=A, ended=False, earlier=()):
    """id -> "status source", for short comparisons."""
    found = read_out(state(skills, *answers, earlier=earlier), ended)
    return {name: f"{standing.status} {standing.source}" for name, standing in found.items()}


def test_a_right_answer_validates_below_and_a_wrong_one_fails_above():
    """The floor and the ceiling of a topic; what lies between stays unknown until the end."""
    assert standings("a3+", "a5-") == {
        "a1": "validated inferred",
        "a2": "validated inferred",
        "a3": "validated asked",
        "a5": "failed asked",
        "a6": "failed inferred",
    }


def test_one_topic_proves_nothing_of_another():
    """Only the model carries knowledge across topics, and only as an estimate."""
    assert set(standings("a6+", skills=AB)) == {skill.id for skill in A}


@pytest.mark.parametrize(
    ("answers", "floor", "ceiling"),
    [
        ([], 0, None),
        (["a3+", "a2-"], 3, None),  # validated stays validated
        (["a3-", "a2-"], 0, 2),
        (["a2-", "a3-"], 0, 2),  # the ceiling never rises by a failure
        (["a2-", "a4+"], 4, None),  # the success lifts the floor through the ceiling, which is gone
        (["a5-", "a4+"], 4, 5),
        (["a4-", "a4+"], 4, None),
        (["a4+", "a4-"], 4, None),
        (["a3+", "a2+"], 3, None),  # the floor never falls
    ],
)
def test_floor_and_ceiling_fold_in_the_order_of_the_answers(answers, floor, ceiling):
    """Results of several assessments can contradict each other; pix already earned are never lost."""
    found = ladders(state(A, *answers))["a"]
    assert (found.floor, found.ceiling) == (floor, ceiling)


def test_earlier_results_come_before_those_of_this_assessment():
    """A failure kept from a former assessment is overridden by a success now."""
    assert standings("a4+", earlier=("a2-",))["a2"] == "validated inferred"
    assert standings("a2-", earlier=("a4+",))["a2"] == "validated inferred"
    assert ladders(state(A, "a4+", earlier=("a5-", "a3-")))["a"].ceiling is None  # it had fallen to 3: now it is gone


def test_an_answer_that_was_overridden_is_not_called_asked():
    """Failed when asked, validated by a higher rung since: the direct answer no longer says so."""
    assert standings("a2-", "a4+")["a2"] == "validated inferred"
    assert standings("a2-", "a2+")["a2"] == "validated asked"


def test_answers_about_skills_outside_the_state_prove_nothing():
    """A skill may leave the content between two assessments."""
    assert standings("z9+", "a1+") == {"a1": "validated asked"}


def test_unknown_rungs_are_settled_only_when_the_test_has_ended():
    """During the test they are absent; at the end each has a standing, marked as estimated."""
    assert set(standings("a2+")) == {"a1", "a2"}
    ended = standings("a2+", ended=True)
    assert set(ended) == {skill.id for skill in A}
    assert all(words.endswith("estimated") for name, words in ended.items() if name not in ("a1", "a2"))


def test_a_later_answer_overrides_an_estimate():
    """The estimate is not stored as knowledge: the next answer decides."""
    assert standings("b4+", "b3+", skills=AB, ended=True)["a1"] == "validated estimated"
    assert standings("b4+", "b3+", "a1-", skills=AB, ended=True)["a1"] == "failed asked"


def test_one_topic_tells_of_another_by_estimate():
    """Answers elsewhere move the estimate of a topic never asked, up and down."""
    strong = read_out(state(AB, "a4+", "a5+", "a6+"), ended=True)
    weak = read_out(state(AB, "a1-"), ended=True)
    assert [strong[f"b{level}"].status for level in (1, 2, 3)] == ["validated"] * 3
    assert [weak[f"b{level}"].status for level in (2, 3, 4)] == ["failed"] * 3


ids = st.sampled_from([skill.id for skill in AB])


def test_each_answer_is_counted_once():
    """The model weighs a rung by its answers: one counted twice would make it twice as sure."""
    (found,) = ladders(state(A, "a2+", "a4-", "a2+", earlier=("a4-", "a4+"))).values()
    assert found.answers == ((2, 2, 0), (4, 1, 2))


some_answers = st.lists(st.tuples(ids, st.booleans()), max_size=12)


@given(some_answers, some_answers)
def test_a_result_has_no_holes_and_keeps_what_is_proven(earlier, now):
    """Validated rungs are always the lowest ones of a topic; ending the test changes nothing that was known."""
    told = [[f"{name}{'+' if success else '-'}" for name, success in answers] for answers in (earlier, now)]
    one = State(tuple(AB), seen(*told[0]), seen(*told[1]), "s")
    known, ended = read_out(one, ended=False), read_out(one, ended=True)
    assert set(ended) == {skill.id for skill in AB}
    assert all(ended[name] == standing for name, standing in known.items())
    for topic in "ab":
        statuses = [ended[skill.id].status for skill in AB if skill.topic == topic]
        assert statuses == sorted(statuses, reverse=True)  # "validated" sorts after "failed"


@given(some_answers)
def test_the_pix_given_are_as_near_to_the_middle_as_whole_rungs_allow(answers):
    """Settling by whole rungs may miss the median of the pix by half a rung's value, unless what is proven or
    nearly certain forces it.
    """
    one = state(AB, *[f"{name}{'+' if success else '-'}" for name, success in answers])
    values = pix_values(AB)
    ended = read_out(one, ended=True)
    pix = sum(values[name] for name, standing in ended.items() if standing.status == "validated")
    views = [topic_view(found, ModelSettings()) for found in ladders(one).values()]
    middle = pix_quantile(0.5, views, general_weights(views, ModelSettings()))
    credit = credits(one)
    open_rungs = [skill for skill in AB if ended[skill.id].source == "estimated" and 0.05 < credit[skill.id] < 0.95]
    if not any(success for _, success in answers):
        assert not pix
    elif all(success for _, success in answers):
        told = {skill.id: ended[skill.id].status == "validated" for skill in open_rungs}
        # 50 % exactly, but for rounding, is either
        assert all(told[name] == (credit[name] >= 0.5) for name in told if abs(credit[name] - 0.5) > 1e-9)
    elif pix < middle - 2.001:
        assert not [skill for skill in open_rungs if ended[skill.id].status == "failed"]
    elif pix > middle + 2.001:
        assert not [skill for skill in open_rungs if ended[skill.id].status == "validated"]


def credits(one):
    """Posterior chance that each skill is mastered."""
    known, settings = ladders(one), ModelSettings()
    views = {topic: topic_view(found, settings) for topic, found in known.items()}
    weights = general_weights(list(views.values()), settings)
    chances = {topic: topic_weights(view, weights) for topic, view in views.items()}
    return {
        skill.id: sum(
            chance
            for chance, cell in zip(chances[skill.topic], grid(settings).topic, strict=True)
            if cell > skill.level
        )
        for skill in one.skills
    }


def test_nearly_certain_rungs_are_never_traded():
    """A rung that all but surely is mastered counts even when proven rungs already say too much."""
    one = state(AB, "a6+", "a5-", "a4-", "a3-", "a2-", "b4-")  # validated up to 6, though most answers were wrong
    credit, ended = credits(one), read_out(one, ended=True)
    assert {standing.status for name, standing in ended.items() if name[0] == "a"} == {"validated"}
    assert all(credit[f"b{level}"] < 0.85 for level in (1, 2, 3))
    assert [ended[f"b{level}"].status for level in (1, 2, 3)] == ["failed"] * 3
    plain = state([*A, *ladder("c", 1, 8)], "a6+", "a5-", "a4+", "a3+")
    assert credits(plain)["c1"] > 0.85
    assert read_out(plain, ended=True)["c1"].status == "validated"


def test_a_cheap_rung_does_not_bring_along_the_dear_one_below():
    """a5 is worth too much to be given; a6 is cheap, but nobody has a6 without a5: it waits too."""
    skills = [replace(skill, value=4.0 if skill.level % 2 else 0.25) for skill in AB]
    ended = read_out(state(skills, "b4+", "a4+", "b3+", "a2-"), ended=True)
    assert [ended[name].status for name in ("a5", "a6")] == ["failed", "failed"]


def test_hardly_credible_rungs_are_never_traded():
    """The counterpart: what proven rungs withhold is not made up for by a rung that almost surely is not known."""
    skills = [*AB, *ladder("c", 1), Skill("c8", "c", 8, value=0.5)]
    one = state(skills, "a1-", "b4+", "b3+")  # one slip fails all of a
    assert credits(one)["c8"] < 0.05
    assert read_out(one, ended=True)["c8"].status == "failed"


def test_somebody_always_right_has_each_rung_from_one_half_on():
    """Without a failure nothing is balanced: a rung counts as soon as it is more likely known than not."""
    one = state(AB, "a1+")
    assert 0.55 < credits(one)["b4"] < 0.6
    assert read_out(one, ended=True)["b4"].status == "validated"


def test_estimates_without_a_right_answer_are_a_setting():
    """By default who got nothing right earns nothing; where the settings say so, one hard failure leaves room."""
    one = state(AB, "a6-")
    assert read_out(one, ended=True)["b1"].status == "failed"
    assert read_out(one, ended=True, settings=Settings(estimate_unshown=True))["b1"].status == "validated"


def test_pix_are_shared_among_the_skills_of_a_level():
    """min(4, 8 / skills of the level), unless the content states the value."""
    level_one = [Skill(name, name, 1) for name in "abc"]
    skills = [*level_one, Skill("d", "t", 2), Skill("e", "t", 3, value=1.5)]
    values = pix_values(skills)
    assert values == {"a": 8 / 3, "b": 8 / 3, "c": 8 / 3, "d": 4, "e": 1.5}


def test_two_skills_of_one_rung_share_what_is_known():
    """A topic may have two skills of one level: an answer to one settles the other by inference."""
    twins = [Skill("x", "t", 2), Skill("y", "t", 2)]
    assert standings("x+", skills=twins) == {"x": "validated asked", "y": "validated inferred"}
