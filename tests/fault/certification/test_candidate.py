"""Several requests at the same moment, lost replies, two processes: one test, one entry, one answer, one decision."""

import os
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any, TypeVar

import pytest

from chalicelib.bootstrap import House, move_in
from chalicelib.certification.model import Candidate, Session
from chalicelib.certification.schemas.candidate import EnterTest
from chalicelib.certification.service import alerts, appending, entry, presence
from chalicelib.certification.test_log import Test
from chalicelib.shared.clock import system_clock
from chalicelib.shared.errors import PixError
from chalicelib.shared.settings import Settings
from tests.api.conftest import Caller, assert_problem
from tests.fakes import certification_day as day
from tests.fakes.certification_day import DAYS, Page
from tests.fakes.store_calls import disturbed, lose_replies

WRITERS = 16
FIRST_TRY_AND_RETRIES = 3
T = TypeVar("T")


def together(work: Callable[[int], T], writers: int = WRITERS) -> list[T]:
    """What each of them got, all having begun at the same moment."""
    start = threading.Barrier(writers)

    def run(number: int) -> T:
        start.wait()
        return work(number)

    with ThreadPoolExecutor(writers) as pool:
        return list(pool.map(run, range(writers)))


def of(rooms: House, candidate: Candidate) -> Test:
    """The test as its log says."""
    test = rooms.certification.tests.get(candidate.id)
    assert test is not None
    return test


def codes(replies: Sequence[Any]) -> list[str]:
    """`201`, or the code of the refusal."""
    return sorted(str(r.status_code) if r.status_code < 400 else r.json()["code"] for r in replies)


def others(page: Page, count: int = WRITERS) -> list[Page]:
    """More pages of the same candidate, each with an entry of its own."""
    token = page.call.http.headers["authorization"].removeprefix("Bearer ")
    return [Page(Caller(token), page.candidate) for _ in range(count)]


def test_of_sixteen_pages_one_begins_the_test(rooms: House, seated: Page) -> None:
    """One confirmation lets one page in, however many try; the others are told that they need one."""
    pages = others(seated)
    replies = together(lambda number: pages[number].enter())
    assert codes(replies) == ["201", *["confirmation-missing"] * (WRITERS - 1)]
    test = of(rooms, seated.candidate)
    assert (test.length, test.presence) == (1, 1)
    [won] = [page for page, reply in zip(pages, replies, strict=True) if reply.status_code == 201]
    assert won.see()["status"] == "running"


def test_sixteen_times_the_same_entry(rooms: House, seated: Page) -> None:
    """An impatient page is let in once, and is in."""
    pages = others(seated)
    for page in pages:
        page.entry = seated.entry
    replies = together(lambda number: pages[number].enter())
    assert sorted(reply.status_code for reply in replies) == [200] * (WRITERS - 1) + [201]
    assert of(rooms, seated.candidate).length == 1


def test_an_entry_that_its_own_repetition_overtakes(rooms: House, seated: Page) -> None:
    """The repetition used the confirmation between two reads of the first request: both are in."""
    ports, command = rooms.certification, EnterTest(day.ACCESS_CODE, seated.entry, "en")
    who = ("ada", seated.candidate.session, seated.candidate.id)

    class Overtaken:
        """Presences, before whose first reading the repetition is served."""

        reads = 0

        def get(self, *where: str) -> Any:
            self.reads += 1
            if self.reads == 2:  # the first reading shows where the candidate stands
                entry.enter(ports, *who, command)
            return ports.presences.get(*where)

    test, new = entry.enter(replace(ports, presences=Overtaken()), *who, command)  # type: ignore[arg-type]
    assert (test.length, new) == (1, False)


def test_of_sixteen_pages_one_comes_back(rooms: House, seated: Page) -> None:
    """The same for a return."""
    seated.enter()
    day.confirm(rooms, seated.candidate)
    pages = others(seated)
    replies = together(lambda number: pages[number].enter())
    assert codes(replies) == ["200", *["confirmation-missing"] * (WRITERS - 1)]
    assert (of(rooms, seated.candidate).length, of(rooms, seated.candidate).presence) == (2, 2)


def test_a_room_that_begins_at_once(rooms: House, session: Session, token: Callable[..., str]) -> None:
    """Sixteen candidates confirmed and entering together: sixteen tests, and one fact that the session started."""
    pages = []
    for number in range(WRITERS):
        person = f"person-{number}"
        day.certifiable(rooms, person)
        page = Page(Caller(token(person, life=DAYS)), day.enrol(rooms, session, number))
        assert page.join().status_code == 200
        day.confirm(rooms, page.candidate)
        pages.append(page)
    replies = together(lambda number: pages[number].enter())
    assert codes(replies) == ["201"] * WRITERS
    assert "started" in rooms.certification.sessions.facts(session.id)
    acts = [entry.act for entry in rooms.certification.trail.entries(session.id)]
    assert acts.count("test-begun") == WRITERS
    assert rooms.certification.trail.flaw(session.id, {}) is None


