"""Accounts in memory, and a clock that moves only when told to."""

from pathlib import Path

import pytest

from chalicelib.accounts.ports import AccountPorts
from tests.fakes.accounts import account_ports
from tests.fakes.learning import FakeClock


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def ports(tmp_path: Path, clock: FakeClock) -> AccountPorts:
    return account_ports(tmp_path, clock)
