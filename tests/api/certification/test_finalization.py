"""The end of a session over HTTP: notes, abort reasons, finalization; and what cannot be finalized."""

import hashlib
from collections.abc import Callable
from typing import Any

from chalicelib.bootstrap import House
from chalicelib.certification.model import Candidate, Session
from chalicelib.certification.service import invigilation
from tests.api.certification.conftest import at
from tests.api.conftest import Caller, assert_problem
from tests.fakes import certification_day as day
from tests.fakes.certification import add_member
from tests.fakes.certification_day import Page


def missing(reply: Any) -> list[tuple[str, str]]:
    """What stands in the way."""
    problem = assert_problem(reply, 409, "finalization-incomplete")
    return [(each["code"], each["candidate"]) for each in problem["errors"]]


def test_a_complete_session_is_finalized_once(
    rooms: House, session: Session, member: Caller, candidate: Candidate, seated: Page
) -> None:
    """Said twice, after a lost reply, it is said once; said otherwise, the first words stand."""
    seated.run(seated.enter().json())
    words = {"comment": "A fire alarm at 10:20", "incident": True}
    first, closed = (member("POST", at(session, "finalization"), words).json() for _ in range(2))
    assert (first, closed["comment"], closed["finalized_at"] is None) == (closed, words["comment"], False)
    assert_problem(member("POST", at(session, "finalization"), {"comment": "No"}), 409, "session-over")
    assert [each["complete"] for each in closed["candidates"]] == [True]
    acts = [entry.act for entry in rooms.trail.entries(session.id)]
    assert acts.count("finalized") == 1
    said = rooms.certification.reports.finalization(session.id)
    assert said is not None
    digest = hashlib.sha256(f"{said.salt}:{said.comment}".encode()).hexdigest()
    assert digest in {entry.details.get("comment_hash") for entry in rooms.trail.entries(session.id)}
    assert candidate.last_name not in "".join(text for _, text in rooms.trail.stored(session.id))


def test_what_is_missing_is_named(
    rooms: House, session: Session, member: Caller, candidate: Candidate, seated: Page
) -> None:
    """The centre learns who lacks what; until then nothing changes, and the candidate goes on."""
    assert missing(member("POST", at(session, "finalization"), {})) == [("no-test-started", "")]
    view = seated.run(seated.enter().json(), at_most=2)
    assert missing(member("POST", at(session, "finalization"), {})) == [("abort-reason-missing", candidate.id)]
    assert member("GET", at(session, "closing")).json()["missing"][0]["code"] == "abort-reason-missing"
    seated.alert(view["number"])
    reason = at(session, f"candidates/{candidate.id}/abort-reason")
    assert member("PUT", reason, {"reason": "technical"}).status_code == 204
    assert missing(member("POST", at(session, "finalization"), {})) == [("alert-open", candidate.id)]
    assert seated.see()["status"] == "alert"


def test_an_unfinished_test_ends_with_the_finalization(
    session: Session, member: Caller, candidate: Candidate, seated: Page
) -> None:
    """Whoever still runs is told that the session is over; their answers are kept, with the reason."""
    seated.run(seated.enter().json(), at_most=2)
    member("PUT", at(session, f"candidates/{candidate.id}/abort-reason"), {"reason": "technical"})
    closed = member("POST", at(session, "finalization"), {}).json()
    assert [(each["abort_reason"], each["answered"]) for each in closed["candidates"]] == [("technical", 2)]
    assert seated.see()["ended"] == "finalization"
    assert_problem(
        member("PUT", at(session, f"candidates/{candidate.id}/abort-reason"), {"reason": None}), 409, "session-over"
    )


def test_a_reason_for_a_completed_test_is_shown_before_it_is_signed(
    session: Session, member: Caller, candidate: Candidate, seated: Page
) -> None:
    """The candidate finished after the reason was given: the centre sees it and takes it back."""
    view = seated.enter().json()
    reason = at(session, f"candidates/{candidate.id}/abort-reason")
    member("PUT", reason, {"reason": "candidate"})
    seated.run(view)
    assert missing(member("POST", at(session, "finalization"), {})) == [("abort-reason-needless", candidate.id)]
    assert member("PUT", reason, {"reason": None}).status_code == 204
    assert member("POST", at(session, "finalization"), {}).status_code == 200