def test_guesses_at_once_are_counted_one_by_one(rooms: House, seated: Page) -> None:
    """Sixteen guesses in the same moment are sixteen: no race gives a seventeenth for nothing."""
    allowed = rooms.settings.rules.access_codes_per_person
    pages = others(seated)
    replies = [reply for _ in range(2) for reply in together(lambda n: pages[n].enter(access_code="WRONG2"))]
    told = codes(replies)
    assert told.count("access-code-wrong") == allowed
    assert told.count("too-many-requests") == 2 * WRITERS - allowed


def test_of_two_accounts_one_joins(rooms: House, page: Page, token: Callable[..., str]) -> None:
    """A candidate is one person, also when two claim it in the same second."""
    day.certifiable(rooms, "bob")
    both = [page, Page(Caller(token("bob", life=DAYS)), page.candidate)]
    assert codes(together(lambda number: both[number].join(), 2)) == ["200", "candidate-already-linked"]


def test_of_sixteen_answers_one_stands(rooms: House, seated: Page) -> None:
    """Two tabs of one browser share its entry: one answer stands, the others are told."""
    number = seated.begin()
    pages = others(seated)
    for page in pages:
        page.entry = seated.entry
    replies = together(lambda n: pages[n].answer(number, None, f"answer-of-{n:02d}"))
    assert codes(replies) == ["201", *["answer-already-given"] * (WRITERS - 1)]
    assert len(of(rooms, seated.candidate).answers) == 1


def _told(work: Callable[[], object]) -> str:
    """`done`, or the code of the refusal."""
    try:
        work()
    except PixError as error:
        return error.code
    return "done"


def test_answer_alert_and_end_at_the_same_position(rooms: House, seated: Page) -> None:
    """Whatever comes first stands; every other is told what happened, and nobody is left waiting."""
    number = seated.begin()
    ports, where = rooms.certification, (seated.candidate.session, seated.candidate.id)
    pages = others(seated, 2)
    for page in pages:
        page.entry = seated.entry

    def end() -> str:
        return _told(lambda: appending.end(ports, appending.of_session(ports, *where), "invigilator", day.INVIGILATOR))

    def answer() -> str:
        return codes([pages[0].answer(number, None)])[0]

    def alert() -> str:
        return codes([pages[1].alert(number)])[0]

    answered, alerted, ended = together(lambda n: (answer, alert, end)[n](), 3)
    test = of(rooms, seated.candidate)
    assert ended == "done"
    assert test.ended is not None
    assert (answered == "201") == (len(test.answers) == 1)
    assert (alerted == "201") == (len(test.alerts) == 1)
    assert answered in {"201", "alert-open", "test-ended"}
    assert alerted in {"201", "answer-already-given", "test-ended"}
    assert seated.see()["status"] == "ended"


def test_two_invigilators_decide_differently(rooms: House, seated: Page) -> None:
    """One decision stands, one report at most is filed, and the other is told that there is nothing to decide."""
    number = seated.begin()
    seated.alert(number)
    ports, where = rooms.certification, (seated.candidate.session, seated.candidate.id)

    def decide(n: int) -> str:
        if n % 2:
            return _told(lambda: alerts.dismiss(ports, *where, number, day.INVIGILATOR))
        return _told(lambda: alerts.validate(ports, *where, number, day.INVIGILATOR, "image"))

    told = together(decide, 4)
    test = of(rooms, seated.candidate)
    assert sorted(told) == ["alert-not-open"] * 2 + ["done"] * 2
    assert len(ports.reports.of(where[0])) == (1 if test.decision_on(number) == "validated" else 0)
    assert seated.see()["status"] == "running"


def test_confirming_and_withdrawing_at_once(rooms: House, page: Page) -> None:
    """However the clicks fall, a presence is in one state, and its number never goes back."""
    page.join()
    ports, where = rooms.certification, (page.candidate.session, page.candidate.id)

    def click(number: int) -> object:
        act = presence.withdraw if number % 2 else presence.confirm
        return _told(lambda: act(ports, *where, day.INVIGILATOR))

    assert set(together(click, 6)) <= {"done", "busy"}
    found = ports.presences.get(*where)
    assert found is None or found.count >= 1


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize("times", [1, FIRST_TRY_AND_RETRIES])
def test_an_entry_whose_reply_is_lost(rooms: House, seated: Page, times: int) -> None:
    """The store has begun the test; the same page asks again and is in: the confirmation was not lost."""
    with disturbed("TransactWriteItems", lose_replies(times)):
        first = seated.enter()
    assert first.status_code in (200, 201, 503)
    assert seated.enter().status_code == 200
    assert of(rooms, seated.candidate).length == 1


