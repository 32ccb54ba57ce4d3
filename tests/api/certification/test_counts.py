"""What a centre sees of its candidates beside the plan: how many, and how far they are."""

from collections.abc import Callable

from chalicelib.bootstrap import House
from chalicelib.certification.model import Candidate, Session
from tests.api.conftest import Caller
from tests.fakes import certification_day as day
from tests.fakes.certification import add_member
from tests.fakes.certification_day import Page


def test_counts_follow_the_candidates(
    rooms: House, session: Session, candidate: Candidate, seated: Page, token: Callable[..., str]
) -> None:
    """From the enrolment to the last answer, without a page of names."""
    day.enrol(rooms, session, 1)
    add_member(rooms, session.centre, "bob")
    bob = Caller(token("bob", "centre"))

    def counted() -> dict[str, int]:
        return bob("GET", f"/v1/certification-sessions/{session.id}").json()["counts"]

    assert counted() == {"candidates": 2, "joined": 1, "begun": 0, "ended": 0}
    view = seated.enter().json()
    assert counted() == {"candidates": 2, "joined": 1, "begun": 1, "ended": 0}
    seated.run(view)
    assert counted() == {"candidates": 2, "joined": 1, "begun": 1, "ended": 1}
