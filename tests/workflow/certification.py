"""A session on the real state machine: planned, sat, finalized, published, with the clock moved forward."""

import io
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest
from botocore.exceptions import BotoCoreError, ClientError

from chalicelib.accounts.schemas import SignUp
from chalicelib.accounts.service import create_person
from chalicelib.bootstrap import House
from chalicelib.certification import workflow
from chalicelib.certification.model import Candidate, Fact, Session, starts_at
from chalicelib.certification.ports import CertificationPorts
from chalicelib.certification.reconcile import reconcile
from chalicelib.certification.schemas.reports import Finalize
from chalicelib.certification.service import finalization, following
from chalicelib.local.gateway import Application, Environ, StartResponse
from chalicelib.shared.clock import iso
from tests.api.conftest import Caller
from tests.fakes import certification_day as day
from tests.fakes.certification import add_member
from tests.workflow.conftest import Machines

WORKFLOW = following.WORKFLOW
TASKS = {task.__name__ for task in workflow.TASKS}


@dataclass
class Life:
    """One session, and what people do in it."""

    machines: Machines
    session: Session
    member: str
    candidates: list[Candidate] = field(default_factory=list)

    @classmethod
    def plan(cls, machines: Machines, ahead: timedelta) -> "Life":
        """A session that starts so far ahead, of a centre with one member, and its execution."""
        rooms = machines.house
        day.publish_bank(rooms)
        at = (rooms.clock() + ahead + timedelta(minutes=1)).replace(second=0, microsecond=0)
        session = day.plan(rooms, date=at.strftime("%Y-%m-%d"), time=at.strftime("%H:%M"))
        wish = SignUp("ada@example.org", "correct horse battery", "Ada", "Byron", language="en", terms_accepted=True)
        person = create_person(rooms.accounts, wish)
        add_member(rooms, session.centre, person.id, "admin")
        following.follow(rooms.certification, session)
        return cls(machines, session, person.id)

    @property
    def rooms(self) -> House:
        return self.machines.house

    @property
    def ports(self) -> CertificationPorts:
        return self.rooms.certification

    def planned(self) -> Session:
        """The plan as it is now."""
        found = self.ports.sessions.get(self.session.id)
        assert found is not None
        return found

    def facts(self) -> set[str]:
        """What happened, by name."""
        return set(self.ports.sessions.facts(self.session.id))

    def happens(self, fact: str) -> Fact:
        """The fact, once it stands."""
        return self.machines.until(lambda: self.ports.sessions.facts(self.session.id).get(fact), fact)

    def forward(self, **by: float) -> None:
        """Move the clock, once everything that was to happen by now has happened."""
        self.machines.until(self._rests, "the session's execution at rest")
        self.machines.clock.forward(**by)

    def _rests(self) -> bool:
        """Its present execution runs, and waits; a lost one is started again as the schedule does."""
        if not self.machines.engine.alive:
            return False
        found = reconcile(self.ports)
        with suppress(BotoCoreError, ClientError):  # the engine may be killed while it is asked
            return bool(found) and all(each.state == "running" for each in found) and self.machines.rest()
        return False

    def forward_to(self, hours: float) -> None:
        """Move the clock to so many hours after the planned start."""
        at = starts_at(self.planned()) + timedelta(hours=hours, seconds=1)
        self.forward(seconds=(at - self.rooms.clock()).total_seconds())

    def sit(self, number: int, answers: int = 1000) -> Candidate:
        """A candidate joins, enters, and gives so many answers."""
        person = f"learner-{number}"
        day.certifiable(self.rooms, person)
        candidate = day.enrol(self.rooms, self.session, number)
        page = day.Page(Caller(day.token_of(self.rooms, person)), candidate)
        assert page.join().status_code == 200
        day.confirm(self.rooms, candidate)
        entered = page.enter()
        assert entered.status_code == 201, entered.text
        page.run(entered.json(), at_most=answers)
        self.candidates.append(candidate)
        return candidate

    def give_reasons(self) -> None:
        """The centre says of each unfinished test why."""
        for candidate in self.candidates:
            test = self.ports.tests.get(candidate.id)
            if test and not test.complete:
                assert self.ports.reports.set_abort_reason(self.session.id, candidate.id, "technical")

    def finalize(self) -> None:
        """The centre closes its session."""
        self.give_reasons()
        finalization.finalize(self.ports, self.member, self.session, Finalize(comment="Nothing to report."))

    def publish(self) -> None:
        """As the jury does: the fact, then the word."""
        self.ports.sessions.record_fact(self.session.id, "published", Fact(iso(self.rooms.clock()), "jury"))
        following.wake(self.ports, self.session.id, "published")

    def mails(self) -> list[str]:
        """The subjects of what was sent to the centre, oldest first."""
        sent: Any = self.rooms.mail
        return [mail.subject for mail in sorted(sent.messages(), key=lambda mail: mail.sent_at)]

    def results(self) -> list[int]:
        """How many results each candidate has."""
        return [len(self.ports.results.of(candidate.id)) for candidate in self.candidates]

    def acts(self) -> Iterator[str]:
        """What the trail of the session holds."""
        return (entry.act for entry in self.rooms.trail.entries(self.session.id))

    def ended(self) -> None:
        """Until no execution of it runs: nobody waits for anything any more."""
        self.machines.until(lambda: not any(f":{self.session.id}-" in arn for arn in self.running()), "ended")

    def running(self) -> list[str]:
        """Executions of the session's machine."""
        return [arn for arn in self.machines.running() if f"-{WORKFLOW}:" in arn]


