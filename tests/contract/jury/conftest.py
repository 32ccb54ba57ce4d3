"""A jury of five over a real store; state machines are replaced by their steps."""

import pytest

from chalicelib.bootstrap import House, move_in
from chalicelib.shared.settings import Settings
from tests.fakes.accounts import MemoryExecutions
from tests.fakes.jury import seat, with_executions
from tests.fakes.learning import FakeClock


@pytest.fixture
def clock() -> FakeClock:
    """The deployment's time."""
    return FakeClock()


@pytest.fixture
def rooms(tables: Settings, clock: FakeClock) -> House:
    """A deployment with a jury."""
    found = with_executions(move_in(House(tables, clock)), MemoryExecutions())
    seat(found)
    return found
