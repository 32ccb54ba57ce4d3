"""The jury over HTTP and in the terminal: the same acts, the same refusals."""

import json
from typing import Any

import httpx
import pytest
from typer.testing import CliRunner, Result

from chalicelib.bootstrap import House
from chalicelib.cli import jury_text
from chalicelib.cli.jury import app
from chalicelib.cli.text_mode import api as wire
from chalicelib.cli.text_mode.api import Reply
from chalicelib.jury.service import deliberating
from tests.api.conftest import Caller, assert_problem
from tests.fakes.accounts import MemoryExecutions
from tests.fakes.certification_day import plan
from tests.fakes.issuance import publish_framework
from tests.fakes.jury import Before, Sitting, handed_over, seat, with_executions

BASE = "http://pix.test"
PASSWORD = "a quiet afternoon"
FRAUD = {"category": "fraud", "text": "a second phone"}


@pytest.fixture
def jury(rooms: House) -> dict[str, str]:
    """Three accounts, by name; mia presides, noe publishes."""
    with_executions(rooms, MemoryExecutions())
    return {name: _account(name) for name in ("mia", "noe", "olga")}


def _account(name: str) -> str:
    wish = {"email": f"{name}@example.org", "password": PASSWORD, "first_name": name, "last_name": "X"}
    reply = Caller()("POST", "/v1/people", {**wish, "terms_accepted": True})
    assert reply.status_code == 201, reply.text
    return reply.json()["person"]["id"]


def sign_in(name: str, application: str = "jury") -> httpx.Response:
    wish = {"email": f"{name}@example.org", "password": PASSWORD, "application": application}
    return Caller()("POST", "/v1/sessions", wish)


def member(name: str) -> Caller:
    return Caller(sign_in(name).json()["access_token"])


@pytest.fixture
def before(rooms: House, jury: dict[str, str]) -> Before:
    """One test on the list, one case; all three sit."""
    seat(rooms, list(jury.values()))
    from chalicelib.jury.service.members import set_member

    set_member(rooms.jury, jury["mia"], president=True, publisher=False)
    set_member(rooms.jury, jury["noe"], president=False, publisher=True)
    return handed_over(rooms, Sitting(), Sitting(reports=[FRAUD]))


def test_only_members_sign_in_to_the_jury(rooms: House, jury: dict[str, str]) -> None:
    """An account is no right to decide on others."""
    assert_problem(sign_in("mia"), 403, "not-a-member")
    seat(rooms, [jury["mia"]])
    assert sign_in("mia").status_code == 201


def test_a_deliberation_over_http(before: Before, rooms: House) -> None:
    """Queue, session, case, votes, publication: what the page does."""
    callers = {name: member(name) for name in ("mia", "noe", "olga")}
    (line,) = callers["mia"]("GET", "/v1/jury/sessions").json()["items"]
    assert (line["id"], line["open"], line["listed"], line["cases"]) == (before.id, 2, 1, 1)
    where = f"/v1/jury/sessions/{before.id}"
    case = f"{where}/cases/{before.case(1)}"
    for caller in callers.values():
        given = {"round": 1, "choice": "reject-fraud", "reason": "seen", "comment": "A phone was used."}
        assert caller("POST", f"{case}/votes", given).status_code == 201
        assert caller("POST", f"{case}/votes", given).status_code == 200
        assert_problem(caller("POST", f"{case}/votes", {**given, "choice": "cancel"}), 409, "vote-already-cast")
        listed = {"round": 1, "choice": "adopt", "reason": "fine"}
        assert caller("POST", f"{where}/adoption", listed).status_code == 201
    refused = assert_problem(callers["noe"]("POST", f"{where}/publication"), 409, "still-open")
    assert "2 decisions" in refused["title"]
    assert before.turn() == "end"
    assert_problem(callers["mia"]("POST", f"{where}/publication"), 403, "not-in-jury")
    done = callers["noe"]("POST", f"{where}/publication").json()
    assert done["published_at"]
    (decision,) = done["cases"][0]["question"]["decisions"]
    assert (decision["choice"], decision["comment"], len(decision["votes"])) == (
        "reject-fraud",
        "A phone was used.",
        3,
    )
    text = json.dumps(callers["mia"]("GET", case).json())
    assert "Élodie" not in text
    assert "2001-02-03" not in text


