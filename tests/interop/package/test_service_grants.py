"""What a search writes, and each step of issuance with the index that it files, is what their roles grant."""

from typing import Any

import pytest

from chalicelib.bootstrap import House, move_in
from chalicelib.certificates.issuance import workflow
from chalicelib.certification.service import centres
from chalicelib.clients import service
from chalicelib.shared.settings import Settings
from tests.api.conftest import Caller
from tests.fakes.accounts import MemoryExecutions
from tests.fakes.issuance import Batch
from tests.fakes.jury import Sitting, with_executions
from tests.fakes.learning import FakeClock
from tests.fakes.services import certified, enrolled
from tests.interop.package.test_session_grants import Write, allows, written

__all__ = ["written"]


@pytest.fixture
def rooms(tables: Settings) -> House:
    return with_executions(move_in(House(tables, FakeClock())), MemoryExecutions())


def test_a_search_writes_what_the_api_may(rooms: House, written: set[Write], infra: dict[str, Any]) -> None:
    """Counts and traces, and nothing else."""
    where = centres.add_centre(rooms.certification, "Lycée Ada", "SCO", "0750001A")
    code = certified(rooms, enrolled(rooms, where)).code
    client, secret = service.add_client(rooms.clients, "X", ["certificates:find"], ())
    written.clear()
    form = {"grant_type": "client_credentials"}
    Caller()("POST", "/v1/tokens", data=form, auth=(client.id, "wrong"))
    token = Caller()("POST", "/v1/tokens", data=form, auth=(client.id, secret)).json()["access_token"]
    assert Caller(token)("POST", "/v1/certificate-searches", {"code": code}).status_code == 200
    assert {key.partition("#")[0].partition("/")[0] for _, _, key in written} == {"rate", "lookup", "shown"}
    assert [write for write in written if not allows(infra["ApiRole"], *write)] == []


def test_each_step_of_issuance(rooms: House, written: set[Write], infra: dict[str, Any]) -> None:
    """A prefix that a role lacks would be found on AWS, in the middle of a publication."""
    batch = Batch.decided(rooms, Sitting())
    batch.publish()
    event = {"session": batch.before.id, "candidate": batch.before.case(0), "after": ""}
    event["certificate"] = f"{event['candidate']}-list-001"
    steps = ("list", "reserve", "freeze", "attest", "render", "seal", "record", "finish", "end")
    for step in steps:
        written.clear()
        getattr(workflow, f"issuance_{step}")(event)
        role = infra[infra[f"Issuance{step.capitalize()}"]["Properties"]["Role"]["Fn::GetAtt"][0]]
        assert [write for write in written if not allows(role, *write)] == [], step
        assert step != "record" or any(key.startswith("finding#") for _, _, key in written)
    assert batch.certificate(0)
