"""Whole answers: choices, several fields, circumstances, and keys that cannot be used."""

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.grading import AnswerKey, Circumstances, InvalidKey, Settings, grade
from chalicelib.grading.matching import matched

anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=6,
)


def key(kind, solutions, **more):
    """A key of that type."""
    return AnswerKey.from_mapping({"type": kind, "solutions": solutions, **more})


KEYS = [
    key("QCU", [2]),
    key("QCM", [1, 3]),
    key("QROC", ["a"], tolerances=["typos"]),
    key("QROCM-ind", {"a": ["x"], "b": ["y"]}, format={"b": "select"}),
    key("QROCM-dep", {"i": ["x"], "j": ["y"]}, fields=["a", "b"]),
]


@given(st.sampled_from(KEYS), anything)
def test_a_value_of_any_shape_is_graded(one, value):
    """A client may send anything: it is wrong or skipped, never an error, never right by accident of type."""
    assert grade(one, value).result in ("ok", "ko", "skipped")


@given(st.lists(st.integers(1, 4), max_size=6))
def test_choices_are_right_when_the_set_is_equal(numbers):
    """Order and repetition do not matter; one missing or one too many does: no partial credit."""
    assert (grade(key("QCM", [1, 3]), numbers).result == "ok") == (set(numbers) == {1, 3})


@pytest.mark.parametrize("value", [[], [1], [2, 3], [True], ["2"], [2.0], "2", 2])
def test_one_choice_needs_its_number_alone(value):
    """True equals 1 and 2.0 equals 2 in Python; neither is a choice."""
    assert grade(key("QCU", [2]), value).result == "ko"
    assert grade(key("QCU", [1]), [True]).result == "ko"


def test_the_right_choice_is_right():
    """The counterpart of the refusals."""
    assert grade(key("QCU", [2]), [2]).result == "ok"


@pytest.mark.parametrize(
    ("answer", "details"),
    [
        ({"a": "x", "b": "y"}, {"a": True, "b": True}),
        ({"a": "x", "b": "x"}, {"a": True, "b": False}),
        ({"a": "x", "b": ""}, {"a": True, "b": False}),
        ({"a": "x"}, {"a": True, "b": False}),  # a field left out is empty
        ({"a": "x", "b": "y", "c": "z"}, {"a": True, "b": True}),  # no such field
        ({"a": "x", "b": "Y"}, {"a": True, "b": False}),  # a drop-down, so no tolerance
        ({"a": "X", "b": "y"}, {"a": True, "b": True}),
    ],
)
def test_independent_fields_each_have_their_own_solution(answer, details):
    """Every field must be right, and the detail of each is kept for the correction page."""
    one = key("QROCM-ind", {"a": ["x"], "b": ["y"]}, format={"b": "select"}, tolerances=["case_accents_spaces"])
    graded = grade(one, answer)
    assert graded.details == details
    assert graded.result == ("ok" if all(details.values()) else "ko")


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ({"1": "red", "2": "blue"}, "ok"),
        ({"1": "blue", "2": "red"}, "ok"),
        ({"1": "red", "2": "scarlet"}, "ko"),  # the same idea twice
        ({"1": "red", "2": "green"}, "ko"),
        ({"1": "red", "2": ""}, "ko"),  # a field left empty
        ({"1": "red"}, "ok"),  # one field answered, as many as the form has
        ({}, "ko"),
        ({"1": "red", "2": "blue", "3": "sky"}, "ko"),  # more fields than ideas
    ],
)
def test_interchangeable_fields_use_up_different_ideas(answer, expected):
    """Each answered field uses up an idea; none may be left over."""
    assert grade(key("QROCM-dep", {"warm": ["red", "scarlet"], "cold": ["blue", "sky"]}), answer).result == expected


def test_a_field_that_the_content_names_counts_even_when_left_out():
    """Without the names of the fields, leaving one out of the request would be a way around it."""
    ideas = {"warm": ["red"], "cold": ["blue"]}
    assert grade(key("QROCM-dep", ideas, fields=["1", "2"]), {"1": "red"}).details == {"1": True, "2": False}
    assert grade(key("QROCM-dep", ideas, format={"1": "text", "2": "text"}), {"1": "red"}).result == "ko"
    assert grade(key("QROCM-dep", ideas, fields=["1"]), {"1": "red", "2": "no such field"}).result == "ok"


def test_an_idea_is_given_up_to_a_field_that_has_no_other():
    """Walking the fields in order would give 'both' the first idea, and leave the second field with nothing."""
    ideas = {"i": ["both", "only i"], "j": ["both"]}
    assert grade(key("QROCM-dep", ideas), {"1": "both", "2": "only i"}).result == "ok"


def largest(accepts):
    """As many fields as can each have an idea of their own, by trying everything."""
    ideas = {idea for options in accepts.values() for idea in options}
    slots = [*ideas, *[None] * len(accepts)]
    return max(
        sum(idea in accepts[field] for field, idea in zip(accepts, order, strict=False))
        for order in permutations(slots, len(accepts))
    )


