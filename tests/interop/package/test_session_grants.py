"""What the tasks of a session's machine write, key by key, is what their roles grant; the API writes no decision.

Nothing evaluates IAM before AWS does: a prefix that a policy lacks would be found there, in the middle of a day.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from fnmatch import fnmatchcase
from typing import Any

import botocore.client
import pytest

from app import app
from chalicelib.bootstrap import House, move_in
from chalicelib.certification.model import Fact, Session, starts_at
from chalicelib.certification.reconcile import reconcile
from chalicelib.certification.schemas.reports import Finalize
from chalicelib.certification.service import finalization
from chalicelib.certification.workflow import TASKS
from chalicelib.local.functions import run
from chalicelib.local.packaging import of_type
from chalicelib.shared.clock import iso
from chalicelib.shared.settings import Settings
from tests.api.conftest import Caller
from tests.fakes import certification_day as day
from tests.fakes.accounts import MemoryExecutions
from tests.fakes.certification import add_member
from tests.fakes.learning import FakeClock
from tests.interop.package.test_grants import TRANSACTED, tables_of
from tests.interop.package.test_policies import listed, statements

Write = tuple[str, str, str]  # IAM action, logical id of the table, partition key
DECIDED = ("result#K", "decision#S", "certificate#I", "code#C", "statuslist#1", "finding#H")
WRITES = ("dynamodb:PutItem", "dynamodb:UpdateItem", "dynamodb:DeleteItem")
STEPS = {
    "remind": ["remind"],
    "open": ["open"],
    "close": ["close"],
    "ask": ["ask"],
    "hand-over": ["hand_over"],
    "score": ["tests", "score", "scored"],
}


def allows(role: dict[str, Any], action: str, table: str, key: str) -> bool:
    """Whether a role may do this to an item of that partition."""
    return any(
        action in listed(statement["Action"])
        and {"Fn::GetAtt": [table, "Arn"]} in listed(statement["Resource"])
        and _holds(statement.get("Condition", {}), key)
        for statement in statements(role)
    )


def _holds(condition: dict[str, Any], key: str) -> bool:
    judged = []
    for operator, tested in condition.items():
        matches = any(fnmatchcase(key, pattern) for pattern in listed(tested["dynamodb:LeadingKeys"]))
        judged.append(matches != operator.endswith("NotLike"))
    return all(judged)


def test_the_api_writes_nothing_that_was_decided(infra: dict[str, Any]) -> None:
    """Results, decisions, certificates, codes, status lists: only functions of workflows, each behind a fact."""
    may = [
        (action, key)
        for key in DECIDED
        for action in WRITES
        if allows(infra["ApiRole"], action, "CertificationTable", key)
    ]
    assert may == []
    assert allows(infra["ApiRole"], "dynamodb:PutItem", "CertificationTable", "session#S")


def test_results_are_appended_and_never_changed(infra: dict[str, Any]) -> None:
    """Whoever scores may put a result; nobody may change or remove one."""
    for name, role in of_type(infra, "AWS::IAM::Role").items():
        for action in ("dynamodb:UpdateItem", "dynamodb:DeleteItem", "dynamodb:BatchWriteItem"):
            assert not allows(role, action, "CertificationTable", "result#K"), (name, action)


APPENDED = ("audit#C", "audit-chains#00", "audit-anchors", "decision#S", "test#K", "lookup#C#2027-01-01", "shown#I")
BLANKS = {("ErasureRole", "dynamodb:UpdateItem", "test#K")}  # what an erased person typed, and nothing else of a log


def test_the_trail_decisions_and_logs_only_grow(infra: dict[str, Any]) -> None:
    """A hole in one function must not reach what shows that something was changed."""
    may = {
        (name, action, key)
        for name, role in of_type(infra, "AWS::IAM::Role").items()
        for action in ("dynamodb:UpdateItem", "dynamodb:DeleteItem", "dynamodb:BatchWriteItem")
        for key in APPENDED
        if allows(role, action, "CertificationTable", key)
    }
    assert may - BLANKS == set()


def test_an_erasure_changes_no_certificate(infra: dict[str, Any]) -> None:
    """It outlives the account, with its own copy of the identity (docs/adr/0106)."""
    assert not [
        (w, key) for w in WRITES for key in DECIDED if allows(infra["ErasureRole"], w, "CertificationTable", key)
    ]


def test_a_request_makes_nobody_a_member_of_the_jury(infra: dict[str, Any]) -> None:
    """Members are seated by the operator; votes are cast by requests."""
    assert not [w for w in WRITES if allows(infra["ApiRole"], w, "CertificationTable", "jury")]
    assert not allows(infra["ApiRole"], "dynamodb:PutItem", "CertificationTable", "audit-anchors")
    for key in ("jury#S", "audit#C", "test#K"):
        assert allows(infra["ApiRole"], "dynamodb:PutItem", "CertificationTable", key)


def test_a_request_lets_no_service_in(infra: dict[str, Any]) -> None:
    """Clients are the operator's; what a service searched is added by requests. Only issuance files certificates."""
    assert not [w for w in WRITES if allows(infra["ApiRole"], w, "CertificationTable", "clients")]
    for key in ("lookup#C#2027-01-01", "shown#I"):
        assert allows(infra["ApiRole"], "dynamodb:PutItem", "CertificationTable", key)
    filing = {
        name
        for name, role in of_type(infra, "AWS::IAM::Role").items()
        for action in WRITES
        if allows(role, action, "CertificationTable", "finding#H")
    }
    assert filing == {"IssuanceRecordRole"}


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch, tables: Settings) -> set[Write]:
    """Every write since it was last cleared."""
    seen: set[Write] = set()
    really = botocore.client.BaseClient._make_api_call

    def noted(self: Any, operation: str, arguments: dict[str, Any]) -> Any:
        if self.meta.service_model.service_name == "dynamodb":
            keys = list(_keys(arguments))
            for number, (action, table) in enumerate(tables_of(operation, arguments)):
                if action in TRANSACTED.values():
                    short = table.removeprefix(f"{tables.table_prefix}-")
                    seen.add((f"dynamodb:{action}", f"{short.capitalize()}Table", keys[number]))
        return really(self, operation, arguments)

    monkeypatch.setattr(botocore.client.BaseClient, "_make_api_call", noted)
    return seen


