"""What the tasks of the jury's machine write, key by key, is what their roles grant; only one function decides."""

from typing import Any

import pytest

from app import app
from chalicelib.bootstrap import House
from chalicelib.jury.model import LIST
from chalicelib.jury.personal import JuryData
from chalicelib.jury.reconcile import reconcile
from chalicelib.jury.workflow import TASKS
from chalicelib.local.functions import run
from chalicelib.local.packaging import of_type
from tests.api.conftest import Caller
from tests.fakes.jury import Before, Sitting, handed_over, seat
from tests.fakes.learning import FakeClock
from tests.interop.package.test_session_grants import Write, allows, rooms, written

__all__ = ["rooms", "written"]
QUESTION = {"category": "in_question", "trouble": "image", "number": 4}
JURY = ("mia", "noe", "olga")


def role_of(infra: dict[str, Any], function: str) -> dict[str, Any]:
    name = "".join(part.capitalize() for part in function.split("_"))
    return infra[infra[name]["Properties"]["Role"]["Fn::GetAtt"][0]]


def refused(role: dict[str, Any], written: set[Write]) -> list[Write]:
    """What was written and is not granted."""
    return [each for each in sorted(written) if not allows(role, *each)]


def test_only_one_function_decides(infra: dict[str, Any]) -> None:
    """A hole in any other function, the API above all, makes no decision; and no decision is ever changed."""
    for name, role in of_type(infra, "AWS::IAM::Role").items():
        decides = allows(role, "dynamodb:PutItem", "CertificationTable", "decision#S")
        assert decides == (name == "JuryDecisionRole"), name
        for action in ("dynamodb:UpdateItem", "dynamodb:DeleteItem"):
            assert not allows(role, action, "CertificationTable", "decision#S"), (name, action)


@pytest.fixture
def before(rooms: House) -> Before:
    """A session that is handed over, before a jury of three."""
    seat(rooms, JURY)
    return handed_over(rooms, Sitting(), Sitting(reports=[QUESTION]), opened=False)


def test_the_tasks(infra: dict[str, Any], before: Before, written: set[Write]) -> None:
    """Each task in its place: asked, waited, reminded, counted, scored again, decided, told, decided anew."""
    seen: set[str] = set()

    def call(*functions: str) -> None:
        for function in functions:
            written.clear()
            _, failed = run(app, function, {"session": before.id, "token": "token-1"})
            assert not failed, function
            assert refused(role_of(infra, function), written) == [], function
            seen.add(function)

    clock = before.rooms.clock
    assert isinstance(clock, FakeClock)
    call("jury_open", "jury_count", "jury_remind", "jury_wait")
    clock.move(days=7, seconds=1)
    call("jury_remind")
    clock.move(days=4)
    call("jury_remind")
    for person in JURY:
        before.vote(person, 1, "leave-out", left_out=(4,))
        before.adopt(person)
    call("jury_count", "jury_follow", "jury_wait")
    for person in JURY:
        before.vote(person, 1, "validate", round_=2)
    call("jury_count", "jury_finish")
    from chalicelib.jury.service import again, publishing

    publishing.publish(before.ports, "noe", before.id)
    clock.move(days=1)
    again.appeal(before.ports, "person-0", before.id, before.case(0), "I saw no image.")
    for person in JURY:
        before.vote(person, 0, "cancel")
    call("jury_count", "jury_finish")
    assert seen == {task.__name__ for task in TASKS}
    assert before.decided(0) == ["cancel"]


def test_what_the_api_writes(infra: dict[str, Any], before: Before, written: set[Write], rooms: House) -> None:
    """Votes, publication, reopening and appeals need no right that the API function lacks."""
    from chalicelib.jury.service import again, publishing

    run(app, "jury_open", {"session": before.id})
    written.clear()
    for person in JURY:
        before.vote(person, 1, "cancel")
        before.adopt(person)
    mine = set(written)
    run(app, "jury_count", {"session": before.id})
    written.clear()
    publishing.publish(before.ports, "noe", before.id)
    again.reopen(before.ports, "mia", before.id, before.case(1), "new facts")
    again.appeal(before.ports, "person-0", before.id, before.case(0), "I saw no image.")
    assert refused(infra["ApiRole"], mine | written) == []


def test_what_reconcile_and_erasure_write(infra: dict[str, Any], before: Before, written: set[Write]) -> None:
    """A lost execution gets its next generation; a member and an appeal are forgotten."""
    run(app, "jury_open", {"session": before.id})
    executions: Any = before.ports.executions
    executions.start("jury-deliberation", f"{before.id}-1", {})
    executions.ended.add(("jury-deliberation", f"{before.id}-1"))
    written.clear()
    assert [found.started for found in reconcile(before.ports)] == [True]
    assert refused(infra["ReconcileRole"], written) == []
    assert before.ports.jury.state(before.id).questions[LIST]
    written.clear()
    JuryData(lambda: before.ports).erase("mia")
    assert written
    assert refused(infra["ErasureRole"], written) == []


def test_signing_in_reads_the_jury(rooms: House, infra: dict[str, Any]) -> None:
    """Whether somebody is a member is read by the API, which may read everything of certification."""
    assert Caller()("GET", "/v1/jury/sessions").status_code == 401
    assert allows(infra["ApiRole"], "dynamodb:GetItem", "CertificationTable", "jury")
