"""Searches, clients and the index: killed before and after every write; the end is whole or it is nothing."""

from typing import Any

import pytest

from chalicelib.bootstrap import House, move_in
from chalicelib.certificates.finding import filing
from chalicelib.certificates.finding import service as finding
from chalicelib.certificates.finding.schemas import FindPerson
from chalicelib.certificates.store.rows import CertificateRow
from chalicelib.certification.service import centres
from chalicelib.clients import service
from chalicelib.shared.audit.anchors import flaws
from chalicelib.shared.settings import Settings
from chalicelib.shared.tokens import Principal
from tests.fakes.deaths import Deaths, Killed
from tests.fakes.learning import FakeClock
from tests.fakes.services import certified, enrolled
from tests.fakes.store_calls import disturbed, lose_replies

WRITES = "TransactWriteItems PutItem UpdateItem DeleteItem"
ZOE = FindPerson(last_name="Lefevre Nguyen", first_name="Zoe", birth_date="2004-03-01")
pytestmark = pytest.mark.usefixtures("impatient")


@pytest.fixture
def rooms(tables: Settings) -> House:
    return move_in(House(tables, FakeClock()))


@pytest.fixture
def certificate(rooms: House) -> str:
    """Zoé's."""
    where = centres.add_centre(rooms.certification, "Lycée Ada", "SCO", "0750001A")
    return certified(rooms, enrolled(rooms, where, external_id="7")).id


def index_of(certificate: str) -> set[str]:
    """Where a certificate is filed, and what says so."""
    found = CertificateRow.scan(CertificateRow.pk.startswith("finding#"), consistent_read=True)
    own = CertificateRow.query(f"certificate#{certificate}", consistent_read=True)
    return {row.pk for row in found} | {row.sk for row in own if row.sk in ("holder", "findable")}


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
def test_no_answer_without_a_trace(rooms: House, certificate: str, after: bool) -> None:
    """Whoever dies before the trace has told nobody anything; asked again, the answer comes with its trace."""
    client, _ = service.add_client(rooms.clients, "X", ["certificates:find"], ())
    caller = Principal(client.id, "service")
    with disturbed("TransactWriteItems", Deaths(1, after)), pytest.raises(Killed):
        finding.find(rooms.finding, caller, ZOE)
    traces = list(rooms.issuance.findings.of_certificate(certificate))
    assert len(traces) == after
    assert finding.find(rooms.finding, caller, ZOE)[0].certificate.id == certificate
    assert len(list(rooms.issuance.findings.of_certificate(certificate))) == after + 1


def test_a_lost_reply_leaves_one_trace(rooms: House, certificate: str) -> None:
    """The store's own retries are not refused on their own traces."""
    client, _ = service.add_client(rooms.clients, "X", ["certificates:find"], ())
    with disturbed("TransactWriteItems", lose_replies(1)):
        finding.find(rooms.finding, Principal(client.id, "service"), ZOE)
    assert len(list(rooms.issuance.findings.of_certificate(certificate))) == 1


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
def test_an_erasure_is_whole(rooms: House, certificate: str, after: bool) -> None:
    """Never a holder without a way to erase the index, never an index without a holder."""
    whole = index_of(certificate)
    with disturbed(WRITES, Deaths(1, after)), pytest.raises(Killed):
        rooms.certificates.certificates.erase_holder(certificate)
    assert index_of(certificate) == (set() if after else whole)
    rooms.certificates.certificates.erase_holder(certificate)
    assert index_of(certificate) == set()


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
def test_filing_anew_is_whole(rooms: House, certificate: str, after: bool) -> None:
    """Killed in the middle, every certificate is filed as before or as now."""
    whole = index_of(certificate)
    with disturbed(WRITES, Deaths(1, after)), pytest.raises(Killed):
        filing.file_all(rooms.issuance)
    assert index_of(certificate) == whole
    assert filing.file_all(rooms.issuance) == 1
    assert index_of(certificate) == whole


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
def test_clients_and_their_entries_stand_together(rooms: House, after: bool) -> None:
    """Added and revoked with an entry in the trail, or not at all; the trail has no flaw."""
    acts: list[Any] = []
    with disturbed(WRITES, Deaths(1, after)), pytest.raises(Killed):
        service.add_client(rooms.clients, "X", ["certificates:find"], ())
    assert len(rooms.clients.clients.all()) == after
    client, _ = service.add_client(rooms.clients, "X", ["certificates:find"], ())
    with disturbed(WRITES, Deaths(1, after)), pytest.raises(Killed):
        service.revoke(rooms.clients, client.id)
    assert service.revoke(rooms.clients, client.id)
    acts = [entry.act for entry in rooms.trail.entries("operator")]
    assert acts == ["client-added"] * (1 + after) + ["client-revoked"]
    assert [flaw for _, flaw in flaws(rooms.trail, {}) if flaw] == []
