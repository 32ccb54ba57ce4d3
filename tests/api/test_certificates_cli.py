"""The operator's acts on certificates in the terminal: in the audit trail, in the lists, on the page."""

from contextlib import suppress
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from chalicelib.bootstrap import House
from chalicelib.certificates.handing import forgetting, making
from chalicelib.certificates.issuance import listing, steps
from chalicelib.certification.store.rows import CertificationRow
from chalicelib.cli import audit, certificates, certificates_forget
from chalicelib.local.infra import template
from chalicelib.shared import telemetry
from tests.api.conftest import Caller
from tests.fakes.accounts import MemoryExecutions
from tests.fakes.deaths import Deaths, Killed
from tests.fakes.issuance import Batch
from tests.fakes.jury import Sitting, with_executions
from tests.fakes.store_calls import disturbed


@pytest.fixture
def batch(rooms: House, monkeypatch: pytest.MonkeyPatch) -> Batch:
    """One certificate, issued; commands work on this deployment."""
    with_executions(rooms, MemoryExecutions())
    for family in (certificates, certificates_forget, audit):
        monkeypatch.setattr(family, "rooms", lambda: rooms)
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


def test_who_did_it_is_recorded(batch: Batch, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not only that it was the operator; what is no name, such as an address, changes nothing."""
    found = batch.certificate(0)
    assert found
    code, why = found.certificate.code, ("--reason", "as the operator found")
    monkeypatch.setenv("PIX_OPERATOR", "olga")
    assert pix("suspend", code, *why, "--by", "olga@example.org").exit_code == 2
    assert pix("suspend", code, *why).exit_code == 0
    assert pix("reinstate", code, *why, "--by", "karim").exit_code == 0
    monkeypatch.delenv("PIX_OPERATOR")
    monkeypatch.setattr("getpass.getuser", lambda: "root")
    assert pix("revoke", code, *why).exit_code == 0
    actors = [e.actor for e in batch.rooms.trail.entries(batch.before.id) if e.act.startswith("certificate-")]
    assert actors == ["operator:olga", "operator:karim", "operator:root"]
    assert CliRunner().invoke(audit.app, ["verify", "--session", batch.before.id]).exit_code == 0


def test_a_holder_is_forgotten(batch: Batch) -> None:
    """Dead behind each write and run again, the same end: nothing names them, and the certificate holds."""
    rooms, found, session = batch.rooms, batch.certificate(0), batch.before.id
    enrolled = batch.before.candidates[0]
    assert found
    code, why = found.certificate.code, ("--reason", "asked for in writing", "--by", "olga")
    making.deliver(rooms.handing, session)
    assert enrolled.last_name in everything(rooms)
    assert pix("forget", code, *why).exit_code == 1  # asks, and nobody says yes
    for place in range(1, 8):
        with disturbed("TransactWriteItems PutItem UpdateItem DeleteItem", Deaths(place, after=True)), suppress(Killed):
            forgetting.forget(rooms.handing, found.certificate, "operator:olga", "asked for in writing")
    for _ in range(2):
        assert pix("forget", code, *why, "--yes").exit_code == 0
    assert enrolled.last_name not in everything(rooms)
    assert not list(rooms.objects.keys(f"certificates/{session}/")) + list(rooms.objects.keys(f"results/{session}/"))
    making.deliver(rooms.handing, session)
    assert enrolled.last_name not in everything(rooms)
    assert (enrolled.birth_date in everything(rooms), code in everything(rooms)) == (False, True)
    for language, told in {"en": "asked to be forgotten", "fr": "être oublié", "de": "vergessen zu werden"}.items():
        text = Caller()("GET", f"/v/{code}?language={language}").text
        assert (told in text, enrolled.last_name in text, "·" in text) == (True, False, True)
    (entry,) = [each for each in rooms.trail.entries(session) if each.act == "holder-forgotten"]
    assert (entry.actor, entry.subject, len(str(entry.details["reason"]))) == (
        "operator:olga",
        found.certificate.id,
        64,
    )
    assert CliRunner().invoke(audit.app, ["verify", "--session", session]).exit_code == 0


def everything(rooms: House) -> str:
    """All items of certification and every object that is text, as one text."""
    items: Any = CertificationRow._get_connection().scan()
    objects = (rooms.objects.get(key) for key in rooms.objects.keys(""))
    return str(items["Items"]) + "".join(each.body.decode(errors="replace") for each in objects if each)


def test_codes_that_are_none(batch: Batch) -> None:
    """A typing error ends with one plain line, and changes nothing."""
    assert pix("revoke", "P-XXXX", "--reason", "x").exit_code == 2
    assert pix("revoke", "P-22222222222", "--reason", "x").exit_code == 1


def test_resume_and_status(batch: Batch) -> None:
    """What is done is done; what is left is told."""
    assert "Nothing is left" in pix("resume", batch.before.id).output
    told = pix("status", batch.before.id)
    assert "1 certificates issued, 0 candidates left" in told.output


def test_a_session_by_its_number(batch: Batch) -> None:
    """What stands on its papers is enough: nobody types an id."""
    number = batch.before.session.number
    assert pix("status", number).stdout == pix("status", batch.before.id).stdout
    assert "Nothing is left" in pix("resume", number).stdout
    shown = [CliRunner().invoke(audit.app, ["show", each]).stdout for each in (number, batch.before.id)]
    assert shown[0] == shown[1]
    assert " issued " in shown[0]
    checked = CliRunner().invoke(audit.app, ["verify", "--session", number])
    assert checked.stdout == f"The chain {batch.before.id} is what was written.\n"


def test_whoever_was_given_up_raises_an_alarm(rooms: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not while they are tried by themselves; then a line in the log that is the metric of the deployment's alarm."""
    batch, lines = Batch.decided(with_executions(rooms, MemoryExecutions()), Sitting()), list[dict[str, Any]]()
    batch.publish()
    monkeypatch.setattr(telemetry.logger(), "error", lambda _, extra: lines.append(extra))
    for _ in range(rooms.certification.rules.issuance_attempts):
        assert lines == []
        steps.park(
            batch.ports, batch.before.id, batch.before.case(0), "IssuanceError: the framework has no such competence"
        )
        listing.end(batch.ports, batch.before.id)
    (line,) = lines
    watched = template("watch")["Resources"]["CertificatesGivenUp"]["Properties"]
    ((metric,),) = (each["Metrics"] for each in line["_aws"]["CloudWatchMetrics"])
    assert (metric["Name"], line[metric["Name"]], line["session"]) == (watched["MetricName"], 1, batch.before.id)


@pytest.mark.parametrize("command", ["status", "resume"])
@pytest.mark.parametrize("session", ["nope", "", "00000000", "a b"])
def test_no_session_has_no_certificates(batch: Batch, command: str, session: str) -> None:
    """A mistyped session must not look like one that is through."""
    refused = pix(command, session)
    assert (refused.exit_code, refused.stdout) == (1, "")
    assert refused.stderr == f"pix: there is no session {session!r}: give its id, or its number of eight digits.\n"


def test_before_publication_nothing_is_issued(rooms: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """None issued and none left would look as if everything were done."""
    monkeypatch.setattr(certificates, "rooms", lambda: rooms)
    session = Batch.decided(with_executions(rooms, MemoryExecutions()), Sitting()).before.id
    told, refused = pix("status", session), pix("resume", session)
    assert (told.exit_code, refused.exit_code) == (0, 1)
    assert "is not published" in told.stdout
    assert "is not published" in refused.stderr
