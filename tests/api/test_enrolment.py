"""Enrolment over HTTP: by form, by a session's sheet, by a file of sessions; and what bad input is answered."""

import base64
import logging
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import httpx
import pytest

from chalicelib.bootstrap import House
from chalicelib.certification import sheets
from chalicelib.certification.model import Centre, Fact
from chalicelib.certification.service import centres, imports
from chalicelib.certification.sheet_columns import CANDIDATE, SESSION, labels
from chalicelib.shared.clock import iso
from chalicelib.shared.errors import Busy
from tests.api.conftest import Caller, MovingClock, assert_problem
from tests.fakes.certification import PLACE, add_centre, plan, with_postman

THREADS = 16
UNKNOWN = "01JDB4Q3V0000000000000000X"
ADA = {
    "first_name": "Ada",
    "last_name": "Lovelace",
    "birth_date": "1990-12-10",
    "sex": "F",
    "birth_country": "France",
    "birth_postal_code": "75012",
    "birth_city": "PARIS",
    "email": "ada@lovelace.example",
    "extra_time_percent": 33,
    "needs": ["keyboard"],
}
LINE = {
    "last_name": "Lovelace",
    "first_name": "Ada",
    "birth_date": "10/12/1990",
    "sex": "F",
    "birth_city": "Namur",
    "birth_country": "Belgique",
}
WHERE = {
    "address": PLACE["address"],
    "room": "C1",
    "date": "15/01/2027",
    "time": "09:30",
    "invigilators": "Grace Hopper",
}


@pytest.fixture
def rooms(rooms: House) -> House:
    """A deployment whose mails are sent at once."""
    return with_postman(rooms)


@pytest.fixture
def centre(rooms: House) -> Centre:
    return add_centre(rooms, ada="admin", bob="member")


@pytest.fixture
def member(centre: Centre, token: Callable[..., str]) -> Caller:
    return Caller(token("bob", "centre"))


@pytest.fixture
def admin(centre: Centre, token: Callable[..., str]) -> Caller:
    return Caller(token("ada", "centre"))


@pytest.fixture
def stranger(rooms: House, centre: Centre, token: Callable[..., str]) -> Caller:
    add_centre(rooms, eve="admin")
    return Caller(token("eve", "centre"))


@pytest.fixture
def session(member: Caller, centre: Centre) -> dict[str, Any]:
    reply = member("POST", f"/v1/centres/{centre.id}/sessions", plan())
    assert reply.status_code == 201, reply.text
    return reply.json()


@pytest.fixture
def where(session: dict[str, Any]) -> str:
    return f"/v1/certification-sessions/{session['id']}"


def people(member: Caller, where: str) -> list[dict[str, Any]]:
    """Everybody as they were enrolled; none of these tests begins a test."""
    items = member("GET", f"{where}/candidates").json()["items"]
    assert not any(each.pop("begun") for each in items)
    return items


def join(rooms: House, session: dict[str, Any], number: int = 0) -> None:
    """An account joins as one of the candidates."""
    found = rooms.certification.candidates.of(session["id"])[number]
    assert rooms.certification.links.link(found, "learner", iso(rooms.clock()))


def sent(content: bytes) -> dict[str, str]:
    return {"name": "file.csv", "content": base64.b64encode(content).decode()}


def row(columns: tuple[str, ...], *parts: dict[str, str]) -> list[str]:
    told: dict[str, str] = {}
    for part in parts:
        told |= part
    return [told.get(name, "") for name in columns]


def sheet(session: dict[str, Any], *lines: dict[str, str], language: str = "en") -> bytes:
    """A sheet of the session, filled in."""
    top = [["Session", session["number"]], labels(language, CANDIDATE)]
    return sheets.write_csv([*top, *(row(CANDIDATE, LINE, each) for each in lines)])


def many(*lines: dict[str, str]) -> bytes:
    """A file of sessions."""
    columns = (*SESSION, *CANDIDATE)
    return sheets.write_csv([labels("en", columns), *(row(columns, each) for each in lines)])


def fields(reply: httpx.Response) -> set[tuple[str, str]]:
    return {(error["where"], error["code"]) for error in reply.json()["errors"]}


def issues(found: list[dict[str, Any]]) -> set[tuple[int, str, str]]:
    assert all(issue["message"] for issue in found)
    return {(issue["line"], issue["field"], issue["code"]) for issue in found}


