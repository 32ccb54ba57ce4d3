"""Who gets what on whose things: every route of certification and jury, for every kind of person.

Each route has one line: what its own people get, then what those get who hold the same application but not the thing.
Whoever holds another application is refused before anything is read; without a token there is nothing at all.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import pytest

from chalicelib.bootstrap import House
from chalicelib.certification.model import Candidate, Session
from chalicelib.certification.service import centres, invigilation
from chalicelib.certification.store.rows import CertificationRow
from chalicelib.jury.service.members import set_member
from chalicelib.shared.http import Edge
from chalicelib.shared.http.edge import Route
from tests.api.conftest import Caller
from tests.fakes import certification_day as day
from tests.fakes.accounts import MemoryExecutions
from tests.fakes.certification import add_member, plan
from tests.fakes.certification_day import DAYS, Page
from tests.fakes.jury import Before, Sitting, handed_over, with_executions

FAMILIES = ("centres", "certification-sessions", "invigilations", "candidacies", "certification-tests", "jury")
NOBODYS = "01M8000000000000000000000A"
ROUTES = {f"{r.method} {r.path}": r for r in Edge.routes if r.access and r.path.split("/")[2] in FAMILIES}

HERE, ONE = "/v1/certification-sessions/{session_id}", "/v1/invigilations/current/candidates/{candidate_id}"
CENTRE, TEST, CANDIDACY = (
    "/v1/centres/{centre_id}",
    "/v1/certification-tests/{test_id}",
    "/v1/candidacies/{candidate_id}",
)
JURY = "/v1/jury/sessions/{session_id}"
CASE = JURY + "/cases/{candidate_id}"
NOTE = {"report_id": "report-0001", "candidate": "{candidate_id}", "category": "fraud"}
PERSON = {"first_name": "Ada", "last_name": "Byron", "birth_date": "1990-12-10", "sex": "F"}
BORN = {"birth_country": "Belgium", "birth_city": "Namur"}
BODIES: dict[str, dict[str, Any]] = {
    "EnrolCandidate": {**PERSON, **BORN},
    "ChangeCandidate": {**PERSON, **BORN, "external_id": "7"},
    "PlanSession": plan(9),
    "ChangeSession": {"version": 1, "room": "C1"},
    "SendSheet": {"name": "x.csv", "content": "eA=="},
    "SendImport": {"name": "x.csv", "content": "eA=="},
    "InviteMember": {"email": "joan@example.org"},
    "AskDocument": {"kind": "kit"},
    "AbortReasonGiven": {"reason": "technical"},
    "NewReport": NOTE,
    "DecideAlert": {"decision": "dismiss"},
    "DecideIdentity": {"decision": "accepted"},
    "JoinSession": {"session_number": "{session_number}", "first_name": "Élodie", "last_name": "D'Été 0"}
    | {"birth_date": "2001-02-03"},
    "EnterTest": {"access_code": day.ACCESS_CODE, "entry_id": "0123456789abcdef", "language": "en"},
    "AnswerQuestion": {"answer_id": "answer-9999", "number": 1, "value": None},
    "RaiseAlert": {"alert_id": "alert-9999", "number": 1, "category": "image"},
    "MakeAppeal": {"text": "Look again."},
    "CastVote": {"round": 1, "choice": "validate", "reason": "fine"},
    "VoteOnList": {"round": 1, "choice": "adopt", "reason": "fine"},
    "Reopen": {"reason": "An appeal."},
}
Codes = Mapping[str, tuple[str, ...]]

# an admin of the session's centre | the same once the centre is suspended | the same once the session is finalized
OF_CENTRES: Codes = {
    f"GET {CENTRE}": ("200", "200", "200"),
    f"GET {CENTRE}/members": ("200", "200", "200"),
    f"GET {CENTRE}/invitations": ("200", "200", "200"),
    f"GET {CENTRE}/sessions": ("200", "200", "200"),
    f"GET {CENTRE}/session-imports/template": ("200", "200", "200"),
    f"GET {HERE}": ("200", "200", "200"),
    f"GET {HERE}/candidates": ("200", "200", "200"),
    f"GET {HERE}/candidate-sheet": ("200", "200", "200"),
    f"GET {HERE}/closing": ("200", "200", "200"),
    f"GET {HERE}/documents/{{job_id}}": ("not-found", "not-found", "not-found"),
    f"GET {HERE}/results": ("200", "200", "200"),
    f"GET {HERE}/results/file": ("not-found", "not-found", "not-found"),
    f"POST {HERE}/results/files": ("not-found", "not-found", "not-found"),
    f"GET {HERE}/results-links": ("not-found", "not-found", "not-found"),
    f"POST {HERE}/results-links": ("not-found", "not-found", "not-found"),  # nothing is published yet
    f"DELETE {HERE}/results-links/{{link_id}}": ("not-found", "not-found", "not-found"),
    f"POST {CENTRE}/invitations": ("201", "201", "201"),
    f"DELETE {CENTRE}/invitations/{{invitation_id}}": ("not-found", "not-found", "not-found"),
    f"DELETE {CENTRE}/members/{{person_id}}": ("not-found", "not-found", "not-found"),
    f"POST {CENTRE}/sessions": ("201", "centre-not-approved", "201"),
    f"POST {CENTRE}/session-imports": ("sheet-headers", "centre-not-approved", "sheet-headers"),
    f"POST {CENTRE}/session-imports/{{import_id}}/confirmation": ("import-expired", "import-expired", "import-expired"),
    f"PATCH {HERE}": ("session-started", "session-started", "session-started"),
    f"DELETE {HERE}": ("session-started", "session-started", "session-started"),
    f"POST {HERE}/cancellation": ("session-started", "session-started", "session-started"),
    f"POST {HERE}/candidates": ("201", "centre-not-approved", "session-over"),
    f"PATCH {HERE}/candidates/{{candidate_id}}": ("candidate-linked", "candidate-linked", "candidate-linked"),
    f"DELETE {HERE}/candidates/{{candidate_id}}": ("candidate-linked", "candidate-linked", "candidate-linked"),
    f"DELETE {HERE}/candidates/{{candidate_id}}/account": ("test-begun", "test-begun", "test-begun"),
    f"POST {HERE}/candidate-sheets": ("sheet-not-for-this-session", "centre-not-approved", "session-over"),
    f"POST {HERE}/documents": ("202", "202", "202"),
    f"POST {HERE}/reports": ("201", "201", "session-over"),
    f"DELETE {HERE}/reports/{{report_id}}": ("204", "204", "204"),
    f"PUT {HERE}/candidates/{{candidate_id}}/abort-reason": ("204", "204", "session-over"),
    f"POST {HERE}/finalization": ("200", "200", "200"),
}
# an invigilator of the session | one of another session | one of the session once it is finalized
OF_INVIGILATORS: Codes = {
    "GET /v1/invigilations/current": ("200", "200", "session-over"),
    "POST /v1/invigilations/current/reports": ("201", "not-found", "session-over"),
    f"POST {ONE}/confirmation": ("204", "not-found", "session-over"),
    f"DELETE {ONE}/confirmation": ("204", "not-found", "session-over"),
    f"POST {ONE}/identity-check": ("204", "not-found", "session-over"),
    f"POST {ONE}/alerts/{{number}}/decision": ("alert-not-open", "not-found", "session-over"),
    f"POST {ONE}/end": ("204", "not-found", "session-over"),
}
# the candidate | another learner | the candidate once the session is finalized
OF_CANDIDATES: Codes = {
    "POST /v1/candidacies": ("200", "candidate-already-linked", "session-over"),
    f"GET {CANDIDACY}": ("200", "not-found", "200"),
    f"POST {CANDIDACY}/knock": ("204", "not-found", "test-ended"),
    f"POST {CANDIDACY}/entry": ("confirmation-missing", "not-found", "200"),
    f"GET {TEST}": ("200", "not-found", "200"),
    f"POST {TEST}/questions/{{number}}/open": ("200", "not-found", "test-ended"),
    f"POST {TEST}/answers": ("201", "not-found", "test-ended"),
    f"POST {TEST}/alerts": ("answer-already-given", "not-found", "test-ended"),
    f"POST {TEST}/end": ("200", "not-found", "200"),
    f"POST {HERE}/tests/{{test_id}}/appeals": ("not-published", "not-found", "not-published"),
}
# a member who sits | somebody without a seat | a member who is of the session's centre
OF_JURY: Codes = {
    f"GET {JURY}": ("200", "not-in-jury", "conflict-of-interest"),
    f"GET {CASE}": ("200", "not-in-jury", "conflict-of-interest"),
    f"POST {CASE}/votes": ("201", "not-in-jury", "conflict-of-interest"),
    f"POST {JURY}/adoption": ("201", "not-in-jury", "conflict-of-interest"),
    f"POST {JURY}/publication": ("still-open", "not-in-jury", "conflict-of-interest"),
    f"POST {CASE}/reopening": ("not-published", "not-in-jury", "conflict-of-interest"),
}
# they name nothing of anybody: what they show is the caller's own
WITHOUT_OWNER = {"GET /v1/centres", "GET /v1/jury/sessions"}
TABLES = (OF_CENTRES, OF_INVIGILATORS, OF_CANDIDATES, OF_JURY)


def test_every_route_has_its_line() -> None:
    """A new route is refused here until somebody says who gets what."""
    assert {name for codes in TABLES for name in codes} | WITHOUT_OWNER == set(ROUTES)
    assert sum(map(len, TABLES)) + len(WITHOUT_OWNER) == len(ROUTES)


@dataclass
class Place:
    """A session with one candidate who answers, and the tokens of its people."""

    rooms: House
    session: Session
    candidate: Candidate
    page: Page
    admin: Caller
    invigilator: Caller

    def send(self, name: str, caller: Caller) -> str:
        """What somebody gets for this place's things: a status, or the code of the refusal."""
        route, known = ROUTES[name], self.known()
        body = filled(BODIES.get(route.body.__name__, {}), known) if route.body else None
        reply = caller(route.method, route.path.format(**known), body, params=self._query(route))
        return str(reply.status_code) if reply.status_code < 400 else reply.json()["code"]

    def known(self) -> dict[str, str]:
        """What the addresses and bodies name."""
        session, candidate = self.session, self.candidate.id
        return {
            "centre_id": session.centre,
            "session_id": session.id,
            "session_number": session.number,
            "candidate_id": candidate,
            "test_id": candidate,
            "number": "1",
            "report_id": "report-0001",
            **dict.fromkeys(("job_id", "invitation_id", "import_id", "person_id", "link_id"), NOBODYS),
        }

    def _query(self, route: Route) -> dict[str, str]:
        shape = route.query.__name__ if route.query else ""
        known = {"InSession": {"session": self.session.id}, "FromPage": {"entry": self.page.entry}}
        return {**known, "FileQuery": {"kind": "results"}}.get(shape, {})

    def finalize(self) -> None:
        """The centre closes the session."""
        where = f"/v1/certification-sessions/{self.session.id}"
        reason = f"{where}/candidates/{self.candidate.id}/abort-reason"
        assert self.admin("PUT", reason, {"reason": "technical"}).status_code == 204
        assert self.admin("POST", f"{where}/finalization", {}).status_code == 200