@pytest.mark.usefixtures("impatient")
def test_an_entry_that_fails_costs_nothing(rooms: House, seated: Page) -> None:
    """Nothing was written: neither is the confirmation used nor the test begun."""

    def fail(number: int, send: Callable[[], Any]) -> Any:
        from botocore.exceptions import EndpointConnectionError

        raise EndpointConnectionError(endpoint_url="http://database")

    with disturbed("TransactWriteItems", fail):
        assert_problem(seated.enter(), 503, "busy")
    assert rooms.certification.tests.get(seated.candidate.id) is None
    assert seated.enter().status_code == 201


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize("times", [1, FIRST_TRY_AND_RETRIES])
def test_an_answer_whose_reply_is_lost(rooms: House, seated: Page, times: int) -> None:
    """It stands once, and sending it again says so."""
    number = seated.begin()
    with disturbed("PutItem", lose_replies(times)):
        assert seated.answer(number, None).status_code in (200, 201, 503)
    assert seated.answer(number, None).status_code == 200
    test = of(rooms, seated.candidate)
    kept = rooms.certification.tests.progress(seated.candidate.session, seated.candidate.id)
    assert kept is not None
    assert (len(test.answers), kept.entries) == (1, test.length)


@pytest.mark.usefixtures("impatient")
def test_a_projection_that_fails_is_made_up(rooms: House, seated: Page) -> None:
    """The invigilator's line missed an alert; the candidate's page, which asks again, brings it back."""
    number = seated.begin()

    def fail_the_projection(count: int, send: Callable[[], Any]) -> Any:
        from botocore.exceptions import EndpointConnectionError

        if count == 1:
            return None
        raise EndpointConnectionError(endpoint_url="http://database")

    with disturbed("PutItem", fail_the_projection):
        assert_problem(seated.alert(number), 503, "busy")
    kept = rooms.certification.tests.progress(seated.candidate.session, seated.candidate.id)
    assert kept is not None
    assert kept.state == "running"
    assert seated.see()["status"] == "alert"
    kept = rooms.certification.tests.progress(seated.candidate.session, seated.candidate.id)
    assert kept is not None
    assert kept.state == "alert"


PROCESS = """
import sys
from chalicelib.bootstrap import house
from tests.api.conftest import Caller
from tests.fakes.certification_day import Page
token, session, candidate, entry, answer = sys.argv[1:]
page = Page(Caller(token), house().certification.candidates.get(session, candidate))
page.entry = entry or page.entry
print("ready", flush=True)
sys.stdin.readline()
reply = page.answer(1, None, answer) if entry else page.enter()
print(reply.status_code if reply.status_code < 400 else reply.json()["code"], flush=True)
"""


def _processes(settings: Settings, arguments: Sequence[Sequence[str]]) -> list[str]:
    """What each process got, all told to go at the same moment."""
    environment = os.environ | {
        "PIX_TABLE_PREFIX": settings.table_prefix,
        "PIX_TOKEN_SECRET": settings.token_secret,
        "PIX_DATA_DIR": str(settings.data_dir),
        "PIX_STAGE": settings.stage,
        "PIX_RULE_CERTIFICATION_QUESTIONS": str(day.SHORT),
    }
    running = [
        subprocess.Popen(
            [sys.executable, "-c", PROCESS, *given],
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for given in arguments
    ]
    for process in running:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    for process in running:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    return sorted(process.communicate()[0].strip().splitlines()[-1] for process in running)


@pytest.mark.slow
def test_two_processes(tables: Settings) -> None:
    """Two functions serve the same candidate at once: nothing that one process holds in memory keeps the rules."""
    settings = replace(tables, rules=day.short(tables.rules))
    rooms = move_in(House(settings, system_clock))
    day.publish_bank(rooms)
    day.certifiable(rooms, "ada")
    candidate = day.enrol(rooms, day.plan(rooms))
    token = day.token_of(rooms, "ada")
    page = Page(Caller(token), candidate)
    assert page.join().status_code == 200
    day.confirm(rooms, candidate)
    me = [token, candidate.session, candidate.id]
    assert _processes(settings, [[*me, "", ""], [*me, "", ""]]) == ["201", "confirmation-missing"]
    day.confirm(rooms, candidate)
    page.begin()
    answers = [[*me, page.entry, "answer-one"], [*me, page.entry, "answer-two"]]
    assert _processes(settings, answers) == ["201", "answer-already-given"]
    assert len(of(rooms, candidate).answers) == 1