def test_a_candidate_by_form(member: Caller, where: str) -> None:
    """Enrolled with official names of places; listed, changed, taken back."""
    reply = member("POST", f"{where}/candidates", ADA)
    assert reply.status_code == 201, reply.text
    made = reply.json()
    assert reply.headers["location"] == f"{where}/candidates/{made['id']}"
    assert (made["birth_city"], made["birth_country"], made["extra_time_percent"]) == ("Paris", "France", 33)
    assert (made["needs"], made["joined_at"]) == (["keyboard"], None)
    assert people(member, where) == [made]
    changed = member("PATCH", f"{where}/candidates/{made['id']}", {"first_name": "Augusta", "needs": []})
    assert changed.status_code == 200
    assert changed.json() == {**made, "first_name": "Augusta", "needs": []}
    assert member("DELETE", f"{where}/candidates/{made['id']}").status_code == 204
    assert_problem(member("DELETE", f"{where}/candidates/{made['id']}"), 404, "not-found")
    assert people(member, where) == []


def test_a_repeated_enrolment_is_the_same(member: Caller, where: str) -> None:
    """A lost reply is asked again; the same names told otherwise are a conflict, not a second candidate."""
    first = member("POST", f"{where}/candidates", ADA)
    again = member("POST", f"{where}/candidates", {**ADA, "birth_city": "paris"})
    assert (again.status_code, again.json()) == (200, first.json())
    other = member("POST", f"{where}/candidates", {**ADA, "first_name": "ÀDA", "external_id": "7"})
    assert_problem(other, 409, "candidate-already-enrolled")
    other = member("POST", f"{where}/candidates", {**ADA, "first_name": "Alan"}).json()
    taken = member("PATCH", f"{where}/candidates/{other['id']}", {"first_name": "a-da"})
    assert_problem(taken, 409, "candidate-already-enrolled")
    assert {each["first_name"] for each in people(member, where)} == {"Ada", "Alan"}


def test_sixteen_forms_at_once(member: Caller, where: str, token: Callable[..., str]) -> None:
    """Colleagues who type in the same class list: everybody once, and nobody is told that it failed."""

    def one(number: int) -> int:
        caller = Caller(token("bob", "centre"))
        for _ in range(50):
            reply = caller("POST", f"{where}/candidates", {**ADA, "first_name": f"Ada{number % 2}"})
            if reply.status_code != 503:  # the store asks to try again
                return reply.status_code
        return 0

    with ThreadPoolExecutor(THREADS) as pool:
        codes = sorted(pool.map(one, range(THREADS)))
    assert codes == [200] * (THREADS - 2) + [201, 201]
    assert len(people(member, where)) == 2


def test_everything_wrong_is_told_at_once(member: Caller, where: str) -> None:
    """Each field with its code; nothing is stored."""
    bad = {**ADA, "birth_date": "2190-01-01", "sex": "?", "email": "x", "birth_city": "Atlantis", "first_name": ""}
    reply = member("POST", f"{where}/candidates", bad)
    assert_problem(reply, 422, "candidate-invalid")
    assert fields(reply) == {
        ("first_name", "required"),
        ("birth_date", "date-out-of-range"),
        ("sex", "sex-unknown"),
        ("email", "email-malformed"),
        ("birth_city", "birth-place-unknown"),
    }
    assert people(member, where) == []


def test_a_joined_candidate_stands(rooms: House, member: Caller, session: dict[str, Any], where: str) -> None:
    """From then on the identity is what the invigilator checks: no form and no sheet changes it."""
    made = member("POST", f"{where}/candidates", ADA).json()
    join(rooms, session)
    one = f"{where}/candidates/{made['id']}"
    assert_problem(member("PATCH", one, {"first_name": "Alan"}), 409, "candidate-linked")
    assert_problem(member("DELETE", one), 409, "candidate-linked")
    reply = member("POST", f"{where}/candidate-sheets", sent(sheet(session, {"external_id": "7"})))
    assert issues(reply.json()["errors"]) == {(3, "last_name", "candidate-linked")}
    after = people(member, where)
    assert after[0].pop("joined_at")
    assert after == [{name: value for name, value in made.items() if name != "joined_at"}]


