"""Certificates, codes, places and lists on a real engine: what must happen once happens once, whoever runs twice."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from itertools import chain, repeat
from typing import Any

import pytest

from chalicelib.bootstrap import House
from chalicelib.certificates import codes, credentials
from chalicelib.certificates.credentials import signing, status_list
from chalicelib.certificates.credentials.status_list import PURPOSES, Place
from chalicelib.certificates.credentials.trust import judge
from chalicelib.certificates.model import Certificate, Status, StatusError
from chalicelib.certificates.ports import CertificatePorts
from chalicelib.certificates.service import issuer, issuing, standing, status_lists, verification
from chalicelib.certificates.store import status_lists as list_store
from chalicelib.shared.audit import Trail
from chalicelib.shared.errors import NotFound, TooManyRequests
from chalicelib.shared.keys import CREDENTIALS
from chalicelib.shared.settings import Settings
from tests.fakes.certificates import certificate, holder, stand
from tests.fakes.learning import FakeClock


@pytest.fixture
def clock() -> FakeClock:
    """A time after the certificate's."""
    clock = FakeClock()
    clock.now += timedelta(days=2)
    return clock


@pytest.fixture
def rooms(tables: Settings, clock: FakeClock) -> House:
    """A deployment of this test alone."""
    return House(tables, clock)


@pytest.fixture
def ports(rooms: House) -> CertificatePorts:
    """Its certificates."""
    return rooms.certificates


@pytest.fixture
def trail(rooms: House) -> Trail:
    """Its trail."""
    return rooms.trail


@pytest.fixture
def issued(ports: CertificatePorts) -> Certificate:
    """A certificate that went through all steps."""
    code = issuing.reserve_code(ports, certificate().id)
    made = certificate(code=code)
    issuing.credential(ports, made, holder())
    assert stand(made, holder())
    return made


def test_a_code_is_drawn_once(ports: CertificatePorts) -> None:
    """Eight runs of the step at once end with one code, which leads back to the certificate's id."""
    with ThreadPoolExecutor(8) as pool:
        drawn = set(pool.map(lambda _: issuing.reserve_code(ports, "C1"), range(8)))
    assert len(drawn) == 1
    assert codes.is_code(drawn.pop())


def test_a_taken_code_is_drawn_again(ports: CertificatePorts) -> None:
    """Two certificates under one code would verify each other."""
    first = ports.certificates.reserve_code("C1", lambda: "P-1")
    draws = iter(["P-1", "P-1", "P-2"])
    assert (first, ports.certificates.reserve_code("C2", lambda: next(draws))) == ("P-1", "P-2")


def test_facts_are_frozen_once(ports: CertificatePorts, issued: Certificate) -> None:
    """A second issue of the same id changes nothing, and says so."""
    assert not stand(certificate(pix=1024), holder())
    found = ports.certificates.by_code(issued.code)
    assert found is not None
    assert (found.certificate, found.holder) == (issued, holder())


def test_a_reserved_code_is_no_certificate_yet(ports: CertificatePorts) -> None:
    """Between reservation and issue nothing may be called valid."""
    code = issuing.reserve_code(ports, "C1")
    assert verification.look_up(ports, code).outcome == "unknown"


def test_places_are_reserved_once(ports: CertificatePorts) -> None:
    """Eight runs at once get one place; two certificates never share one."""
    with ThreadPoolExecutor(8) as pool:
        places = set(pool.map(lambda _: ports.lists.reserve("C1", iter(range(100)).__next__), range(8)))
    assert len(places) == 1
    draws = chain(repeat(places.pop().index, 2), [77])
    assert ports.lists.reserve("C2", lambda: next(draws)) == Place(1, 77)


