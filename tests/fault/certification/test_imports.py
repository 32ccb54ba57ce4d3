"""Files of sessions and sheets when the process dies after any of its writes: repeated, they are complete, once."""

from collections.abc import Callable
from typing import Any

import pytest

from chalicelib.bootstrap import House
from chalicelib.certification import sheets
from chalicelib.certification.model import Centre
from chalicelib.certification.schemas.centre import PlanSession
from chalicelib.certification.schemas.enrolment import SendImport
from chalicelib.certification.service import candidate_sheets, imports, planning
from chalicelib.certification.sheet_columns import CANDIDATE, SESSION, labels
from tests.fakes.certification import add_centre, plan, with_postman
from tests.fakes.store_calls import disturbed

WRITES = "PutItem UpdateItem DeleteItem TransactWriteItems"
COLUMNS = (*SESSION, *CANDIDATE)
LINE = {
    "address": "1 rue Ada",
    "date": "15/01/2027",
    "time": "09:30",
    "invigilators": "Grace Hopper",
    "last_name": "Lovelace",
    "birth_date": "10/12/1990",
    "sex": "F",
    "birth_city": "Namur",
    "birth_country": "Belgique",
}


class Killed(BaseException):
    """The process is no more; nothing of ours catches it."""


def killed_after(number: int) -> Callable[[int, Callable[[], Any]], Any]:
    """The write of this number is carried out, and nothing after it happens."""

    def disturb(sent: int, send: Callable[[], Any]) -> Any:
        if sent < number:
            return None
        assert send().status_code == 200
        raise Killed

    return disturb


def dying(work: Callable[[], Any], number: int) -> bool:
    """Do the work and die after that write; whether it had so many."""
    try:
        with disturbed(WRITES, killed_after(number)):
            work()
    except Killed:
        return True
    return False


@pytest.fixture
def rooms(rooms: House) -> House:
    return with_postman(rooms)


@pytest.fixture
def centre(rooms: House) -> Centre:
    return add_centre(rooms, ada="admin")


def file_of(room: str) -> bytes:
    """Two sessions of two people each."""
    lines = [{**LINE, "room": f"{room}{number % 2}", "first_name": f"Ada{number}"} for number in range(4)]
    return sheets.write_csv([labels("fr", COLUMNS), *([line.get(name, "") for name in COLUMNS] for line in lines)])


def test_a_confirmation_killed_after_any_write_completes(rooms: House, centre: Centre) -> None:
    """Two sessions with two people each, whatever was written when the process died."""
    ports, number, alive = rooms.certification, 0, True
    while alive:
        number += 1
        command = SendImport(name="x.csv", content=file_of(f"R{number}-"))
        preview, draft = imports.look_through(ports, "ada", centre.id, command, "fr")
        assert draft.errors == []
        alive = dying(lambda preview=preview: imports.confirm(ports, "ada", centre.id, preview.id), number)
        made = imports.confirm(ports, "ada", centre.id, preview.id)
        assert [each.candidates for each in made] == [2, 2]
        planned, _ = ports.sessions.page(centre.id, "", 1000)
        assert len(planned) == 2 * number
    assert number > 6


def test_a_sheet_killed_after_any_write_completes(rooms: House, centre: Centre) -> None:
    """Ninety people are three transactions; sent again, the sheet finds who is enrolled and adds the others."""
    ports, number, alive = rooms.certification, 0, True
    while alive:
        number += 1
        session, _ = planning.plan(ports, "ada", centre.id, PlanSession(**plan(number)))
        people = [{**LINE, "first_name": f"Ada{each}"} for each in range(90)]
        lines = [[person.get(name, "") for name in CANDIDATE] for person in people]
        sheet = sheets.write_csv([["Session", session.number], labels("fr", CANDIDATE), *lines])
        alive = dying(
            lambda sheet=sheet, session=session: candidate_sheets.take_in(ports, "ada", session.id, sheet, "fr"), number
        )
        report = candidate_sheets.take_in(ports, "ada", session.id, sheet, "fr")
        assert (report.errors, report.added + report.unchanged) == ((), 90)
        assert len(ports.candidates.of(session.id)) == 90
    assert number == 4
