"""The API process is killed with -9 while people answer; `make bench` does the same at full size."""

from pathlib import Path

from bench import api_kills


def test_nothing_acknowledged_is_lost_or_doubled(tmp_path: Path) -> None:
    """A crash at any moment, of the API and then of the database, costs nobody an answer or a pix."""
    found = api_kills.measure(tmp_path, learners=10, answers=20, kills=2)
    assert found["acknowledged"] == 200
    assert found["requests_repeated"] > 0
    assert not any(found["wrong"].values()), found
