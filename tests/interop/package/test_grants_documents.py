"""What making papers of a session really calls on the tables is what the roles grant."""

from collections.abc import Callable

from app import app
from chalicelib.bootstrap import House
from chalicelib.certification.documents.model import DocumentJob
from chalicelib.local.functions import run
from chalicelib.shared import tokens
from tests.api.conftest import LIFE, Caller
from tests.fakes import certification_day as day
from tests.fakes.certification import add_member
from tests.interop.package.test_grants import Calls, calls, granted, house

__all__ = ["calls", "granted", "house"]


def test_papers_of_a_session(calls: Calls, house: House, granted: Callable[[str], Calls]) -> None:
    """The API function asks and reads; the task reads more, and writes only the end."""
    session = day.plan(house)
    day.enrol(house, session)
    add_member(house, session.centre, "mia")
    member = tokens.Principal("mia", "centre")
    mia = Caller(tokens.issue(member, house.settings.token_secret, house.clock(), LIFE))
    where = f"/v1/certification-sessions/{session.id}/documents"
    calls.clear()
    asked = mia("POST", where, {"kind": "attendance"}).json()
    assert mia("GET", f"{where}/{asked['id']}").status_code == 200
    assert calls
    assert calls - granted("APIHandler") == set()
    calls.clear()
    _, failed = run(app, "session_document_make", {"job": asked["id"]})
    assert not failed
    made = house.session_documents.jobs.get(asked["id"])
    assert isinstance(made, DocumentJob)
    assert made.status == "done"
    assert {action for action, _ in calls} >= {"dynamodb:UpdateItem", "dynamodb:DeleteItem"}
    assert calls - granted("SessionDocumentMake") == set()
