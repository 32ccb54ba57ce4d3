"""The job that counts exposure calls what its role grants, writes the keys that it may, and nothing of a test."""

from collections.abc import Callable
from fnmatch import fnmatchcase
from typing import Any

import botocore.client
import pytest

from app import app
from chalicelib.bootstrap import House, move_in
from chalicelib.certification.store.exposure import TableExposure
from chalicelib.certification.store.tests import TableTests, TestRow
from chalicelib.local.schedules import scheduled
from chalicelib.shared.settings import Settings
from chalicelib.shared.transactions import transaction
from tests.fakes.certification_bank import candidacy
from tests.fakes.certification_day import publish_bank
from tests.interop.package.test_grants import Calls, calls, granted
from tests.interop.package.test_policies import statements

__all__ = ["calls", "granted"]


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """Partition keys of everything that is written."""
    keys: set[str] = set()
    really = botocore.client.BaseClient._make_api_call

    def noted(self: Any, operation: str, arguments: dict[str, Any]) -> Any:
        writes = [arguments] if operation in {"PutItem", "UpdateItem", "DeleteItem"} else []
        for item in arguments.get("TransactItems", []) if operation == "TransactWriteItems" else []:
            writes += item.values()
        keys.update(write.get("Item", write.get("Key"))["pk"]["S"] for write in writes)
        return really(self, operation, arguments)

    monkeypatch.setattr(botocore.client.BaseClient, "_make_api_call", noted)
    return keys


def test_the_job_needs_no_right_that_it_lacks(
    calls: Calls, written: set[str], tables: Settings, granted: Callable[[str], Calls], infra: dict[str, Any]
) -> None:
    """A missing right shows only on AWS, at night; a right too many would let a counting job change a test."""
    house = move_in(House(tables))
    publish_bank(house)
    exposure = house.certification.exposure
    assert isinstance(exposure, TableExposure)
    begun = house.certification.questions.begin(candidacy(language="en", length=6))
    with transaction(TestRow) as write:
        TableTests().beginning(write, begun)
        exposure.watching(write, begun)
    calls.clear()
    written.clear()
    app.handler_map["exposure_tally"](scheduled("exposure_tally"), None)
    assert {("dynamodb:UpdateItem", "CertificationTable"), ("dynamodb:PutItem", "CertificationTable")} <= calls
    assert calls - granted("ExposureTally") == set()
    allowed = [
        pattern
        for statement in statements(infra["ExposureRole"])
        for pattern in statement.get("Condition", {}).get("ForAllValues:StringLike", {}).get("dynamodb:LeadingKeys", [])
    ]
    assert written
    assert [key for key in written if not any(fnmatchcase(key, pattern) for pattern in allowed)] == []