@pytest.mark.parametrize("fact", ["finalized", "cancelled"])
def test_a_closed_session_takes_nobody(
    fact: str, rooms: House, member: Caller, session: dict[str, Any], where: str
) -> None:
    """After the session nobody is enrolled, changed, or taken back."""
    made = member("POST", f"{where}/candidates", ADA).json()
    rooms.certification.sessions.record_fact(session["id"], fact, Fact(iso(rooms.clock())))
    assert_problem(member("POST", f"{where}/candidates", {**ADA, "first_name": "Alan"}), 409, "session-over")
    assert_problem(member("PATCH", f"{where}/candidates/{made['id']}", {"external_id": "7"}), 409, "session-over")
    assert_problem(member("POST", f"{where}/candidate-sheets", sent(sheet(session, {}))), 409, "session-over")
    assert people(member, where) == [made]


def test_a_centre_that_lost_its_approval(rooms: House, member: Caller, centre: Centre, where: str) -> None:
    """Its members still read; nothing is written."""
    centres.set_status(rooms.certification, centre.id, "suspended")
    assert_problem(member("POST", f"{where}/candidates", ADA), 409, "centre-not-approved")
    imported = member("POST", f"/v1/centres/{centre.id}/session-imports", sent(many({**WHERE, **LINE})))
    assert_problem(imported, 409, "centre-not-approved")
    assert people(member, where) == []


@pytest.mark.parametrize("form", ["csv", "ods"])
@pytest.mark.parametrize("language", ["fr", "en", "de"])
def test_the_sheet_goes_out_and_comes_back(form: str, language: str, member: Caller, where: str) -> None:
    """Downloaded with who is enrolled, sent back as it is: nothing changes; with a line more: one person more."""
    member("POST", f"{where}/candidates", {**ADA, "last_name": "=Lovelace"})
    by_code = {**ADA, "first_name": "Zoé", "birth_insee_code": "75056", "birth_postal_code": "", "birth_city": ""}
    member("POST", f"{where}/candidates", by_code)
    before = people(member, where)
    got = member("GET", f"{where}/candidate-sheet?format={form}&language={language}").json()
    assert got["name"].endswith(f".{form}")
    content = base64.b64decode(got["content"])
    report = member("POST", f"{where}/candidate-sheets", sent(content)).json()
    assert report == {"added": 0, "changed": 0, "unchanged": 2, "errors": []}
    assert people(member, where) == before
    rows = [*sheets.read(content), row(CANDIDATE, LINE, {"first_name": "Kurt"})]
    more = sheets.write_csv(rows) if form == "csv" else sheets.write_ods("x", rows)
    assert member("POST", f"{where}/candidate-sheets", sent(more)).json()["added"] == 1
    assert len(people(member, where)) == 3


def test_a_sheet_adds_and_changes_but_removes_nobody(member: Caller, session: dict[str, Any], where: str) -> None:
    """A part of a list sent back must not throw out the others."""
    assert member("POST", f"{where}/candidates", ADA).status_code == 201
    first = sheet(session, {"last_name": "Turing"}, {"last_name": "Hopper"})
    assert member("POST", f"{where}/candidate-sheets", sent(first)).json()["added"] == 2
    second = sheet(session, {"last_name": "Turing", "external_id": "7"}, {"last_name": "Hopper"})
    report = member("POST", f"{where}/candidate-sheets", sent(second)).json()
    assert report == {"added": 0, "changed": 1, "unchanged": 1, "errors": []}
    assert {each["last_name"]: each["external_id"] for each in people(member, where)} == {
        "Lovelace": "",
        "Turing": "7",
        "Hopper": "",
    }


def test_a_long_sheet_is_taken_in_whole(member: Caller, session: dict[str, Any], where: str) -> None:
    """More people than one transaction holds."""
    lines = [{"first_name": f"Ada{number}"} for number in range(130)]
    assert member("POST", f"{where}/candidate-sheets", sent(sheet(session, *lines))).json()["added"] == 130
    again = member("POST", f"{where}/candidate-sheets", sent(sheet(session, *lines))).json()
    assert again == {"added": 0, "changed": 0, "unchanged": 130, "errors": []}
    assert len(people(member, where)) == 130