def filled(body: dict[str, Any], known: dict[str, str]) -> dict[str, Any]:
    """A body with the ids that it names."""
    return {name: value.format(**known) if isinstance(value, str) else value for name, value in body.items()}


Make = Callable[..., Place]


@pytest.fixture
def make(rooms: House, token: Callable[..., str]) -> Make:
    """Makes places, each of a centre of its own."""
    with_executions(rooms, MemoryExecutions())

    def place(number: int) -> Place:
        session = day.plan(rooms, number=f"1000000{number}", room=f"R{number}")
        add_member(rooms, session.centre, f"admin-{number}", "admin")
        add_member(rooms, session.centre, f"other-{number}", "admin")
        candidate, person = day.enrol(rooms, session), f"learner-{number}"
        day.certifiable(rooms, person)
        page = Page(Caller(token(person, life=DAYS)), candidate)
        assert page.join(session_number=session.number).status_code == 200
        day.confirm(rooms, candidate)
        assert page.enter().status_code == 201
        page.begin()
        given = invigilation.sign_in(rooms.certification, "", session.number, "PASS23", "Grace")
        admin = Caller(token(f"admin-{number}", "centre", life=DAYS))
        return Place(rooms, session, candidate, page, admin, Caller(given.token))

    return place


def items() -> dict[tuple[str, str], object]:
    """The whole table."""
    return {(row.pk, row.sk): row.to_simple_dict() for row in CertificationRow.scan(consistent_read=True)}


