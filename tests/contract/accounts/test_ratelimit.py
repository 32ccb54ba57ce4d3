"""The rate limiter on a real engine."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from chalicelib.shared.errors import TooManyRequests
from chalicelib.shared.ratelimit import Limit, RateRow, TableLimiter
from chalicelib.shared.settings import Settings
from tests.fakes.learning import FakeClock

LIMIT = Limit("sign-in-source", 3, timedelta(minutes=10))
THREADS = 16


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def limiter(tables: Settings, clock: FakeClock) -> TableLimiter:
    return TableLimiter("secret", clock)


def test_one_too_many_is_refused_until_the_window_ends(limiter: TableLimiter, clock: FakeClock) -> None:
    """The wait told is the rest of the window, and after it all is forgotten."""
    clock.move(minutes=4)
    for _ in range(3):
        limiter.hit(LIMIT, "192.0.2.1")
    with pytest.raises(TooManyRequests) as caught:
        limiter.hit(LIMIT, "192.0.2.1")
    assert caught.value.retry_after == 6 * 60
    clock.move(minutes=6)
    limiter.hit(LIMIT, "192.0.2.1")


def test_subjects_and_limits_do_not_share_a_count(limiter: TableLimiter) -> None:
    """A busy school must not shut out its neighbour, nor sign-ins use up resets."""
    for subject in ("192.0.2.1", "192.0.2.2"):
        for _ in range(3):
            limiter.hit(LIMIT, subject)
    limiter.hit(Limit("reset-source", 3, timedelta(minutes=10)), "192.0.2.1")


def test_a_check_counts_nothing(limiter: TableLimiter) -> None:
    """Looking must not shorten what is left."""
    for _ in range(5):
        limiter.check(LIMIT, "192.0.2.1")
    for _ in range(3):
        limiter.hit(LIMIT, "192.0.2.1")
    with pytest.raises(TooManyRequests):
        limiter.check(LIMIT, "192.0.2.1")


def test_sixteen_at_once_are_counted_each(limiter: TableLimiter) -> None:
    """A counter that lost updates would be no limit."""

    def allowed(_: int) -> bool:
        try:
            limiter.hit(LIMIT, "192.0.2.1")
        except TooManyRequests:
            return False
        return True

    with ThreadPoolExecutor(THREADS) as pool:
        assert list(pool.map(allowed, range(THREADS))).count(True) == LIMIT.times


def test_counters_bear_no_address_and_expire(limiter: TableLimiter, clock: FakeClock) -> None:
    """Network and mail addresses are personal data: only a keyed hash is filed, and the table removes it."""
    limiter.hit(LIMIT, "192.0.2.1")
    (row,) = RateRow.scan()
    assert "192.0.2.1" not in str(row.attribute_values)
    assert row.expires_at == (clock() + timedelta(minutes=10)).timestamp()
