"""Whole sessions at once on the whole local stack; `make bench` does the same with forty of twenty-five people."""

from pathlib import Path

import pytest

from bench import session_load


@pytest.mark.slow
def test_rooms_at_once_lose_nothing_and_double_nothing(tmp_path: Path) -> None:
    """Planned, sat, finalized and scored, with an alert and a lost page in each room: all answers are found."""
    size = session_load.Size(sessions=2, candidates=5, questions=6, arrive=0, think=0, poll=0.2, replays=5)
    found = session_load.measure(tmp_path, size)
    assert found["answers"] == 2 * 5 * 6
    assert found["errors"] == {}
    assert not any(found["wrong"].values()), found


@pytest.mark.slow
def test_a_web_process_killed_amid_answers_costs_nobody_one(tmp_path: Path) -> None:
    """Kill -9, twice, while two rooms answer: whatever was acknowledged is there, what was sent again is there once."""
    size = session_load.Size(sessions=2, candidates=5, questions=6, arrive=0, think=0.2, poll=0.2, replays=5, kills=2)
    found = session_load.measure(tmp_path, size)
    assert (found["answers"], found["kills"]) == (2 * 5 * 6, 2)
    assert found["errors"] == {}
    assert not any(found["wrong"].values()), found
