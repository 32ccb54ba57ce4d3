"""A centre's whole life over HTTP: invited, planned, changed, called off; and who sees what of it."""

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from chalicelib.bootstrap import House
from chalicelib.certification.model import Centre, Fact
from chalicelib.certification.schemas.centre import InviteMember
from chalicelib.certification.service import centres, invitations
from chalicelib.shared.audit import Entry
from chalicelib.shared.mail import OutboxMail
from tests.api.conftest import Caller, MovingClock, assert_problem
from tests.fakes.certification import Postman, add_centre, add_member, plan, with_postman

PASSWORD = "correct horse battery"
THREADS = 16
UNKNOWN = "01JDB4Q3V0000000000000000X"


@pytest.fixture
def rooms(rooms: House) -> House:
    """A deployment whose mails are sent at once."""
    return with_postman(rooms)


@pytest.fixture
def centre(rooms: House) -> Centre:
    """A centre with an admin and a member."""
    return add_centre(rooms, ada="admin", bob="member")


@pytest.fixture
def admin(centre: Centre, token: Callable[..., str]) -> Caller:
    return Caller(token("ada", "centre"))


@pytest.fixture
def member(centre: Centre, token: Callable[..., str]) -> Caller:
    return Caller(token("bob", "centre"))


@pytest.fixture
def stranger(rooms: House, centre: Centre, token: Callable[..., str]) -> Caller:
    """The admin of another centre."""
    add_centre(rooms, eve="admin")
    return Caller(token("eve", "centre"))


def sessions_of(centre: Centre) -> str:
    return f"/v1/centres/{centre.id}/sessions"


def planned(caller: Caller, centre: Centre, number: int = 1, **changes: Any) -> dict[str, Any]:
    reply = caller("POST", sessions_of(centre), plan(number, **changes))
    assert reply.status_code == 201, reply.text
    assert reply.headers["location"] == f"/v1/certification-sessions/{reply.json()['id']}"
    return reply.json()


def where(session: dict[str, Any]) -> str:
    return f"/v1/certification-sessions/{session['id']}"


def start(rooms: House, session: dict[str, Any]) -> None:
    """A test started, as far as planning knows."""
    assert rooms.certification.sessions.record_fact(session["id"], "started", Fact("2027-01-15T09:00:00.000Z"))


def trail(rooms: House, chain: str) -> list[Entry]:
    return list(rooms.trail.entries(chain))


def link_in(mail: Any) -> str:
    """The token of the newest mail."""
    assert isinstance(mail, OutboxMail)
    return re.search(r"#token=(\S+)", next(iter(mail.messages())).text)[1]  # type: ignore[index]


def test_from_the_operator_to_a_planned_session(rooms: House, anyone: Caller) -> None:
    """The way a centre really begins: the operator's mail, an account, the link, the sign-in, the first plan."""
    centre = centres.add_centre(rooms.certification, "Lycée Ada", "SCO")
    invitations.invite_as_operator(rooms.certification, centre.id, InviteMember("ada@example.org", "admin", "en"))
    person = {"email": "ada@example.org", "password": PASSWORD, "first_name": "Ada", "last_name": "Byron"}
    learner = anyone("POST", "/v1/people", {**person, "terms_accepted": True}).json()
    joined = Caller(learner["access_token"])("POST", "/v1/centre-invitations/accept", {"token": link_in(rooms.mail)})
    assert (joined.status_code, joined.json()["role"]) == (201, "admin")
    wish = {"email": "ada@example.org", "password": PASSWORD, "application": "centre"}
    signed_in = Caller(anyone("POST", "/v1/sessions", wish).json()["access_token"])
    assert [found["id"] for found in signed_in("GET", "/v1/centres").json()["items"]] == [centre.id]
    people = signed_in("GET", f"/v1/centres/{centre.id}/members").json()["items"]
    assert [(found["first_name"], found["email"], found["role"]) for found in people] == [
        ("Ada", "ada@example.org", "admin")
    ]
    made = planned(signed_in, centre)
    assert (made["status"], made["starts_at"]) == ("created", "2027-01-15T08:30:00.000Z")
    assert re.fullmatch(r"\d{8}", made["number"])
    assert re.fullmatch(r"[A-Z]{4}\d{2}", made["access_code"])
    assert re.fullmatch(r"[A-Z\d]{8}", made["invigilator_password"])