def _keys(arguments: dict[str, Any]) -> Iterator[str]:
    if "TransactItems" in arguments:
        for item in arguments["TransactItems"]:
            (details,) = item.values()
            yield from _keys(details)
    elif "Item" in arguments or "Key" in arguments:
        yield (arguments.get("Item") or arguments["Key"])["pk"]["S"]


@pytest.fixture
def rooms(tables: Settings) -> House:
    found = move_in(House(replace(tables, rules=day.short(tables.rules)), FakeClock()))
    executions = MemoryExecutions()
    found.certification = replace(found.certification, executions=executions, deliberate=lambda session: None)
    day.publish_bank(found)
    return found


def test_each_task_writes_what_its_role_grants(rooms: House, written: set[Write], infra: dict[str, Any]) -> None:
    """A whole life, task by task as the machine calls them; every function of the machine is reached."""
    session = planned(rooms)
    called = set()
    for function, event in life(rooms, session):
        written.clear()
        _, failed = run(app, function, event)
        assert not failed, function
        called.add(function)
        resource = "".join(part.capitalize() for part in function.split("_"))
        role = infra[infra[resource]["Properties"]["Role"]["Fn::GetAtt"][0]]
        assert [write for write in written if not allows(role, *write)] == [], function
    assert called == {task.__name__ for task in TASKS}


def test_reconcile_writes_what_its_role_grants(rooms: House, written: set[Write], infra: dict[str, Any]) -> None:
    """It raises generations, forgets tokens, and leaves out what is over."""
    session = planned(rooms)
    executions: Any = rooms.certification.executions
    written.clear()
    reconcile(rooms.certification)
    executions.ended.add(("certification-session", f"{session.id}-1"))
    reconcile(rooms.certification)
    rooms.certification.lives.wait(session.id, "published", "token")
    rooms.certification.sessions.record_fact(session.id, "published", Fact(""))
    written.clear()
    reconcile(rooms.certification)
    assert ("dynamodb:DeleteItem", "CertificationTable", "open-sessions") in written
    assert [write for write in written if not allows(infra["ReconcileRole"], *write)] == []


def planned(rooms: House) -> Session:
    """A session in two days, of a centre with one member."""
    at = rooms.clock() + timedelta(days=2)
    session = day.plan(rooms, date=at.strftime("%Y-%m-%d"), time=at.strftime("%H:%M"))
    account = Caller()("POST", "/v1/people", ADA).json()["person"]["id"]
    add_member(rooms, session.centre, account)
    return session


ADA = {
    "email": "ada@example.org",
    "password": "a quiet afternoon",
    "first_name": "Ada",
    "last_name": "L",
    "language": "en",
    "terms_accepted": True,
}


def life(rooms: House, session: Session) -> Iterator[tuple[str, dict[str, Any]]]:
    """The calls of the machine, and what people do in between."""
    clock: Any = rooms.clock
    about = {"session": session.id, "generation": session.generation}
    for hours in (-24, -1, 0, 25):
        clock.now = starts_at(session) + timedelta(hours=hours, minutes=1)
        if hours == 0:
            sit(rooms, session)
        yield from calls(rooms, about)
    candidate = rooms.certification.candidates.of(session.id)[0].id
    rooms.certification.reports.set_abort_reason(session.id, candidate, "technical")
    finalization.finalize(rooms.certification, "member", session, Finalize())
    yield from calls(rooms, about)


def calls(rooms: House, about: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Until the machine would wait."""
    while True:
        yield "certification_session_plan", about
        told, _ = run(app, "certification_session_plan", about)
        for step in STEPS.get(told["do"], []):
            more = {"test": rooms.certification.candidates.of(about["session"])[0].id} if step == "score" else {}
            yield f"certification_session_{step}", {**about, **more}
        if told["do"].startswith("await"):
            yield "certification_session_wait", {**about, "fact": "finalized", "token": iso(rooms.clock())}
        if told["do"] not in STEPS:
            return


def sit(rooms: House, session: Session) -> None:
    """A candidate begins, and leaves the test open."""
    day.certifiable(rooms, "grace")
    candidate = day.enrol(rooms, session)
    page = day.Page(Caller(day.token_of(rooms, "grace")), candidate)
    assert page.join().status_code == 200
    day.confirm(rooms, candidate)
    assert page.enter().status_code == 201
