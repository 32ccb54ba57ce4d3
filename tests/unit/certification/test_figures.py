"""The figures' own code, small: what holds at any size must hold here, and the bench must not rot."""

import importlib
from pathlib import Path

import pytest

BENCH = Path(__file__).parents[3] / "bench"

pytestmark = pytest.mark.slow


@pytest.fixture
def family(monkeypatch):
    """Imports a module of the figures by name."""
    monkeypatch.syspath_prepend(str(BENCH))
    return lambda name: importlib.import_module(f"certification.{name}")


def test_resuming_is_replaying_at_random_cuts(family):
    """The one figure that must be perfect at any size: 100 % of 40 cut points."""
    (row,) = family("replay").rows(40)
    assert (row.measured, row.passed) == (1.0, True)


def test_caps_hold_and_every_row_has_a_target(family):
    """The exposure rows are exact at any size (60 people); accuracies are only required to be printed."""
    rows = family("accuracy").capped(60)
    caps = [row for row in rows if row.figure.startswith("largest exposure")]
    assert len(caps) == 3
    assert all(row.measured <= max(1 / 60, float(row.target.removeprefix("<= "))) for row in caps)
    assert all(row.target and row.document()["figure"] for row in rows)


def test_levels_are_far_better_than_the_peers_even_on_few_people(family):
    """40 people are 640 competences: enough to see a rule that refuses a fifth of them by mistake."""
    rows = family("levels").honest(40)
    assert rows[0].passed
    assert rows[1].details["priced"] < rows[1].details["profile"]


def test_the_lag_of_snapshots_costs_exposure_not_accuracy(family, items):
    """60 people at once on an unseen bank: control must bring the most seen items down, and the bench must not rot."""
    rows = {row["counting"]: row for row in family("lag").rows(items, 0.2, 60, 60)}
    free, late = rows["no control but prices"], rows["60 at once, after 60 others"]
    assert rows["60 at once, on a bank nobody has seen"]["exposure_max"] == free["exposure_max"]
    assert late["exposure_max_of_cap"] < free["exposure_max_of_cap"]
    assert len(rows) == 7