def test_a_plan_is_read_listed_and_changed(rooms: House, admin: Caller, member: Caller, centre: Centre) -> None:
    """Every member plans; what one plans the other sees, and the workflow of the session is asked for."""
    made = planned(member, centre)
    assert admin("GET", where(made)).json() == made
    change = {"version": 1, "time": "10:15", "description": "Bring an identity card."}
    changed = admin("PATCH", where(made), change).json()
    assert changed == {
        **made,
        "time": "10:15",
        "starts_at": "2027-01-15T09:15:00.000Z",
        "description": "Bring an identity card.",
        "version": 2,
    }
    listed = member("GET", sessions_of(centre)).json()
    assert [line["candidates"] for line in listed["items"]] == [0]
    assert [(line["id"], line["time"], line["status"]) for line in listed["items"]] == [
        (made["id"], "10:15", "created")
    ]
    assert rooms.certification.sessions.by_number(made["number"]).id == made["id"]  # type: ignore[union-attr]
    assert ("certification-session", f"{made['id']}-1") in rooms.certification.executions.started  # type: ignore[attr-defined]
    assert [entry.act for entry in trail(rooms, made["id"])] == ["planned", "rescheduled"]
    assert rooms.trail.flaw(made["id"], {}) is None


def test_a_repeated_plan_is_one_session(admin: Caller, centre: Centre) -> None:
    """A reply that was lost is asked for again: the same session, not a second one."""
    made = planned(admin, centre)
    again = admin("POST", sessions_of(centre), plan())
    assert (again.status_code, again.json()) == (200, made)


def test_sixteen_clicks_plan_one_session(admin: Caller, centre: Centre) -> None:
    """One request sent many times at once is one session; nobody is told of a failure."""
    with ThreadPoolExecutor(THREADS) as pool:
        replies = list(pool.map(lambda _: admin("POST", sessions_of(centre), plan()), range(THREADS)))
    assert sorted(reply.status_code for reply in replies) == [200] * (THREADS - 1) + [201]
    assert len({reply.json()["id"] for reply in replies}) == 1
    assert len(admin("GET", sessions_of(centre)).json()["items"]) == 1


def test_one_room_has_one_session_at_a_time(admin: Caller, member: Caller, centre: Centre) -> None:
    """Two members who plan the same room at the same hour are told, however each of them writes it."""
    made = planned(admin, centre)
    same = plan(2, address=" 1, RUE ADA ", room="b 1")
    problem = assert_problem(member("POST", sessions_of(centre), same), 409, "session-exists")
    assert made["number"] in problem["title"]
    other = planned(member, centre, 3)
    moved = member("PATCH", where(other), {"version": 1, "room": "B1"})
    assert_problem(moved, 409, "session-exists")
    assert member("GET", where(other)).json() == other
    admin("POST", f"{where(made)}/cancellation", {})
    assert member("PATCH", where(other), {"version": 1, "room": "B1"}).status_code == 200