def test_a_full_list_is_followed_by_another(ports: CertificatePorts) -> None:
    """When place after place is taken the next list is begun, and stays the one in use."""
    ports.lists.reserve("C1", lambda: 5)
    draws = chain(repeat(5, list_store.TRIES), [6])
    assert ports.lists.reserve("C2", lambda: next(draws)) == Place(2, 6)
    assert ports.lists.reserve("C3", lambda: 7) == Place(2, 7)
    assert ports.lists.numbers() == (1, 2)


def test_the_credential_is_the_same_when_the_step_runs_again(ports: CertificatePorts) -> None:
    """A run that died after signing is followed by one that signs the same bytes."""
    first, second = (issuing.credential(ports, certificate(), holder()) for _ in range(2))
    assert first == second


def test_a_credential_can_be_verified_at_once(ports: CertificatePorts, clock: FakeClock) -> None:
    """Key and lists are public before the credential leaves the house."""
    made = issuing.credential(ports, certificate(), holder())
    assert judge(made, issuer.trust_list(ports), clock()).outcome == "valid"


def test_a_new_key_is_listed_beside_the_old(ports: CertificatePorts, clock: FakeClock) -> None:
    """After a rotation certificates of both generations hold, under one DID document."""
    before = issuing.credential(ports, certificate(), holder())
    ports.keys.rotate(CREDENTIALS)
    after = issuing.credential(ports, certificate(), holder())
    trust = issuer.trust_list(ports)
    assert len(trust.issuer["verificationMethod"]) == 2
    assert before != after
    assert [judge(each, trust, clock()).outcome for each in (before, after)] == ["valid", "valid"]


STEPS: list[tuple[list[Status], str]] = [
    (["suspended"], "suspended"),
    (["suspended", "valid"], "valid"),
    (["suspended", "revoked"], "revoked"),
    (["revoked"], "revoked"),
]


@pytest.mark.parametrize(("steps", "outcome"), STEPS)
def test_page_and_credential_agree(
    ports: CertificatePorts, trail: Trail, clock: FakeClock, issued: Certificate, steps: list[Status], outcome: str
) -> None:
    """The verification page reads the history, a verifier the published list: they may never say different things."""
    made = issuing.credential(ports, issued, holder())
    for step in steps:
        standing.change(ports, trail, issued.id, step, "president", f"because {step}")
    assert verification.look_up(ports, issued.code).outcome == outcome
    assert judge(made, issuer.trust_list(ports), clock()).outcome == outcome


def test_a_change_is_in_the_trail_without_its_reason(
    ports: CertificatePorts, trail: Trail, issued: Certificate
) -> None:
    """Nobody changes a certificate unseen; the trail is for ever, so what people wrote is not in it."""
    standing.change(ports, trail, issued.id, "suspended", "president", "Zoé’s papers are being checked")
    (entry,) = trail.entries(issued.session)
    assert (entry.act, entry.actor, entry.subject) == ("certificate-suspended", "president", issued.id)
    assert "papers" not in str(entry)


def test_the_same_change_twice_is_one(ports: CertificatePorts, trail: Trail, issued: Certificate) -> None:
    """A task that died after writing runs again: one entry in the history, and the lists published."""
    for _ in range(2):
        standing.change(ports, trail, issued.id, "revoked", "president", "fraud")
    found = ports.certificates.get(issued.id)
    assert found is not None
    assert len(found.standing.history) == 1
    assert len(list(trail.entries(issued.session))) == 1


