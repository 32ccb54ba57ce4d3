"""A certificate and the account it was issued to: told in the export, kept by the erasure."""

from dataclasses import replace

import pytest

from chalicelib.bootstrap import House, move_in
from chalicelib.certificates.issuance import steps
from chalicelib.certificates.issuance.ports import Signature
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


def test_whoever_was_decided_on_three_times_is_told_of_every_certificate(
    tables: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Issued, replaced, revoked: the first one too was shown to services and told to the register."""
    monkeypatch.setattr(steps, "pdf", lambda *_, **__: b"%PDF")
    rooms = with_executions(move_in(House(tables, FakeClock())), MemoryExecutions())
    rooms.__dict__["issuance"] = replace(rooms.issuance, seal=lambda pdf: Signature(pdf, "documents-1"))
    batch = Batch.decided(rooms, Sitting())
    batch.publish()
    batch.issue()
    batch.decide_again(0, "leave-out", 1, left_out=(1, 2, 3))
    batch.before.turn()
    batch.vote_all(0, "validate", 2)
    batch.before.turn()
    batch.issue()
    batch.decide_again(0, "reject-fraud", 3)
    batch.before.turn()
    batch.issue()
    told = rooms.accounts.personal["certificates"].export("person-0")["certificates"]
    assert [each["status"] for each in told] == ["revoked", "revoked"]
    assert len({each["code"] for each in told}) == len(told)


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
