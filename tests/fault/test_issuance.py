"""Each task of issuance: killed before and after every single write and file, throttled, run twice, services away.

The machine calls a task again when it failed, so each task here runs again after its death; the end is the quiet one.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import msgspec
import pytest
from botocore.exceptions import EndpointConnectionError
from pynamodb.exceptions import PynamoDBException

from chalicelib.bootstrap import House, move_in
from chalicelib.certificates.issuance import workflow
from chalicelib.certification.store.rows import CertificationRow, to_json
from chalicelib.local import tables as local_tables
from chalicelib.shared.audit.anchors import flaws
from chalicelib.shared.objects import FolderObjects
from chalicelib.shared.settings import Settings
from tests.fakes.accounts import MemoryExecutions
from tests.fakes.deaths import Deaths, Killed
from tests.fakes.issuance import FRAUD, Batch
from tests.fakes.jury import Sitting, with_executions
from tests.fakes.learning import FakeClock
from tests.fakes.store_calls import disturbed, lose_replies

WRITES = "TransactWriteItems PutItem UpdateItem DeleteItem"
MOST = 20  # writes of one task: a run without end is a defect
pytestmark = pytest.mark.usefixtures("impatient")
Task = Callable[[dict[str, Any]], dict[str, Any]]
STEPS: tuple[Task, ...] = (
    workflow.issuance_reserve,
    workflow.issuance_freeze,
    workflow.issuance_attest,
    workflow.issuance_render,
    workflow.issuance_seal,
    workflow.issuance_record,
    workflow.issuance_finish,
)


class Stage:
    """A published session of one validated and one rejected test, whose first `done` steps were carried out."""

    def __init__(self, rooms: House, clock: FakeClock, done: int) -> None:
        self.rooms, self.clock = with_executions(rooms, MemoryExecutions()), clock
        self.batch = Batch.decided(rooms, Sitting(), Sitting(reports=[FRAUD]))
        self.batch.publish()
        self.certificate = f"{self.batch.before.case(0)}-list-001"
        for step in STEPS[:done]:
            self.run(step)

    def run(self, task: Task) -> None:
        session, candidate = self.batch.before.id, self.batch.before.case(0)
        task({"session": session, "candidate": candidate, "certificate": self.certificate, "after": ""})

    def rest(self) -> None:
        """All steps once more, of the other candidate too, as an execution that is started again."""
        for number in (0, 1):
            candidate = self.batch.before.case(number)
            event = {"session": self.batch.before.id, "candidate": candidate, "after": ""}
            todo = workflow.issuance_reserve(event)
            steps = {"issue": STEPS[1:], "settle": STEPS[-2:], "finish": STEPS[-1:], "done": ()}[todo["do"]]
            for step in steps:
                step({**event, "certificate": todo["certificate"]})
        workflow.issuance_end(event)

    def facts(self) -> dict[str, Any]:
        """Where everything stands after the rest was done, in terms that do not depend on ids, codes and times."""
        self.rest()
        batch, found = self.batch, self.batch.certificate(0)
        assert found
        frozen = batch.ports.drafts.frozen(found.certificate.id)
        assert frozen
        kept = set(self.rooms.objects.keys("certificates/"))
        return {
            "status": (found.standing.status, found.certificate.pix, batch.verdict(0)),
            "none for the other": batch.certificate(1) is None,
            "files": {name: filed.key in kept for name, filed in frozen.files.items()},
            "mails": batch.mails(),
            "acts": batch.acts(),
            "open": list(batch.ports.issuances.open()),
            "parked": dict(batch.ports.issuances.of(batch.before.id).parked),
            "codes": len({found.certificate.code, frozen.certificate.code}),
            "flaws": [flaw for _, flaw in flaws(self.rooms.trail, {}) if flaw],
        }


@pytest.fixture
def stage(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Callable[[int], Stage]:
    """Makes the same stage again and again, each over tables of its own."""
    known: Settings = request.getfixturevalue("tables")
    made = 0

    def make(done: int) -> Stage:
        nonlocal made
        made += 1
        data = tmp_path_factory.mktemp("data")
        settings = replace(known, table_prefix=f"{known.table_prefix}x{made}", data_dir=data)
        local_tables.create(settings)
        clock = FakeClock()
        return Stage(move_in(House(settings, clock)), clock, done)

    return make


QUIET = {
    "status": ("valid", "valid"),
    "none for the other": True,
    "files": {"credential": True, "document": True},
    "mails": Counter({("person-0@example.org", "certificate-issued"): 1, ("person-1@example.org", "results-ready"): 1}),
    "open": [],
    "parked": {},
    "codes": 1,
    "flaws": [],
}


def assert_quiet(stage: Stage, why: str = "") -> None:
    """One certificate that holds, one entry that it was issued, one mail each, nothing left to do."""
    found = stage.facts()
    acts = found.pop("acts")
    status, pix, verdict = found.pop("status")
    assert {**found, "status": (status, verdict)} == QUIET, why
    assert (acts["issued"], pix > 0) == (1, True), why


@pytest.mark.parametrize("number", range(len(STEPS)), ids=[step.__name__ for step in STEPS])
def test_killed_at_every_write(number: int, stage: Callable[[int], Stage]) -> None:
    """Wherever a task dies, before or after a write, the next execution ends as if it had never died."""
    place = 1
    while place < MOST:
        struck = []
        for after in (False, True):
            broken, death = stage(number), Deaths(place, after)
            try:
                with disturbed(WRITES, death):
                    broken.run(STEPS[number])
            except Killed:
                broken.run(STEPS[number])
            struck.append(death.struck)
            assert_quiet(broken, f"write {place}, {'after' if after else 'before'}")
            if not death.struck:
                break
        if not any(struck):
            break
        place += 1
    assert place < MOST
    assert place > 1 or STEPS[number] is workflow.issuance_render  # which writes a file only


@contextmanager
def files_broken(after: bool) -> Iterator[list[str]]:
    """The first file that is put or deleted inside the block kills the process, before or after."""
    struck: list[str] = []
    real = {name: getattr(FolderObjects, name) for name in ("put", "delete")}

    def deadly(name: str) -> Callable[..., None]:
        def call(self: FolderObjects, key: str, *more: Any) -> None:
            if after or struck:
                real[name](self, key, *more)
            if not struck:
                struck.append(key)
                raise Killed

        return call

    with pytest.MonkeyPatch.context() as patch:
        for name in real:
            patch.setattr(FolderObjects, name, deadly(name))
        yield struck


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("number", [2, 3, 4, 6], ids=["attest", "render", "seal", "finish"])
def test_killed_at_a_file(number: int, after: bool, stage: Callable[[int], Stage]) -> None:
    """A file that was stored and not noted, or half the other way round, is made up for."""
    broken = stage(number)
    with files_broken(after) as struck, pytest.raises(Killed):
        broken.run(STEPS[number])
    assert struck
    assert_quiet(broken)


@pytest.mark.parametrize("number", range(len(STEPS)), ids=[step.__name__ for step in STEPS])
def test_run_twice_throttled_and_unheard(number: int, stage: Callable[[int], Stage]) -> None:
    """A second run, replies that are lost, and a store that refuses for load change nothing."""
    twice = stage(number)
    twice.run(STEPS[number])
    twice.run(STEPS[number])
    assert_quiet(twice, "twice")
    unheard = stage(number)
    with disturbed(WRITES, lose_replies(2)):
        unheard.run(STEPS[number])
    assert_quiet(unheard, "unheard")
    if STEPS[number] is workflow.issuance_render:
        return

    def throttle(number: int, send: Callable[[], Any]) -> Any:
        raise ConnectionError("no connection")

    throttled = stage(number)
    with disturbed(WRITES, throttle), pytest.raises((PynamoDBException, ConnectionError)):
        throttled.run(STEPS[number])
    assert_quiet(throttled, "throttled")


@pytest.mark.parametrize(("number", "service"), [(2, "keys"), (4, "keys"), (2, "bucket"), (3, "bucket"), (4, "bucket")])
def test_a_service_away(number: int, service: str, stage: Callable[[int], Stage]) -> None:
    """Without keys or bucket nothing becomes valid; once they are back the same step does it."""
    away = stage(number)

    def gone(*_: Any, **__: Any) -> Any:
        raise EndpointConnectionError(endpoint_url="https://elsewhere")

    kind = type(away.rooms.keys) if service == "keys" else FolderObjects
    with pytest.MonkeyPatch.context() as outage:
        outage.setattr(kind, "sign" if service == "keys" else "put", gone)
        with pytest.raises(EndpointConnectionError):
            away.run(STEPS[number])
    assert away.batch.carried(0) is None
    assert_quiet(away)


def test_two_executions_at_once(stage: Callable[[int], Stage]) -> None:
    """Between another run's steps and over again, each step of a second execution: one certificate comes of it."""
    for done in range(len(STEPS) + 1):
        both = stage(done)
        both.rest()
        for step in STEPS[done:]:
            both.run(step)  # the first execution goes on, late
        assert_quiet(both, str(done))


