"""A certificate and the account it was issued to: told in the export, kept by the erasure."""

import pytest

from chalicelib.bootstrap import House, move_in
from chalicelib.certificates.service.verification import look_up
from chalicelib.shared.settings import Settings
from tests.fakes.accounts import MemoryExecutions
from tests.fakes.issuance import Batch
from tests.fakes.jury import Sitting, with_executions
from tests.fakes.learning import FakeClock


@pytest.fixture
def issued(tables: Settings) -> Batch:
    """A published session with one certificate; state machines are replaced by their steps."""
    batch = Batch.decided(with_executions(move_in(House(tables, FakeClock())), MemoryExecutions()), Sitting())
    batch.publish()
    batch.issue()
    return batch


def test_a_certificate_outlives_its_account(issued: Batch) -> None:
    """Exported before, it verifies as before once everything else was forgotten; a second erasure changes nothing."""
    found = issued.certificate(0)
    assert found
    personal = issued.rooms.accounts.personal
    (told,) = personal["certificates"].export("person-0")["certificates"]
    assert (told["code"], told["status"]) == (found.certificate.code, "valid")
    assert told["holder"]["last_name"] == issued.before.candidates[0].last_name
    for _ in range(2):
        for room in personal.values():
            room.erase("person-0")
    after = look_up(issued.rooms.certificates, found.certificate.code)
    assert (after.outcome, after.holder, after.certificate) == ("valid", found.holder, found.certificate)
    assert issued.verdict(0) == "valid"
    assert personal["certificates"].export("nobody") == {"certificates": []}


def test_a_certificate_is_issued_to_whom_the_account_is_gone(tables: Settings) -> None:
    """The test was sat, and the enrolment says who it was."""
    batch = Batch.decided(with_executions(move_in(House(tables, FakeClock())), MemoryExecutions()), Sitting())
    for room in batch.rooms.accounts.personal.values():
        room.erase("person-0")
    batch.publish()
    batch.issue()
    found = batch.certificate(0)
    assert found
    assert found.holder
    assert found.holder.last_name == batch.before.candidates[0].last_name
    assert not batch.mails()
