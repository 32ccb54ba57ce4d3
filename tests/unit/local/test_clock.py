"""The clock of the local stack."""

from datetime import timedelta
from pathlib import Path

import pytest

from chalicelib.local.clock import VARIABLE, MovableClock, of, step
from chalicelib.shared.clock import system_clock


def test_every_process_sees_the_move(tmp_path: Path) -> None:
    """Web, functions and interpreter are processes of their own: two clocks on one file agree."""
    one, two = MovableClock(tmp_path / "clock"), MovableClock(tmp_path / "clock")
    one.forward(hours=24)
    two.forward(minutes=30)
    assert one.ahead == two.ahead == timedelta(hours=24, minutes=30)
    assert one() - system_clock() > timedelta(hours=24, minutes=29)


def test_it_never_goes_back(tmp_path: Path) -> None:
    """Facts of tomorrow would lie in the future."""
    with pytest.raises(ValueError, match="forward only"):
        MovableClock(tmp_path / "clock").forward(hours=-1)


def test_without_the_variable_it_is_the_systems(tmp_path: Path) -> None:
    """A deployment knows no such clock."""
    assert of({}) is system_clock
    assert of({VARIABLE: str(tmp_path / "clock")}) == MovableClock(tmp_path / "clock")


@pytest.mark.parametrize(("text", "by"), [("+24h", {"hours": 24}), ("+3d", {"days": 3}), ("+90s", {"seconds": 90})])
def test_steps_as_people_type_them(text: str, by: dict[str, float]) -> None:
    """What `pix stack clock` takes."""
    assert step(text) == by


@pytest.mark.parametrize("text", ["24h", "-1h", "+1w", "+h", ""])
def test_other_steps_are_refused(text: str) -> None:
    """A step without sign or unit could mean anything."""
    with pytest.raises(ValueError, match="not a step"):
        step(text)
