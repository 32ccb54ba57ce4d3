"""What `make run` prepares can be used as it is told: nobody who tries the service has to repair it first."""

from datetime import timedelta

import httpx
import pytest

from chalicelib.bootstrap import House
from chalicelib.local import demo
from chalicelib.local.filling import DEMO_PASSWORD
from tests.api.conftest import Caller
from tests.fakes.certification_day import certifiable
from tests.fakes.learning import FakeClock


@pytest.fixture
def made(rooms: House) -> demo.Demo:
    """A stack whose candidate has shown what a certification needs (the tiny bank has too few questions to play)."""
    certifiable(rooms, demo.account(rooms, demo.CANDIDATE))
    return demo.furnish(rooms, "en")


def sign_in(email: str, application: str = "learner") -> Caller:
    wish = {"email": email, "password": DEMO_PASSWORD, "application": application}
    reply: httpx.Response = Caller()("POST", "/v1/sessions", wish)
    assert reply.status_code == 201, reply.text
    return Caller(reply.json()["access_token"])


def test_the_candidate_gets_as_far_as_the_first_question(made: demo.Demo) -> None:
    """With nothing but what the command prints: join, be confirmed, enter."""
    learner = sign_in(demo.CANDIDATE)
    who = {"first_name": made.first_name, "last_name": made.last_name, "birth_date": made.birth_date}
    candidacy = learner("POST", "/v1/candidacies", {**who, "session_number": made.number}).json()
    access = {"session_number": made.number, "password": made.invigilator_password, "name": "Noor"}
    invigilator = Caller(Caller()("POST", "/v1/invigilations", access).json()["access_token"])
    invigilator("POST", f"/v1/invigilations/current/candidates/{candidacy['id']}/confirmation")
    entry = {"access_code": made.access_code, "entry_id": "e" * 32, "language": "en"}
    begun = learner("POST", f"/v1/candidacies/{candidacy['id']}/entry?session={made.session}", entry)
    assert (begun.status_code, begun.json()["number"]) == (201, 1)


def test_everybody_else_can_sign_in(made: demo.Demo) -> None:
    """The centre sees its session; three members make a quorum, and none of them belongs to the centre."""
    (centre,) = sign_in(demo.CENTRE, "centre")("GET", "/v1/centres").json()["items"]
    assert centre["name"] == demo.CENTRE_NAME
    for member in demo.JURY:
        assert sign_in(member, "jury")("GET", "/v1/jury/sessions").json()["items"] == []


def test_again_it_adds_only_what_is_missing(made: demo.Demo, rooms: House, clock: FakeClock) -> None:
    """Each start of the stack runs it: the same session while it can be used, another one afterwards."""
    assert demo.furnish(rooms, "en") == made
    clock.now += timedelta(days=1)
    later = demo.furnish(rooms, "en")
    assert later.number != made.number
    assert len(rooms.jury.jury.members()) == len(demo.JURY)
