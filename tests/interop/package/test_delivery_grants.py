"""What handing a session's results over calls, on tables and on files, is what its role and the API's grant."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import msgspec
import pytest

from chalicelib.bootstrap import House, move_in
from chalicelib.certificates.issuance import changing, workflow
from chalicelib.certification.store.rows import CertificationRow, to_json
from chalicelib.shared import tokens
from chalicelib.shared.objects import FolderObjects
from chalicelib.shared.rules import DEFAULT
from chalicelib.shared.settings import Settings
from tests.api.conftest import Caller
from tests.fakes.accounts import MemoryExecutions
from tests.fakes.certification import add_member
from tests.fakes.issuance import Batch, account
from tests.fakes.jury import Sitting, with_executions
from tests.fakes.learning import FakeClock
from tests.interop.package.test_grants import Calls, calls, granted
from tests.interop.package.test_policies import listed, statements
from tests.interop.package.test_session_grants import Write, allows, written

__all__ = ["calls", "granted", "written"]
ACTIONS = {"put": "s3:PutObject", "put_file": "s3:PutObject", "get": "s3:GetObject", "delete": "s3:DeleteObject"}


@pytest.fixture
def batch(tables: Settings) -> Batch:
    """Issued, with one certificate and an account's address for results; `mona` is of the centre."""
    rooms = with_executions(move_in(House(tables, FakeClock())), MemoryExecutions())
    found = Batch.decided(rooms, Sitting(), Sitting(wrong=1))
    for candidate in found.before.candidates:
        named = msgspec.structs.replace(candidate, results_email="person-1@example.org")
        CertificationRow(f"session#{found.before.id}", f"candidate#{candidate.id}", data=to_json(named)).save()
    account(rooms, "mona")
    add_member(rooms, found.before.session.centre, "mona")
    found.publish()
    found.issue()
    return found


@pytest.fixture
def touched(monkeypatch: pytest.MonkeyPatch) -> set[tuple[str, str]]:
    """What was done with files since: action and first part of the key."""
    seen: set[tuple[str, str]] = set()
    for name, action in ACTIONS.items():
        monkeypatch.setattr(FolderObjects, name, _noting(getattr(FolderObjects, name), action, seen))
    return seen


def _noting(really: Callable[..., Any], action: str, seen: set[tuple[str, str]]) -> Callable[..., Any]:
    def noted(self: Any, key: str, *rest: Any) -> Any:
        seen.add((action, key.partition("/")[0]))
        return really(self, key, *rest)

    return noted


def test_what_the_task_reads_and_writes(
    batch: Batch,
    calls: Calls,
    written: set[Write],
    touched: set[tuple[str, str]],
    granted: Callable[[str], Calls],
    infra: dict[str, Any],
) -> None:
    """A right that is missing shows only on AWS, after a publication: the languages of accounts above all."""
    for _ in range(2):  # the second time without any certificate
        calls.clear()
        written.clear()
        workflow.issuance_deliver({"session": batch.before.id})
        assert ("dynamodb:GetItem", "AccountsTable") in calls
        assert calls - granted("IssuanceDeliver") == set()
        role = infra[infra["IssuanceDeliver"]["Properties"]["Role"]["Fn::GetAtt"][0]]
        assert {key.partition("#")[0].partition("/")[0] for _, _, key in written} <= {"results", "once"}
        assert [write for write in written if not allows(role, *write)] == []
        issued = batch.certificate(0)
        assert issued
        changing.change(batch.ports, issued.certificate.id, "revoked", "operator", "a mistake")
    assert touched == {("s3:GetObject", "certificates"), ("s3:PutObject", "results"), ("s3:DeleteObject", "results")}
    assert touched <= _of_files(infra["IssuanceDeliverRole"])


def _of_files(role: dict[str, Any]) -> set[tuple[str, str]]:
    """What a role may do with files: action and first part of the key."""
    return {
        (action, resource["Fn::Sub"].partition("Arn}/")[2].partition("/")[0])
        for statement in statements(role)
        for action in listed(statement["Action"])
        for resource in listed(statement["Resource"])
        if isinstance(resource, dict) and "ObjectsBucket.Arn}/" in resource.get("Fn::Sub", "")
    }


def test_what_a_member_asks(
    batch: Batch, calls: Calls, written: set[Write], granted: Callable[[str], Calls], infra: dict[str, Any]
) -> None:
    """The page, a wish for files, links: the API notes wishes and links, and nothing that was decided."""
    rooms, here = batch.rooms, f"/v1/certification-sessions/{batch.before.id}"
    principal = tokens.Principal("mona", "centre")
    mona = Caller(tokens.issue(principal, rooms.settings.token_secret, rooms.clock(), timedelta(hours=1)))
    calls.clear()
    written.clear()
    assert mona("POST", f"{here}/results/files").json()["state"] == "making"
    assert mona("GET", f"{here}/results").status_code == 200
    assert mona("POST", f"{here}/results-links").status_code == 201
    assert ("dynamodb:BatchGetItem", "CertificationTable") in calls
    assert calls - granted("APIHandler") == set()
    assert {key.partition("#")[0] for _, _, key in written} == {"open-issuances", "results"}
    assert [write for write in written if not allows(infra["ApiRole"], *write)] == []


def test_the_bucket_keeps_files_as_long_as_they_are_offered(infra: dict[str, Any]) -> None:
    """A day less, and the page would lead to a file that is gone; without an end, names would lie there for ever."""
    rules = infra["ObjectsBucket"]["Properties"]["LifecycleConfiguration"]["Rules"]
    (kept,) = [rule["ExpirationInDays"] for rule in rules if rule.get("Prefix") == "results/"]
    assert DEFAULT.results_files_days < kept <= DEFAULT.results_files_days + 1
