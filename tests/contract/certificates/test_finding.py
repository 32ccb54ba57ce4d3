"""The index and the record of searches on a real engine: filed with the certificate, erased with its holder."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest

from chalicelib.bootstrap import House, move_in
from chalicelib.certificates.finding import filing, model
from chalicelib.certificates.finding.index import Filed, hashed
from chalicelib.certificates.finding.model import Lookup, Pointer
from chalicelib.certificates.store.rows import CertificateRow
from chalicelib.clients import service
from chalicelib.shared.settings import Settings
from chalicelib.shared.transactions import Refused
from tests.fakes.accounts import MemoryExecutions
from tests.fakes.certificates import certificate, holder, stand
from tests.fakes.issuance import Batch
from tests.fakes.jury import Sitting, with_executions
from tests.fakes.learning import FakeClock

UNTIL = datetime(2028, 6, 1, tzinfo=UTC)
POINTER = Pointer(certificate=certificate().id, person="ada", centre="E")


@pytest.fixture
def rooms(tables: Settings) -> House:
    return with_executions(move_in(House(tables, FakeClock())), MemoryExecutions())


def filed_items() -> dict[str, str]:
    """Everything in the index."""
    rows = CertificateRow.scan(CertificateRow.pk.startswith("finding#"), consistent_read=True)
    return {row.pk.removeprefix("finding#"): row.sk for row in rows}


def test_issuance_files_what_it_issues(rooms: House) -> None:
    """In the transaction that makes it valid; filing everything anew changes nothing; nothing of it can be read.

    The person reads in the export of their data who was shown it.
    """
    batch = Batch.decided(rooms, Sitting())
    batch.publish()
    batch.issue()
    found, candidate = batch.certificate(0), batch.before.candidates[0]
    assert found
    text = model.by_identity(candidate.last_name, candidate.first_name, candidate.birth_date)
    (pointer,) = batch.ports.findings.of(hashed(rooms.settings, text))
    expected = Pointer(certificate=found.certificate.id, person="person-0", centre=batch.before.session.centre)
    assert pointer == expected
    before = filed_items()
    assert filing.file_all(batch.ports) == 1
    assert filed_items() == before
    items = CertificateRow.scan(CertificateRow.pk.startswith("finding#"), consistent_read=True)
    readable = "".join(str(row.attribute_values) for row in items)
    assert found.certificate.id in readable
    known = (candidate.last_name, candidate.birth_date, text)
    assert [each for each in known if each in readable] == []
    shown = Lookup(
        id="L1",
        at="2027-06-01T00:00:00.000Z",
        client="K",
        service="Parcours",
        way="identity",
        came="found",
        certificates=(found.certificate.id,),
    )
    batch.ports.findings.note(shown, UNTIL)
    (told,) = rooms.accounts.personal["certificates"].export("person-0")["certificates"]
    assert told["shown_to"] == [{"service": "Parcours", "at": shown.at}]
    rooms.certificates.certificates.erase_holder(found.certificate.id)
    assert filed_items() == {}
    assert filing.file_all(batch.ports) == 0


def test_the_index_has_what_was_withdrawn_before_it_was_given_again(rooms: House) -> None:
    """Rejected on reopening, then validated: the first certificate is replaced by none, and is still to be found."""
    batch = Batch.decided(rooms, Sitting())
    batch.publish()
    for round_, choice in enumerate(("", "reject-fraud", "validate")):
        if choice:
            batch.decide_again(0, choice, round_)
            batch.before.turn()
        batch.issue()
    rows = list(CertificateRow.scan(CertificateRow.pk.startswith("finding#"), consistent_read=True))
    assert len({row.sk for row in rows}) == 2
    for row in rows:
        row.delete()
    assert filing.file_all(batch.ports) == 2
    after = CertificateRow.scan(CertificateRow.pk.startswith("finding#"), consistent_read=True)
    assert {(row.pk, row.sk) for row in after} == {(row.pk, row.sk) for row in rows}


def test_filed_anew_under_other_hashes(rooms: House) -> None:
    """After a new key or another number of the centre the old items are gone; without a holder nothing is filed."""
    findings = rooms.issuance.findings
    assert not findings.file(Filed(POINTER, ("a",)))
    assert stand(certificate(), holder())
    for hashes in (("a", "b"), ("b", "c"), ("b", "c")):
        assert findings.file(Filed(POINTER, hashes))
    assert filed_items() == dict.fromkeys(("b", "c"), POINTER.certificate)
    assert list(findings.of("b")) == [POINTER]
    assert list(findings.of("a")) == []


def test_a_trace_is_written_once(rooms: House) -> None:
    """Under its client's day and under each certificate, in order; the same again is refused as a whole."""
    findings = rooms.issuance.findings
    told = [
        Lookup(id=f"L{n}", at=f"2027-06-0{n}T00:00:00.000Z", client="K", service="X", way="code", came="found")
        for n in (1, 2)
    ]
    shown = Lookup(
        id="L3", at=told[0].at, client="K", service="X", way="identity", came="found", certificates=("C1", "C2")
    )
    for each in (*told, shown):
        findings.note(each, UNTIL)
    with pytest.raises(Refused):
        findings.note(shown, UNTIL)
    assert list(findings.by_client("K", "2027-06-01")) == [told[0], shown]
    assert list(findings.of_certificate("C2")) == [shown]
    ends = {row.pk: row.expires_at for row in CertificateRow.scan() if row.pk.startswith(("lookup#", "shown#"))}
    for_good = dict.fromkeys(("shown#C1", "shown#C2"))  # people may ask who was shown their certificate
    assert ends == {**for_good, **dict.fromkeys(("lookup#K#2027-06-01", "lookup#K#2027-06-02"), UNTIL.timestamp())}


def test_a_client_is_revoked_once(rooms: House) -> None:
    """Eight at once: one revocation, one entry in the trail, and the moment stays."""
    client, _ = service.add_client(rooms.clients, "X", ["certificates:find"], ("E",))
    assert not rooms.clients.clients.add(client)
    with ThreadPoolExecutor(8) as pool:
        won = list(pool.map(lambda n: rooms.clients.clients.revoke(client.id, f"2027-01-0{n + 1}"), range(8)))
    assert sorted(won) == [False] * 7 + [True]
    assert [entry.act for entry in rooms.trail.entries("operator")] == ["client-added", "client-revoked"]
    assert not rooms.clients.clients.revoke("nobody", "2027-01-01")
    assert service.revoke(rooms.clients, "nobody") is None
    found = rooms.clients.clients.get(client.id)
    assert found
    assert found.revoked_at == f"2027-01-0{won.index(True) + 1}"
