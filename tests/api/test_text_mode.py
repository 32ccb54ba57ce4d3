"""`pix assess` against the API in this process: what a person types, and what a program writes."""

import io
import json
import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from wsgiref.simple_server import make_server

import pytest
from rich.console import Console
from typer.testing import CliRunner

from chalicelib.bootstrap import House
from chalicelib.cli.main import app
from chalicelib.cli.text_mode import api as wire
from chalicelib.cli.text_mode.api import Api, Problem, Reply, Unreachable
from chalicelib.cli.text_mode.markup import plain
from chalicelib.cli.text_mode.program import ProgramFront
from chalicelib.cli.text_mode.sitting import sit
from chalicelib.cli.text_mode.terminal import TerminalFront
from tests.api.conftest import WSGI, Caller, MovingClock
from tests.fakes.published import COMPETENCES, LONG, RIGHT, SECRET, TIMED

BASE = "http://pix.test"
PERSON = {
    "email": "ada@example.org",
    "password": "correct horse battery",
    "first_name": "Ada",
    "last_name": "L",
    "terms_accepted": True,
}
TYPED = {  # what a person types to answer each type rightly
    "QCU": ["x", "9", "1 2", "2"],
    "QCM": ["1,3"],
    "QROC": ["a" * 41, SECRET],
    "QROCM-ind": [SECRET, "1,5"],
    "QROCM-dep": [f"{SECRET} two", SECRET],
}


def send(method: str, url: str, headers: dict[str, str], body: bytes | None) -> Reply:
    """The transport: the API of this process."""
    reply = Caller()(method, url.removeprefix(BASE), content=body, headers=headers)
    return reply.status_code, dict(reply.headers), reply.content


class Person:
    """Types these lines, then keeps the key pressed that stops; remembers the prompts."""

    def __init__(self, lines: Iterable[str]) -> None:
        self.lines, self.prompts = iter(lines), []

    def __call__(self, prompt: str) -> str:
        self.prompts.append(prompt)
        try:
            return next(self.lines)
        except StopIteration:
            raise KeyboardInterrupt from None


@pytest.fixture
def screen() -> Console:
    """A terminal that can be read afterwards."""
    return Console(file=io.StringIO(), width=100)


def shown(screen: Console) -> str:
    """What it showed."""
    assert isinstance(screen.file, io.StringIO)
    return screen.file.getvalue()


@pytest.fixture
def mine(published: House, token: Callable[..., str]) -> Api:
    """Ada's client."""
    client = Api(BASE, "en", send)
    client.use(token("ada"))
    return client


def start(client: Api, competence: str) -> dict[str, Any]:
    """Start or resume."""
    return client.post("/v1/assessments", {"competence": competence, "language": "en"})


@pytest.mark.parametrize("kind", sorted(TYPED))
def test_every_type_can_be_typed(mine: Api, screen: Console, tmp_path: Path, kind: str) -> None:
    """A mistyped line is asked again; the right one is graded as right."""
    person = Person(TYPED[kind])
    with pytest.raises(KeyboardInterrupt):
        sit(mine, TerminalFront(screen, person), start(mine, COMPETENCES[kind]), tmp_path)
    past = mine.get("/v1/assessments")["items"]
    assert [(item["answered"], item["right"]) for item in past] == [(1, 1)]
    assert "Question 2" in shown(screen) or past[0]["ended_at"]


def test_stopping_keeps_everything(mine: Api, screen: Console, tmp_path: Path) -> None:
    """Ctrl-C in the middle of a question loses none of those answered, and the same question comes again."""
    with pytest.raises(KeyboardInterrupt):
        sit(mine, TerminalFront(screen, Person([RIGHT, "wrong"])), start(mine, LONG), tmp_path)
    resumed = start(mine, LONG)
    assert (resumed["progress"]["answered"], resumed["current"]["position"]) == (2, 3)


def test_the_checkpoint_and_the_end(mine: Api, screen: Console, tmp_path: Path) -> None:
    """After five answers they are seen again with solutions; at the end come level, pix, and what to learn."""
    person = Person((RIGHT, "wrong")[number % 2] if number % 6 != 5 else "" for number in range(60))
    sit(mine, TerminalFront(screen, person), start(mine, LONG), tmp_path)
    text = shown(screen)
    assert "The last 5 questions" in text
    assert f"Solution: {SECRET}" in text
    assert "Your answer: wrong" in text
    assert "Learn: Words, 2 min: https://example.org" in text
    assert "The end" in text
    assert "pix" in text.partition("The end")[2]
    assert text.index("Question 1 ") < text.index(SECRET)


