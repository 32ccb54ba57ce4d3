"""Answers when the network or another window interferes: what was acknowledged is there, once."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest
from botocore.awsrequest import AWSResponse
from botocore.exceptions import EndpointConnectionError

from chalicelib.assessment.model import Answered
from chalicelib.bootstrap import House
from chalicelib.profile import service as profiles
from tests.api.conftest import Caller, assert_problem
from tests.fakes.published import LONG, RIGHT, WRONG
from tests.fakes.store_calls import disturbed, lose_replies

WRITERS = 16
FIRST_TRY_AND_RETRIES = 3


def answers_in(rooms: House, assessment: dict[str, Any]) -> list[Answered]:
    """What the log holds."""
    return [entry for entry in rooms.assessment.log.read(assessment["id"]) if isinstance(entry, Answered)]


def together(work: Callable[[int], httpx.Response]) -> list[httpx.Response]:
    """The replies to requests sent at the same moment."""
    start = threading.Barrier(WRITERS)

    def run(number: int) -> httpx.Response:
        start.wait()
        return work(number)

    with ThreadPoolExecutor(WRITERS) as pool:
        return list(pool.map(run, range(WRITERS)))


def test_of_sixteen_windows_one_answers(published: House, token: Callable[..., str]) -> None:
    """However many tabs answer the same question at once, one answer stands and the others are told so."""
    callers = [Caller(token("ada")) for _ in range(WRITERS)]
    begun = callers[0].start()
    replies = together(lambda number: callers[number].answer(begun, RIGHT, f"answer-of-{number:02d}"))
    won = [number for number, reply in enumerate(replies) if reply.status_code == 201]
    assert len(won) == 1
    for number, reply in enumerate(replies):
        if number not in won:
            assert_problem(reply, 409, "answer-already-given")
    assert [answer.answer_id for answer in answers_in(published, begun)] == [f"answer-of-{won[0]:02d}"]


def test_sixteen_retries_store_one_answer(published: House, token: Callable[..., str]) -> None:
    """An impatient client may send the same answer many times at once: all get the same result."""
    callers = [Caller(token("ada")) for _ in range(WRITERS)]
    begun = callers[0].start()
    replies = together(lambda number: callers[number].answer(begun, WRONG))
    assert sorted(reply.status_code for reply in replies) == [200] * (WRITERS - 1) + [201]
    assert len({reply.text for reply in replies}) == 1
    assert len(answers_in(published, begun)) == 1


def test_of_sixteen_starts_one_begins(published: House, token: Callable[..., str]) -> None:
    """Two windows must not lead to two assessments of one competence."""
    callers = [Caller(token("ada")) for _ in range(WRITERS)]
    start = {"competence": "1.1", "language": "en"}
    replies = together(lambda number: callers[number]("POST", "/v1/assessments", start))
    assert sorted(reply.status_code for reply in replies) == [200] * (WRITERS - 1) + [201]
    assert len({reply.json()["id"] for reply in replies}) == 1
    assert len(callers[0]("GET", "/v1/assessments").json()["items"]) == 1


@pytest.mark.usefixtures("impatient")
def test_a_reply_of_the_store_that_is_lost_once(ada: Caller, published: House) -> None:
    """The write was committed and its reply lost: the repeated write fails, and the stored answer is the result."""
    begun = ada.start()
    with disturbed("PutItem", lose_replies(1)):
        given = ada.answer(begun, RIGHT)
    assert given.status_code in (200, 201)
    assert given.json()["result"] == "ok"
    assert [answer.answer_id for answer in answers_in(published, begun)] == ["answer-0001"]
    assert ada("GET", f"/v1/assessments/{begun['id']}").json() == given.json()["assessment"]


@pytest.mark.usefixtures("impatient")
def test_a_reply_of_the_store_that_never_arrives(ada: Caller, published: House) -> None:
    """The caller is told to try again, does, and gets what was stored the first time; nothing is doubled."""
    begun = ada.start()
    with disturbed("PutItem", lose_replies(FIRST_TRY_AND_RETRIES)):
        assert_problem(ada.answer(begun, RIGHT), 503, "busy")
    given = ada.answer(begun, RIGHT)
    assert (given.status_code, given.json()["result"]) == (200, "ok")
    assert len(answers_in(published, begun)) == 1
    assert given.json()["assessment"]["current"]["position"] == 2


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize("times", [1, FIRST_TRY_AND_RETRIES])
def test_a_beginning_whose_reply_is_lost(ada: Caller, published: House, times: int) -> None:
    """History and log were written together; starting again resumes them."""
    start = {"competence": "1.1", "language": "en"}
    with disturbed("TransactWriteItems", lose_replies(times)):
        first = ada("POST", "/v1/assessments", start)
    assert first.status_code in (200, 201, 503)
    again = ada("POST", "/v1/assessments", start)
    assert again.status_code == 200
    assert len(ada("GET", "/v1/assessments").json()["items"]) == 1
    assert ada.answer(again.json(), RIGHT).status_code == 201


def _refused(code: str, more: str = "") -> Callable[[int, Callable[[], Any]], AWSResponse]:
    body = f'{{"__type": "com.amazonaws.dynamodb.v20120810#{code}", "message": "no"{more}}}'.encode()

    class Raw:
        def stream(self) -> list[bytes]:
            return [body]

    headers = {"content-type": "application/x-amz-json-1.0", "content-length": str(len(body))}
    return lambda number, send: AWSResponse("http://database", 400, headers, Raw())


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize("operation", ["Query", "PutItem"])
@pytest.mark.parametrize("code", ["ProvisionedThroughputExceededException", "ThrottlingException"])
def test_a_store_that_refuses_for_load(ada: Caller, published: House, operation: str, code: str) -> None:
    """Too much traffic is not the caller's fault: 503, nothing stored, and the same request works later."""
    begun = ada.start()
    with disturbed(operation, _refused(code)):
        assert_problem(ada.answer(begun, RIGHT), 503, "busy")
    assert answers_in(published, begun) == []
    assert ada.answer(begun, RIGHT).status_code == 201


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize("reason", ["TransactionConflict", "ThrottlingError"])
def test_a_transaction_that_is_cancelled_for_load(ada: Caller, published: House, reason: str) -> None:
    """Cancelled is not the same as already there: a remark that was not stored must not be acknowledged."""
    begun = ada.start()
    remark = {"feedback_id": "remark-0001", "position": 1, "category": "other", "text": "x"}
    cancelled = _refused("TransactionCanceledException", f', "CancellationReasons": [{{"Code": "{reason}"}}]')
    with disturbed("TransactWriteItems", cancelled):
        assert_problem(ada("POST", f"/v1/assessments/{begun['id']}/feedback", remark), 503, "busy")
        assert_problem(ada("POST", "/v1/assessments", {"competence": LONG, "language": "en"}), 503, "busy")
    assert ada("POST", f"/v1/assessments/{begun['id']}/feedback", remark).status_code == 204
    assert len(published.assessment.feedback.by("ada")) == 1


