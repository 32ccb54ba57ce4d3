"""Results are appended, never changed: repeated, at once, again on the jury's word; each noted in the trail."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import pytest

from chalicelib.bootstrap import House
from chalicelib.certification import test_log as log
from chalicelib.certification.ports import CertificationPorts
from chalicelib.certification.scoring import ScoringError
from chalicelib.certification.service.scoring import in_force, score_again, score_first
from chalicelib.certification.store.tests import TableTests, TestRow
from chalicelib.shared.errors import NotFound
from chalicelib.shared.settings import Settings
from chalicelib.shared.transactions import transaction
from tests.fakes.certification_bank import material, play
from tests.fakes.certification_logs import TEST

STUFF = material(per_competence=4)


@pytest.fixture
def ports(tables: Settings) -> CertificationPorts:
    return House(tables).certification


def store(entries: list[log.Entry]) -> None:
    """A whole test."""
    with transaction(TestRow) as write:
        TableTests().beginning(write, entries[0])
    state = TableTests().get(TEST)
    for entry in entries[1:]:
        assert state
        state = TableTests().append(state, entry)


def test_scoring_twice_keeps_one_result(ports: CertificationPorts) -> None:
    """A workflow's task runs twice some day: a test must not seem rescored."""
    store(play(STUFF))
    first = score_first(ports, TEST, None, "scoring")
    assert score_first(ports, TEST, None, "other") == first
    assert ports.results.of(TEST) == [first]
    assert (first.number, first.log_head) == (1, ports.tests.get(TEST).head)  # type: ignore[union-attr]


def test_tasks_that_score_at_once_keep_one_result(ports: CertificationPorts) -> None:
    """Of eight tasks that score the same test, one appends and all get the same answer."""
    store(play(STUFF))
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda n: score_first(ports, TEST, None, f"task-{n}"), range(8)))
    assert len({one.author for one in found}) == 1
    assert len(ports.results.of(TEST)) == 1


def test_the_jury_adds_a_result_and_takes_none_away(ports: CertificationPorts) -> None:
    """Who said what, and on which grounds, must stay readable: the latest is in force, the first is still there."""
    store(play(STUFF, answer=lambda served: "ko" if served.number == 5 else "ok"))
    first = score_first(ports, TEST, None, "scoring")
    again = score_again(ports, TEST, [5], "juror", "the image did not load")
    assert (again.number, again.left_out, again.author) == (2, (5,), "juror")
    assert again.result.answers == 31
    assert score_again(ports, TEST, (5,), "juror-2", "the same") == again
    assert ports.results.of(TEST) == [first, again]
    assert in_force(ports, TEST) == again
    assert score_again(ports, TEST, [], "juror", "taken back").number == 3


def test_each_result_is_noted_with_the_head_of_its_log(ports: CertificationPorts) -> None:
    """The trail is anchored: from then on neither log nor result can be changed unseen."""
    entries = play(STUFF)
    store(entries)
    score_first(ports, TEST, None, "scoring")
    session = entries[0].session  # type: ignore[union-attr]
    noted: Any = [entry for entry in ports.trail.entries(session) if entry.act == "scored"]
    assert [(entry.subject, entry.details["log"]) for entry in noted] == [(TEST, entries[-1].chain)]


def test_what_cannot_be_scored_is_refused_and_nothing_is_written(ports: CertificationPorts) -> None:
    """No guess about a test that runs, that has no reason for its end, that is unknown, or that was changed."""
    with pytest.raises(NotFound):
        score_first(ports, TEST, None, "scoring")
    store(play(STUFF, stop_after=21)[:-1])
    with pytest.raises(ScoringError):
        score_first(ports, TEST, "technical", "scoring")
    with pytest.raises(NotFound):
        score_again(ports, TEST, [1], "juror", "?")
    row = TestRow.get(f"test#{TEST}", "00004")
    row.update(actions=[TestRow.data.set(row.data.replace('"ok"', '"ko"'))])
    with pytest.raises(log.LogError):
        score_first(ports, TEST, "technical", "scoring")
    assert ports.results.of(TEST) == []


def test_a_result_of_other_rules_is_another_result(ports: CertificationPorts) -> None:
    """Scoring again under new rules must not pass for the old result."""
    store(play(STUFF))
    first = score_first(ports, TEST, None, "scoring")
    newer = replace(ports, settings=replace(ports.settings, rules=replace(ports.rules, version="2027-01")))
    assert score_first(newer, TEST, None, "scoring").number == first.number + 1