def test_checkpoints_come_as_often_as_the_rules_say(
    published: House, mine: Api, screen: Console, tmp_path: Path
) -> None:
    """A deployment that rests after three answers shows these three."""
    published.assessment = replace(published.assessment, rules=replace(published.assessment.rules, checkpoint_every=3))
    with pytest.raises(KeyboardInterrupt):
        sit(mine, TerminalFront(screen, Person([RIGHT] * 3)), start(mine, LONG), tmp_path)
    assert "The last 3 questions" in shown(screen)


def test_a_skipped_question(mine: Api, screen: Console, tmp_path: Path) -> None:
    """Enter alone skips, for choices as for texts."""
    for competence in (COMPETENCES["QCU"], COMPETENCES["QROC"], COMPETENCES["QROCM-ind"]):
        with pytest.raises(KeyboardInterrupt):
            sit(
                mine,
                TerminalFront(screen, Person(["", ""][: 1 + (competence == "2.4")])),
                start(mine, competence),
                tmp_path,
            )
        items = mine.get(f"/v1/assessments?competence={competence}")["items"]
        review = mine.get(f"/v1/assessments/{items[0]['id']}/review")["items"]
        assert [item["result"] for item in review] == ["skipped"]


def test_a_timed_question_waits_for_its_person(mine: Api, screen: Console, tmp_path: Path, clock: MovingClock) -> None:
    """Its clock starts when they say so, and the time left is told."""

    def type_or_wait(prompt: str) -> str:
        if "ready" in prompt:
            clock.move(minutes=10)
            return ""
        return SECRET

    with pytest.raises(Stopped):
        sit(mine, Watched(screen, type_or_wait), start(mine, TIMED), tmp_path)
    assert "time limit of 60 seconds" in shown(screen)
    assert "60 seconds from now" in shown(screen)


class Stopped(Exception):
    """The test saw enough."""


class Watched(TerminalFront):
    """Stops after the first timed question, which must be in time."""

    timed = False

    def before_timed(self, current: dict[str, Any]) -> None:
        """See Front."""
        self.timed = True
        super().before_timed(current)

    def answered(self, given: dict[str, Any]) -> None:
        """See Front."""
        if self.timed:
            assert given["result"] == "ok"
            raise Stopped


def test_an_answer_that_cannot_be_sent_is_sent_again(mine: Api, screen: Console, tmp_path: Path) -> None:
    """While the network is down the answer is kept, and sent under the same id; a lost reply does not double it."""
    assessment = start(mine, LONG)
    lost = []

    def unreliable(method: str, url: str, headers: dict[str, str], body: bytes | None) -> Reply:
        if url.endswith("/answers") and len(lost) < 2:
            lost.append(json.loads(body or b"")["answer_id"])
            if len(lost) == 2:
                send(method, url, headers, body)
            raise Unreachable("no network")
        return send(method, url, headers, body)

    mine._send = unreliable
    with pytest.raises(KeyboardInterrupt):
        sit(mine, TerminalFront(screen, Person([RIGHT, "", ""])), assessment, tmp_path)
    assert lost[0] == lost[1]
    assert mine.get("/v1/assessments")["items"][0]["answered"] == 1
    assert "not stored yet" in shown(screen)


def test_a_session_renews_itself(published: House, anyone: Caller, clock: MovingClock) -> None:
    """A test may last longer than an access token."""
    anyone("POST", "/v1/people", PERSON)
    client = Api(BASE, "en", send)
    client.sign_in(PERSON["email"], PERSON["password"])
    clock.move(minutes=25)
    assert start(client, LONG)["current"]["position"] == 1
    with pytest.raises(Problem, match="credentials-refused"):
        client.sign_in(PERSON["email"], "wrong password")


def test_choosing_a_competence(mine: Api, screen: Console) -> None:
    """The sixteen are listed with level and pix; only one with questions can be chosen."""
    person = Person(["9.9", "1.2", "1.1"])
    assert TerminalFront(screen, person).choose_competence(mine.get("/v1/profile?language=en")) == "1.1"
    assert "no questions yet" in shown(screen)


