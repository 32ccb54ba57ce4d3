"""The next question: every rule of the choice, at every step of many tests, and its explanation."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from chalicelib.adaptive.training import Observation, Settings, Skill, State, explain, next_skill, read_out
from chalicelib.adaptive.training.explanation import WORDS
from chalicelib.adaptive.training.kindness import Kindness, least_success, merits
from chalicelib.adaptive.training.knowledge import ladders
from chalicelib.adaptive.training.model import ModelSettings
from chalicelib.adaptive.training.value import outlook

from .conftest import ladder, seen, state

DEFAULT = Settings()
levels = st.sets(st.integers(1, 8), min_size=1, max_size=6)


@st.composite
def banks(draw):
    """A few ladders, some of their skills timed or used up."""
    skills = []
    for topic in "abcd"[: draw(st.integers(1, 4))]:
        for level in sorted(draw(levels)):
            timed, playable = draw(st.booleans()) and draw(st.booleans()), draw(st.integers(0, 9)) > 0
            skills.append(Skill(f"{topic}{level}", topic, level, timed, playable=playable))
    return tuple(skills)


def whole_test(skills, answer, seed="s"):
    """The states of a whole test, from the first to the last; `answer(skill)` says right or wrong."""
    states = [State(tuple(skills), (), (), seed)]
    while (skill := next_skill(states[-1])) is not None:
        answers = (*states[-1].answers, Observation(skill.id, answer(skill)))
        states.append(State(tuple(skills), (), answers, seed))
    return states


@given(banks(), st.integers(0, 2**32 - 1), st.text(max_size=3))
@hypothesis_settings(max_examples=60, deadline=None)
def test_every_rule_holds_at_every_step(skills, coins, seed):
    """Whatever the bank and the answers: nothing known, nothing timed first or twice in a row, nothing far above
    the estimate, nothing unkind; the test ends; and the end is not early while something is worth asking.
    """
    states = whole_test(skills, lambda skill: bool(coins >> (hash_of(skill) % 32) & 1), seed)
    for before, after in pairwise(states):
        check_step(before, next(skill for skill in skills if skill.id == after.answers[-1].skill))
    check_end(states[-1])


def hash_of(skill):
    """A number that depends on the skill only."""
    return 7 * skill.level + 31 * ord(skill.topic)


def check_step(before, asked):
    """The rules of one choice, from the state before it."""
    known = ladders(before)
    assert asked.playable
    assert known[asked.topic].known(asked.level) is None
    assert asked.id not in {answer.skill for answer in before.answers}
    if not before.answers:
        assert not asked.timed
        open_levels = {skill.level for skill in before.skills if skill.playable and not skill.timed}
        assert asked.level == (2 if 2 in open_levels else min(open_levels))
        return
    last = next(skill for skill in before.skills if skill.id == before.answers[-1].skill)
    assert not (last.timed and asked.timed)
    allowed = [skill for skill in before.skills if allows(before, skill, last.timed)]
    assert asked in allowed
    merit = merits(known.values(), before.failures_in_a_row(), DEFAULT.least_gain, DEFAULT.kindness, DEFAULT.model)
    best = max(merit[known[skill.topic], skill.level] for skill in allowed)
    assert merit[known[asked.topic], asked.level] >= best - (1 - DEFAULT.tie) * abs(best) - 1e-12


def allows(before, skill, was_timed):
    """Whether the rules let this skill be asked as a later question."""
    known = ladders(before)
    view = outlook(known.values(), DEFAULT.model)
    prospect = view.prospects.get((known[skill.topic], skill.level))
    if prospect is None or not skill.playable or (was_timed and skill.timed):
        return False
    least = (0, 0, 0.5, 0.65, 0.8)[min(before.failures_in_a_row(), 4)]
    return skill.level <= view.level + 2 and prospect.success >= least and prospect.gain >= DEFAULT.least_gain


def check_end(last):
    """No question was left that all rules allow."""
    assert explain(last).chosen is None
    known = ladders(last)
    if not last.answers:
        assert not [s for s in last.skills if s.playable and not s.timed and known[s.topic].known(s.level) is None]
        return
    was_timed = next(skill.timed for skill in last.skills if skill.id == last.answers[-1].skill)
    assert not [skill for skill in last.skills if allows(last, skill, was_timed)]


def test_the_first_question_is_of_level_two_else_the_lowest_left():
    """Level 2 when there is one; knowledge from former assessments moves it up."""
    skills = [*ladder("a", 1, 2, 3, 4), *ladder("b", 3, 4, 5)]
    assert next_skill(state(skills)).id == "a2"
    assert next_skill(state(skills, earlier=("a2+",))).level == 3
    assert next_skill(state(ladder("a", 4, 5, 6))).id == "a4"
    assert next_skill(state(ladder("a", 7, 8))).id == "a7"


def test_the_first_question_is_asked_even_when_it_would_tell_little():
    """Someone who comes back to improve one skill must be able to answer it."""
    skills = [*ladder("a", 1, 2, 3, 4, 5, 6, 7), *ladder("b", 1)]
    one = state(skills, earlier=("a5+", "a6+", "a7+"))
    view = outlook(ladders(one).values(), DEFAULT.model)
    assert view.prospects[ladders(one)["b"], 1].gain < DEFAULT.least_gain
    assert next_skill(one).id == "b1"


def test_timed_questions_never_come_first():
    """Not even when every question is timed: then there is no test."""
    assert next_skill(state([*ladder("a", 2, timed=(2,)), *ladder("b", 3)])).id == "b3"
    assert next_skill(state(ladder("a", 2, 3, timed=(2, 3)))) is None


def test_timed_questions_never_come_twice_in_a_row():
    """The question really asked counts, when the log says whether it was timed; else its skill; else its result."""
    skills = ladder("a", 1, 2, 3, timed=(1, 3))
    for last, expected in (
        (Observation("a2", True), "a3"),
        (Observation("a2", True, timed=True), None),
        (Observation("a2", True, timed_out=True), None),
        (Observation("a1", True), "a2"),
        (Observation("a1", True, timed=False), ["a2", "a3"]),
    ):
        found = next_skill(State(tuple(skills), (), (last,), "s"))
        assert (found.id if found else None) in (expected if isinstance(expected, list) else [expected])


def test_an_easy_topic_comes_first_when_it_costs_nothing():
    """Two topics that tell exactly the same: the one whose ladder ends at level 3 is preferred."""
    same = [Skill("a2", "a", 2, value=4), Skill("b2", "b", 2, value=4), Skill("c1", "c", 1, value=4)]
    easy = {next_skill(state(same, "c1+", seed=str(n))).id for n in range(20)}
    assert easy == {"a2", "b2"}
    hard = [Skill("a2", "a", 2, value=4), Skill("a8", "a", 8, value=0), *same[1:]]
    explanation = explain(state(hard, "c1+"))
    assert explanation.chosen == "b2"
    assert [removal.filter for removal in explanation.removals][-1] == "not_easy_topic"
    border = [*hard, Skill("b3", "b", 3, value=0)]  # level 3 at most is still easy
    assert {explain(state(border, "c1+", seed=str(n))).chosen for n in range(8)} == {"b2"}


@pytest.mark.parametrize(("failures", "least"), [(0, 0), (1, 0), (2, 0.5), (3, 0.65), (4, 0.8), (5, 0.8), (9, 0.8)])
def test_the_least_chance_rises_with_the_failures(failures, least):
    """The published numbers; the last one holds for longer runs."""
    assert least_success(failures, Kindness()) == least


def test_kindness_can_be_switched_off():
    """An exam may want no kind end: an empty tuple is no floor at all."""
    assert least_success(9, Kindness(least=())) == 0


def test_a_test_ends_kindly_rather_than_on_one_more_failure(six_ladders):
    """Someone who is wrong every time is let go after a few questions, and told why."""
    last = whole_test(six_ladders, lambda skill: False)[-1]
    explanation = explain(last)
    assert 2 <= len(last.answers) <= 5
    assert explanation.kind_end
    assert explanation.reason.key == "training.ended.kindly"
    assert {"unkind"} <= {removal.filter for removal in explanation.removals}
    assert {one.status for one in read_out(last, ended=True).values()} == {"failed"}


def test_a_success_ends_the_run_of_failures():
    """Only the failures since the last right answer count, and only those of this assessment."""
    assert state([], "a1-", "a2-", "a3+", "a4-").failures_in_a_row() == 1
    assert state([], "a1-", "a2-", earlier=("a3-",)).failures_in_a_row() == 2
    assert state([], earlier=("a1-", "a2-")).failures_in_a_row() == 0


def test_someone_always_right_reaches_the_top_of_every_ladder(six_ladders):
    """Full level must be within reach, in fewer questions than there are rungs."""
    last = whole_test(six_ladders, lambda skill: True)[-1]
    assert {one.status for one in read_out(last, ended=True).values()} == {"validated"}
    assert len(last.answers) < 15


def test_someone_of_level_four_everywhere_is_found_out(six_ladders):
    """The whole chain on the clearest learner: right up to level 4, wrong above."""
    last = whole_test(six_ladders, lambda skill: skill.level <= 4)[-1]
    wrong = [
        skill.id
        for skill in six_ladders
        if (read_out(last, ended=True)[skill.id].status == "validated") != (skill.level <= 4)
    ]
    assert len(wrong) <= 1
    assert len(last.answers) <= 15


def test_after_a_failure_the_risk_of_ending_weighs():
    """With a failure behind, an easier question beats one that tells a little more."""
    skills = [skill for topic in "abcd" for skill in ladder(topic, 1, 2, 3, 4, 5)]
    one = state(skills, "a2-")
    careless = Settings(kindness=Kindness(ending_cost=0.0))
    known = ladders(one)
    view = outlook(known.values(), DEFAULT.model)

    def chance(settings):
        skill = next(skill for skill in skills if skill.id == explain(one, settings).chosen)
        return view.prospects[known[skill.topic], skill.level].success

    assert chance(DEFAULT) > chance(careless)


def test_merit_is_the_gain_when_nothing_is_at_stake():
    """Without a cost of ending, the order is that of the gains alone."""
    known = ladders(state([*ladder("a", 1, 2, 3), *ladder("b", 2, 4)], "a2+"))
    free = merits(known.values(), 1, 0.0, Kindness(ending_cost=0), DEFAULT.model)
    prospects = outlook(known.values(), DEFAULT.model).prospects
    gains = {place: prospect.gain for place, prospect in prospects.items() if prospect.gain >= 0}
    assert free == gains
    assert merits(known.values(), 0, 0.0, Kindness(first_failure=0), DEFAULT.model) == gains
    costly = merits(known.values(), 0, 0.0, Kindness(first_failure=1), DEFAULT.model)
    assert all(costly[place] < gain for place, gain in gains.items())


def test_the_risk_of_a_question_is_seen_with_one_failure_more():
    """After one failure nothing is asked of the next question; if it fails too, the rule for two applies."""
    known = ladders(state([*ladder("a", 1, 2, 3), *ladder("b", 2, 4)], "a2-"))
    prospects = outlook(known.values(), DEFAULT.model).prospects
    strict = merits(known.values(), 1, 0.0, Kindness(least=(0.999,), ending_cost=0.5), DEFAULT.model)
    best = {}
    for (one, _), prospect in prospects.items():
        best[one] = max(best.get(one, 0.0), prospect.gain)
    for place, merit in strict.items():
        assert merit == pytest.approx(prospects[place].gain - 0.5 * sum(best.values()) * (1 - prospects[place].success))


def test_a_question_does_not_follow_itself():
    """When it is the only one left, its failure ends the test for certain, however low the least chance."""
    known = ladders(state(ladder("a", 2)))
    place = (known["a"], 2)
    prospect = outlook(known.values(), DEFAULT.model).prospects[place]
    kindness = Kindness(least=(0.0,), ending_cost=0.5)
    merit = merits(known.values(), 3, 0.0, kindness, DEFAULT.model)[place]
    assert merit == pytest.approx(prospect.gain - 0.5 * prospect.gain * (1 - prospect.success))
    two = ladders(state([*ladder("a", 2), *ladder("b", 2)]))
    assert two["a"] == two["b"]  # equal ladders: the other one may follow
    prospect = outlook(two.values(), DEFAULT.model).prospects[place]
    merit = merits(two.values(), 3, 0.0, kindness, DEFAULT.model)[place]
    assert prospect.gain > merit > prospect.gain - 0.5 * 2 * prospect.gain * (1 - prospect.success)


def test_the_same_log_gives_the_same_question(six_ladders):
    """Reloading never changes the question, whatever the order in which the skills are listed."""
    one = state(six_ladders, "topic1-2+")
    again = State(tuple(reversed(six_ladders)), (), one.answers, one.seed)
    assert next_skill(one) == next_skill(one) == next_skill(again)


def test_different_assessments_get_different_questions(six_ladders):
    """Equals are drawn by the seed, from the first question on, so that neighbours do not share a path."""
    assert len({next_skill(state(six_ladders, seed=str(n))).id for n in range(60)}) == 5  # the topics with a level 2
    tied = [*ladder("a", 2, 3), *ladder("b", 2, 3), *ladder("c", 2, 3)]
    pairs = set()
    for number in range(120):
        first = next_skill(state(tied, seed=str(number)))
        pairs.add((first.topic, next_skill(state(tied, f"{first.id}+", seed=str(number))).topic))
    assert pairs == {(one, other) for one in "abc" for other in "abc" if one != other}  # each draw is a new one


def test_everything_known_ends_the_test():
    """Nothing left, no question, and the reason says so."""
    assert explain(state(ladder("a", 1, 2), "a2+")).reason.key == "training.ended.nothing_left"
    assert explain(state([])).reason.key == "training.ended.nothing_left"


def test_skills_used_up_are_not_asked_but_still_settled():
    """Without a challenge left a skill cannot be asked; it keeps its place in the result."""
    skills = [Skill("a1", "a", 1, playable=False), Skill("a2", "a", 2, playable=False), Skill("b2", "b", 2)]
    assert next_skill(state(skills)).id == "b2"
    assert explain(state(skills)).removals[0].filter == "not_playable"
    assert set(read_out(state(skills, "b2+"), ended=True)) == {"a1", "a2", "b2"}


@given(banks(), st.integers(0, 2**32 - 1))
@hypothesis_settings(max_examples=30, deadline=None)
def test_the_explanation_accounts_for_every_skill(skills, coins):
    """Each skill is removed once, by one filter, or was in the draw; the words name all of them."""
    for one in whole_test(skills, lambda skill: bool(coins >> (hash_of(skill) % 32) & 1)):
        explanation = explain(one)
        removed = [name for removal in explanation.removals for name in removal.removed]
        assert len(removed) == len(set(removed))
        left = {skill.id for skill in skills} - set(removed)
        assert (explanation.chosen in left) if explanation.chosen else not left
        assert explanation.kind_end == (explanation.reason.key == "training.ended.kindly")
        words = "\n".join(explanation.words())
        assert all(name in words for name in removed)
        assert "{" not in words


def test_an_explanation_says_what_happened_in_words():
    """The exact sentences, once, so that a change of wording or of a parameter is seen."""
    skills = [*ladder("a", 1, 2, 3, 4, 5, 6, 7), *ladder("b", 2, 3, timed=(2, 3))]
    told = explain(state(skills, "a4+", "a6-"))
    assert told.words()[0] == (
        "known: a1, a2, a3, a4, a6, a7 removed: already known, from an answer or from another level of the topic."
    )
    assert told.words()[-1].startswith(f"{told.chosen}: ")
    first = explain(state(skills))
    assert "timed_first: b2, b3 removed: timed questions never come first." in first.words()
    assert first.words()[-1] == "a2: a first question of level 2."


def test_every_message_can_be_said():
    """A key without words, or words with a parameter nobody gives, would fail in front of a learner."""
    parameters = {"level": 2, "gap": 2, "estimate": 3.1, "failures": 2, "least": 50, "success": 60, "among": 3}
    for key, words in WORDS.items():
        assert key.startswith("training.")
        assert words.format(**parameters)


def test_settings_reach_the_choice():
    """A first level, a gap and a least gain other than the default change the question."""
    skills = ladder("a", 1, 2, 3, 4, 5)
    assert next_skill(state(skills), Settings(first_level=3)).id == "a3"
    assert next_skill(state(skills, "a1+"), Settings(least_gain=1e9)) is None
    assert explain(state(skills, "a1+"), Settings(max_level_gap=-9)).reason.key == "training.ended.not_askable"
    assert next_skill(State(tuple(skills), (), seen("a1+"), "s"), Settings(model=ModelSettings(topic_sd=0.7)))