def column(codes: Codes, number: int) -> dict[str, str]:
    """What the table says for one kind of person."""
    return {name: expected[number] for name, expected in codes.items()}


def got(codes: Codes, place: Place, caller: Caller) -> dict[str, str]:
    """What that person gets, line by line."""
    return {name: place.send(name, caller) for name in codes}


def test_people_of_the_centre(make: Make) -> None:
    """A member's own routes work, in the order of the table."""
    place = make(1)
    assert got(OF_CENTRES, place, place.admin) == column(OF_CENTRES, 0)


def test_people_of_another_centre(make: Make, token: Callable[..., str]) -> None:
    """Another centre's admin, and somebody of no centre, are told that there is no such thing; nothing changes."""
    place, other = make(1), make(2)
    before = items()
    for caller in (other.admin, Caller(token("nobody", "centre"))):
        assert got(OF_CENTRES, place, caller) == dict.fromkeys(OF_CENTRES, "not-found")
    assert items() == before


def test_people_of_a_suspended_centre(make: Make) -> None:
    """They see, and can end what runs; they plan and enrol nothing."""
    place = make(1)
    centres.set_status(place.rooms.certification, place.session.centre, "suspended")
    assert got(OF_CENTRES, place, place.admin) == column(OF_CENTRES, 1)