def test_a_sheet_with_a_wrong_line_writes_nothing(member: Caller, session: dict[str, Any], where: str) -> None:
    """Every wrong line is told with its number, as spreadsheets count; the right ones are not written either."""
    wrong = sheet(
        session,
        {},
        {"first_name": "Alan", "birth_date": "31/02/1990"},
        {"first_name": "ADA"},
        {"first_name": "Kurt", "birth_country": "Atlantis", "extra_time_percent": "a lot"},
    )
    report = member("POST", f"{where}/candidate-sheets", sent(wrong)).json()
    assert (report["added"], report["changed"]) == (0, 0)
    assert issues(report["errors"]) == {
        (4, "birth_date", "not-a-date"),
        (5, "last_name", "duplicate-in-file"),
        (6, "birth_country", "birth-place-unknown"),
        (6, "extra_time_percent", "extra-time-out-of-range"),
    }
    assert people(member, where) == []


def bad_sheets() -> Iterator[tuple[str, Callable[[dict[str, Any]], bytes]]]:
    """(code, the file that is refused with it)."""
    yield "sheet-unreadable", lambda session: b"PK\x03\x04 nothing"
    yield "sheet-unreadable", lambda session: b"\x00\x01"
    yield "sheet-not-for-this-session", lambda session: b""
    yield "sheet-not-for-this-session", lambda session: sheet({"number": "00000000"}, {})
    yield (
        "sheet-not-for-this-session",
        lambda session: sheets.write_csv([labels("en", CANDIDATE), row(CANDIDATE, LINE)]),
    )
    yield "sheet-headers", lambda session: sheets.write_csv([["Session", session["number"]], ["Name", "Age"]])
    yield "sheet-empty", sheet
    yield "sheet-too-long", lambda session: sheet(session, *({"first_name": f"A{n}"} for n in range(2001)))


@pytest.mark.parametrize(("code", "make"), list(bad_sheets()))
def test_wrong_sheets(
    code: str, make: Callable[[dict[str, Any]], bytes], member: Caller, session: dict[str, Any], where: str
) -> None:
    """Another session's sheet, other columns, no table at all: said in a code, nothing written."""
    assert_problem(member("POST", f"{where}/candidate-sheets", sent(make(session))), 422, code)
    assert people(member, where) == []


def test_missing_columns_are_named(member: Caller, session: dict[str, Any], where: str) -> None:
    """Somebody deleted a column and added their own."""
    given = [*labels("en", CANDIDATE)[1:], "Shoe size"]
    reply = member("POST", f"{where}/candidate-sheets", sent(sheets.write_csv([["", session["number"]], given])))
    assert fields(reply) == {("Birth name", "header-missing"), ("Shoe size", "header-unknown")}


def test_a_file_may_be_larger_than_other_requests(member: Caller, session: dict[str, Any], where: str) -> None:
    """Two megabytes here, 64 KB elsewhere."""
    large = sheet(session, {"external_id": "x" * 90}) + b"\r\n" * 60_000
    assert_problem(
        member("POST", f"{where}/candidate-sheets", sent(large + b" " * 2_000_000)), 413, "request-too-large"
    )
    assert member("POST", f"{where}/candidate-sheets", sent(large)).status_code == 200
    assert_problem(member("POST", f"{where}/candidates", {**ADA, "email": "x" * 65_536}), 413, "request-too-large")


def test_many_sessions_from_one_file(member: Caller, centre: Centre) -> None:
    """Looked through, then confirmed: every session with its candidates; confirmed again, the same ones."""
    where = f"/v1/centres/{centre.id}/session-imports"
    told = many(
        {**WHERE, **LINE},
        {**WHERE, **LINE, "first_name": "Alan"},
        {**WHERE, **LINE, "room": "C2"},
        {**WHERE, "room": "C3"},
    )
    reply = member("POST", where, sent(told))
    assert reply.status_code == 201, reply.text
    view = reply.json()
    assert (view["sessions"], view["candidates"], view["errors"]) == (3, 3, [])
    assert issues(view["warnings"]) == {(5, "session", "session-without-candidate")}
    assert member("GET", f"/v1/centres/{centre.id}/sessions").json()["items"] == []
    done = member("POST", reply.headers["location"])
    assert done.status_code == 201
    assert [each["candidates"] for each in done.json()["sessions"]] == [2, 1, 0]
    assert member("POST", reply.headers["location"]).json() == done.json()
    listed = member("GET", f"/v1/centres/{centre.id}/sessions").json()["items"]
    assert {each["number"] for each in listed} == {each["number"] for each in done.json()["sessions"]}
    again = member("POST", where, sent(told))
    assert (again.status_code, again.json()["id"]) == (200, None)
    assert issues(again.json()["errors"]) == {(line, "session", "session-exists") for line in (2, 4, 5)}