@given(st.dictionaries(st.sampled_from("abcd"), st.lists(st.sampled_from("wxyz"), unique=True), max_size=4))
def test_the_matching_is_a_largest_one(accepts):
    """Displaced fields must find another idea along any chain; a greedy walk fails on some of these."""
    found = matched(accepts)
    assert len(found) == (largest(accepts) if accepts else 0)
    assert found <= set(accepts)


def test_a_long_chain_of_displaced_fields_does_not_exhaust_the_stack():
    """A recursive search would need as many calls as there are fields."""
    size = 3000
    accepts = {str(n): [str(n), str(n + 1)] for n in range(size)} | {"last": ["0"]}
    assert len(matched(accepts)) == size + 1


@pytest.mark.parametrize(
    ("answer", "circumstances", "expected"),
    [
        ("a", Circumstances(), "ok"),
        ("a", Circumstances(skipped=True, seconds_left=-1), "skipped"),
        (None, Circumstances(seconds_left=-1), "skipped"),
        ("b", Circumstances(seconds_left=-1, focus_lost=True, focused=True, context="certification"), "ko"),
        ("a", Circumstances(seconds_left=-0.1), "timed_out"),
        ("a", Circumstances(seconds_left=0), "ok"),
        ("a", Circumstances(seconds_left=-1, focus_lost=True, focused=True, context="certification"), "timed_out"),
        ("a", Circumstances(focus_lost=True, focused=True, context="certification"), "focus_lost"),
        ("a", Circumstances(focus_lost=True, focused=True, context="training"), "ok"),
        ("a", Circumstances(focus_lost=True, focused=False, context="certification"), "ok"),
        ("a", Circumstances(focus_lost=False, focused=True, context="certification"), "ok"),
        ("a", Circumstances(focused=True, context="certification"), "ok"),
    ],
)
def test_the_order_is_skipped_checked_late_focus(answer, circumstances, expected):
    """A wrong answer stays wrong however late; only a right one can be late or out of focus."""
    assert grade(key("QROC", ["a"]), answer, circumstances).result == expected


def test_details_are_kept_when_a_right_answer_is_late():
    """The correction page shows the fields whatever the clock said."""
    graded = grade(key("QROCM-ind", {"a": ["x"]}), {"a": "x"}, Circumstances(seconds_left=-1))
    assert (graded.result, graded.details) == ("timed_out", {"a": True})


def test_the_typo_ratio_is_a_setting():
    """At 0.2 the 3 edits of 15 letters are allowed, though 0.2 x 15 is 2.9999 in binary numbers."""
    one = key("QROC", ["abcdefghijklmno"], tolerances=["typos"])
    assert grade(one, "abcdefghijklxyz", settings=Settings(typo_ratio=0.2)).result == "ok"
    assert grade(one, "abcdefghijkwxyz", settings=Settings(typo_ratio=0.2)).result == "ko"


@pytest.mark.parametrize(
    ("obj", "words"),
    [
        ([], "object"),
        ({"type": "QCX", "solutions": [1]}, "QCX"),
        ({"type": ["QCU"], "solutions": [1]}, "type"),
        ({"type": "QCU", "solutions": [1, 2]}, "exactly one"),
        ({"type": "QCM", "solutions": []}, "at least one"),
        ({"type": "QCM", "solutions": [0]}, "from 1"),
        ({"type": "QCM", "solutions": [True]}, "whole numbers"),
        ({"type": "QCM", "solutions": ["1"]}, "whole numbers"),
        ({"type": "QROC", "solutions": "a"}, "list of texts"),
        ({"type": "QROC", "solutions": [1]}, "list of texts"),
        ({"type": "QROC", "solutions": [" ", ""]}, "not blank"),
        ({"type": "QROC"}, "solutions"),
        ({"type": "QROCM-ind", "solutions": ["a"]}, "field"),
        ({"type": "QROCM-dep", "solutions": {"a": []}}, "'a'"),
        ({"type": "QROC", "solutions": ["a"], "format": "nombre"}, "nombre"),
        ({"type": "QROC", "solutions": ["a"], "format": {"a": "text"}}, "format"),
        ({"type": "QROCM-ind", "solutions": {"a": ["x"]}, "format": {"a": "date"}}, "date"),
        ({"type": "QROC", "solutions": ["a"], "tolerances": "typos"}, "list"),
        ({"type": "QROC", "solutions": ["a"], "tolerances": ["typo"]}, "typo"),
        ({"type": "QROCM-dep", "solutions": {"a": ["x"]}, "fields": "a"}, "fields"),
    ],
)
def test_a_key_that_cannot_be_used_is_refused_by_name(obj, words):
    """Content is checked with these messages: they must say which part is wrong."""
    with pytest.raises(InvalidKey, match=words):
        AnswerKey.from_mapping(obj)


def test_blank_solutions_are_dropped():
    """An empty line at the end of a list of solutions must not make the empty answer right."""
    one = key("QROC", ["a", "", " "])
    assert one.texts[""] == ("a",)
    assert grade(one, " ").result == "ko"
