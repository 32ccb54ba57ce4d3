"""What a person finds in their account after publication, and what the operator may change afterwards."""

from typing import Any

import httpx
import pytest

from chalicelib.bootstrap import House
from chalicelib.certificates.documents.judging import sealed
from chalicelib.certificates.service import issuer
from tests.api.conftest import Caller, assert_problem
from tests.fakes.accounts import MemoryExecutions
from tests.fakes.certification import add_member
from tests.fakes.issuance import FRAUD, Batch
from tests.fakes.jury import Sitting, with_executions


@pytest.fixture
def batch(rooms: House) -> Batch:
    """One validated, one rejected for fraud; decided, not published."""
    with_executions(rooms, MemoryExecutions())
    return Batch.decided(rooms, Sitting(), Sitting(reports=[FRAUD]))


def results(caller: Caller) -> list[dict[str, Any]]:
    reply = caller("GET", "/v1/certificates")
    assert reply.status_code == 200, reply.text
    return reply.json()["items"]


def test_nothing_is_told_before_publication(batch: Batch, token: Any) -> None:
    """What the jury decided is nobody's business until it is published."""
    (found,) = results(Caller(token("person-0")))
    assert (found["status"], found["pix"], found["comment"], found["certificate"]) == ("pending", None, "", None)
    assert results(Caller(token("somebody"))) == []


def test_results_of_both(batch: Batch, token: Any) -> None:
    """A rejected test is shown with the jury's comment; a validated one has its certificate."""
    batch.publish()
    (waiting,) = results(Caller(token("person-0")))
    assert (waiting["status"], waiting["certificate"]) == ("validated", None)
    batch.issue()
    (found,) = results(Caller(token("person-0")))
    assert found["certificate"]["status"] == "valid"
    low, high = found["interval"]
    assert 0 < low <= found["pix"] <= high
    assert (found["former"], found["appeal"], found["reviewed"]) == ([], None, False)
    (other,) = results(Caller(token("person-1")))
    assert (other["status"], other["reason"], other["certificate"]) == ("rejected", "fraud", None)
    assert other["comment"] == "A second phone was used."


def test_a_certificate_and_its_files(batch: Batch, token: Any) -> None:
    """Its owner reads it and fetches both files; nobody else does."""
    batch.publish()
    batch.issue()
    owner, other = Caller(token("person-0")), Caller(token("person-1"))
    identifier = results(owner)[0]["certificate"]["id"]
    read = owner("GET", f"/v1/certificates/{identifier}").json()
    assert (read["status"], read["replaced_by"], len(read["areas"])) == ("valid", None, 5)
    assert read["verification_url"].endswith(f"/v/{read['code']}")
    assert [(each["kind"], each["language"]) for each in read["files"]] == [("pdf", "en"), ("credential", None)]
    assert all(each["bytes"] > 1000 for each in read["files"])
    for kind, beginning in (("pdf", b"%PDF-1.7"), ("credential", b'{"@context"')):
        reply = owner("GET", f"/v1/certificates/{identifier}/document", params={"kind": kind})
        assert reply.status_code == 200, reply.text
        key = httpx.URL(reply.json()["url"]).path.removeprefix("/private/")
        stored = batch.rooms.objects.get(key)
        assert stored
        assert stored.body.startswith(beginning)
        if kind == "pdf":
            chains = issuer.trust_list(batch.ports.certificates).document_certificates
            assert sealed(stored.body, chains, batch.rooms.clock())
    for where in (identifier, f"{identifier}/document", "nothing"):
        assert_problem(other("GET", f"/v1/certificates/{where}"), 404, "not-found")


