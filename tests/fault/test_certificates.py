"""Issuing and revoking: killed before or after every single write, replies lost, the key service away."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from chalicelib.bootstrap import House
from chalicelib.certificates.credentials.canonical import Document
from chalicelib.certificates.credentials.status_list import PURPOSES
from chalicelib.certificates.credentials.trust import judge
from chalicelib.certificates.service import issuer, issuing, standing, verification
from chalicelib.shared.errors import Busy
from chalicelib.shared.keys import SigningKey
from tests.api.conftest import MovingClock
from tests.fakes.certificates import certificate, holder, stand
from tests.fakes.store_calls import disturbed, lose_replies

WRITES = "TransactWriteItems PutItem UpdateItem DeleteItem"
ISSUING, CHANGING = 8, 5  # writes of a first run
pytestmark = pytest.mark.usefixtures("impatient")


class Killed(BaseException):
    """The process ends here: nothing catches it."""


def kill_at(place: int, after: bool) -> Callable[[int, Callable[[], Any]], Any]:
    """End the process before or after its nth write."""

    def disturb(number: int, send: Callable[[], Any]) -> Any:
        if number < place:
            return None
        if after:
            send()
        raise Killed

    return disturb


def issue(rooms: House) -> Document:
    """All steps that a certificate takes, as a state machine would run them again from the start."""
    ports = rooms.certificates
    made = certificate(code=issuing.reserve_code(ports, certificate().id))
    document = issuing.credential(ports, made, holder())
    stand(made, holder())
    return document


def revoke(rooms: House) -> None:
    """The step that revokes."""
    standing.change(rooms.certificates, rooms.trail, certificate().id, "revoked", "president", "fraud")


def told(rooms: House, document: Document, clock: MovingClock) -> tuple[str, str]:
    """What the page says, and what an offline verifier says."""
    ports = rooms.certificates
    found = ports.certificates.get(certificate().id)
    assert found is not None
    page = verification.look_up(ports, found.certificate.code).outcome
    return page, judge(document, issuer.trust_list(ports), clock()).outcome


@pytest.fixture(autouse=True)
def later(clock: MovingClock) -> None:
    """After the certificate's own date."""
    clock.now += timedelta(days=2)


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("place", range(1, ISSUING + 1))
def test_killed_while_issuing(rooms: House, clock: MovingClock, place: int, after: bool) -> None:
    """Wherever the first run dies, the second ends with one certificate, one code, one place, one proof that holds."""
    with pytest.raises(Killed), disturbed(WRITES, kill_at(place, after)):
        issue(rooms)
    first, second = issue(rooms), issue(rooms)
    assert first == second
    assert told(rooms, first, clock) == ("valid", "valid")
    assert rooms.certificates.lists.numbers() == (1,)


def test_every_write_of_issuing_was_tried(rooms: House) -> None:
    """The test above kills at each write only as long as this is their number."""
    assert _writes(lambda: issue(rooms)) == ISSUING


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("place", range(1, CHANGING + 1))
def test_killed_while_revoking(rooms: House, clock: MovingClock, place: int, after: bool) -> None:
    """One change, one entry in the trail, and page and lists agree in the end."""
    document = issue(rooms)
    with pytest.raises(Killed), disturbed(WRITES, kill_at(place, after)):
        revoke(rooms)
    revoke(rooms)
    assert told(rooms, document, clock) == ("revoked", "revoked")
    found = rooms.certificates.certificates.get(certificate().id)
    assert found is not None
    assert len(found.standing.history) == 1
    assert len(list(rooms.trail.entries(certificate().session))) == 1


def test_every_write_of_revoking_was_tried(rooms: House) -> None:
    """As above."""
    issue(rooms)
    assert _writes(lambda: revoke(rooms)) == CHANGING


def _writes(work: Callable[[], object]) -> int:
    counted = 0

    def count(number: int, send: Callable[[], Any]) -> None:
        nonlocal counted
        counted = number

    with disturbed(WRITES, count):
        work()
    return counted


def test_lost_replies_change_nothing(rooms: House, clock: MovingClock) -> None:
    """Two replies in a row are lost after the write: the client asks again, and meets its own traces."""
    with disturbed(WRITES, lose_replies(2)):
        document = issue(rooms)
    assert told(rooms, document, clock) == ("valid", "valid")
    assert issue(rooms) == document


def test_the_key_service_away(rooms: House, clock: MovingClock, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is issued without a signature; once the service is back, the same step does it."""

    def away(self: object, key: SigningKey, message: bytes) -> bytes:
        raise Busy("KMS does not answer")

    with monkeypatch.context() as outage:
        outage.setattr(type(rooms.certificates.keys), "sign", away)
        with pytest.raises(Busy):
            issue(rooms)
    assert rooms.certificates.certificates.get(certificate().id) is None
    assert [rooms.certificates.lists.published(1, purpose) for purpose in PURPOSES] == [None, None]
    assert told(rooms, issue(rooms), clock) == ("valid", "valid")
