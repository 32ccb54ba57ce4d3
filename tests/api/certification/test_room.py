"""An invigilator's room over HTTP: signing in, confirming, deciding, ending, noting; and who sees nothing of it."""

from typing import Any

import httpx
import pytest

from chalicelib.bootstrap import House
from chalicelib.certification.model import Candidate, Session
from chalicelib.shared.http import Edge
from tests.api.conftest import Caller, MovingClock, assert_problem
from tests.fakes import certification_day as day
from tests.fakes.certification_day import Page
from tests.fakes.store_calls import recorded

PASSWORD = "PASS23"
CURRENT = "/v1/invigilations/current"


def supervise(number: str = day.NUMBER, password: str = PASSWORD) -> httpx.Response:
    """Sign in as an invigilator."""
    wish = {"session_number": number, "password": password, "name": "Grace Hopper"}
    return Caller()("POST", "/v1/invigilations", wish)


@pytest.fixture
def invigilator(session: Session) -> Caller:
    """The page of somebody who supervises the session."""
    reply = supervise()
    assert reply.status_code == 201, reply.text
    return Caller(reply.json()["access_token"])


def line(invigilator: Caller, candidate: Candidate) -> dict[str, Any]:
    """A candidate as the invigilator sees them."""
    view = invigilator("GET", CURRENT).json()
    return next(each for each in view["candidates"] if each["id"] == candidate.id)


def of(candidate: Candidate) -> str:
    """Where acts on a candidate go."""
    return f"{CURRENT}/candidates/{candidate.id}"


def test_the_room_follows_a_candidate_from_absent_to_ended(
    invigilator: Caller, candidate: Candidate, page: Page
) -> None:
    """What the invigilator sees is what happens: nobody is looked for, nobody waits unseen."""
    assert line(invigilator, candidate)["state"] == "absent"
    page.join()
    assert line(invigilator, candidate)["state"] == "waiting"
    assert invigilator("POST", of(candidate) + "/confirmation").status_code == 204
    confirmed = line(invigilator, candidate)
    assert (confirmed["state"], confirmed["confirmed_until"] is not None) == ("confirmed", True)
    view = page.enter().json()
    started = line(invigilator, candidate)
    assert (started["state"], started["question"], started["length"]) == ("running", 1, day.SHORT)
    page.run(view, at_most=2)
    assert line(invigilator, candidate)["answered"] == 2
    assert invigilator("POST", of(candidate) + "/end").status_code == 204
    ended = line(invigilator, candidate)
    assert (ended["state"], ended["ended"]) == ("ended", "invigilator")
    assert page.see()["ended"] == "invigilator"


def test_a_confirmation_can_be_taken_back(invigilator: Caller, candidate: Candidate, page: Page) -> None:
    """The wrong line was clicked: until somebody entered on it, nothing has happened."""
    page.join()
    for _ in range(2):
        invigilator("POST", of(candidate) + "/confirmation")
        assert invigilator("DELETE", of(candidate) + "/confirmation").status_code == 204
    assert_problem(page.enter(), 409, "confirmation-missing")


def test_whoever_lost_the_page_knocks_and_is_let_in_again(
    invigilator: Caller, candidate: Candidate, seated: Page, clock: MovingClock
) -> None:
    """A closed lid costs the candidate a word with the invigilator, not an answer."""
    seated.run(seated.enter().json(), at_most=2)
    clock.move(minutes=1)
    again = Page(seated.call, candidate)
    assert again.knock().status_code == 204
    assert line(invigilator, candidate)["state"] == "returning"
    invigilator("POST", of(candidate) + "/confirmation")
    view = again.enter().json()
    assert (view["status"], view["number"], view["answered"]) == ("running", 3, 2)
    assert line(invigilator, candidate)["state"] == "running"


def test_a_live_alert_is_decided(invigilator: Caller, candidate: Candidate, seated: Page) -> None:
    """Left out: another question comes and a report is filed. Dismissed: the same one goes on."""
    view = seated.run(seated.enter().json(), at_most=1)
    seated.alert(view["number"], text="Nothing is shown")
    alerted = line(invigilator, candidate)
    assert (alerted["state"], alerted["alert"]["text"]) == ("alert", "Nothing is shown")
    decision = f"{of(candidate)}/alerts/{view['number']}/decision"
    assert_problem(invigilator("POST", decision, {"decision": "validate"}), 400, "invalid-request")
    for _ in range(2):  # a double click
        wish = {"decision": "validate", "category": "image"}
        assert invigilator("POST", decision, wish).status_code == 204
    following = seated.see()
    assert (following["status"], following["number"]) == ("running", view["number"] + 1)
    filed = invigilator("GET", CURRENT).json()["reports"]
    assert [(each["category"], each["trouble"], each["resolved"], each["weighs"]) for each in filed] == [
        ("in_question", "image", True, False)
    ]
    seated.alert(following["number"])
    second = f"{of(candidate)}/alerts/{following['number']}/decision"
    assert invigilator("POST", second, {"decision": "dismiss"}).status_code == 204
    assert seated.see()["number"] == following["number"]
    assert_problem(invigilator("POST", second, {"decision": "validate", "category": "image"}), 409, "alert-not-open")