def test_a_session_is_found_by_its_number(before: Before, rooms: House, token: Any) -> None:
    """Published, it leaves the queue; after an appeal somebody must find it again. Others' sessions stay hidden."""
    mia, path = member("mia"), "/v1/jury/sessions?number="
    number = before.session.number
    assert [line["id"] for line in mia("GET", path + number).json()["items"]] == [before.id]
    rooms.jury.jury.dequeue(before.id)
    assert mia("GET", "/v1/jury/sessions").json()["items"] == []
    assert [line["id"] for line in mia("GET", path + number).json()["items"]] == [before.id]
    planned = plan(rooms, number="20000001", room="elsewhere")  # not finalized: nothing of the jury's
    for unknown in (planned.number, "99999999"):
        assert mia("GET", path + unknown).json() == {"items": [], "next_cursor": None}
    assert_problem(mia("GET", path + "1234"), 400, "invalid-request")
    assert_problem(Caller(token("stranger", "jury"))("GET", path + number), 403, "not-in-jury")


def test_competences_have_titles_in_the_readers_language(before: Before, rooms: House) -> None:
    """Whoever decides is no expert of codes."""
    where = f"/v1/jury/sessions/{before.id}/cases/{before.case(1)}"
    assert member("mia")("GET", where).json()["competences"] == {}  # a framework that is gone holds up nobody
    publish_framework(rooms)
    english = member("mia")("GET", where).json()["competences"]
    french = member("mia")("GET", where, headers={"accept-language": "fr"}).json()["competences"]
    assert len(english) == len(french) == 16
    assert english["1.1"] != french["1.1"]


def test_an_appeal_over_http(before: Before, rooms: House, token: Any) -> None:
    """A learner's own test only; then the jury sees the words."""
    callers = [member(name) for name in ("mia", "noe", "olga")]
    where = f"/v1/jury/sessions/{before.id}"
    for caller in callers:
        vote = {"round": 1, "choice": "cancel", "reason": "seen"}
        caller("POST", f"{where}/cases/{before.case(1)}/votes", vote)
        caller("POST", f"{where}/adoption", {"round": 1, "choice": "adopt", "reason": "fine"})
    before.turn()
    callers[1]("POST", f"{where}/publication")
    appeal = f"/v1/certification-sessions/{before.id}/tests/{before.case(1)}/appeals"
    assert_problem(Caller(token("person-0"))("POST", appeal, {"text": "x"}), 404, "not-found")
    made = Caller(token("person-1"))("POST", appeal, {"text": "It was a calculator."})
    assert (made.status_code, made.json()["text"]) == (201, "It was a calculator.")
    found = callers[0]("GET", f"{where}/cases/{before.case(1)}").json()
    assert (found["appeal"], found["question"]["round"], found["status"]) == ("It was a calculator.", 2, "cancelled")


@pytest.fixture
def pix(rooms: House, monkeypatch: pytest.MonkeyPatch) -> Any:
    """`pix jury` against the API in this process, as the member of this name."""
    settings = rooms.settings
    for name in ("stage", "table_prefix", "data_dir", "token_secret"):
        monkeypatch.setenv(f"PIX_{name.upper()}", str(getattr(settings, name)))
    monkeypatch.setattr(wire.Api.__init__, "__defaults__", (_send,))

    def run(name: str, *words: str) -> Result:
        monkeypatch.setenv("PIX_EMAIL", f"{name}@example.org")
        monkeypatch.setenv("PIX_PASSWORD", PASSWORD)
        monkeypatch.setenv("PIX_API", BASE)
        return CliRunner().invoke(app, words)

    return run


def _send(method: str, url: str, headers: dict[str, str], body: bytes | None) -> Reply:
    reply = Caller()(method, url.removeprefix(BASE), content=body, headers=headers)
    return reply.status_code, dict(reply.headers), reply.content