@pytest.mark.usefixtures("impatient")
def test_a_store_out_of_reach(ada: Caller, published: House) -> None:
    """No connection at all ends like load: busy, and nothing lost."""

    def cut(number: int, send: Callable[[], Any]) -> None:
        raise EndpointConnectionError(endpoint_url="http://database")

    begun = ada.start()
    with disturbed("Query", cut):
        assert_problem(ada.answer(begun, RIGHT), 503, "busy")
    assert ada.answer(begun, RIGHT).status_code == 201


@pytest.mark.usefixtures("impatient")
def test_a_request_that_the_network_doubles(ada: Caller, published: House) -> None:
    """The store sees the same conditional write twice; the answer is there once."""

    def double(number: int, send: Callable[[], Any]) -> None:
        send()

    begun = ada.start()
    with disturbed("PutItem", double):
        assert ada.answer(begun, RIGHT).status_code in (200, 201)
    assert len(answers_in(published, begun)) == 1


@pytest.mark.usefixtures("impatient")
def test_a_projection_that_fails_is_made_up_later(ada: Caller, published: House) -> None:
    """The scorecard follows the log: when it cannot be written at the checkpoint, the next read makes up for it."""
    begun = ada.run(ada.start(LONG), wrong=2, at_most=4)

    def fail_after_the_answer(number: int, send: Callable[[], Any]) -> Any:
        return None if number == 1 else _refused("ThrottlingException")(number, send)

    with disturbed("PutItem", fail_after_the_answer):
        ada.answer(begun, RIGHT)
    assert len(answers_in(published, begun)) == 5
    assert ada.answer(begun, RIGHT).status_code == 200
    card = ada("GET", f"/v1/profile/{LONG}").json()["scorecard"]
    rebuilt = profiles.rebuild(published.profile, "ada")[LONG]
    assert (card["pix"], card["level"]) == (rebuilt.pix, rebuilt.level)
    assert published.profile.store.scorecards("ada")[LONG] == rebuilt


def test_two_checkpoints_at_once(published: House, token: Callable[..., str]) -> None:
    """Projections of several competences are written at the same moment without one undoing the other."""
    competences = ["1.1", LONG] * (WRITERS // 2)
    callers = [Caller(token("ada")) for _ in range(WRITERS)]
    for competence in set(competences):
        callers[0].run(callers[0].start(competence), wrong=2, at_most=4)

    def fifth(number: int) -> httpx.Response:
        assessment = callers[number].start(competences[number])
        position = assessment["current"]["position"]
        return callers[number].answer(assessment, RIGHT, f"answer-{position:04d}")

    replies = together(fifth)
    assert all(reply.status_code in (200, 201, 409) for reply in replies)
    assert profiles.read_scorecards(published.profile, "ada") == profiles.rebuild(published.profile, "ada")