SCHOOL = "head@school.example"


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
def test_the_last_tasks_killed_at_every_write(after: bool, stage: Callable[[int], Stage]) -> None:
    """Parked, handed over, ended: one letter, one link, a table and an archive, and nothing left to do."""
    broken = stage(len(STEPS))
    session, other = broken.batch.before.id, broken.batch.before.case(1)
    named = msgspec.structs.replace(broken.batch.before.candidates[0], results_email=SCHOOL)
    CertificationRow(f"session#{session}", f"candidate#{named.id}", data=to_json(named)).save()

    def killed(task: Task, writes: int) -> None:
        event = {"session": session, "candidate": other, "error": {"Error": "ClientError", "Cause": "bucket away"}}
        for place in range(1, writes + 1):
            with disturbed(WRITES, Deaths(place, after)), pytest.raises(Killed):
                task(event)
        one_more = Deaths(writes + 1, after)
        with disturbed(WRITES, one_more):
            task(event)
        assert not one_more.struck

    killed(workflow.issuance_park, 1)
    killed(workflow.issuance_deliver, 2)
    for step in STEPS[-2:]:
        step({"session": session, "candidate": other, "certificate": ""})
    killed(workflow.issuance_end, 1)
    assert list(broken.batch.ports.issuances.open()) == []
    assert_quiet(broken)
    handed, sent = broken.rooms.handing.handed, broken.rooms.mail
    assert [mail.to for mail in sent.messages() if mail.key.startswith("session-results/")] == [SCHOOL]  # type: ignore[attr-defined]
    assert [link.id for link in handed.of(session)] == ["first"]
    assert {name[-3:] for name in broken.rooms.objects.keys(f"results/{session}/")} == {"csv", "zip"}