def test_candidates_for_planned_sessions(member: Caller, centre: Centre, session: dict[str, Any], where: str) -> None:
    """By the session's number; who is enrolled already is left out with a word."""
    imports_of = f"/v1/centres/{centre.id}/session-imports"
    member("POST", f"{where}/candidates", ADA)
    number = {"session_number": session["number"]}
    reply = member("POST", imports_of, sent(many({**LINE, **number}, {**LINE, **number, "first_name": "Alan"})))
    assert issues(reply.json()["warnings"]) == {(2, "last_name", "candidate-left-out")}
    done = member("POST", reply.headers["location"]).json()
    assert done == {"sessions": [{"id": session["id"], "number": session["number"], "candidates": 2}]}


def test_a_file_with_a_wrong_line_cannot_be_confirmed(member: Caller, centre: Centre) -> None:
    """All its flaws are told; there is nothing to confirm."""
    told = many(
        {**WHERE, **LINE, "date": "15/01/2020"}, {**LINE, "session_number": "00000000"}, {**WHERE, **LINE, "sex": ""}
    )
    reply = member("POST", f"/v1/centres/{centre.id}/session-imports", sent(told))
    assert (reply.status_code, reply.json()["id"], reply.json()["expires_at"]) == (200, None, None)
    assert issues(reply.json()["errors"]) == {
        (2, "date", "session-in-the-past"),
        (3, "session_number", "session-unknown"),
        (4, "sex", "required"),
    }


def test_a_file_of_too_many_sessions(member: Caller, centre: Centre) -> None:
    """One request has to carry it out: a file has its most."""
    told = many(*({**WHERE, **LINE, "room": f"C{number}"} for number in range(101)))
    assert_problem(member("POST", f"/v1/centres/{centre.id}/session-imports", sent(told)), 422, "import-too-large")