@pytest.mark.parametrize(
    ("changes", "status", "code"),
    [
        ({"date": "2026-11-21"}, 422, "session-in-the-past"),
        ({"date": "2026-11-22", "time": "10:00"}, 422, "session-in-the-past"),
        ({"date": "2027-02-30"}, 400, "invalid-request"),
        ({"date": "15/01/2027"}, 400, "invalid-request"),
        ({"time": "24:00"}, 400, "invalid-request"),
        ({"date": "2027-01-15\n"}, 400, "invalid-request"),
        ({"date": "２０２７-01-15"}, 400, "invalid-request"),
        ({"date": "9999-12-31"}, 400, "invalid-request"),
        ({"zone": "Europe/Atlantis"}, 400, "invalid-request"),
        ({"zone": "Europe"}, 400, "invalid-request"),
        ({"room": "   "}, 400, "invalid-request"),
        ({"window_minutes": 60}, 400, "invalid-request"),
    ],
)
def test_what_cannot_be_planned(admin: Caller, centre: Centre, changes: dict[str, Any], status: int, code: str) -> None:
    """A plan that cannot take place is refused with its reason, and nothing is stored."""
    assert_problem(admin("POST", sessions_of(centre), plan(**changes)), status, code)
    assert admin("GET", sessions_of(centre)).json()["items"] == []


def test_the_time_is_that_of_the_place(admin: Caller, centre: Centre) -> None:
    """10:01 in Paris is still to come at nine o'clock UTC; 10:01 in Réunion is long past."""
    near = planned(admin, centre, 1, date="2026-11-22", time="10:01")
    assert near["starts_at"] == "2026-11-22T09:01:00.000Z"
    far = plan(2, date="2026-11-22", time="10:01", zone="Indian/Reunion")
    assert_problem(admin("POST", sessions_of(centre), far), 422, "session-in-the-past")


def test_a_remote_session_has_a_window(admin: Caller, centre: Centre) -> None:
    """Remote candidates start within one window: the plan's, or the rule's."""
    assert planned(admin, centre, 1, remote=True)["window_minutes"] == 240
    made = planned(admin, centre, 2, remote=True, window_minutes=90)
    assert admin("PATCH", where(made), {"version": 1, "window_minutes": 60}).json()["window_minutes"] == 60
    assert_problem(
        admin("PATCH", where(planned(admin, centre, 3)), {"version": 1, "window_minutes": 60}), 400, "invalid-request"
    )


def test_two_members_at_once(admin: Caller, member: Caller, centre: Centre) -> None:
    """Who saves second is told that the plan changed since it was read; nobody's change is lost unseen."""
    made = planned(admin, centre)
    assert admin("PATCH", where(made), {"version": 1, "invigilators": "Joan Clarke"}).status_code == 200
    assert_problem(member("PATCH", where(made), {"version": 1, "time": "11:00"}), 409, "changed-meanwhile")
    now = member("GET", where(made)).json()
    assert (now["invigilators"], now["time"], now["version"]) == ("Joan Clarke", "09:30", 2)


def test_sixteen_changes_at_once_let_one_through(admin: Caller, centre: Centre) -> None:
    """The version is compared by the store, not before the write."""
    made = planned(admin, centre)
    with ThreadPoolExecutor(THREADS) as pool:
        changes = [{"version": 1, "time": f"10:{minute:02d}"} for minute in range(THREADS)]
        replies = list(pool.map(lambda change: admin("PATCH", where(made), change), changes))
    assert sorted(reply.status_code for reply in replies) == [200] + [409] * (THREADS - 1)
    assert admin("GET", where(made)).json()["version"] == 2


def test_a_change_to_the_past_is_refused(
    admin: Caller, centre: Centre, clock: MovingClock, token: Callable[..., str]
) -> None:
    """A session that lies behind cannot be moved further back; its other details can still be put right."""
    made = planned(admin, centre)
    assert_problem(admin("PATCH", where(made), {"version": 1, "date": "2026-01-15"}), 422, "session-in-the-past")
    clock.move(days=60)
    later = Caller(token("ada", "centre"))
    assert later("PATCH", where(made), {"version": 1, "invigilators": "Joan Clarke"}).status_code == 200


