"""A session's status from its facts, and its start in the time of its place."""

from datetime import UTC, datetime
from itertools import combinations

import pytest

from chalicelib.certification.model import Fact, Session, starts_at, status

LIFE = (("started", "in_progress"), ("finalized", "finalized"), ("handed-over", "in_jury"), ("published", "published"))
BESIDE = ("opened", "closed", "scored", "reminded")


def facts(*names: str) -> dict[str, Fact]:
    return {name: Fact("2027-01-15T08:30:00.000Z") for name in names}


def session(date: str, time: str, zone: str = "Europe/Paris") -> Session:
    return Session(
        id="s",
        number="12345678",
        centre="c",
        address="1 rue Ada",
        room="B12",
        date=date,
        time=time,
        zone=zone,
        invigilators="Grace",
        access_code="BCDF23",
        invigilator_password="BCDF23",
        created_by="ada",
        created_at="2026-11-22T09:00:00.000Z",
        plan="plan-0001",
    )


def test_a_status_is_the_furthest_fact() -> None:
    """Workflow steps may be lost or come twice: whatever else stands, the furthest fact tells the status."""
    for size in range(len(LIFE) + 1):
        for some in combinations(LIFE, size):
            expected = some[-1][1] if some else "created"
            assert status(facts(*(name for name, _ in some), *BESIDE)) == expected


def test_cancelled_stands_above_all() -> None:
    """A cancelled session is over, whatever a late task still notes."""
    assert status(facts("cancelled", *(name for name, _ in LIFE))) == "cancelled"


@pytest.mark.parametrize(
    ("date", "time", "zone", "expected"),
    [
        ("2027-01-15", "09:30", "Europe/Paris", datetime(2027, 1, 15, 8, 30, tzinfo=UTC)),
        ("2027-07-15", "09:30", "Europe/Paris", datetime(2027, 7, 15, 7, 30, tzinfo=UTC)),
        ("2027-01-15", "00:15", "Indian/Reunion", datetime(2027, 1, 14, 20, 15, tzinfo=UTC)),
        ("2027-01-15", "20:00", "America/Guadeloupe", datetime(2027, 1, 16, 0, 0, tzinfo=UTC)),
        ("2027-03-28", "02:30", "Europe/Paris", datetime(2027, 3, 28, 1, 30, tzinfo=UTC)),
        ("2027-10-31", "02:30", "Europe/Paris", datetime(2027, 10, 31, 0, 30, tzinfo=UTC)),
    ],
)
def test_the_start_is_the_places_time(date: str, time: str, zone: str, expected: datetime) -> None:
    """Summer time, overseas, another day in UTC, the hour that is skipped and the one that comes twice."""
    assert starts_at(session(date, time, zone)) == expected
