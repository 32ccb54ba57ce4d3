"""Claims on side effects, on a real engine."""

from datetime import UTC, datetime, timedelta

import pytest

from chalicelib.shared.once import LEASE, TableOnce
from chalicelib.shared.settings import Settings


class Clock:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.now = datetime(2026, 1, 1, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def once(tables: Settings, clock: Clock) -> TableOnce:
    return TableOnce(clock)


def test_one_claims(once: TableOnce) -> None:
    """Two that want the same effect must not both do it."""
    assert [once.claim("mail/1"), once.claim("mail/1"), once.claim("mail/2")] == [True, False, True]


def test_what_was_done_stays_done(once: TableOnce, clock: Clock) -> None:
    """A retry long after the lease must not repeat what was confirmed."""
    once.claim("mail/1")
    once.confirm("mail/1")
    clock.now += LEASE * 10
    once.release("mail/1")
    assert not once.claim("mail/1")


def test_a_lost_claimer_does_not_block_for_ever(once: TableOnce, clock: Clock) -> None:
    """Who dies between claim and confirmation must leave the work to another."""
    once.claim("mail/1")
    clock.now += LEASE - timedelta(seconds=1)
    assert not once.claim("mail/1")
    clock.now += timedelta(seconds=2)
    assert once.claim("mail/1")


def test_a_failure_can_be_tried_again_at_once(once: TableOnce) -> None:
    """An error that the caller saw must not cost the whole lease."""
    once.claim("mail/1")
    once.release("mail/1")
    assert once.claim("mail/1")
