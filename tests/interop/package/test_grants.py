"""What functions really call on the tables is what their roles grant: nothing else evaluates IAM before AWS does."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import botocore.client
import msgspec
import pytest

from app import app
from chalicelib.accounts import service
from chalicelib.accounts.model import Reset
from chalicelib.accounts.ports import AccountPorts
from chalicelib.accounts.schemas import SignUp
from chalicelib.accounts.service.jobs import erase
from chalicelib.bootstrap import House, move_in
from chalicelib.content.store import DynamoReleaseStore
from chalicelib.local.functions import run
from chalicelib.local.packaging import of_type
from chalicelib.local.schedules import scheduled
from chalicelib.shared.settings import Settings
from tests.api.conftest import Caller
from tests.fakes.certification import add_centre, plan
from tests.fakes.published import full_index, publish
from tests.interop.package.test_policies import listed, statements

Calls = set[tuple[str, str]]  # IAM action, logical id of the table
PASSWORD = "a quiet afternoon"
WISH = SignUp(email="ada@example.org", password=PASSWORD, first_name="Ada", last_name="L", terms_accepted=True)
TRANSACTED = {"Put": "PutItem", "Update": "UpdateItem", "Delete": "DeleteItem", "ConditionCheck": "ConditionCheckItem"}


def tables_of(operation: str, arguments: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """IAM action and table name for each thing that one call does."""
    if operation == "TransactWriteItems":
        for item in arguments["TransactItems"]:
            for kind, details in item.items():
                yield TRANSACTED[kind], details["TableName"]
    elif operation in {"BatchGetItem", "BatchWriteItem"}:
        for table in arguments["RequestItems"]:
            yield operation, table
    elif "TableName" in arguments:
        yield operation, arguments["TableName"]


@pytest.fixture
def calls(tables: Settings, monkeypatch: pytest.MonkeyPatch) -> Calls:
    """What was called since; clear it to begin again."""
    seen: Calls = set()
    really = botocore.client.BaseClient._make_api_call

    def noted(self: Any, operation: str, arguments: dict[str, Any]) -> Any:
        if self.meta.service_model.service_name == "dynamodb":
            for action, table in tables_of(operation, arguments):
                short = table.removeprefix(f"{tables.table_prefix}-")
                seen.add((f"dynamodb:{action}", f"{short.capitalize()}Table"))
        return really(self, operation, arguments)

    monkeypatch.setattr(botocore.client.BaseClient, "_make_api_call", noted)
    return seen


@pytest.fixture
def house(tables: Settings) -> House:
    publish(DynamoReleaseStore(), full_index())
    return move_in(House(tables))


@pytest.fixture
def granted(infra: dict[str, Any]) -> Callable[[str], Calls]:
    """What the role of a function allows on tables."""

    def of(function: str) -> Calls:
        role = infra[infra[function]["Properties"]["Role"]["Fn::GetAtt"][0]]
        tables = of_type(infra, "AWS::DynamoDB::Table")
        return {
            (action, resource["Fn::GetAtt"][0])
            for statement in statements(role)
            for action in listed(statement["Action"])
            for resource in listed(statement["Resource"])
            if isinstance(resource, dict) and resource.get("Fn::GetAtt", [""])[0] in tables
        }

    return of


def test_the_api(calls: Calls, house: House, granted: Callable[[str], Calls]) -> None:
    """A learner's whole life over HTTP needs no right that the API function lacks."""
    calls.clear()
    anyone = Caller()
    token = anyone("POST", "/v1/people", {**_json(WISH), "language": "en"}).json()["access_token"]
    ada = Caller(token)
    assert ada("GET", "/v1/health").status_code == 200
    ada.run(ada.start(), wrong=3)
    assessment = ada("GET", "/v1/assessments").json()["items"][0]["id"]
    for method, path, body in (
        ("GET", f"/v1/assessments/{assessment}/review", None),
        ("GET", "/v1/profile", None),
        ("GET", "/v1/profile/1.1", None),
        ("PUT", "/v1/profile/1.1/goal", {"level": 5}),
        ("DELETE", "/v1/profile/1.1/goal", None),
        ("GET", "/v1/tutorials", None),
        ("PATCH", "/v1/me", {"first_name": "Augusta"}),
        ("POST", "/v1/sessions", {"email": WISH.email, "password": "wrong"}),
        ("POST", "/v1/sessions", {"email": WISH.email, "password": PASSWORD}),
        ("POST", "/v1/password-resets", {"email": WISH.email}),
        ("POST", "/v1/me/exports", None),
        ("POST", "/v1/demo-assessments", {"language": "en"}),
        ("DELETE", "/v1/sessions", None),
    ):
        # 503: there is no Step Functions here; the calls on tables before it were made
        assert ada(method, path, body).status_code in {*range(200, 500), 503}, path
    again = Caller(anyone("POST", "/v1/sessions", {"email": WISH.email, "password": PASSWORD}).json()["access_token"])
    assert again("POST", "/v1/me/erasure", {"password": PASSWORD}).status_code == 202
    assert ("dynamodb:PutItem", "LearningTable") in calls
    assert calls - granted("APIHandler") == set()


