"""Bad banks are refused before anything runs, with every offending id named."""

import pytest

from chalicelib.adaptive.bank import BankError, check_scope, read_bank
from chalicelib.adaptive.certification import build, check_rate, dump, load, lowest_rate
from chalicelib.adaptive.simulation.certification_people import COMPETENCES

GOOD = {"id": "x", "a": 1.0, "b": 0.0, "competence": "1.1", "topic": "t", "level": 3}


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"a": None}, "missing a: x"),
        ({"b": None}, "missing b: x"),
        ({"competence": ""}, "missing competence: x"),
        ({"topic": None}, "missing topic: x"),
        ({"level": None}, "missing level: x"),
        ({"id": None}, "missing id: entry 1"),
        ({"a": 0}, "a must be above 0: x"),
        ({"a": -1.2}, "a must be above 0: x"),
        ({"a": float("nan")}, "a is not finite: x"),
        ({"a": float("inf")}, "a is not finite: x"),
        ({"b": float("-inf")}, "b is not finite: x"),
        ({"b": 10**400}, "b is not finite: x"),
        ({"b": float("nan")}, "b is not finite: x"),
        ({"a": "1.0"}, "a must be a number: x"),
        ({"a": True}, "a must be a number: x"),
        ({"topic": 3}, "topic must be text: x"),
        ({"a": 1e308}, "a must be at most 1000: x"),
        ({"level": 2.5}, "level must be a whole number"),
        ({"level": 0}, "level must be a whole number from 1 to 8: x"),
        ({"level": 9}, "level must be a whole number from 1 to 8: x"),
        ({"competence": " "}, "competence must be text: x"),
        ({"skill": 5}, "skill must be text: x"),
        ({"id": "\ud800"}, "id must be text: entry 1"),
    ],
)
def test_broken_items_are_named(change, message):
    """An item with a <= 0 or NaN poisons every estimate in silence: it must never enter a bank."""
    with pytest.raises(BankError, match=message):
        read_bank([{**GOOD, **change}])


def test_all_problems_are_reported_together():
    """Whoever repairs a bank wants one list, not one error per run; long lists are cut and counted."""
    rows = [{**GOOD, "id": f"n{k}", "a": -1} for k in range(14)] + [GOOD, GOOD, "text", {**GOOD, "b": None}]
    with pytest.raises(BankError) as caught:
        read_bank(rows)
    message = str(caught.value)
    assert "n0, n1" in message
    assert "and 4 more" in message
    assert "duplicate id: x" in message
    assert "not an object: entry 17" in message
    assert "missing b: x" in message


def test_empty_bank_is_refused():
    """No item at all is an error of the caller's file, not an empty test."""
    with pytest.raises(BankError, match="no item"):
        read_bank([])


def test_scope_is_checked_before_anything_runs(items):
    """An empty competence, no scope, or a length beyond the bank would otherwise show in the middle of a test."""
    with pytest.raises(BankError, match=r"without items: 6\.1, 6\.2"):
        check_scope(items, ["1.1", "6.1", "6.2"], 10)
    with pytest.raises(BankError, match="41 questions from 40 items"):
        check_scope(items, ["1.1"], 41)
    with pytest.raises(BankError, match="no competence"):
        check_scope(items, [], 10)
    with pytest.raises(BankError, match="a test of 0 questions"):
        check_scope(items, ["1.1"], 0)
    with pytest.raises(BankError, match="3 questions from 3 items in scope, of 2 skills,"):
        check_scope(read_bank([GOOD, {**GOOD, "id": "y"}, {**GOOD, "id": "z", "level": 4}]), ["1.1"], 3)
    check_scope(items, COMPETENCES, 640)


def test_skill_defaults_to_topic_and_level():
    """A bank without skill names still never asks one rung twice."""
    assert read_bank([GOOD])[0].skill == "t:3"
    assert read_bank([{**GOOD, "skill": "named"}])[0].skill == "named"


def test_topics_of_one_name_in_two_competences_are_two_topics():
    """Banks number the topics of each competence from 1: taken for one topic, most of the bank would be barred."""
    rows = [{**GOOD, "id": "y", "competence": "1.2"}, GOOD, {**GOOD, "id": "z", "topic": "u", "skill": "s"}]
    found = [(item.topic, item.skill) for item in read_bank(rows)]
    assert found == [("1.2/t", "1.2/t:3"), ("1.1/t", "1.1/t:3"), ("u", "s")]


def test_lowest_exposure_is_printed_and_less_is_refused(items):
    """640 items, 32 questions: 1.25 x 32 / 640 = 0.0625; two per competence of 40 the same; less would break down."""
    assert lowest_rate(items, COMPETENCES, 32) == pytest.approx(0.0625)
    assert lowest_rate(items, COMPETENCES[:5], 32) == pytest.approx(1.25 * 7 / 40)
    assert lowest_rate(items, COMPETENCES[:1], 40) == 1
    with pytest.raises(BankError, match=r"0\.05 is below 0\.0625"):
        check_rate(0.05, items, COMPETENCES, 32)
    for rate in (0, -1, 1.5, float("nan"), float("inf")):
        with pytest.raises(BankError, match="not in"):
            check_rate(rate, items, COMPETENCES, 32)
    check_rate(0.0625, items, COMPETENCES, 32)


def test_ranked_bank_survives_its_file(items):
    """What the build wrote is what a function reads: same version, same lists; another format is refused."""
    bank = build(items, {items[3].id: 0.4}, rate=0.2)
    assert load(dump(bank)) == bank
    with pytest.raises(BankError, match="build it again"):
        load(b'{"format": 0}')


def test_lists_are_ranked_by_information_minus_price(items):
    """A dear item must come later in every list; without prices the order is that of information."""
    free, priced = build(items, balanced=False), build(items, {items[0].id: 9.0}, balanced=False)
    ranked = free.groups[""].ranked(40)
    scores = [free.score(i, 0.0) for i in ranked]
    assert scores == sorted(scores, reverse=True)
    assert priced.groups[""].ranked(40)[-1] == 0