def test_a_started_session_stands(rooms: House, admin: Caller, centre: Centre) -> None:
    """From the first test on, the plan is part of what is certified."""
    made = planned(admin, centre)
    start(rooms, made)
    for reply in (
        admin("PATCH", where(made), {"version": 1, "time": "11:00"}),
        admin("POST", f"{where(made)}/cancellation", {}),
        admin("DELETE", where(made)),
    ):
        assert_problem(reply, 409, "session-started")
    assert admin("GET", where(made)).json() == {
        **made,
        "status": "in_progress",
        "facts": {"started": "2027-01-15T09:00:00.000Z"},
    }


def test_a_session_is_cancelled_once(rooms: House, admin: Caller, centre: Centre) -> None:
    """A repeated click changes nothing; a cancelled session is changed no more."""
    made = planned(admin, centre)
    replies = [admin("POST", f"{where(made)}/cancellation", {"reason": "no-room"}) for _ in range(2)]
    assert [reply.json()["status"] for reply in replies] == ["cancelled", "cancelled"]
    assert_problem(admin("PATCH", where(made), {"version": 1, "time": "11:00"}), 409, "session-cancelled")
    acts = [(entry.act, entry.details.get("why")) for entry in trail(rooms, made["id"])]
    assert acts == [("planned", None), ("cancelled", "no-room")]


def test_a_deleted_session_is_gone_and_its_place_free(rooms: House, admin: Caller, centre: Centre) -> None:
    """Nothing is left of a session planned by mistake but its notes in the trail."""
    made = planned(admin, centre)
    assert admin("DELETE", where(made)).status_code == 204
    assert_problem(admin("GET", where(made)), 404, "not-found")
    assert_problem(admin("DELETE", where(made)), 404, "not-found")
    assert admin("GET", sessions_of(centre)).json()["items"] == []
    assert rooms.certification.sessions.by_number(made["number"]) is None
    assert planned(admin, centre)["id"] != made["id"]
    assert [entry.act for entry in trail(rooms, made["id"])] == ["planned", "cancelled", "deleted"]


def test_lists_go_on(admin: Caller, centre: Centre, clock: MovingClock) -> None:
    """A centre with many sessions reads them page by page, the last planned first, none twice."""
    made = []
    for number in range(1, 19):
        clock.move(seconds=1)
        made.append(planned(admin, centre, number)["id"])
    first = admin("GET", sessions_of(centre)).json()
    second = admin("GET", sessions_of(centre), params={"cursor": first["next_cursor"]}).json()
    assert [len(first["items"]), len(second["items"])] == [16, 2]
    assert [line["id"] for line in first["items"] + second["items"]] == made[::-1]
    assert second["next_cursor"] is None
    assert_problem(admin("GET", sessions_of(centre), params={"cursor": "x"}), 400, "invalid-cursor")


