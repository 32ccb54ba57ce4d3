"""What cannot be done to a session is refused with its code, and everything is as it was: not an item was touched."""

import base64
from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest

from chalicelib.bootstrap import House
from chalicelib.certification.service import centres
from chalicelib.certification.sheet_columns import CANDIDATE, SESSION, labels
from chalicelib.certification.sheets import write_csv
from tests.api.certification.test_matrix import Make, Place, items, make
from tests.api.conftest import Caller, MovingClock
from tests.fakes import certification_day as day
from tests.fakes.certification import plan
from tests.fakes.certification_day import DAYS, Page

__all__ = ["make"]
ADA = {"first_name": "Ada", "last_name": "Lovelace", "birth_date": "1990-12-10", "sex": "F"} | {
    "birth_country": "Belgium",
    "birth_city": "Namur",
}
LINE = {**ADA, "birth_date": "10/12/1990"}
WHERE = {"address": "1 rue Ada", "room": "C1", "date": "15/01/2027", "time": "09:30", "invigilators": "Grace"}


def here(place: Place, rest: str = "") -> str:
    """An address of the session."""
    return f"/v1/certification-sessions/{place.session.id}{rest}"


def there(place: Place, rest: str) -> str:
    """An address of its centre."""
    return f"/v1/centres/{place.session.centre}{rest}"


def sent(*rows: list[str]) -> dict[str, str]:
    """A file."""
    return {"name": "x.csv", "content": base64.b64encode(write_csv(list(rows))).decode()}


def sheet(place: Place, *lines: dict[str, str], number: str = "") -> dict[str, str]:
    """A sheet made for the session, or for the one of that number."""
    cells = [[line.get(name, "") for name in CANDIDATE] for line in lines]
    return sent(["Session", number or place.session.number], labels("en", CANDIDATE), *cells)


def file_of(*lines: dict[str, str]) -> dict[str, str]:
    """A file of sessions."""
    columns = (*SESSION, *CANDIDATE)
    return sent(labels("en", columns), *([line.get(name, "") for name in columns] for line in lines))


Sent = Callable[[Place], httpx.Response]


def wrong() -> Iterator[tuple[str, str, Sent]]:
    """(what, the codes that it is told with, the request)."""

    def post(where: Callable[[Place, str], str], rest: str, body: Any) -> Sent:
        return lambda place: place.admin("POST", where(place, rest), body(place) if callable(body) else body)

    yield "planned in the past", "session-in-the-past", post(there, "/sessions", plan(9, date="2020-01-15"))
    yield "no such day", "invalid-request", post(there, "/sessions", plan(9, date="2027-02-30"))
    yield "born in Atlantis", "candidate-invalid", post(here, "/candidates", {**ADA, "birth_city": ""})
    yield "no such country", "candidate-invalid", post(here, "/candidates", {**ADA, "birth_country": "Atlantis"})
    yield "born tomorrow", "candidate-invalid", post(here, "/candidates", {**ADA, "birth_date": "2190-01-01"})
    twice = {**ADA, "first_name": "elodie", "last_name": "d'ete 0", "birth_date": "2001-02-03"}
    yield "enrolled twice", "candidate-already-enrolled", post(here, "/candidates", twice)
    foreign = sent(["Session", "00000000"], labels("en", CANDIDATE), list(LINE.values()))
    yield "another session's sheet", "sheet-not-for-this-session", post(here, "/candidate-sheets", foreign)
    rubbish = {"name": "x.ods", "content": base64.b64encode(b"PK\x03\x04 nothing").decode()}
    yield "no sheet at all", "sheet-unreadable", post(here, "/candidate-sheets", rubbish)
    yield (
        "other columns",
        "sheet-headers",
        post(here, "/candidate-sheets", lambda place: sent(["Session", place.session.number], ["Name", "Age"])),
    )
    yield (
        "a sheet with a line twice",
        "duplicate-in-file",
        post(here, "/candidate-sheets", lambda place: sheet(place, LINE, LINE)),
    )
    yield (
        "a sheet with one wrong line",
        "birth-place-unknown",
        post(
            here,
            "/candidate-sheets",
            lambda place: sheet(place, LINE, {**LINE, "first_name": "Kurt", "birth_country": "Atlantis"}),
        ),
    )
    yield "no report without words", "report-incomplete", post(here, "/reports", _note("signature"))
    yield "a report on a stranger", "not-found", post(here, "/reports", {**_note("fraud"), "candidate": "x" * 26})
    yield "not finished, no reason", "finalization-incomplete", post(here, "/finalization", {})


def _note(category: str) -> dict[str, str]:
    return {"report_id": "report-0001", "candidate": "x" * 26, "category": category}


