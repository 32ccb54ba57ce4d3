"""The OpenAPI document against the running API: generated requests, right and wrong, for every operation."""

import os
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import msgspec
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    ignored_auth,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from chalicelib.bootstrap import House
from chalicelib.certification.schemas.centre import PlanSession
from chalicelib.certification.service import planning
from chalicelib.shared.http import Edge
from chalicelib.shared.http.openapi import document
from chalicelib.shared.tokens import Application
from tests.api.conftest import WSGI, Caller
from tests.fakes.accounts import MemoryExecutions
from tests.fakes.certification import add_centre, plan, with_postman
from tests.fakes.published import LONG

EXAMPLES = int(os.environ.get("PIX_SCHEMA_EXAMPLES", "12"))  # per operation
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    negative_data_rejection,
    ignored_auth,
]
# wrong data may also be refused for its size
REFUSED = [400, 401, 403, 404, 405, 406, 409, 413, 415, 422, 428, 429, "5xx"]
CONFIG = {"checks": {"negative_data_rejection": {"expected-statuses": REFUSED}}}
DOCUMENT = document("test")
OPERATIONS = [(method, path) for path, methods in DOCUMENT["paths"].items() for method in methods]
PERSON = {
    "email": "ada@example.org",
    "password": "correct horse battery",
    "first_name": "Ada",
    "last_name": "L",
    "terms_accepted": True,
}


def test_every_way_in_is_declared() -> None:
    """Who generates a client must learn which token, cookie or secret an operation takes, and where to get it."""
    schemes = DOCUMENT["components"]["securitySchemes"]
    asked = {
        (path, method): operation.get("security", [])
        for path, methods in DOCUMENT["paths"].items()
        for method, operation in methods.items()
    }
    assert {name for wanted in asked.values() for each in wanted for name in each} == schemes.keys()
    flow = schemes["service"]["flows"]["clientCredentials"]
    assert asked["/v1/certificate-searches", "post"] == [{"service": list(flow["scopes"])}]
    assert asked[flow["tokenUrl"], "post"] == [{"client": []}, {}]
    assert {"pix_refresh_jury": []} in asked["/v1/sessions/refresh", "post"]
    assert asked["/v1/sessions/current", "delete"][-1] == {}
    assert asked["/v1/me", "get"] == [{"access": ["learner"]}]
    assert asked["/v/{code}", "get"] == []


@pytest.fixture
def known(published: House, anyone: Caller) -> dict[str, Any]:
    """A person with an assessment in progress: ids that lead somewhere, and a token that opens them."""
    published.accounts = replace(published.accounts, executions=MemoryExecutions())  # no interpreter runs here
    session = anyone("POST", "/v1/people", PERSON).json()
    caller = Caller(session["access_token"])
    started = caller.run(caller.start(LONG), wrong=2, at_most=6)
    path = {"assessment_id": started["id"], "competence": LONG, "tutorial_id": "t1", "position": 7}
    centre, planned = centre_of(published, session["person"]["id"])
    path |= {"centre_id": centre, "session_id": planned, "person_id": session["person"]["id"]}
    return {"person": session["person"]["id"], "path": path}


def centre_of(rooms: House, person: str) -> tuple[str, str]:
    """A centre that the person belongs to, and a session planned there."""
    with_postman(rooms)
    centre = add_centre(rooms, **{person: "admin", "joan": "admin"}).id
    wish = msgspec.convert(plan(), PlanSession)
    return centre, planning.plan(rooms.certification, person, centre, wish)[0].id


def application(method: str, path: str) -> Application:
    """Whose token the operation asks for; the learner's where it asks for none."""
    route = next(route for route in Edge.routes if (route.method, route.path) == (method.upper(), path))
    return "learner" if "learner" in route.access or not route.access else route.access[0]


@pytest.mark.parametrize(("method", "path"), OPERATIONS, ids=lambda value: value)
def test_generated_requests(method: str, path: str, known: dict[str, Any], token: Callable[..., str]) -> None:
    """Whatever follows the document, or nearly does: no 5xx, and only what the document announces."""
    schema = schemathesis.openapi.from_dict(DOCUMENT, config=schemathesis.Config.from_dict(CONFIG))
    schema.app = WSGI
    operation = schema[path][method.upper()]
    modes = [GenerationMode.POSITIVE, GenerationMode.NEGATIVE]
    strategy = operation.as_strategy(generation_mode=modes[0]) | operation.as_strategy(generation_mode=modes[1])
    headers = {"Authorization": f"Bearer {token(known['person'], application(method, path))}"}
    turn = 0

    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.explicit, Phase.generate],
    )
    @given(strategy)
    def run(case: schemathesis.Case) -> None:
        nonlocal turn
        turn += 1
        checks = CHECKS
        if turn % 2 and isinstance(case.path_parameters, dict):  # every other time, ids that exist: no negative data
            case.path_parameters.update({k: v for k, v in known["path"].items() if k in case.path_parameters})
            checks = [check for check in CHECKS if check is not negative_data_rejection]
        case.call_and_validate(headers=headers, checks=checks)

    run()
