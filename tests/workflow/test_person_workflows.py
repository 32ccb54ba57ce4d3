"""Export, erasure and password mail: the very definitions, on a real engine, killed in the middle, restarted."""

import json
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from pynamodb.exceptions import QueryError

from chalicelib.accounts import service
from chalicelib.accounts.model import Job, Person
from chalicelib.accounts.ports import AccountPorts
from chalicelib.accounts.reconcile import reconcile
from chalicelib.accounts.schemas import AskReset, EraseMe, ResetPassword, SignIn, SignUp
from chalicelib.accounts.store.jobs import TableJobs
from chalicelib.local.gateway import Application, Environ, StartResponse
from tests.workflow.conftest import Machines

EMAIL, PASSWORD, OTHER = "ada@example.org", "correct horse battery", "another good password"


@dataclass
class Interrupted:
    """Stands before the functions, and kills the engine at one call: before or after the function did its work."""

    machines: Machines
    function: str
    after: bool
    inner: Application
    calls: list[str] = field(default_factory=list)
    struck: threading.Event = field(default_factory=threading.Event)

    def __call__(self, environ: Environ, start: StartResponse) -> Any:
        name = environ["PATH_INFO"].partition("/functions/")[2].rpartition("-")[2].partition("/")[0]
        self.calls.append(name)
        if name != self.function or self.struck.is_set():
            return self.inner(environ, start)
        if not self.after:
            self._strike()
        answer = self.inner(environ, start)
        if self.after:
            self._strike()
        return answer

    def _strike(self) -> None:
        self.machines.engine.kill()
        self.struck.set()


@pytest.fixture
def ports(machines: Machines) -> AccountPorts:
    return machines.house.accounts


@pytest.fixture
def ada(ports: AccountPorts) -> Person:
    return service.create_person(ports, SignUp(EMAIL, PASSWORD, "Ada", "Byron", terms_accepted=True))