def test_an_incident_is_noted_once(invigilator: Caller, candidate: Candidate) -> None:
    """A repeated request after a lost reply adds nothing; one without words is refused, and nothing is kept."""
    note = {"report_id": "report-0001", "candidate": candidate.id, "category": "fraud", "text": "A second phone"}
    for _ in range(2):
        assert invigilator("POST", CURRENT + "/reports", note).status_code == 201
    wordless = {"report_id": "report-0002", "candidate": candidate.id, "category": "signature"}
    assert_problem(invigilator("POST", CURRENT + "/reports", wordless), 422, "report-incomplete")
    stranger = {**note, "report_id": "report-0003", "candidate": "somebody-else"}
    assert_problem(invigilator("POST", CURRENT + "/reports", stranger), 404, "not-found")
    assert [each["id"] for each in invigilator("GET", CURRENT).json()["reports"]] == ["report-0001"]


def test_a_wrong_password_is_refused_like_an_unknown_session(session: Session) -> None:
    """Nobody learns which sessions exist, and guessing runs into the limit."""
    wrong, unknown = supervise(password="PASS24"), supervise(number="99999999")
    assert_problem(wrong, 401, "invigilation-refused")
    assert_problem(unknown, 401, "invigilation-refused")
    codes = {supervise(password=f"WRONG{number}").json()["code"] for number in range(40)}
    assert codes == {"invigilation-refused", "too-many-requests"}


def test_a_stranger_who_guesses_locks_nobody_out(
    rooms: House, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever knows a session's number uses up the tries of their own address, and the room gets its invigilator."""
    monkeypatch.setattr(Edge, "is_network", lambda _: True)

    def from_address(address: str, password: str) -> httpx.Response:
        wish = {"session_number": day.NUMBER, "password": password, "name": "Grace Hopper"}
        return Caller(**{"x-forwarded-for": f"{address}, 10.0.0.1"})("POST", "/v1/invigilations", wish)

    for number in range(rooms.settings.rules.invigilations_per_source_and_session):
        assert_problem(from_address("203.0.113.9", f"WRONG{number}"), 401, "invigilation-refused")
    assert_problem(from_address("203.0.113.9", PASSWORD), 429, "too-many-requests")
    assert from_address("198.51.100.7", PASSWORD).status_code == 201


def test_an_invigilator_sees_one_session(rooms: House, invigilator: Caller) -> None:
    """The token is for one session: nobody of another can be confirmed, ended or noted with it."""
    other = day.plan(rooms, number="87654321", room="B")
    foreign = day.enrol(rooms, other)
    assert [each["id"] for each in invigilator("GET", CURRENT).json()["candidates"]] == []
    for act in ("confirmation", "end"):
        assert_problem(invigilator("POST", f"{of(foreign)}/{act}"), 404, "not-found")
    assert rooms.certification.presences.get(other.id, foreign.id) is None


def test_a_remote_candidate_is_confirmed_after_the_identity(rooms: House, clock: MovingClock) -> None:
    """Over video the invigilator decides first; a refusal takes back what was confirmed. No image is ever sent."""
    remote = day.plan(rooms, number="87654321", room="remote", remote=True, window_minutes=240)
    candidate = day.enrol(rooms, remote)
    caller = Caller(supervise("87654321").json()["access_token"])
    assert_problem(caller("POST", of(candidate) + "/confirmation"), 409, "identity-check-needed")
    check = of(candidate) + "/identity-check"
    assert caller("POST", check, {"decision": "accepted", "note": "passport"}).status_code == 204
    assert caller("POST", of(candidate) + "/confirmation").status_code == 204
    assert caller("POST", check, {"decision": "refused"}).status_code == 204
    seen = line(caller, candidate)
    assert (seen["identity"], seen["state"]) == ("refused", "absent")
    assert_problem(caller("POST", of(candidate) + "/confirmation"), 409, "identity-check-needed")


def test_a_page_asks_the_store_once(invigilator: Caller, candidate: Candidate) -> None:
    """Twenty-five lines cost one query and the centre's name, whatever the number of candidates."""
    with recorded() as calls:
        assert len(invigilator("GET", CURRENT).json()["candidates"]) == len([candidate])
    assert calls.names() == ["Query certification", "GetItem certification"]
