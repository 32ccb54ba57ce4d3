"""The attendance sheet and the invigilator's kit over HTTP: asked for, made, fetched; and what other people see."""

import io
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pikepdf
import pytest

from chalicelib.bootstrap import House
from chalicelib.certification.documents import service
from chalicelib.certification.documents.workflow import reconcile
from chalicelib.certification.model import Session
from chalicelib.shared.objects import FolderObjects
from tests.api.conftest import Caller, MovingClock, assert_problem
from tests.fakes import certification_day as day
from tests.fakes.accounts import MemoryExecutions
from tests.fakes.certification import add_member
from tests.interop.certificates.test_documents import elements, text


class Printer(MemoryExecutions):
    """Runs the one task of `session-document` at once."""

    def __init__(self, rooms: House) -> None:
        super().__init__()
        self._rooms = rooms

    def start(self, workflow: str, name: str, arguments: Mapping[str, Any]) -> bool:
        """See Executions."""
        started = super().start(workflow, name, arguments)
        if started:
            service.make(self._rooms.session_documents, arguments["job"])
        return started


@pytest.fixture
def printer(rooms: House) -> Printer:
    made = Printer(rooms)
    rooms.certification = replace(rooms.certification, executions=made)
    return made


@pytest.fixture
def member(printer: Printer, rooms: House, session: Session, token: Callable[..., str]) -> Caller:
    """A member of the session's centre."""
    add_member(rooms, session.centre, "mia")
    return Caller(token("mia", "centre"))


def path(session: Session, job: str = "") -> str:
    return f"/v1/certification-sessions/{session.id}/documents" + (f"/{job}" if job else "")


def fetched(rooms: House, member: Caller, session: Session, kind: str, language: str = "fr") -> bytes:
    """A document from the request to its bytes, by the link that the member got."""
    asked = member("POST", path(session), {"kind": kind, "language": language})
    assert asked.status_code == 202, asked.text
    assert asked.headers["location"] == path(session, asked.json()["id"])
    made = member("GET", asked.headers["location"]).json()
    assert (made["status"], made["kind"], made["reason"]) == ("done", kind, None)
    link = urlsplit(made["url"])
    given = {name: values[0] for name, values in parse_qs(link.query).items()}
    assert isinstance(rooms.objects, FolderObjects)
    opened = rooms.objects.opened(
        link.path.partition("/private/")[2], given["until"], given.get("name", ""), given["signature"]
    )
    assert opened
    return opened.body


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_kit_has_what_an_invigilator_needs(rooms: House, member: Caller, session: Session, language: str) -> None:
    """Whoever supervises gets it on paper: without number, password and address nobody is let in."""
    body = fetched(rooms, member, session, "kit", language)
    words, rules = text(body), rooms.settings.rules
    numbers = (f"{rules.certification_questions} questions", f"{rules.certification_minutes} minutes")
    for needed in (session.number, session.access_code, session.invigilator_password, *numbers):
        assert needed in words, needed
    with pikepdf.open(io.BytesIO(body)) as document:
        assert document.Root.Lang == language
        assert len(document.pages) == 1
        links = [str(each.A.URI) for each in document.pages[0].Annots if each.Subtype == "/Link"]
    assert links == [f"{rooms.settings.public_url}/{language}/invigilator"]


def test_an_attendance_sheet_lists_everybody_by_name(rooms: House, member: Caller, session: Session) -> None:
    """The sheet is signed line by line: nobody may be missing, and everybody is found by name."""
    for number, name in enumerate(["Zola", "Éluard", "diallo", "Eberhardt"]):
        day.enrol(rooms, session, number, last_name=name, first_name="A", extra_time=0.33 if name == "Zola" else 0.0)
    words = text(fetched(rooms, member, session, "attendance"))
    order = [words.index(f"{name} A") for name in ("diallo", "Eberhardt", "Éluard", "Zola")]
    assert order == sorted(order)
    assert words.count("+ 33 %") == 1
    assert session.access_code not in words


def test_a_long_list_takes_several_pages_with_its_header_on_each(
    rooms: House, member: Caller, session: Session
) -> None:
    """A second page without the columns' names would be signed in the wrong box; a reader hears them too."""
    for number in range(25):
        day.enrol(rooms, session, number)
    body = fetched(rooms, member, session, "attendance", "en")
    with pikepdf.open(io.BytesIO(body)) as document:
        pages = len(document.pages)
        tags = [str(each.S) for each in elements(document.Root.StructTreeRoot.K)]
    assert pages > 1
    assert text(body).count("Signature on arrival") == pages
    assert (tags.count("/TR"), tags.count("/TH")) == (26, 6)


