"""Typed answers: what each tolerance forgives, and what none of them ever does."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.grading import AnswerKey, grade
from chalicelib.grading.distance import distance, within

TOLERANCES = ("case_accents_spaces", "punctuation", "typos")
texts = st.text(max_size=30)
near = st.text(alphabet="aàbB1 ,.'-\u00a0\u0301é", max_size=12)  # texts that tolerances tell apart or not
tolerance_sets = st.sets(st.sampled_from(TOLERANCES))


def result(answer, *solutions, tolerances=(), text_format="text"):
    """The result of one QROC."""
    key = {"type": "QROC", "format": text_format, "solutions": list(solutions), "tolerances": list(tolerances)}
    return grade(AnswerKey.from_mapping(key), answer).result


@pytest.mark.parametrize(
    ("answer", "solution", "tolerances", "expected"),
    [
        ("Paris", "Paris", (), "ok"),
        ("paris", "Paris", (), "ko"),
        ("  p A r i s ", "Paris", ("case_accents_spaces",), "ok"),
        ("Ete\t", "\u00e9t\u00e9", ("case_accents_spaces",), "ok"),
        ("E\u0301te\u0301", "\u00c9t\u00e9", (), "ok"),  # composed and decomposed are the same text
        ("a\u00a0b", "a b", (), "ok"),
        ("a\u202fb", "a b", (), "ok"),
        ("a-b", "ab", (), "ko"),
        ("a-b!", "ab", ("punctuation",), "ok"),
        ("a ,  b", "a b", ("punctuation",), "ok"),  # runs of spaces are squeezed
        ("A-b", "ab", ("punctuation",), "ko"),  # case is not punctuation
        ("A-b", "ab", ("case_accents_spaces", "punctuation"), "ok"),
        ("abcd", "abce", ("typos",), "ok"),  # 1 / 4 is just within 0.25
        ("abc", "abd", ("typos",), "ko"),  # 1 / 3 is not
        ("abcdefgh", "abcdefxy", ("typos",), "ok"),  # 2 / 8
        ("abcd", "abcdef", ("typos",), "ko"),  # 2 / 4: the length of the answer counts
        ("abcdefgh", "abcdef", ("typos",), "ok"),  # 2 / 8, though 2 / 6 would not
        ("Abcd", "abce", ("typos",), "ko"),
        ("\u00c0bcd", "abce", ("case_accents_spaces", "typos"), "ok"),
        ("Choix1", "Choix2", ("typos",), "ok"),
    ],
)
def test_each_tolerance_forgives_its_own_and_no_more(answer, solution, tolerances, expected):
    """Each row is one edge that a slip in the order or the bound of the treatments would move."""
    assert result(answer, solution, tolerances=tolerances) == expected


@pytest.mark.parametrize("text_format", ["text", "number", "select"])
@pytest.mark.parametrize("answer", ["", " ", "\u00a0", "\t\n", "\u2003"])
def test_an_empty_answer_is_never_accepted(answer, text_format):
    """With typos on, a solution of one letter is one edit away from nothing."""
    assert result(answer, "a", "!", tolerances=TOLERANCES, text_format=text_format) == "ko"


def test_an_answer_that_a_tolerance_empties_is_not_accepted():
    """Two texts of punctuation only would both become nothing, hence equal."""
    assert result("?!", "...", tolerances=TOLERANCES) == "ko"


def test_the_closest_solution_counts():
    """Typos are measured to each accepted solution, not to the first one."""
    assert result("banane", "pomme", "ananas", "banana", tolerances=("typos",)) == "ok"


@pytest.mark.parametrize("answer", ["Choix1", "choix2", "Choix 2"])
def test_a_drop_down_needs_its_exact_value(answer):
    """Typos once made one option of a list pass for its neighbour."""
    assert result(answer, "Choix2", tolerances=TOLERANCES, text_format="select") == "ko"


def test_a_drop_down_accepts_its_exact_value():
    """The counterpart: the exact value passes, also when two values are accepted."""
    assert result("Choix2", "Choix1", "Choix2", text_format="select") == "ok"


@pytest.mark.parametrize(
    ("answer", "solution", "expected"),
    [
        ("3,50", "3.5", "ok"),
        ("+3.5", "3,5", "ok"),
        ("1 000", "1000", "ok"),
        ("1\u202f000,0", "1000", "ok"),
        ("-2", "\u22122", "ok"),
        (".5", "0,5", "ok"),
        ("3.51", "3.5", "ko"),
        ("10", "1", "ko"),
        ("1e3", "1000", "ko"),
        ("0.1", "0.1000000000000000055511151231257827", "ko"),  # decimal, not binary, numbers
    ],
)
def test_numbers_compare_as_numbers(answer, solution, expected):
    """A number may be written in several ways; equality is of the value, exactly, and never approximate."""
    assert result(answer, solution, tolerances=("typos",), text_format="number") == expected


def test_a_number_field_falls_back_to_text_when_one_side_is_not_a_number():
    """'12 ans' against '12 ans': the field is a number by its keyboard, not by its content."""
    assert result("12 Ans", "12 ans", tolerances=("case_accents_spaces",), text_format="number") == "ok"
    assert result("3,5", "3.5", "trois", text_format="number") == "ko"


formats = st.sampled_from(["text", "number", "select"])


@given(texts | near, st.lists(texts | near, min_size=1, max_size=3), tolerance_sets, formats)
def test_grading_never_raises_and_solutions_are_accepted(answer, solutions, tolerances, text_format):
    """Any text at all may be typed; and whatever the settings, the accepted solutions are accepted."""
    usable = [solution for solution in solutions if solution.strip()] or ["x"]
    assert result(answer, *usable, tolerances=tolerances, text_format=text_format) in ("ok", "ko")
    for solution in usable:
        assert result(solution, *usable, tolerances=tolerances, text_format=text_format) == "ok"


@given(near, near, tolerance_sets, tolerance_sets)
def test_tolerances_only_ever_accept_more(answer, solution, some, more):
    """A challenge that becomes more tolerant must not refuse what it accepted."""
    solution = solution if solution.strip() else "b"
    if result(answer, solution, tolerances=some) == "ok":
        assert result(answer, solution, tolerances=some | more) == "ok"


def test_a_tolerance_alone_is_not_lost_among_others():
    """Dropping punctuation also drops accented letters: with accents forgiven first, this answer would fail."""
    assert result("\u00e9a", "a", tolerances=("punctuation",)) == "ok"
    assert result("\u00e9a", "a", tolerances=("punctuation", "case_accents_spaces")) == "ok"


def table(first, second):
    """The textbook distance, a row at a time."""
    row = list(range(len(second) + 1))
    for i, x in enumerate(first, 1):
        before, row = row, [i]
        for j, y in enumerate(second, 1):
            row.append(min(row[-1] + 1, before[j] + 1, before[j - 1] + (x != y)))
    return row[-1]


letters = st.text(alphabet="abc", max_size=12)


@given(letters, letters, st.integers(-1, 6))
def test_the_fast_distance_is_the_textbook_one(first, second, limit):
    """Bit tricks, early exits and cut ends must not change the number."""
    assert distance(first, second) == table(first, second)
    assert within(first, second, limit) == (table(first, second) <= limit)


def test_the_longest_answers_are_compared_without_a_table():
    """5,000 characters against 5,000 would be 25 million cells; here the answer is simply right."""
    answer = "abcdefghij" * 500
    assert result(answer[::-1], answer, tolerances=("typos",)) == "ko"
    assert result(answer[:-1200], answer[:-900], tolerances=("typos",)) == "ok"
