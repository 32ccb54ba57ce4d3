"""The files of a session's results: outdated, missing, without any certificate; never an address that leads nowhere."""

from typing import Any

import httpx
import msgspec

from chalicelib.bootstrap import House
from chalicelib.certificates import pages
from chalicelib.certificates.handing import making
from chalicelib.certificates.issuance import changing, workflow
from chalicelib.certification.store.rows import CertificationRow, to_json
from tests.api.conftest import Caller, MovingClock, assert_problem
from tests.api.test_results_links import batch, fetched, member
from tests.fakes.accounts import MemoryExecutions
from tests.fakes.certification import add_member
from tests.fakes.issuance import Batch
from tests.fakes.jury import Sitting, with_executions

__all__ = ["batch", "member"]


def test_a_session_without_any_certificate(rooms: House, token: Any) -> None:
    """No empty archive is made, offered, linked or mailed; who asks for it all the same reads that there is none."""
    with_executions(rooms, MemoryExecutions())
    batch = Batch.decided(rooms, Sitting(wrong=1))
    add_member(rooms, batch.before.session.centre, "mona")
    (candidate,) = batch.before.candidates
    named = msgspec.structs.replace(candidate, results_email="head@school.example")
    CertificationRow(f"session#{batch.before.id}", f"candidate#{candidate.id}", data=to_json(named)).save()
    batch.publish()
    batch.issue()
    making.deliver(rooms.handing, batch.before.id)
    member, here = Caller(token("mona", "centre")), f"/v1/certification-sessions/{batch.before.id}"
    assert not [key for key in rooms.objects.keys(f"results/{batch.before.id}/") if key.endswith(".zip")]
    assert member("GET", f"{here}/results").json()["files"]["certificates"] == 0
    assert_problem(member("GET", f"{here}/results/file?kind=certificates"), 404, "no-certificates")
    (mailed,) = member("GET", f"{here}/results-links").json()["items"]
    assert mailed["certificates_url"] is None
    sent: Any = rooms.mail
    (letter,) = [each for each in sent.messages() if each.key.startswith("session-results/")]
    assert "certificates" not in "".join(line for line in letter.text.splitlines() if line.startswith("http"))
    assert "/certificates" not in letter.html
    guessed = (
        httpx.URL(mailed["results_url"])
        .path.replace("/results", "/certificates")
        .replace("/v1/certificates", "/v1/results")
    )
    page = Caller()("GET", f"{guessed}?language=de", headers={"Accept": "text/html"})
    assert (page.status_code, page.headers["content-type"]) == (404, pages.HTML)
    assert "gültiges Zertifikat" in page.text


def test_what_an_operator_changes_is_in_the_files(batch: Batch, member: Caller) -> None:
    """Noted with the change: outdated at once, and made anew, also when it changes between their making and the end."""
    _deliver(batch)
    path, issued = f"/v1/certification-sessions/{batch.before.id}/results", batch.certificate(0)
    assert issued
    started: Any = batch.rooms.certification.executions
    before = len(started.started)
    changing.change(batch.rooms.issuance, issued.certificate.id, "suspended", "operator", "looked into")
    assert len(started.started) == before + 1
    view = member("GET", path).json()
    assert (view["files"]["state"], view["files"]["certificates"]) == ("making", 1)
    making.deliver(batch.rooms.handing, batch.before.id)
    changing.change(batch.rooms.issuance, issued.certificate.id, "revoked", "operator", "a mistake")
    workflow.issuance_end({"session": batch.before.id})
    assert list(batch.rooms.issuance.issuances.open()) == [batch.before.id]  # reconcile starts another
    _deliver(batch)
    view = member("GET", path).json()
    assert (view["files"]["state"], view["files"]["certificates"]) == ("made", 0)
    assert view["items"][0]["certificate"] == "revoked"


def test_files_that_are_missing_are_made_on_request(batch: Batch, member: Caller, clock: MovingClock) -> None:
    """Of a session from before there were such files, or after their time: said so, made when a member asks, once."""
    here = f"/v1/certification-sessions/{batch.before.id}"
    assert member("GET", f"{here}/results").json()["files"]["state"] == "missing"
    link = member("POST", f"{here}/results-links").json()  # before there are files: it has them made
    assert member("GET", f"{here}/results").json()["files"]["state"] == "making"
    refused = Caller()("GET", httpx.URL(link["certificates_url"]).path, headers={"Accept": "text/html"})
    assert refused.status_code == 409
    assert "Try again in a few minutes" in refused.text
    workflow.issuance_end({"session": batch.before.id})  # that execution died in some way
    assert member("GET", f"{here}/results").json()["files"]["state"] == "missing"
    for _ in range(2):
        assert member("POST", f"{here}/results/files").json()["state"] == "making"
    _deliver(batch)
    assert fetched(batch, link["certificates_url"]).startswith(b"PK")
    assert (_asked(batch), _letters(batch)) == (2, 1)

    clock.move(days=59)
    member("POST", f"{here}/results-links")  # it would outlive the files: they are made anew
    assert member("GET", f"{here}/results").json()["files"]["certificates"] == 1
    _deliver(batch)
    assert (_asked(batch), _letters(batch)) == (3, 1)  # and nobody is written to again


def test_a_certificate_that_could_not_be_made(batch: Batch, member: Caller, clock: MovingClock) -> None:
    """When nothing is at it any more the page tells of an end, instead of looking for ever; not in the first hour."""
    batch.decide_again(1, "validate", 2)
    batch.before.turn()
    making.deliver(batch.rooms.handing, batch.before.id)
    issuances = batch.rooms.issuance.issuances
    issuances.end(batch.before.id, issuances.mark(batch.before.id) or "")
    path = f"/v1/certification-sessions/{batch.before.id}/results"
    assert member("GET", path).json()["items"][1]["certificate"] == "making"
    clock.move(hours=2)
    view = member("GET", path).json()
    assert (view["files"]["state"], view["items"][1]["certificate"]) == ("made", "stuck")


def _deliver(batch: Batch) -> None:
    making.deliver(batch.rooms.handing, batch.before.id)
    workflow.issuance_end({"session": batch.before.id})


def _asked(batch: Batch) -> int:
    started: Any = batch.rooms.certification.executions
    return len([name for _, name in started.started if "-files-" in name])


def _letters(batch: Batch) -> int:
    sent: Any = batch.rooms.mail
    return len([each for each in sent.messages() if each.key.startswith("session-results/")])