def test_a_suspended_centre_only_reads(rooms: House, admin: Caller, centre: Centre) -> None:
    """What was planned can be seen and called off; nothing new is planned until the operator approves again."""
    made = planned(admin, centre)
    centres.set_status(rooms.certification, centre.id, "suspended")
    assert admin("GET", f"/v1/centres/{centre.id}").json()["status"] == "suspended"
    assert admin("GET", where(made)).status_code == 200
    assert_problem(admin("POST", sessions_of(centre), plan(2)), 409, "centre-not-approved")
    assert_problem(admin("PATCH", where(made), {"version": 1, "time": "11:00"}), 409, "centre-not-approved")
    assert admin("POST", f"{where(made)}/cancellation", {}).status_code == 200
    centres.set_status(rooms.certification, centre.id, "approved")
    centres.set_status(rooms.certification, centre.id, "approved")
    planned(admin, centre, 2)
    acts = [entry.act for entry in trail(rooms, f"centre-{centre.id}")]
    assert (acts[0], acts[-2:]) == ("approved", ["suspended", "approved"])


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("GET", "/v1/centres/{centre}", None),
        ("GET", "/v1/centres/{centre}/members", None),
        ("DELETE", "/v1/centres/{centre}/members/bob", None),
        ("GET", "/v1/centres/{centre}/invitations", None),
        ("POST", "/v1/centres/{centre}/invitations", {"email": "eve@example.org"}),
        ("DELETE", "/v1/centres/{centre}/invitations/{centre}", None),
        ("GET", "/v1/centres/{centre}/sessions", None),
        ("POST", "/v1/centres/{centre}/sessions", plan(9)),
        ("GET", "/v1/certification-sessions/{session}", None),
        ("PATCH", "/v1/certification-sessions/{session}", {"version": 1, "time": "11:00"}),
        ("POST", "/v1/certification-sessions/{session}/cancellation", {}),
        ("DELETE", "/v1/certification-sessions/{session}", None),
    ],
)
def test_another_centres_things_do_not_exist(
    admin: Caller, stranger: Caller, centre: Centre, method: str, path: str, body: Any
) -> None:
    """To the people of another centre the reply is the one for an id that nobody has; nothing changes."""
    made = planned(admin, centre)
    there = stranger(method, path.format(centre=centre.id, session=made["id"]), body)
    nowhere = stranger(method, path.format(centre=UNKNOWN, session=UNKNOWN), body)
    hidden = ("title", "detail", "code", "status")
    problems = [assert_problem(reply, 404, "not-found") for reply in (there, nowhere)]
    assert [problems[0].get(key) for key in hidden] == [problems[1].get(key) for key in hidden]
    assert admin("GET", where(made)).json() == made
    assert len(admin("GET", f"/v1/centres/{centre.id}/members").json()["items"]) == 2


def test_only_admins_look_after_members(admin: Caller, member: Caller, centre: Centre) -> None:
    """A member plans; who belongs to the centre is for admins to decide."""
    for reply in (
        member("GET", f"/v1/centres/{centre.id}/invitations"),
        member("POST", f"/v1/centres/{centre.id}/invitations", {"email": "joan@example.org"}),
        member("DELETE", f"/v1/centres/{centre.id}/members/ada"),
    ):
        assert_problem(reply, 403, "forbidden")
    assert member("DELETE", f"/v1/centres/{centre.id}/members/bob").status_code == 204
    assert_problem(member("GET", f"/v1/centres/{centre.id}"), 404, "not-found")


def test_the_last_admin_stays(rooms: House, admin: Caller, centre: Centre, token: Callable[..., str]) -> None:
    """Two admins who remove each other at the same moment leave one: the store counts them."""
    assert_problem(admin("DELETE", f"/v1/centres/{centre.id}/members/ada"), 409, "last-admin")
    add_member(rooms, centre.id, "joan", "admin")
    both = {"ada": Caller(token("joan", "centre")), "joan": admin}
    with ThreadPoolExecutor(2) as pool:
        statuses = list(
            pool.map(lambda leaving: both[leaving]("DELETE", f"/v1/centres/{centre.id}/members/{leaving}"), both)
        )
    left = [found.role for found in rooms.certification.centres.members(centre.id)].count("admin")
    assert (left, [reply.status_code for reply in statuses].count(204)) == (1, 1)


def test_an_invitation_works_once(rooms: House, admin: Caller, centre: Centre, token: Callable[..., str]) -> None:
    """Of sixteen accounts that use one link at once, one becomes a member; that one may come back to it."""
    made = admin("POST", f"/v1/centres/{centre.id}/invitations", {"email": "joan@example.org"})
    assert (made.status_code, made.json()["role"]) == (201, "member")
    link = {"token": link_in(rooms.mail)}
    people = [f"person{number}" for number in range(THREADS)]
    with ThreadPoolExecutor(THREADS) as pool:
        replies = list(pool.map(lambda who: Caller(token(who))("POST", "/v1/centre-invitations/accept", link), people))
    assert sorted(reply.status_code for reply in replies) == [201] + [410] * (THREADS - 1)
    members = rooms.certification.centres.members(centre.id)
    winner = next(who for who, reply in zip(people, replies, strict=True) if reply.status_code == 201)
    assert {found.person for found in members} == {"ada", "bob", winner}
    assert Caller(token(winner))("POST", "/v1/centre-invitations/accept", link).status_code == 201
    assert admin("GET", f"/v1/centres/{centre.id}/invitations").json()["items"] == []