def test_notes_of_the_centre_come_and_go_those_of_alerts_stay(
    rooms: House, session: Session, member: Caller, candidate: Candidate, seated: Page
) -> None:
    """The centre may correct itself; what an invigilator decided during the test is part of the file."""
    note = {"report_id": "report-0001", "candidate": candidate.id, "category": "signature", "text": "Left early"}
    assert member("POST", at(session, "reports"), note).status_code == 201
    assert member("DELETE", at(session, "reports/report-0001")).status_code == 204
    assert member("DELETE", at(session, "reports/report-0001")).status_code == 204
    view = seated.enter().json()
    seated.alert(view["number"])
    given = invigilation.sign_in(rooms.certification, "", day.NUMBER, "PASS23", "Grace")
    caller = Caller(given.token)
    decision = f"/v1/invigilations/current/candidates/{candidate.id}/alerts/1/decision"
    assert caller("POST", decision, {"decision": "validate", "category": "image"}).status_code == 204
    filed = member("GET", at(session, "closing")).json()["reports"]
    assert [each["role"] for each in filed] == ["alert"]
    assert_problem(member("DELETE", at(session, f"reports/{filed[0]['id']}")), 403, "forbidden")
    again = {**note, "report_id": filed[0]["id"], "text": "Nothing happened"}
    assert member("POST", at(session, "reports"), again).json() == filed[0]
    assert member("GET", at(session, "closing")).json()["reports"] == filed


def test_a_suspicion_does_not_vanish_unseen(
    rooms: House, session: Session, member: Caller, candidate: Candidate
) -> None:
    """A centre may take back what its invigilator noted by mistake; the trail keeps that it did, once."""
    given = invigilation.sign_in(rooms.certification, "", day.NUMBER, "PASS23", "Grace")
    note = {"report_id": "report-0001", "candidate": candidate.id, "category": "fraud", "text": "A telephone"}
    assert Caller(given.token)("POST", "/v1/invigilations/current/reports", note).status_code == 201
    for _ in range(2):
        assert member("DELETE", at(session, "reports/report-0001")).status_code == 204
    removed = [entry for entry in rooms.trail.entries(session.id) if entry.act == "report-removed"]
    assert [(entry.actor, entry.subject) for entry in removed] == [("grace", candidate.id)]
    assert removed[0].details == {"category": "fraud", "role": "invigilator"}


def test_nobody_else_sees_or_closes_the_session(
    rooms: House, session: Session, candidate: Candidate, token: Callable[..., str]
) -> None:
    """Another centre's member is told that there is no such session."""
    other = day.plan(rooms, number="87654321", room="B")
    add_member(rooms, other.centre, "eve")
    eve = Caller(token("eve", "centre"))
    for method, rest, body in (
        ("GET", "closing", None),
        ("POST", "finalization", {}),
        ("POST", "reports", {"report_id": "report-0001", "candidate": candidate.id, "category": "fraud"}),
        ("DELETE", "reports/report-0001", None),
        ("PUT", f"candidates/{candidate.id}/abort-reason", {"reason": "candidate"}),
    ):
        assert_problem(eve(method, at(session, rest), body), 404, "not-found")


def test_a_finalized_room_is_closed_to_its_invigilators(
    rooms: House, session: Session, member: Caller, seated: Page
) -> None:
    """Their access ends with the session, whatever its token says."""
    given = invigilation.sign_in(rooms.certification, "", day.NUMBER, "PASS23", "Grace")
    seated.run(seated.enter().json())
    assert member("POST", at(session, "finalization"), {}).status_code == 200
    assert_problem(Caller(given.token)("GET", "/v1/invigilations/current"), 409, "session-over")
    again = {"session_number": day.NUMBER, "password": "PASS23", "name": "Grace"}
    assert_problem(Caller()("POST", "/v1/invigilations", again), 409, "session-over")