@pytest.fixture
def ends(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """What each recording of an end told: True for the one that counts."""
    told: list[bool] = []
    recorded = TableJobs.done

    def done(self: TableJobs, job: Job, at: str) -> bool:
        told.append(recorded(self, job, at))
        return told[-1]

    monkeypatch.setattr(TableJobs, "done", done)
    return told


def finished(machines: Machines, job: Job) -> Job:
    """The job once its end is recorded."""
    jobs = machines.house.accounts.jobs

    def look() -> Job | None:
        found = jobs.get(job.person, job.id)
        return found if found and found.status == "done" else None

    return machines.until(look, f"{job.kind} done")


def recovered(machines: Machines, job: Job) -> Job:
    """The job once its end is recorded; reconciled again and again, as the schedule does."""
    ports = machines.house.accounts
    machines.until(lambda: reconcile(ports) == [], f"{job.kind} recovered")
    return finished(machines, job)


def exported(ports: AccountPorts, job: Job) -> dict[str, Any]:
    stored = ports.objects.get(f"exports/{job.person}/{job.id}.json")
    assert stored is not None
    return json.loads(stored.body)


def assert_exported(ports: AccountPorts, job: Job) -> None:
    """One document with every room's part, nothing else kept, nothing open."""
    document = exported(ports, job)
    assert document["format"] == "pix-personal-data/1"
    assert document["account"]["email"] == EMAIL
    assert set(document) >= set(ports.personal)
    # the end is recorded before the parts are dropped: a kill in between leaves parts to drop, never a lost export
    kept, prefix = [f"exports/{job.person}/{job.id}.json"], f"exports/{job.person}/"
    Machines.until(lambda: list(ports.objects.keys(prefix)) == kept, "the parts are dropped")
    assert list(ports.jobs.open()) == []


def assert_erased(ports: AccountPorts, person: Person) -> None:
    """Nothing that identifies is left, and the address is free."""
    left = ports.people.get(person.id)
    assert left is not None
    assert (left.status, left.email, left.first_name, left.last_name, left.password) == ("erased", "", "", "", "")
    assert ports.people.login(EMAIL)[0] == ""
    assert list(ports.sessions.of(person.id)) == []
    assert list(ports.objects.keys(f"exports/{person.id}/")) == []
    assert list(ports.jobs.open()) == []


def test_an_export_is_made_and_offered(machines: Machines, ports: AccountPorts, ada: Person) -> None:
    """From the request to a link that reads the document, and that no other learner can guess."""
    job = finished(machines, service.request_export(ports, ada.id))
    assert_exported(ports, job)
    assert "password" not in exported(ports, job)["account"]
    link = service.job_view(ports, ada.id, job.id).download_url
    assert link is not None
    assert "signature=" in link


def test_an_erasure_forgets_the_person(machines: Machines, ports: AccountPorts, ada: Person) -> None:
    """The account, its sessions and its earlier exports go; the address can be used again."""
    finished(machines, service.request_export(ports, ada.id))
    service.sign_in(ports, SignIn(EMAIL, PASSWORD), "192.0.2.1")
    finished(machines, service.request_erasure(ports, ada.id, EraseMe(PASSWORD)))
    assert_erased(ports, ada)
    again = service.create_person(ports, SignUp(EMAIL, PASSWORD, "Ada", "King", terms_accepted=True))
    assert again.id != ada.id


STRIKES = [
    ("export", "person_export_begin", True),
    ("export", "person_export_collect", False),
    ("export", "person_export_collect", True),
    ("export", "person_export_finish", True),
    ("erasure", "person_erasure_begin", False),
    ("erasure", "person_erasure_room", True),
    ("erasure", "person_erasure_finish", False),
    ("erasure", "person_erasure_finish", True),
]


@pytest.mark.parametrize(("kind", "function", "after"), STRIKES)
def test_killed_at_any_task_it_ends_once(
    machines: Machines, ports: AccountPorts, ada: Person, ends: list[bool], kind: str, function: str, after: bool
) -> None:
    """Kill -9 before or after a task's work loses the execution, not the request: reconcile finishes it, once."""
    broken = Interrupted(machines, function, after, machines.engine.endpoint)  # type: ignore[arg-type]
    machines.engine.endpoint = broken
    request: Callable[[AccountPorts, str], Job] = service.request_export if kind == "export" else erase
    job = request(ports, ada.id)
    assert broken.struck.wait(60)
    assert {found.state for found in reconcile(ports)} <= {"unreachable"}  # nothing is open after the last task's work
    machines.engine.start(machines.house.settings)
    done = recovered(machines, job)
    machines.until(lambda: idle(machines, job), "no execution running")
    assert reconcile(ports) == []
    assert ends.count(True) == 1
    assert ports.jobs.get(job.person, job.id) == done
    (assert_exported(ports, job) if kind == "export" else assert_erased(ports, ada))


def erase(ports: AccountPorts, person: str) -> Job:
    return service.request_erasure(ports, person, EraseMe(PASSWORD))


def idle(machines: Machines, job: Job) -> bool:
    arn = machines.arn(f"person-{job.kind}")
    return not machines.client.list_executions(stateMachineArn=arn, statusFilter="RUNNING")["executions"]


def test_a_failed_execution_is_started_again_under_a_new_name(
    machines: Machines, ports: AccountPorts, ada: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A room that fails ends the execution; once the room is repaired, reconcile starts the next generation."""
    room = type(ports.personal["learning"])
    whole = room.export

    def broken(self: Any, person: str) -> Any:
        raise KeyError("a defect of ours")

    monkeypatch.setattr(room, "export", broken)
    job = service.request_export(ports, ada.id)
    machines.until(lambda: ports.executions.state("person-export", job.execution) == "ended", "failed")
    monkeypatch.setattr(room, "export", whole)
    again = recovered(machines, job)
    assert again.generation == 2
    assert_exported(ports, again)


def test_a_passing_fault_of_the_store_is_retried(
    machines: Machines, ports: AccountPorts, ada: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One throttled call must not cost an execution: the definition names the error and tries again."""
    room = type(ports.personal["learning"])
    whole, faults = room.export, iter([QueryError("throttled"), QueryError("throttled")])

    def sometimes(self: Any, person: str) -> Any:
        fault = next(faults, None)
        if fault:
            raise fault
        return whole(self, person)

    monkeypatch.setattr(room, "export", sometimes)
    job = finished(machines, service.request_export(ports, ada.id))
    assert job.generation == 1
    assert_exported(ports, job)


def test_the_link_for_a_new_password_comes_by_mail(machines: Machines, ports: AccountPorts, ada: Person) -> None:
    """The request only takes note; the state machine looks for the account and sends one mail."""
    for email in ("nobody@example.org", EMAIL):
        service.ask_reset(ports, AskReset(email), "192.0.2.1")
    (sent,) = machines.until(lambda: list(ports.mail.messages()), "mail")  # type: ignore[attr-defined]
    machines.until(
        lambda: (
            not machines.client.list_executions(stateMachineArn=machines.arn("password-reset"), statusFilter="RUNNING")[
                "executions"
            ]
        ),
        "no execution running",
    )
    assert [mail.to for mail in ports.mail.messages()] == [EMAIL]  # type: ignore[attr-defined]
    service.use_reset(ports, ResetPassword(sent.text.partition("#token=")[2].split()[0], OTHER), "192.0.2.1")
    assert service.sign_in(ports, SignIn(EMAIL, OTHER), "192.0.2.1").person.id == ada.id