def test_the_api_for_centres(calls: Calls, house: House, granted: Callable[[str], Calls]) -> None:
    """A centre's whole life: people, invitations, sessions planned, changed, cancelled, deleted."""
    session = Caller()("POST", "/v1/people", _json(WISH)).json()
    centre = add_centre(house, **{session["person"]["id"]: "admin"}).id
    wish = {"email": WISH.email, "password": PASSWORD, "application": "centre"}
    calls.clear()
    ada = Caller(Caller()("POST", "/v1/sessions", wish).json()["access_token"])
    date = (house.clock() + timedelta(days=30)).date().isoformat()
    made = ada("POST", f"/v1/centres/{centre}/sessions", plan(date=date)).json()["id"]
    for method, path, body in (
        ("GET", "centres", None),
        ("GET", f"centres/{centre}/members", None),
        ("POST", f"centres/{centre}/invitations", {"email": "joan@example.org"}),
        ("GET", f"centres/{centre}/invitations", None),
        ("DELETE", f"centres/{centre}/members/{session['person']['id']}", None),
        ("GET", f"centres/{centre}/sessions", None),
        ("PATCH", f"certification-sessions/{made}", {"version": 1, "room": "elsewhere"}),
        ("POST", f"certification-sessions/{made}/cancellation", {}),
        ("DELETE", f"certification-sessions/{made}", None),
    ):
        assert ada(method, f"/v1/{path}", body).status_code in {200, 204, 409, 503}, path  # 503: no Step Functions here
    assert ("dynamodb:DeleteItem", "CertificationTable") in calls
    assert calls - granted("APIHandler") == set()


def test_the_workflows(calls: Calls, house: House, granted: Callable[[str], Calls]) -> None:
    """Each task of a machine, called as the machine calls it."""
    ada = Caller(Caller()("POST", "/v1/people", _json(WISH)).json()["access_token"])
    ada.run(ada.start())
    person = house.accounts.people.login(WISH.email)[0]
    for function, event in _tasks(house.accounts, person):
        calls.clear()
        _, failed = run(app, function, event)
        assert not failed, function
        resource = "".join(part.capitalize() for part in function.split("_"))
        assert calls - granted(resource) == set(), function


def _tasks(ports: AccountPorts, person: str) -> Iterator[tuple[str, dict[str, Any]]]:
    export = service.request_export(ports, person)
    about = {"person": person, "job": export.id}
    yield "reconcile_workflows", scheduled("reconcile_workflows")
    yield "person_export_begin", about
    for room in ports.personal:
        yield "person_export_collect", {**about, "room": room}
    yield "person_export_finish", about
    reset = Reset("R" * 26, WISH.email, int(ports.clock().timestamp()) + 3600)
    ports.resets.add(reset)
    yield "password_reset_send", {"reset": reset.id}
    yield "centre_invitation_send", {"centre": "C" * 26, "invitation": "I" * 26}
    erasure = erase(ports, person)
    about = {"person": person, "job": erasure.id}
    yield "person_erasure_begin", about
    for room in ports.personal:
        if room != "account":
            yield "person_erasure_room", {**about, "room": room}
    yield "person_erasure_finish", about


def _json(wish: SignUp) -> dict[str, Any]:
    return msgspec.to_builtins(wish)
