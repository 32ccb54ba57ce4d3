"""What a centre's look at its results asks of the store: a session may hold thousands."""

from collections import Counter

import pytest

from chalicelib.bootstrap import House
from chalicelib.certificates.handing import lines
from chalicelib.certification.store.rows import CertificationRow
from tests.fakes.accounts import MemoryExecutions
from tests.fakes.issuance import Batch
from tests.fakes.jury import Sitting, with_executions
from tests.fakes.store_calls import recorded

MANY = 500


@pytest.fixture
def batch(rooms: House) -> Batch:
    """One candidate who was certified, and as many others who did just the same."""
    with_executions(rooms, MemoryExecutions())
    found = Batch.decided(rooms, Sitting())
    found.publish()
    found.issue()
    (candidate,) = found.before.candidates
    models = [
        CertificationRow.get(pk, sk)
        for pk, sk in (
            (f"session#{found.before.id}", f"candidate#{candidate.id}"),
            (f"issuance#{found.before.id}", f"carried#{candidate.id}"),
            (f"result#{candidate.id}", "00001"),
            (f"certificate#{candidate.id}-list-001", "code"),
        )
    ]
    with CertificationRow.batch_write() as write:
        for number in range(1, MANY):
            other = f"{number:05d}{candidate.id[5:]}"
            for row in models:
                keys = [text.replace(candidate.id, other) for text in (row.pk, row.sk, row.data)]
                write.save(CertificationRow(keys[0], keys[1], data=keys[2]))
    return found


def test_many_candidates_take_few_requests(batch: Batch) -> None:
    """Three items of each, a hundred per request: one query per item, 500 candidates took 1,004 requests."""
    with recorded() as calls:
        found = list(lines.of_session(batch.rooms.issuance, batch.before.session))
    assert [line.is_valid for line in found] == [True] * MANY
    names = Counter(calls.names())
    assert names.pop("BatchGetItem certification") == 3 * MANY / 100
    assert names.total() <= 10