def test_a_program_takes_the_demo(published: House, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """One JSON object per line, in and out: a script can take a test from end to end."""
    monkeypatch.setattr(wire.Api.__init__, "__defaults__", (send,))
    lines = "".join(json.dumps({"value": value}) + "\n" for value in (RIGHT, None, "wrong"))
    arguments = ["assess", "--demo", "--json", "--api", BASE, "--files", str(tmp_path)]
    result = CliRunner().invoke(app, arguments, input=lines)
    assert result.exit_code == 0, result.output
    events = [json.loads(line) for line in result.stdout.splitlines() if line.startswith('{"event"')]
    names = [event["event"] for event in events]
    assert names == ["question", "answered"] * 3 + ["checkpoint", "ended"]
    assert [event["result"] for event in events if event["event"] == "answered"] == ["ok", "skipped", "ko"]
    assert SECRET not in json.dumps(events[0])


@pytest.mark.parametrize(("line", "code"), [("nonsense\n", 2), ('{"answer": 1}\n', 2), ("[1]\n", 2), ("", 130)])
def test_a_program_that_says_nothing_useful(
    published: House, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, line: str, code: int
) -> None:
    """Wrong input ends with code 2 and a plain line; no more input ends like Ctrl-C."""
    monkeypatch.setattr(wire.Api.__init__, "__defaults__", (send,))
    arguments = ["assess", "--demo", "--json", "--api", BASE, "--files", str(tmp_path)]
    result = CliRunner().invoke(app, arguments, input=line)
    assert result.exit_code == code, result.output
    assert "Traceback" not in result.output
    assert "kept" not in result.output  # nobody can come back to a demo


@pytest.fixture
def address(published: House) -> Iterator[str]:
    """The API behind a real server, on the loopback interface."""
    with make_server("127.0.0.1", 0, WSGI) as server:  # type: ignore[arg-type]
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def test_over_a_real_connection(address: str, anyone: Caller) -> None:
    """Headers, cookies, refusals and empty bodies as urllib sees them."""
    anyone("POST", "/v1/people", PERSON)
    client = Api(address, "fr")
    with pytest.raises(Problem, match=r"mot de passe.*\(credentials-refused\)"):
        client.sign_in(PERSON["email"], "wrong password")
    client.sign_in(PERSON["email"], PERSON["password"])
    assert client._cookie
    begun = start(client, LONG)
    client._token = "expired"
    assert start(client, LONG) == begun
    with pytest.raises(Unreachable, match=r"404|403"):
        client.download("/objects/nothing")


def test_a_wrong_address_is_one_plain_line() -> None:
    """Where nothing answers, the command says so and ends with code 1."""
    result = CliRunner().invoke(app, ["assess", "--demo", "--api", "http://127.0.0.1:9"])
    assert result.exit_code == 1
    assert result.stderr.startswith("pix assess: http://127.0.0.1:9/v1/demo-assessments does not answer")
    assert len(result.stderr.splitlines()) == 1


def test_a_program_does_not_wait_for_the_network() -> None:
    """It decides itself when to begin again."""
    with pytest.raises(Unreachable):
        ProgramFront().try_again(Unreachable("no network"))


def question(**changes: Any) -> dict[str, Any]:
    """A question as the API sends it."""
    known = {
        "type": "QROC",
        "instruction": "<p>Read.</p>",
        "choices": [],
        "fields": [{"name": "answer", "label": "Code", "options": [], "max_length": 20}],
        "picture": None,
        "files": [],
        "environment": None,
    }
    current = {"position": 1, "seconds_left": None, "question": {**known, **changes}}
    return {"current": current, "progress": {"settled": 0, "targeted": 3}}


def test_an_environment_is_opened_elsewhere(screen: Console) -> None:
    """Its address is printed and the code it shows is typed; one that answers by itself can be skipped, or kept."""
    address = f"{BASE}/environments/mailbox/index.html"
    mailbox = {"url": "/environments/mailbox/index.html", "title": "Mailbox", "replies": False}
    front = TerminalFront(screen, Person(["1234", ""]))
    assert front.ask(question(environment=mailbox), [], address) == "1234"
    assert address in shown(screen)
    by_itself = question(environment={**mailbox, "replies": True})
    assert front.ask(by_itself, [], address) is None
    with pytest.raises(KeyboardInterrupt):
        front.ask(by_itself, [], address)


def test_options_pictures_and_files(screen: Console, tmp_path: Path) -> None:
    """A list is chosen from by number, a picture is told by its text, a file by its path."""
    field = {"name": "a", "label": "Which?", "options": ["left", "right"], "max_length": 20}
    asked = question(type="QROCM-ind", fields=[field], picture={"url": "/x", "alt": "A fork in a road"})
    front = TerminalFront(screen, Person(["3", "x", "2"]))
    assert front.ask(asked, [tmp_path / "map.ods"], None) == {"a": "right"}
    assert "A fork in a road" in shown(screen)
    assert "map.ods" in shown(screen).replace("\n", "")


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>One</p><p>Two</p>", "One\n\nTwo"),
        ("<ul><li>a</li><li>b</li></ul>", "- a\n- b"),
        ("<ol><li>a</li><li>b</li></ol>", "1. a\n2. b"),
        ("a &lt;b&gt; <em>c</em>", "a <b> c"),
        ("<pre>x\n  y</pre>", "x\n  y"),
        ("<table><tr><th>h</th></tr><tr><td>1</td><td>2</td></tr></table>", "| h\n| 1 | 2"),
    ],
)
def test_html_as_text(html: str, text: str) -> None:
    """Questions keep their structure without a browser."""
    lines = [line for line in plain(html).split("\n") if line.strip() or "<p>" in html]
    assert "\n".join(lines) == text