def test_a_confirmation_killed_half_way_completes(
    rooms: House, member: Caller, centre: Centre, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Wherever it stops, the same call again makes what is missing, and nothing twice."""
    lines = [{**WHERE, **LINE, "room": f"C{number % 4}", "first_name": f"Ada{number}"} for number in range(12)]
    reply = member("POST", f"/v1/centres/{centre.id}/session-imports", sent(many(*lines)))
    enrol, calls = imports.enrol_all, []

    def killed(*given: Any, **more: Any) -> Any:
        calls.append(given)
        if len(calls) in (2, 5):
            raise Busy()
        return enrol(*given, **more)

    monkeypatch.setattr(imports, "enrol_all", killed)
    assert [member("POST", reply.headers["location"]).status_code for _ in range(3)] == [503, 503, 201]
    done = member("POST", reply.headers["location"]).json()["sessions"]
    assert [each["candidates"] for each in done] == [3, 3, 3, 3]
    assert len(member("GET", f"/v1/centres/{centre.id}/sessions").json()["items"]) == 4


def test_sixteen_confirmations_at_once(member: Caller, centre: Centre, token: Callable[..., str]) -> None:
    """Impatient clicks: each session and each candidate once."""
    lines = [{**WHERE, **LINE, "room": f"C{number % 2}", "first_name": f"Ada{number}"} for number in range(6)]
    where = member("POST", f"/v1/centres/{centre.id}/session-imports", sent(many(*lines))).headers["location"]

    def one(_: int) -> int:
        caller = Caller(token("bob", "centre"))
        for _ in range(50):
            reply = caller("POST", where)
            if reply.status_code != 503:
                return reply.status_code
        return 0

    with ThreadPoolExecutor(THREADS) as pool:
        assert set(pool.map(one, range(THREADS))) == {201}
    done = member("POST", where).json()["sessions"]
    assert [each["candidates"] for each in done] == [3, 3]
    assert len(member("GET", f"/v1/centres/{centre.id}/sessions").json()["items"]) == 2


def test_what_changed_before_the_confirmation(member: Caller, centre: Centre) -> None:
    """Somebody planned the same room meanwhile: refused before anything is written."""
    where = f"/v1/centres/{centre.id}/session-imports"
    reply = member("POST", where, sent(many({**WHERE, **LINE, "room": "C0"}, {**WHERE, **LINE})))
    member("POST", f"/v1/centres/{centre.id}/sessions", plan(9, room="C1", address=WHERE["address"]))
    assert_problem(member("POST", reply.headers["location"]), 409, "session-exists")
    assert len(member("GET", f"/v1/centres/{centre.id}/sessions").json()["items"]) == 1


def test_a_preview_is_its_members_and_for_two_hours(
    member: Caller, admin: Caller, centre: Centre, clock: MovingClock, token: Callable[..., str]
) -> None:
    """A colleague confirms what they looked through themselves; yesterday's preview is no promise."""
    reply = member("POST", f"/v1/centres/{centre.id}/session-imports", sent(many({**WHERE, **LINE})))
    where = reply.headers["location"]
    assert_problem(admin("POST", where), 410, "import-expired")
    assert_problem(member("POST", where.replace(reply.json()["id"], UNKNOWN)), 410, "import-expired")
    clock.now += timedelta(minutes=120)
    assert_problem(Caller(token("bob", "centre"))("POST", where), 410, "import-expired")


def test_the_template_can_be_filled_in(member: Caller, centre: Centre) -> None:
    """What is offered for download is what is understood."""
    got = member("GET", f"/v1/centres/{centre.id}/session-imports/template?format=csv&language=de").json()
    rows = [*sheets.read(base64.b64decode(got["content"])), row((*SESSION, *CANDIDATE), WHERE, LINE)]
    reply = member("POST", f"/v1/centres/{centre.id}/session-imports", sent(sheets.write_csv(rows)))
    assert reply.json()["sessions"] == 1


def routes(centre: Centre, session: str, candidate: str, preview: str) -> Iterator[tuple[str, str, Any]]:
    """Every route of enrolment, with a body that its own people could send."""
    here, sessions = f"/v1/certification-sessions/{session}", f"/v1/centres/{centre.id}/session-imports"
    yield "GET", f"{here}/candidates", None
    yield "POST", f"{here}/candidates", ADA
    yield "PATCH", f"{here}/candidates/{candidate}", {"external_id": "7"}
    yield "DELETE", f"{here}/candidates/{candidate}", None
    yield "GET", f"{here}/candidate-sheet", None
    yield "POST", f"{here}/candidate-sheets", sent(b"x")
    yield "GET", f"{sessions}/template", None
    yield "POST", sessions, sent(b"x")
    yield "POST", f"{sessions}/{preview}/confirmation", None


def test_only_people_of_the_centre(
    member: Caller, stranger: Caller, centre: Centre, session: dict[str, Any], where: str, token: Callable[..., str]
) -> None:
    """Another centre's admin learns nothing, not even that it exists; other applications are refused."""
    made = member("POST", f"{where}/candidates", ADA).json()
    preview = member("POST", f"/v1/centres/{centre.id}/session-imports", sent(many({**WHERE, **LINE}))).json()["id"]
    for method, path, body in routes(centre, session["id"], made["id"], preview):
        assert_problem(stranger(method, path, body), 404, "not-found")
        assert_problem(Caller()(method, path, body), 401, "unauthenticated")
        for application in ("learner", "invigilator", "jury"):
            assert_problem(Caller(token("bob", application))(method, path, body), 403, "forbidden")
    assert people(member, where) == [made]


def test_no_log_knows_a_candidate(
    member: Caller,
    session: dict[str, Any],
    where: str,
    caplog: pytest.LogCaptureFixture,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Logs are kept a month and read by operators: no name, no date, no address may be in them."""
    caplog.set_level(logging.DEBUG, logger="pix")
    member("POST", f"{where}/candidates", ADA)
    member("POST", f"{where}/candidates", {**ADA, "sex": "?"})
    member("POST", f"{where}/candidate-sheets", sent(sheet(session, {"birth_date": "yesterday"})))
    written = caplog.text + "".join(capsys.readouterr())
    assert not [told for told in ("Ada", "Lovelace", "1990-12-10", "lovelace.example") if told in written]