def test_lists_are_mended_by_the_daily_run(
    ports: CertificatePorts, trail: Trail, clock: FakeClock, issued: Certificate, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A change whose run died before publishing reaches the lists the next day at the latest."""
    with monkeypatch.context() as dying:
        dying.setattr(status_lists, "publish", _dies)
        with pytest.raises(RuntimeError):
            standing.change(ports, trail, issued.id, "revoked", "president", "fraud")
    made = issuing.credential(ports, issued, holder())
    assert judge(made, issuer.trust_list(ports), clock()).outcome == "valid"
    assert status_lists.refresh(ports) == ["revocation-1"]
    assert judge(made, issuer.trust_list(ports), clock()).outcome == "revoked"


def _dies(*given: Any) -> None:
    raise RuntimeError("the process ended here")


def test_lists_are_renewed_in_time(ports: CertificatePorts, clock: FakeClock, issued: Certificate) -> None:
    """An expired list would make every certificate doubtful; one that is fresh is left alone."""
    assert status_lists.refresh(ports) == []
    clock.now += timedelta(days=3)
    assert status_lists.refresh(ports) == ["revocation-1", "suspension-1"]
    made = issuing.credential(ports, issued, holder())
    clock.now += timedelta(days=6)
    assert judge(made, issuer.trust_list(ports), clock()).outcome == "valid"


def test_an_older_list_never_replaces_a_newer(ports: CertificatePorts, issued: Certificate) -> None:
    """Two runs at once: the slow one, which read the bits too early, is refused and reads again."""
    slow = ports.lists.published(1, "revocation")
    assert slow is not None
    status_lists.publish(ports, 1, "revocation")
    assert not ports.lists.publish(1, "revocation", type(slow)(slow.version + 1, slow.document))
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: status_lists.publish(ports, 1, "revocation"), range(4)))
    last = ports.lists.published(1, "revocation")
    assert last is not None
    assert last.version == slow.version + 5


def test_two_changes_at_once_make_one_history(ports: CertificatePorts, trail: Trail, issued: Certificate) -> None:
    """Suspended and revoked in the same instant: one comes first, the other is judged after it."""

    def attempt(to: Status) -> object:
        try:
            return standing.change(ports, trail, issued.id, to, f"by-{to}", "why")
        except (StatusError, standing.Busy) as error:
            return error

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(attempt, ("suspended", "revoked")))
    found = ports.certificates.get(issued.id)
    assert found is not None
    told = [change.status for change in found.standing.history]
    assert told in (["suspended"], ["revoked"], ["suspended", "revoked"])
    bits = {purpose for purpose in PURPOSES if list(ports.lists.indexes(1, purpose))}
    assert bits == {{"suspended": "suspension", "revoked": "revocation"}[told[-1]]}


def test_what_was_never_issued_cannot_be_revoked(ports: CertificatePorts, trail: Trail) -> None:
    """A typing error in an id must not mark anything."""
    with pytest.raises(NotFound):
        standing.change(ports, trail, "C9", "revoked", "president", "fraud")


def test_an_erased_holder_leaves_the_facts(ports: CertificatePorts, issued: Certificate) -> None:
    """Erasure takes the identity, not the certificate's history."""
    ports.certificates.erase_holder(issued.id)
    ports.certificates.erase_holder(issued.id)
    found = ports.certificates.get(issued.id)
    assert found is not None
    assert (found.holder, found.certificate) == (None, issued)


def test_guessing_is_stopped(ports: CertificatePorts, issued: Certificate) -> None:
    """Whoever meets too many unknown codes waits, also before a real one; others do not."""
    for _ in range(ports.rules.unknown_codes_per_source):
        verification.asked(ports, "192.0.2.1", codes.draw())
    with pytest.raises(TooManyRequests):
        verification.asked(ports, "192.0.2.1", issued.code)
    assert verification.asked(ports, "192.0.2.2", issued.code).outcome == "valid"


def test_lists_are_signed_with_a_listed_key(ports: CertificatePorts, issued: Certificate) -> None:
    """What `/.well-known/did.json` will say is enough to check every list."""
    listed = {ports.issuer.method(key) for key in ports.keys_listed.all()}
    for purpose in PURPOSES:
        found = ports.lists.published(1, purpose)
        assert found is not None
        assert found.document["proof"]["verificationMethod"] in listed
        assert found.document["id"] == status_list.list_url(ports.issuer, purpose, 1)
    assert [ports.issuer.method(key) for key in signing.public_keys(ports.keys)] == sorted(listed)
    assert credentials.Issuer(ports.issuer.url) == ports.issuer