def function_of(environ: Environ) -> str:
    """The handler that an Invoke call names."""
    return environ["PATH_INFO"].partition("/functions/")[2].rpartition("-")[2].partition("/")[0]


@dataclass
class Twice:
    """Stands before the functions: each call is made twice, as when its answer was lost on the way."""

    inner: Application

    def __call__(self, environ: Environ, start: StartResponse) -> Any:
        body = environ["wsgi.input"].read()
        self.inner(again(environ, body), lambda status, headers: None)
        return self.inner(again(environ, body), start)


@dataclass
class Failing:
    """Stands before the functions: the first call of each fails, before its work or after it."""

    inner: Application
    after: bool
    failed: set[str] = field(default_factory=set)

    def __call__(self, environ: Environ, start: StartResponse) -> Any:
        name = function_of(environ)
        if name in self.failed:
            return self.inner(environ, start)
        self.failed.add(name)
        if self.after:
            self.inner(environ, lambda status, headers: None)
        body = b'{"errorType": "QueryError", "errorMessage": "throttled"}'
        start("200 OK", [("X-Amz-Function-Error", "Unhandled"), ("Content-Length", str(len(body)))])
        return [body]


@dataclass
class Killing:
    """Stands before the functions: kills the engine at the first call of each, before its work or after it."""

    machines: Machines
    inner: Application
    after: bool
    tasks: frozenset[str] = frozenset(TASKS)
    struck: set[str] = field(default_factory=set)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def __call__(self, environ: Environ, start: StartResponse) -> Any:
        name = function_of(environ)
        strikes = name in self.tasks - self.struck
        if strikes and not self.after:
            self._strike(name)
        answer = self.inner(environ, start)
        if strikes and self.after:
            self._strike(name)
        return answer

    def _strike(self, name: str) -> None:
        with self.lock:
            if name not in self.struck:
                self.machines.engine.kill()
                self.struck.add(name)


@contextmanager
def revived(machines: Machines, look: Callable[[], object]) -> Iterator[None]:
    """What supervisor and schedule do meanwhile: start the engine that died, and reconcile (`look`)."""
    done = threading.Event()

    def keep() -> None:
        while not done.wait(0.2):
            with suppress(AssertionError):  # killed again while it starts
                if not machines.engine.alive:
                    machines.engine.start(machines.house.settings)
            look()

    keeper = threading.Thread(target=keep)
    keeper.start()
    try:
        yield
    finally:
        done.set()
        keeper.join(60)


def again(environ: Environ, body: bytes) -> Environ:
    """The same call, its body not read yet."""
    return {**environ, "wsgi.input": io.BytesIO(body), "CONTENT_LENGTH": str(len(body))}


disturbed = pytest.mark.parametrize(
    "disturb",
    [lambda inner: Failing(inner, after=False), lambda inner: Failing(inner, after=True), Twice],
    ids=["each task fails first", "each task fails after its work", "each task runs twice"],
)