def test_people_of_a_finalized_session(make: Make) -> None:
    """The centre sees what it signed, and changes nothing of it."""
    place = make(1)
    place.finalize()
    before = {key: row for key, row in items().items() if place.session.id in key[0]}
    assert got(OF_CENTRES, place, place.admin) == column(OF_CENTRES, 2)
    assert {key: row for key, row in items().items() if place.session.id in key[0]} == before


def test_invigilators(make: Make) -> None:
    """One session: its people while it runs; nobody of another, which stays as it was."""
    place, other = make(1), make(2)
    before = items()
    assert got(OF_INVIGILATORS, place, other.invigilator) == column(OF_INVIGILATORS, 1)
    assert items() == before
    assert got(OF_INVIGILATORS, place, place.invigilator) == column(OF_INVIGILATORS, 0)
    place = make(3)
    place.finalize()
    before = items()
    assert got(OF_INVIGILATORS, place, place.invigilator) == column(OF_INVIGILATORS, 2)
    assert items() == before


def test_candidates(make: Make) -> None:
    """A test is its candidate's: to another candidate of the day it does not exist."""
    place, other = make(1), make(2)
    before = items()
    assert got(OF_CANDIDATES, place, other.page.call) == column(OF_CANDIDATES, 1)
    assert items() == before
    assert got(OF_CANDIDATES, place, place.page.call) == column(OF_CANDIDATES, 0)
    place = make(3)
    place.finalize()
    assert got(OF_CANDIDATES, place, place.page.call) == column(OF_CANDIDATES, 2)


@pytest.fixture
def deliberated(rooms: House, make: Make) -> Place:
    """A session before the jury, where everything is to be decided."""
    seats = {"mia": (True, True), "noe": (False, False), "olga": (False, False), "paul": (False, False)}
    for person, (president, publisher) in seats.items():
        set_member(rooms.jury, person, president=president, publisher=publisher)
    before: Before = handed_over(rooms, Sitting(reports=[{"category": "fraud", "text": "a phone"}]), Sitting())
    add_member(rooms, before.session.centre, "paul")
    place = make(1)
    place.session, place.candidate = before.session, before.candidates[0]
    return place


def test_the_jury(deliberated: Place, token: Callable[..., str]) -> None:
    """A seat opens the session; without one, or as a person of the centre, nothing is read or written."""
    before = items()
    for person, which in (("somebody", 1), ("paul", 2)):
        assert got(OF_JURY, deliberated, Caller(token(person, "jury"))) == column(OF_JURY, which)
    assert items() == before
    assert got(OF_JURY, deliberated, Caller(token("mia", "jury"))) == column(OF_JURY, 0)


def test_a_running_session_is_not_before_the_jury(make: Make, rooms: House, token: Callable[..., str]) -> None:
    """A seat shows nothing of tests that are still taken."""
    set_member(rooms.jury, "mia", president=True, publisher=True)
    place = make(1)
    before = items()
    assert got(OF_JURY, place, Caller(token("mia", "jury"))) == dict.fromkeys(OF_JURY, "not-found")
    assert items() == before


def test_other_applications_and_nobody(make: Make, token: Callable[..., str]) -> None:
    """The very person whose thing it is, signed in to another application, is refused; nothing changes."""
    place = make(1)
    before = items()
    people = {"learner": "learner-1", "centre": "admin-1", "jury": "mia", "demo": "visitor"}
    callers = {name: Caller(token(person, name)) for name, person in people.items()}
    callers["invigilator"] = place.invigilator
    for name, route in ROUTES.items():
        assert place.send(name, Caller()) == "unauthenticated"
        for application, caller in callers.items():
            if application not in route.access:
                assert (name, application, place.send(name, caller)) == (name, application, "forbidden")
    assert items() == before
