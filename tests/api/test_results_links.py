"""Results that are handed to a centre: the table, the archive, links that end and can be revoked."""

import io
import zipfile
from typing import Any

import httpx
import pytest

from chalicelib.bootstrap import House
from chalicelib.certificates.handing import service
from chalicelib.certification import sheets
from tests.api.conftest import Caller, MovingClock, assert_problem
from tests.fakes.accounts import MemoryExecutions
from tests.fakes.certification import add_member
from tests.fakes.issuance import FRAUD, Batch
from tests.fakes.jury import Sitting, with_executions


@pytest.fixture
def batch(rooms: House) -> Batch:
    """Published and issued, with a member of its centre; the first candidate's name is a formula."""
    import msgspec

    from chalicelib.certification.store.rows import CertificationRow, to_json

    with_executions(rooms, MemoryExecutions())
    found = Batch.decided(rooms, Sitting(), Sitting(reports=[FRAUD]))
    add_member(rooms, found.before.session.centre, "mona")
    for number, candidate in enumerate(found.before.candidates):
        named = msgspec.structs.replace(
            candidate, results_email=("Head@School.example", "head@school.example")[number], external_id="=1+1"
        )
        CertificationRow(f"session#{found.before.id}", f"candidate#{candidate.id}", data=to_json(named)).save()
    found.publish()
    found.issue()
    return found


@pytest.fixture
def member(batch: Batch, token: Any) -> Caller:
    """A member of the centre."""
    return Caller(token("mona", "centre"))


def fetched(batch: Batch, url: str) -> bytes:
    """What a link leads to."""
    reply = Caller()("GET", httpx.URL(url).path)
    assert reply.status_code == 303, reply.text
    stored = batch.rooms.objects.get(httpx.URL(reply.headers["location"]).path.removeprefix("/private/"))
    assert stored
    return stored.body


def test_a_letter_with_links_to_table_and_archive(batch: Batch) -> None:
    """Two candidates name one address in two spellings: one letter; its links lead to the files."""
    service.deliver(batch.rooms.handing, batch.before.id)
    service.deliver(batch.rooms.handing, batch.before.id)
    sent: Any = batch.rooms.mail
    (letter,) = [each for each in sent.messages() if each.key.startswith("session-results/")]
    assert letter.to == "head@school.example"
    results, archive = [line for line in letter.text.splitlines() if line.startswith("http")]
    head, *lines = sheets.read(fetched(batch, results))
    assert [line[head.index("Statut")] for line in lines] == ["Validée", "Rejetée"]
    assert b"'=1+1" in fetched(batch, results)
    issued = batch.certificate(0)
    assert issued
    with zipfile.ZipFile(io.BytesIO(fetched(batch, archive))) as files:
        assert files.namelist() == [f"{issued.certificate.code}.pdf"]
        assert files.read(files.namelist()[0]).startswith(b"%PDF")


def test_links_of_a_member(batch: Batch, member: Caller, clock: MovingClock, token: Any) -> None:
    """Made, listed, revoked; over after its days; nobody else's business."""
    service.deliver(batch.rooms.handing, batch.before.id)
    path = f"/v1/certification-sessions/{batch.before.id}/results-links"
    made = member("POST", path)
    assert made.status_code == 201, made.text
    where = httpx.URL(made.json()["results_url"]).path
    assert Caller()("GET", where).status_code == 303
    assert made.json()["id"] in [each["id"] for each in member("GET", path).json()["items"]]
    assert member("DELETE", f"{path}/{made.json()['id']}").status_code == 204
    assert_problem(member("DELETE", f"{path}/{made.json()['id']}"), 404, "not-found")
    assert_problem(Caller()("GET", where), 404, "not-found")
    other = httpx.URL(member("POST", path).json()["results_url"]).path
    clock.move(days=batch.rooms.settings.rules.results_link_days, seconds=1)
    assert_problem(Caller()("GET", other), 404, "not-found")
    assert_problem(Caller(token("stranger", "centre"))("GET", path), 404, "not-found")


@pytest.mark.parametrize("wrong", ["x", "a.b.c", "{}.first.wrong", "{}.first."])
def test_wrong_links(batch: Batch, wrong: str) -> None:
    """A secret that is guessed or cut opens nothing."""
    service.deliver(batch.rooms.handing, batch.before.id)
    assert_problem(Caller()("GET", f"/v1/results/{wrong.format(batch.before.id)}/results"), 404, "not-found")