def test_a_sheet_of_nobody_can_be_printed(rooms: House, member: Caller, session: Session) -> None:
    """A centre may print before it enrols."""
    assert "No candidate" in text(fetched(rooms, member, session, "attendance", "en"))


def test_a_name_that_cannot_be_printed_is_told(rooms: House, member: Caller, session: Session) -> None:
    """The member learns which text it is, instead of waiting for a document that never comes."""
    day.enrol(rooms, session, last_name="田中")
    job = member("POST", path(session), {"kind": "attendance"}).json()["id"]
    made = member("GET", path(session, job)).json()
    assert (made["status"], made["url"]) == ("failed", None)
    assert "田" in made["reason"]


def test_strangers_see_neither_session_nor_document(
    rooms: House, member: Caller, session: Session, token: Callable[..., str]
) -> None:
    """The kit opens the test, the sheet names people: for another centre there is no such session."""
    job = member("POST", path(session), {"kind": "kit"}).json()["id"]
    add_member(rooms, day.plan(rooms, number="87654321").centre, "eve")
    eve = Caller(token("eve", "centre"))
    assert_problem(eve("POST", path(session), {"kind": "kit"}), 404, "not-found")
    assert_problem(eve("GET", path(session, job)), 404, "not-found")


def test_a_request_belongs_to_its_session(rooms: House, member: Caller, session: Session) -> None:
    """An id of one session's document opens nothing under another session of the same centre."""
    job = member("POST", path(session), {"kind": "kit"}).json()["id"]
    other = day.plan(rooms, number="87654321")
    add_member(rooms, other.centre, "mia")
    assert_problem(member("GET", path(other, job)), 404, "not-found")
    assert_problem(member("GET", path(session, "x")), 404, "not-found")


def test_a_document_is_forgotten(
    rooms: House, member: Caller, session: Session, clock: MovingClock, token: Callable[..., str]
) -> None:
    """It holds names and codes: a day later it must be asked for again."""
    job = member("POST", path(session), {"kind": "kit"}).json()["id"]
    clock.now += timedelta(hours=rooms.settings.rules.session_document_hours)
    assert_problem(Caller(token("mia", "centre"))("GET", path(session, job)), 404, "not-found")


def test_lost_work_is_found(rooms: House, member: Caller, printer: Printer, session: Session) -> None:
    """Step Functions may be away when somebody asks: the request stands, and a reconcile has it carried out."""
    printer.reachable = False
    job = member("POST", path(session), {"kind": "kit"}).json()
    assert job["status"] == "requested"
    printer.reachable = True
    (found,) = reconcile(rooms.session_documents)
    assert found.started
    assert member("GET", path(session, job["id"])).json()["status"] == "done"
    assert reconcile(rooms.session_documents) == []


def test_a_task_may_run_twice(rooms: House, member: Caller, printer: Printer, session: Session) -> None:
    """A late repetition must not bring back what ended, nor make another document."""
    job = member("POST", path(session), {"kind": "kit"}).json()
    (key,) = rooms.objects.keys("papers/")
    before = rooms.objects.get(key)
    service.make(rooms.session_documents, job["id"])
    assert rooms.objects.get(key) == before
    stored = rooms.session_documents.jobs.get(job["id"])
    assert stored
    assert not rooms.session_documents.jobs.end(stored, "late")
    assert member("GET", path(session, job["id"])).json()["status"] == "done"


def test_a_session_that_is_gone_ends_its_requests(rooms: House, printer: Printer) -> None:
    """A deleted session leaves no request that is tried for ever."""
    from chalicelib.certification.documents.model import DocumentJob

    job = DocumentJob(id="J" * 26, session="S" * 26, kind="kit", language="fr", requested_by="p", requested_at="")
    rooms.session_documents.jobs.add(job, 2**40)
    service.make(rooms.session_documents, job.id)
    stored = rooms.session_documents.jobs.get(job.id)
    assert stored
    assert (stored.status, stored.reason) == ("failed", service.GONE)
    assert rooms.session_documents.jobs.next_generation(stored) is None
