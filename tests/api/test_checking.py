"""What somebody with all rights to the table changes beside the trail is found by comparing the two."""

from collections.abc import Callable

import msgspec
import pytest

from chalicelib.bootstrap import House
from chalicelib.certificates import checking
from chalicelib.certificates.issuance import changing
from chalicelib.certificates.store.facts import TableFacts
from chalicelib.certificates.store.rows import CertificateRow, certificate_key, read, to_json
from chalicelib.jury.store import JuryRow
from tests.fakes.accounts import MemoryExecutions
from tests.fakes.certificates import certificate, holder
from tests.fakes.issuance import FRAUD, Batch
from tests.fakes.jury import Sitting, with_executions


def found(batch: Batch) -> list[str]:
    """Everything that the comparison says."""
    sessions = [each for each in batch.rooms.trail.chains() if each == batch.before.id]
    kept = TableFacts()
    told = [*checking.of_session(batch.ports, kept, batch.before.id), *checking.strangers(batch.ports, kept, sessions)]
    return [line.replace(batch.before.case(0), "A").replace(batch.before.case(1), "B") for line in told]


def changed(row: CertificateRow | JuryRow, change: Callable[[str], str]) -> None:
    row.refresh(consistent_read=True)
    row.data, before = change(row.data), row.data
    assert row.data != before
    row.save()


@pytest.fixture
def batch(rooms: House) -> Batch:
    """One validated, one rejected for fraud; issued, suspended and reinstated."""
    with_executions(rooms, MemoryExecutions())
    made = Batch.decided(rooms, Sitting(), Sitting(reports=[FRAUD]))
    made.publish()
    made.issue()
    issued = made.certificate(0)
    assert issued
    for status in ("suspended", "valid"):
        changing.change(made.ports, issued.certificate.id, status, "operator", f"Zoé’s papers: {status}")
    return made


def test_changes_beside_the_trail(batch: Batch) -> None:
    """A certificate nobody decided, better figures, another decision, a status that came or went without an act."""
    assert found(batch) == []
    known = f"{batch.before.case(0)}-list-001"
    facts = CertificateRow(certificate_key(known), "certificate")
    vote, decision = f"{batch.before.case(1)}#001", JuryRow(f"decision#{batch.before.id}", "list#001")
    tampering: list[tuple[CertificateRow | JuryRow, Callable[[str], str], str]] = [
        (facts, lambda text: text.replace('"pix":', '"pix":1'), "certificate A-list-001 is not what was issued"),
        (decision, lambda text: text.replace('"adopt"', '"withhold"', 1),
         "decision list#001 is not the one that was recorded"),
        (JuryRow(decision.pk, vote), lambda text: text.replace("mia says so", "she is right"),
         "decision B#001 is not the one that was recorded"),
        (CertificateRow(facts.pk, "status#0002"), lambda text: text.replace("papers", "brother"),
         "certificate A-list-001 was not suspended, reinstated or revoked as its history says"),
    ]  # fmt: skip
    for row, change, what in tampering:
        before = type(row).get(row.pk, row.sk, consistent_read=True)
        changed(row, change)
        assert found(batch) == [what]
        before.save()
    assert found(batch) == []


def test_what_came_or_went_beside_the_trail(batch: Batch) -> None:
    """Whole items: a certificate that nobody decided, one that is gone, a suspension taken back by deleting it."""
    forged = certificate(code="P-0000000000", session=batch.before.id)
    CertificateRow(certificate_key(forged.id), "certificate", data=to_json(forged)).save()
    assert found(batch) == [f"certificate {forged.id} was never issued"]
    CertificateRow(certificate_key(forged.id), "certificate").delete()
    key = certificate_key(f"{batch.before.case(0)}-list-001")
    last = read(key, "status#0002")
    CertificateRow(key, "status#0002").delete()
    (line,) = found(batch)
    assert line.endswith("as its history says")
    CertificateRow(key, "status#0002", data=last).save()
    JuryRow(f"decision#{batch.before.id}", "list#001").delete()
    assert found(batch) == ["decision list#001 is gone"]
    CertificateRow(key, "certificate").delete()
    assert found(batch) == ["decision list#001 is gone", "certificate A-list-001 is gone"]


def test_certificates_of_before_the_hashes_were_noted(batch: Batch) -> None:
    """Their entries say less; what they say is compared, and nothing is made up."""
    text = to_json(msgspec.structs.replace(certificate(), session=batch.before.id))
    CertificateRow(certificate_key("old"), "certificate", data=text).save()
    CertificateRow(certificate_key("old"), "holder", data=to_json(holder())).save()
    batch.rooms.trail.write(batch.before.id, "issued", "certificate-issuance", "old", {"decision": "list#001"})
    assert found(batch) == []


def test_audit_verify_says_so(batch: Batch, monkeypatch: pytest.MonkeyPatch) -> None:
    """The operator's command, and whoever runs it by a schedule: one line, exit code 1."""
    from typer.testing import CliRunner

    from chalicelib.cli import audit

    monkeypatch.setattr(audit, "rooms", lambda: batch.rooms)
    key = certificate_key(f"{batch.before.case(0)}-list-001")
    assert CliRunner().invoke(audit.app, ["verify"]).exit_code == 0
    changed(CertificateRow(key, "certificate"), lambda text: text.replace('"pix":', '"pix":1'))
    told = CliRunner().invoke(audit.app, ["verify", "--session", batch.before.id])
    assert (told.exit_code, "is not what was issued" in told.output) == (1, True)