def codes(reply: httpx.Response) -> set[str]:
    """The code of the refusal; of a sheet, those of its lines."""
    told = reply.json()
    if reply.status_code >= 400:
        return {told["code"]}
    return {issue["code"] for issue in told["errors"]}


WRONG = list(wrong())


@pytest.mark.parametrize(("code", "send"), [(code, send) for _, code, send in WRONG], ids=[what for what, *_ in WRONG])
def test_a_centre_is_refused(make: Make, code: str, send: Sent) -> None:
    """The member learns what is wrong by its code, and no item of the table has changed; nor the second time."""
    place = make(1)
    before = items()
    for _ in range(2):
        assert codes(send(place)) == {code}
        assert items() == before


def test_a_file_of_sessions_with_a_wrong_line(make: Make) -> None:
    """All errors with their lines; the file can be confirmed by nobody, and nothing is planned."""
    place = make(1)
    before = items()
    wrong = file_of({**WHERE, **LINE}, {**WHERE, **LINE, "date": "15/01/2020", "room": "C2"})
    looked = place.admin("POST", there(place, "/session-imports"), wrong).json()
    assert {(issue["line"], issue["field"]) for issue in looked["errors"]} == {(3, "date")}
    confirmed = place.admin("POST", there(place, f"/session-imports/{looked['id']}/confirmation"))
    assert confirmed.status_code >= 400
    assert items() == before


def test_a_centre_that_lost_its_approval(make: Make, rooms: House, token: Callable[..., str]) -> None:
    """Nobody is planned, enrolled, joined or let in any more; what stands stays."""
    place = make(1)
    waiting = Page(_learner(rooms, token, "bob"), day.enrol(rooms, place.session, 7))
    assert waiting.join(session_number=place.session.number).status_code == 200
    day.confirm(rooms, waiting.candidate)
    late = Page(_learner(rooms, token, "cleo"), day.enrol(rooms, place.session, 8))
    centres.set_status(rooms.certification, place.session.centre, "suspended")
    before = items()
    for reply in (
        place.admin("POST", there(place, "/sessions"), plan(9)),
        place.admin("POST", there(place, "/session-imports"), file_of({**WHERE, **LINE})),
        place.admin("POST", here(place, "/candidates"), ADA),
        place.admin("POST", here(place, "/candidate-sheets"), sheet(place, LINE)),
        late.join(session_number=place.session.number),
        waiting.enter(),
    ):
        assert codes(reply) == {"centre-not-approved"}
    assert items() == before


def test_somebody_who_is_not_certifiable(make: Make, rooms: House, token: Callable[..., str]) -> None:
    """Told how many competences are missing; the candidate waits for the account that has them."""
    place = make(1)
    day.certifiable(rooms, "bob", day.CODES[:4])
    page = Page(Caller(token("bob", life=DAYS)), day.enrol(rooms, place.session, 7))
    before = items()
    reply = page.join(session_number=place.session.number)
    assert (codes(reply), reply.json()["missing_competences"]) == ({"not-certifiable"}, 1)
    assert items() == before


def test_what_a_running_session_refuses(make: Make, rooms: House, clock: MovingClock) -> None:
    """A plan that people sit in stands; who is in is not taken out; a wrong code opens nothing."""
    place = make(1)
    one = here(place, f"/candidates/{place.candidate.id}")
    before = items()
    for code, reply in (
        ("session-started", place.admin("PATCH", here(place), {"version": 1, "room": "C1"})),
        ("session-started", place.admin("POST", here(place, "/cancellation"), {})),
        ("session-started", place.admin("DELETE", here(place))),
        ("candidate-linked", place.admin("PATCH", one, ADA)),
        ("candidate-linked", place.admin("DELETE", one)),
        ("access-code-wrong", place.page.enter(access_code="WRONG2")),
        ("answer-out-of-order", place.page.answer(9, None)),
        ("answer-malformed", place.page.answer(1, {"no such field": "x"})),
        ("answer-out-of-order", place.page.alert(9)),
    ):
        assert codes(reply) == {code}
    assert items() == before


def test_a_second_finalization(make: Make, clock: MovingClock) -> None:
    """Said again, it is the same; said otherwise, by whomever and whenever, the first stands to the last byte."""
    place = make(1)
    place.finalize()
    before = items()
    clock.move(hours=1)
    assert place.admin("POST", here(place, "/finalization"), {}).status_code == 200
    assert codes(place.admin("POST", here(place, "/finalization"), {"comment": "No"})) == {"session-over"}
    assert codes(place.admin("POST", here(place, "/finalization"), {"incident": True})) == {"session-over"}
    assert items() == before


def _learner(rooms: House, token: Callable[..., str], person: str) -> Caller:
    day.certifiable(rooms, person)
    return Caller(token(person, life=DAYS))
