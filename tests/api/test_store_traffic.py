"""What one accepted answer costs in the store, counted on the wire (target in quality.md)."""

from chalicelib.assessment.model import Answered
from chalicelib.assessment.store import DynamoAttemptLog
from chalicelib.bootstrap import House
from tests.api.conftest import Caller
from tests.fakes.published import LONG, RIGHT, WRONG
from tests.fakes.store_calls import recorded

READS, WRITES = (
    ("GetItem", "Query", "BatchGetItem", "Scan"),
    ("PutItem", "UpdateItem", "DeleteItem", "TransactWriteItems"),
)
MOST_WRITE_UNITS = 2


def warm(rooms: House, release: str, language: str) -> None:
    """Read every question once, as a process that has served for a while has done."""
    for challenge in rooms.content.index(release).challenges:
        if language in challenge.languages:
            for variant in range(challenge.variants):
                rooms.content.question(release, challenge.id, variant, language)


def test_an_answer_costs_one_query_and_one_conditional_write(ada: Caller, published: House) -> None:
    """Authentication, rate limit, schema, the log, grading and choosing together: two operations, one write unit."""
    begun = ada.start(LONG)
    warm(published, published.content.current_release(), "en")
    for position in range(1, 5):
        with recorded() as calls:
            reply = ada.answer(begun, RIGHT if position % 2 else WRONG)
        begun = reply.json()["assessment"]
        assert reply.status_code == 201
        assert calls.names() == ["Query learning", "PutItem learning"]
        query, put = calls.made
        assert query.consistent
        assert put.conditional
        assert calls.units(*WRITES) <= MOST_WRITE_UNITS
        assert calls.units(*WRITES) == 1


def test_projections_are_counted_apart(ada: Caller, published: House) -> None:
    """The fifth answer also folds the scorecard: after its own write, for at most a unit per answer on average."""
    begun = ada.run(ada.start(LONG), wrong=2, at_most=4)
    warm(published, published.content.current_release(), "en")
    with recorded() as calls:
        assert ada.answer(begun, RIGHT).status_code == 201
    assert calls.names()[:2] == ["Query learning", "PutItem learning"]
    projection = calls.made[2:]
    assert [call.operation for call in projection] == ["Query", "PutItem"]
    assert sum(call.units for call in projection if call.operation in WRITES) <= 5


def test_a_question_is_read_once_per_process(ada: Caller, bob: Caller, published: House) -> None:
    """Questions never change: the second learner's question comes from memory."""
    warm(published, published.content.current_release(), "en")
    with recorded() as calls:
        bob.start(LONG)
        ada.start(LONG)
        ada.start(LONG)
    assert [call for call in calls.made if call.table == "content"] == []


def test_a_retry_writes_nothing(ada: Caller) -> None:
    """A client may repeat as often as it likes for the price of a read."""
    begun = ada.start()
    ada.answer(begun, RIGHT)
    with recorded() as calls:
        assert ada.answer(begun, RIGHT).status_code == 200
    assert calls.units(*WRITES) == 0


def test_a_refused_answer_writes_nothing(ada: Caller) -> None:
    """Neither a malformed answer nor one out of order leaves a trace."""
    begun = ada.start()
    with recorded() as calls:
        ada.answer(begun, [1])
        ada("POST", f"/v1/assessments/{begun['id']}/answers", {"answer_id": "answer-0001", "position": 9, "value": "x"})
    assert calls.units(*WRITES) == 0


def test_nothing_scans(ada: Caller, anyone: Caller) -> None:
    """No request reads a whole table: cost follows the learner, not the number of learners."""
    with recorded() as calls:
        ended = ada.run(ada.start())
        for path in ("/v1/profile", "/v1/profile/1.1", "/v1/assessments", f"/v1/assessments/{ended['id']}/review"):
            assert ada("GET", path).status_code == 200
        anyone("POST", "/v1/demo-assessments", {"language": "en"})
        anyone("GET", "/v1/health")
    assert "Scan" not in {call.operation for call in calls.made}
    assert {call.operation for call in calls.made} <= {*READS, *WRITES}


def test_entries_stay_small(ada: Caller) -> None:
    """An entry of an ordinary answer is one write unit: under 1 KB with the next question's calibration in it."""
    ended = ada.run(ada.start(LONG), wrong=2)
    entries = DynamoAttemptLog().read(ended["id"])
    assert sum(isinstance(entry, Answered) for entry in entries) >= 15
    with recorded() as calls:
        DynamoAttemptLog().append("another", 0, max(entries[1:], key=lambda entry: len(repr(entry))))
    assert calls.units("PutItem") == 1
