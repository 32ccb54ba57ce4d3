"""The operator's acts on certificates in the terminal: in the audit trail, in the lists, on the page."""

import pytest
from typer.testing import CliRunner, Result

from chalicelib.bootstrap import House
from chalicelib.cli import certificates
from tests.api.conftest import Caller
from tests.fakes.accounts import MemoryExecutions
from tests.fakes.issuance import Batch
from tests.fakes.jury import Sitting, with_executions


@pytest.fixture
def batch(rooms: House, monkeypatch: pytest.MonkeyPatch) -> Batch:
    """One certificate, issued; commands work on this deployment."""
    with_executions(rooms, MemoryExecutions())
    monkeypatch.setattr(certificates, "rooms", lambda: rooms)
    found = Batch.decided(rooms, Sitting())
    found.publish()
    found.issue()
    return found


def pix(*arguments: str) -> Result:
    return CliRunner().invoke(certificates.app, list(arguments))


def page(code: str) -> str:
    return Caller()("GET", f"/v1/verifications/{code}").json()["status"]


def test_suspended_reinstated_revoked(batch: Batch) -> None:
    """Each change is seen by everybody at once, has its entry, and revoked is for good."""
    found = batch.certificate(0)
    assert found
    code = found.certificate.code
    for command, status in (("suspend", "suspended"), ("reinstate", "valid"), ("revoke", "revoked")):
        done = pix(command, code, "--reason", "as the operator found")
        assert done.exit_code == 0, done.output
        assert (page(code), batch.verdict_of(found.certificate.id)) == (status, status)
    refused = pix("reinstate", code, "--reason", "no")
    assert (refused.exit_code, "cannot become" in refused.output) == (1, True)
    acts = batch.acts()
    assert [acts[f"certificate-{act}"] for act in ("suspended", "reinstated", "revoked")] == [1, 1, 1]


def test_codes_that_are_none(batch: Batch) -> None:
    """A typing error ends with one plain line, and changes nothing."""
    assert pix("revoke", "P-XXXX", "--reason", "x").exit_code == 2
    assert pix("revoke", "P-22222222222", "--reason", "x").exit_code == 1


def test_resume_and_status(batch: Batch) -> None:
    """What is done is done; what is left is told."""
    assert "Nothing is left" in pix("resume", batch.before.id).output
    told = pix("status", batch.before.id)
    assert "1 certificates issued, 0 candidates left" in told.output