def test_an_invitation_is_sent_once_and_can_be_taken_back(
    rooms: House, admin: Caller, centre: Centre, token: Callable[..., str]
) -> None:
    """A repeated click is one mail; after the withdrawal its link is dead."""
    path, wish = f"/v1/centres/{centre.id}/invitations", {"email": "joan@example.org", "language": "de"}
    replies = [admin("POST", path, wish) for _ in range(2)]
    assert [reply.status_code for reply in replies] == [201, 200]
    assert [found["email"] for found in admin("GET", path).json()["items"]] == ["joan@example.org"]
    assert isinstance(rooms.mail, OutboxMail)
    mails = list(rooms.mail.messages())
    assert [(mail.to, mail.subject) for mail in mails] == [
        ("joan@example.org", "Ihre Einladung in ein Pix-Zertifizierungszentrum")
    ]
    for _ in range(2):
        assert admin("DELETE", f"{path}/{replies[0].json()['id']}").status_code == 204
    joan = Caller(token("joan"))
    assert_problem(
        joan("POST", "/v1/centre-invitations/accept", {"token": link_in(rooms.mail)}), 410, "invitation-over"
    )


def test_an_old_or_altered_link_is_dead(
    rooms: House, admin: Caller, centre: Centre, token: Callable[..., str], clock: MovingClock
) -> None:
    """Thirty days, and only with its own secret."""
    admin("POST", f"/v1/centres/{centre.id}/invitations", {"email": "joan@example.org"})
    link = link_in(rooms.mail)
    altered = link[:-1] + ("A" if link[-1] != "A" else "B")
    joan = Caller(token("joan"))
    for wrong in (altered, "x" * 40, f"{UNKNOWN}.{UNKNOWN}.x" + "x" * 40):
        assert_problem(joan("POST", "/v1/centre-invitations/accept", {"token": wrong}), 410, "invitation-over")
    clock.move(days=30, seconds=1)
    late = Caller(token("joan"))
    assert_problem(late("POST", "/v1/centre-invitations/accept", {"token": link}), 410, "invitation-over")


def test_an_invitation_never_takes_a_role_away(
    rooms: House, admin: Caller, centre: Centre, token: Callable[..., str]
) -> None:
    """An admin who accepts a member's invitation stays admin; a member who accepts an admin's becomes one."""
    path = f"/v1/centres/{centre.id}/invitations"
    admin("POST", path, {"email": "ada@example.org", "role": "member"})
    kept = Caller(token("ada"))("POST", "/v1/centre-invitations/accept", {"token": link_in(rooms.mail)})
    assert kept.json()["role"] == "admin"
    rooms.clock.move(seconds=1)  # type: ignore[attr-defined]
    admin("POST", path, {"email": "bob@example.org", "role": "admin"})
    raised = Caller(token("bob"))("POST", "/v1/centre-invitations/accept", {"token": link_in(rooms.mail)})
    assert raised.json()["role"] == "admin"
    assert admin("DELETE", f"/v1/centres/{centre.id}/members/ada").status_code == 204


def test_a_mail_that_cannot_be_asked_for_is_busy(rooms: House, admin: Caller, centre: Centre) -> None:
    """The invitation stands; the same request sends it once the machines are back."""
    executions = rooms.certification.executions
    assert isinstance(executions, Postman)
    executions.reachable = False
    path, wish = f"/v1/centres/{centre.id}/invitations", {"email": "joan@example.org"}
    assert_problem(admin("POST", path, wish), 503, "busy")
    executions.reachable = True
    assert admin("POST", path, wish).status_code == 200
    assert link_in(rooms.mail)
