"""Results that are handed to a centre: the table, the archive, links that end and can be revoked."""

import io
import zipfile
from datetime import timedelta
from typing import Any

import httpx
import msgspec
import pytest

from chalicelib.bootstrap import House
from chalicelib.certificates.handing import making
from chalicelib.certification import sheets
from chalicelib.certification.store.rows import CertificationRow, to_json
from chalicelib.shared.objects import FolderObjects
from tests.api.conftest import Caller, MovingClock, assert_problem
from tests.fakes.accounts import MemoryExecutions
from tests.fakes.certification import add_member
from tests.fakes.deaths import Killed
from tests.fakes.issuance import FRAUD, Batch, account
from tests.fakes.jury import Sitting, with_executions


@pytest.fixture
def batch(rooms: House) -> Batch:
    """Published and issued, with a member of its centre; the first candidate's name is a formula."""
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
    return Caller(token("mona", "centre", life=timedelta(days=90)))


def fetched(batch: Batch, url: str, language: str = "fr") -> bytes:
    """What a link leads to, for a reader of that language unless the link names another one."""
    reply = Caller()("GET", httpx.URL(url).raw_path.decode(), headers={"Accept-Language": language})
    assert reply.status_code == 303, reply.text
    stored = batch.rooms.objects.get(httpx.URL(reply.headers["location"]).path.removeprefix("/private/"))
    assert stored
    return stored.body


def test_a_letter_with_links_to_table_and_archive(batch: Batch) -> None:
    """Two candidates name one address in two spellings: one letter; its links lead to the files."""
    making.deliver(batch.rooms.handing, batch.before.id)
    making.deliver(batch.rooms.handing, batch.before.id)
    sent: Any = batch.rooms.mail
    (letter,) = [each for each in sent.messages() if each.key.startswith("session-results/")]
    assert (letter.to, letter.language) == ("head@school.example", "fr")  # the candidates' accounts: English, French
    results, archive = [line for line in letter.text.splitlines() if line.startswith("http")]
    head, *lines = sheets.read(fetched(batch, results))
    assert [line[head.index("Statut")] for line in lines] == ["Validée", "Rejetée"]
    assert b"'=1+1" in fetched(batch, results)
    issued = batch.certificate(0)
    assert issued
    with zipfile.ZipFile(io.BytesIO(fetched(batch, archive))) as files:
        assert files.namelist() == [f"{issued.certificate.code}.pdf"]
        assert files.read(files.namelist()[0]).startswith(b"%PDF")


def test_the_table_in_the_language_of_its_reader(batch: Batch, member: Caller) -> None:
    """Headings, statuses: of the page for a member, of the letter or the browser for a link; what we write is plain."""
    making.deliver(batch.rooms.handing, batch.before.id)
    found = f"/v1/certification-sessions/{batch.before.id}/results/file?kind=results"
    where = httpx.URL(member("GET", found, headers={"Accept-Language": "de"}).json()["url"]).path
    stored = batch.rooms.objects.get(where.removeprefix("/private/"))
    assert stored
    assert stored.body.decode("utf-8-sig").startswith("Zertifizierungsnummer;Nachname;")
    link = member("POST", f"/v1/certification-sessions/{batch.before.id}/results-links").json()["results_url"]
    assert sheets.read(fetched(batch, link, "en-GB,en;q=0.9"))[1][6] == "Validated"
    raw = fetched(batch, f"{link}?language=en", "de")
    _, _, rejected = sheets.read(raw)
    assert rejected[6] == "Rejected"
    assert set(rejected[13:]) <= {""}  # no level was certified
    assert b"'-" not in raw


def test_half_way_and_twice_make_the_same_files(batch: Batch) -> None:
    """Whoever dies at the second file, or does all of it again, leaves what a quiet run leaves, byte by byte."""

    def files() -> dict[str, bytes]:
        kept = batch.rooms.objects
        found = {name: kept.get(name) for name in kept.keys(f"results/{batch.before.id}/")}
        return {name: each.body for name, each in found.items() if each}

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(FolderObjects, "put_file", _dies)
        with pytest.raises(Killed):
            making.deliver(batch.rooms.handing, batch.before.id)
    assert batch.rooms.handing.handed.files(batch.before.id) is None
    assert len(files()) == 3  # the table in each language
    making.deliver(batch.rooms.handing, batch.before.id)
    quiet = files()
    assert len(quiet) == 4
    making.deliver(batch.rooms.handing, batch.before.id)
    assert files() == quiet


def _dies(*_: Any) -> None:
    raise Killed


