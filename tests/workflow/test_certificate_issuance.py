"""The very state machine of issuance: from the jury's publication to documents that hold, whatever breaks meanwhile.

Counted are facts in the tables and files, never executions.
"""

import hashlib
from collections.abc import Callable
from typing import Any

import pytest
from botocore.exceptions import SSLError

from chalicelib.certificates.documents.judging import sealed
from chalicelib.certificates.issuance import changing
from chalicelib.certificates.issuance.reconcile import reconcile
from chalicelib.certificates.service import issuer
from chalicelib.local.gateway import Application
from chalicelib.shared.audit.anchors import flaws
from chalicelib.shared.keys import FolderKeys
from chalicelib.shared.objects import FolderObjects
from tests.fakes.issuance import FRAUD, Batch
from tests.fakes.jury import Sitting
from tests.workflow.certification import disturbed
from tests.workflow.conftest import Machines

SITTINGS = (Sitting(), Sitting(reports=[FRAUD]), Sitting(wrong=3))


def issued(machines: Machines) -> Batch:
    """Published, and everything that follows from it."""
    batch = Batch.decided(machines.house, *SITTINGS)
    batch.publish()
    machines.until(batch.told, "everybody told")
    machines.until(lambda: not list(batch.ports.issuances.open()), "the session is through")
    return batch


def assert_whole(batch: Batch) -> None:
    """Two certificates, once each, with documents that hold; the third candidate only told."""
    rooms = batch.rooms
    assert batch.mails() == {
        ("person-0@example.org", "certificate-issued"): 1,
        ("person-1@example.org", "results-ready"): 1,
        ("person-2@example.org", "certificate-issued"): 1,
    }
    assert batch.acts()["issued"] == 2
    assert batch.certificate(1) is None
    codes = set()
    for number in (0, 2):
        found = batch.certificate(number)
        assert found
        assert found.standing.status == "valid"
        codes.add(found.certificate.code)
        assert batch.verdict(number) == "valid"
        frozen = batch.ports.drafts.frozen(found.certificate.id)
        assert frozen
        stored = rooms.objects.get(frozen.files["document"].key)
        assert stored
        assert hashlib.sha256(stored.body).hexdigest() == frozen.files["document"].sha256
        trusted = issuer.trust_list(batch.ports.certificates).document_certificates
        assert sealed(stored.body, trusted, rooms.clock())
    assert len(codes) == 2
    files = list(rooms.objects.keys("certificates/"))
    assert len(files) == 4, files
    assert [flaw for _, flaw in flaws(rooms.trail, {}) if flaw] == []
    assert reconcile(batch.ports) == []


def test_from_publication_to_documents(machines: Machines) -> None:
    """One act of a person, and everybody has what the jury decided."""
    batch = issued(machines)
    assert_whole(batch)
    found = batch.certificate(0)
    assert found
    assert (found.certificate.language, found.certificate.framework.version) == ("en", "2.2")
    assert found.certificate.pix == batch.rooms.certification.results.of(batch.before.case(0))[-1].result.total
    assert _in_archive(batch) == 2
    changing.change(batch.ports, found.certificate.id, "revoked", "operator", "a mistake")
    machines.until(lambda: not list(batch.ports.issuances.open()), "the files of the session are made anew")
    assert _in_archive(batch) == 1
    assert reconcile(batch.ports) == []


def _in_archive(batch: Batch) -> int:
    files = batch.rooms.handing.handed.files(batch.before.id)
    return files.certificates if files else 0


@disturbed
def test_disturbed_it_ends_the_same(machines: Machines, disturb: Callable[[Application], Application]) -> None:
    """The store throttles, replies are lost, calls are repeated."""
    assert machines.engine.endpoint is not None
    machines.engine.endpoint = disturb(machines.engine.endpoint)
    assert_whole(issued(machines))


def test_services_away_in_a_way_that_no_retry_is_for(machines: Machines) -> None:
    """Who needs them is parked with the reason, who does not is told; back again, the next execution goes on."""

    def away(*_: Any, **__: Any) -> Any:
        raise SSLError(endpoint_url="https://elsewhere", error="handshake")

    def parked() -> list[str]:
        found = batch.ports.issuances.of(batch.before.id).parked
        return [each.reason.partition(":")[0] for each in found.values()]

    batch = Batch.decided(machines.house, *SITTINGS)
    with pytest.MonkeyPatch.context() as outage:
        outage.setattr(FolderObjects, "put", away)
        outage.setattr(FolderKeys, "sign", away)
        batch.publish()
        machines.until(lambda: len(parked()) == 2 and not _issuing(machines), "two are parked, and the execution ended")
        assert parked() == ["SSLError", "SSLError"]
        assert batch.mails() == {("person-1@example.org", "results-ready"): 1}
        assert list(batch.ports.issuances.open()) == [batch.before.id]
    machines.until(lambda: not reconcile(batch.ports), "nothing open")
    assert_whole(batch)


def _issuing(machines: Machines) -> list[str]:
    return [arn for arn in machines.running() if "-certificate-issuance:" in arn]