def test_addresses_of_files_end_after_five_minutes(batch: Batch, token: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Certificates, and what a link that works for a month leads to: an address that leaks is worth nothing soon."""
    from chalicelib.certificates.handing import making

    batch.publish()
    batch.issue()
    making.deliver(batch.rooms.handing, batch.before.id)
    add_member(batch.rooms, batch.before.session.centre, "mona")
    monkeypatch.setattr(batch.rooms.objects, "_now", lambda: 1000.0)
    owner, member = Caller(token("person-0")), Caller(token("mona", "centre"))
    certificate = results(owner)[0]["certificate"]["id"]
    session = f"/v1/certification-sessions/{batch.before.id}"
    link = member("POST", f"{session}/results-links").json()
    found = [
        *(owner("GET", f"/v1/certificates/{certificate}/document?kind={k}").json() for k in ("pdf", "credential")),
        *(member("GET", f"{session}/results/file?kind={kind}").json() for kind in ("results", "certificates")),
        *({"url": Caller()("GET", httpx.URL(link[name]).path).headers["location"]}
          for name in ("results_url", "certificates_url")),
    ]  # fmt: skip
    assert [httpx.URL(each["url"]).params["until"] for each in found] == ["1300"] * 6


def test_an_appeal_is_shown_to_whoever_made_it(batch: Batch, token: Any) -> None:
    """What one asked, and that the jury is at it; what was published holds meanwhile."""
    batch.publish()
    batch.issue()
    owner = Caller(token("person-0"))
    (before,) = results(owner)
    path = f"/v1/certification-sessions/{before['session']}/tests/{before['test']}/appeals"
    assert owner("POST", path, {"text": "Level 3, not 2."}).status_code == 201
    (after,) = results(owner)
    assert (after["appeal"]["text"], after["reviewed"]) == ("Level 3, not 2.", True)
    assert (after["status"], after["certificate"]) == ("validated", before["certificate"])


def test_decided_anew_replaces(batch: Batch, token: Any) -> None:
    """Questions left out later: another result, another certificate; the old one is revoked and points to it."""
    batch.publish()
    batch.issue()
    old = batch.certificate(0)
    assert old
    batch.decide_again(0, "leave-out", 1, left_out=(1, 2, 3))
    batch.before.turn()
    batch.vote_all(0, "validate", 2)
    batch.before.turn()
    assert list(batch.ports.issuances.open()) == [batch.before.id]
    batch.issue()
    new = batch.certificate(0)
    assert new
    assert (new.certificate.replaces, new.standing.status) == (old.certificate.id, "valid")
    assert new.certificate.code != old.certificate.code
    again = batch.ports.certificates.certificates.get(old.certificate.id)
    assert again
    assert (again.standing.status, again.standing.reason) == ("revoked", f"replaced by {new.certificate.code}")
    assert (batch.verdict_of(old.certificate.id), batch.verdict(0)) == ("revoked", "valid")
    read = Caller(token("person-0"))("GET", f"/v1/certificates/{old.certificate.id}").json()
    assert read["replaced_by"] == new.certificate.id
    (shown,) = results(Caller(token("person-0")))
    assert shown["certificate"]["code"] == new.certificate.code
    (former,) = shown["former"]
    assert (former["code"], former["replaced_by"]) == (old.certificate.code, new.certificate.code)
    assert (former["status"], former["reason"]) == ("revoked", None)


def test_an_appeal_without_success_changes_nothing(batch: Batch) -> None:
    """The same result validated again: the certificate stays, and nobody is issued another one."""
    batch.publish()
    batch.issue()
    before = batch.certificate(0)
    batch.decide_again(0, "validate", 1)
    batch.before.turn()
    batch.issue()
    assert batch.certificate(0) == before
    assert batch.acts()["issued"] == 1
    assert list(batch.ports.issuances.open()) == []


def test_rejected_after_all(batch: Batch, token: Any) -> None:
    """A case reopened and rejected: the certificate is revoked, and none is in force; its holder sees both."""
    batch.publish()
    batch.issue()
    old = batch.certificate(0)
    assert old
    batch.decide_again(0, "reject-fraud", 1)
    batch.before.turn()
    batch.issue()
    assert batch.certificate(0) is None
    assert batch.verdict_of(old.certificate.id) == "revoked"
    (shown,) = results(Caller(token("person-0")))
    assert (shown["status"], shown["certificate"]) == ("rejected", None)
    assert [(each["code"], each["status"]) for each in shown["former"]] == [(old.certificate.code, "revoked")]


def test_a_name_that_cannot_be_printed(batch: Batch, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is parked with its reason, tried some times by itself, and finished by `resume` once it can be."""
    from chalicelib.certificates.issuance import listing, steps, workflow
    from chalicelib.shared.typesetting import Unprintable

    batch.publish()
    event = {"session": batch.before.id, "candidate": batch.before.case(0)}

    def refuse(*_: Any, **__: Any) -> bytes:
        raise Unprintable("the glyph could not be displayed")

    with monkeypatch.context() as outage:
        outage.setattr(steps, "pdf", refuse)
        with pytest.raises(Unprintable):
            batch.issue()
        for step in (workflow.issuance_record, workflow.issuance_finish):  # the other one is held up by nobody
            step({**event, "candidate": batch.before.case(1), "certificate": ""})
        for times in range(1, batch.rooms.settings.rules.issuance_attempts + 1):
            cause = '{"errorType": "Unprintable", "errorMessage": "the glyph could not be displayed"}'
            workflow.issuance_park({**event, "error": {"Error": "Unprintable", "Cause": cause}})
            parked = batch.ports.issuances.of(batch.before.id).parked[batch.before.case(0)]
            assert (parked.times, parked.reason) == (times, "Unprintable: the glyph could not be displayed")
            workflow.issuance_end(event)
            given_up = times == batch.rooms.settings.rules.issuance_attempts
            assert list(batch.ports.issuances.open()) == ([] if given_up else [batch.before.id])
    left, started = listing.resume(batch.ports, batch.before.id)
    assert (left > 0, started) == (True, True)
    assert batch.ports.issuances.of(batch.before.id).parked == {}
    batch.issue()
    assert batch.told()