def test_the_results_of_a_session(batch: Batch, member: Caller, token: Any) -> None:
    """Who got what, by name; the files only once they are made; nobody else's business."""
    path = f"/v1/certification-sessions/{batch.before.id}/results"
    early = member("GET", path).json()
    assert (early["files"]["made_at"], len(early["items"]), bool(early["published_at"])) == (None, 2, True)
    assert_problem(member("GET", f"{path}/file?kind=results"), 409, "results-not-made")
    making.deliver(batch.rooms.handing, batch.before.id)
    found = member("GET", path).json()
    assert (found["files"]["state"], found["files"]["certificates"]) == ("made", 1)
    validated, rejected = found["items"]
    issued = batch.certificate(0)
    assert issued
    assert (validated["status"], validated["certificate"]) == ("validated", "valid")
    assert validated["pix"] == issued.certificate.pix
    assert (rejected["status"], rejected["pix"], rejected["certificate"]) == ("rejected", 0, None)
    assert rejected["comment"] == "A second phone was used."
    for kind in ("results", "certificates"):
        assert f"/private/results/{batch.before.id}/{kind}." in member("GET", f"{path}/file?kind={kind}").json()["url"]
    assert_problem(member("GET", f"{path}/file?kind=x"), 400, "invalid-request")
    stranger = Caller(token("stranger", "centre"))
    assert_problem(stranger("GET", path), 404, "not-found")
    assert_problem(stranger("GET", f"{path}/file?kind=results"), 404, "not-found")


def test_a_case_that_is_looked_at_again(batch: Batch, member: Caller) -> None:
    """What was published holds until it is decided anew; then a certificate that is to come is not there yet."""
    path = f"/v1/certification-sessions/{batch.before.id}/results"
    batch.decide_again(1, "validate", 2)
    reviewed = member("GET", path).json()["items"][1]
    assert (reviewed["status"], reviewed["reviewed"]) == ("rejected", True)
    batch.before.turn()
    decided = member("GET", path).json()["items"][1]
    assert (decided["status"], decided["reviewed"], decided["certificate"]) == ("validated", False, "making")
    batch.issue()
    assert member("GET", path).json()["items"][1]["certificate"] == "valid"


def test_who_made_a_link_and_how_often_it_was_opened(batch: Batch, member: Caller) -> None:
    """A member sees which link is used, and that the first one was mailed."""
    account(batch.rooms, "mona")
    making.deliver(batch.rooms.handing, batch.before.id)
    path = f"/v1/certification-sessions/{batch.before.id}/results-links"
    member("POST", path)
    mailed, own = member("GET", path).json()["items"]
    assert (mailed["mailed"], mailed["author"]) == (True, "")
    assert (own["mailed"], own["author"], own["opened"], own["last_opened_at"]) == (False, "mona X", 0, None)
    fetched(batch, own["results_url"])
    fetched(batch, own["certificates_url"])
    _, used = member("GET", path).json()["items"]
    assert (used["opened"], bool(used["last_opened_at"])) == (2, True)


def test_links_of_a_member(batch: Batch, member: Caller, clock: MovingClock, token: Any) -> None:
    """Made, listed, revoked; over after its days; nobody else's business."""
    making.deliver(batch.rooms.handing, batch.before.id)
    path = f"/v1/certification-sessions/{batch.before.id}/results-links"
    made = member("POST", path)
    assert made.status_code == 201, made.text
    where = httpx.URL(made.json()["results_url"]).path
    assert Caller()("GET", where).status_code == 303
    assert made.json()["id"] in [each["id"] for each in member("GET", path).json()["items"]]
    assert member("DELETE", f"{path}/{made.json()['id']}").status_code == 204
    for wrong in (made.json()["id"], "x" * 1_100):  # it is over; no key is as long
        assert_problem(member("DELETE", f"{path}/{wrong}"), 404, "not-found")
    assert_problem(Caller()("GET", where), 404, "results-link-over")
    other = httpx.URL(member("POST", path).json()["results_url"]).path
    clock.move(days=batch.rooms.settings.rules.results_link_days, seconds=1)
    assert_problem(Caller()("GET", other), 404, "results-link-over")
    assert_problem(Caller(token("stranger", "centre"))("GET", path), 404, "not-found")


@pytest.mark.parametrize("wrong", ["x", "a.b.c", "{}.first.wrong", "{}.first."])
def test_wrong_links(batch: Batch, wrong: str) -> None:
    """A secret that is guessed or cut opens nothing."""
    making.deliver(batch.rooms.handing, batch.before.id)
    assert_problem(Caller()("GET", f"/v1/results/{wrong.format(batch.before.id)}/results"), 404, "results-link-over")