def test_members_in_the_terminal(pix: Any, jury: dict[str, str]) -> None:
    """The operator's three acts, and what happens to who has no account."""
    assert pix("", "add", "mia@example.org", "--president").exit_code == 0
    assert pix("", "add", "noe@example.org", "--publisher").exit_code == 0
    listed = json.loads(pix("", "list", "--json").stdout)
    assert {each["email"]: (each["president"], each["publisher"]) for each in listed} == {
        "mia@example.org": (True, False),
        "noe@example.org": (False, True),
    }
    assert "mia@example.org president" in pix("", "list").stdout
    assert pix("", "remove", "mia@example.org").exit_code == 0
    again = pix("", "remove", "mia@example.org")
    assert (again.exit_code, "does not sit" in again.stderr) == (1, True)
    assert pix("", "add", "nobody@example.org").exit_code == 1


def test_a_deliberation_in_the_terminal(pix: Any, before: Before) -> None:
    """Each member votes as themselves; what is refused is one plain line and exit code 1."""
    assert before.id in pix("mia", "queue").stdout
    assert json.loads(pix("mia", "queue", "--json").stdout)["open"] == 2
    shown = pix("mia", "show", before.id).stdout
    assert " UTC; 2 open" in shown
    assert "fraud" in shown
    glance = pix("mia", "show", before.id, before.case(1)).stdout
    assert "a second phone" in glance
    assert "reject-fraud: rejected, 0 pix" in glance
    assert " questions asked" in glance
    for name in ("mia", "noe", "olga"):
        voted = pix(name, "vote", before.id, before.case(1), "leave-out", "--question", "4", "--reason", "unclear")
        assert voted.exit_code == 0, voted.output
        assert pix(name, "adopt", before.id, "--reason", "fine").exit_code == 0
    late = pix("mia", "vote", before.id, before.case(1), "cancel", "--reason", "no")
    assert (late.exit_code, len(late.stderr.splitlines())) == (1, 1)
    found = pix("mia", "find", before.session.number)
    assert (before.id in found.stdout, "2 open" in found.stdout) == (True, True)
    for wrong, code in (("1234", 2), ("99999999", 1)):  # no number; nobody's number
        refused = pix("mia", "find", wrong)
        assert (refused.exit_code, wrong in refused.stderr) == (code, True)
    early = pix("noe", "publish", before.id)
    assert (early.exit_code, "still-open" in early.stderr) == (1, True)
    assert before.turn() == "wait"
    for name in ("mia", "noe", "olga"):
        assert pix(name, "vote", before.id, before.case(1), "validate", "--reason", "good").exit_code == 0
    assert before.turn() == "end"
    done = pix("noe", "publish", before.id)
    assert "was published" in done.stdout
    told = pix("olga", "history", before.session.number).stdout
    assert "mia X: leave-out 4: unclear" in told
    assert "leave-out 4 by majority" in told
    assert "validate by majority" in told
    assert len(json.loads(pix("olga", "history", before.id, "--json").stdout)) == 3
    assert "published" in pix("mia", "find", before.session.number).stdout
    reopened = pix("mia", "reopen", before.session.number, before.case(1), "--reason", "new facts")
    assert "Round 3" in reopened.stdout


def test_no_answer_is_no_figure(before: Before) -> None:
    """Between 0 and 0 would look like knowledge: of whom nothing is known, nothing is said."""
    found = member("mia")("GET", f"/v1/jury/sessions/{before.id}/cases/{before.case(1)}").json()
    found["results"] = [{**each, "answers": 0, "missing": 31, "interval": [0, 0]} for each in found["results"]]
    text = "\n".join(jury_text.case(found))
    assert "no answer: nothing can be said, 31 answers missing and counted as wrong\n" in text
    assert "0 to 0" not in text


def test_the_machine_is_woken_by_the_vote_that_decides(before: Before, rooms: House) -> None:
    """Two votes change nothing yet; the third wakes whoever waits, once the token is known."""
    woken: list[str] = []
    executions = rooms.certification.executions
    executions.wake = lambda token: bool(woken.append(token)) or True  # type: ignore[method-assign]
    deliberating.wait(rooms.jury, before.id, "token-1")
    callers = [member(name) for name in ("mia", "noe", "olga")]
    path = f"/v1/jury/sessions/{before.id}/cases/{before.case(1)}/votes"
    for caller in callers[:2]:
        caller("POST", path, {"round": 1, "choice": "cancel", "reason": "seen"})
    assert woken == []
    callers[2]("POST", path, {"round": 1, "choice": "cancel", "reason": "seen"})
    assert woken == ["token-1"]
