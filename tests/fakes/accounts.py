"""Accounts in memory: the stores and machines of unit tests, held to the same contract as the tables."""

import threading
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from chalicelib.accounts.families import Family
from chalicelib.accounts.hashing import Hasher
from chalicelib.accounts.locks import Attempts
from chalicelib.accounts.model import Job, Person, Reset, login_key
from chalicelib.accounts.personal import AccountData
from chalicelib.accounts.ports import AccountPorts
from chalicelib.shared.clock import Clock
from chalicelib.shared.errors import TooManyRequests
from chalicelib.shared.mail import OutboxMail
from chalicelib.shared.objects import FolderObjects
from chalicelib.shared.ratelimit import Limit
from chalicelib.shared.rules import DEFAULT, Rules
from chalicelib.shared.settings import Settings


@dataclass
class Memory:
    """What the stores share; one lock stands for the table's atomicity."""

    people: dict[str, Person] = field(default_factory=dict)
    logins: dict[str, str] = field(default_factory=dict)
    attempts: dict[str, Attempts] = field(default_factory=dict)
    families: dict[tuple[str, str], Family] = field(default_factory=dict)
    resets: dict[str, Reset] = field(default_factory=dict)
    jobs: dict[tuple[str, str], Job] = field(default_factory=dict)
    lock: threading.RLock = field(default_factory=threading.RLock)

    def new_password(self, person: Person, password: str) -> bool:
        """Set a hash and end every session, unless either changed meanwhile."""
        now = self.people.get(person.id)
        if now is None or now.status != "active" or (now.password, now.epoch) != (person.password, person.epoch):
            return False
        self.people[person.id] = replace(now, password=password, epoch=now.epoch + 1)
        return True


class MemoryPeople:
    """See ports.People."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory

    def add(self, person: Person) -> bool:
        """See ports.People."""
        with self._memory.lock:
            key = login_key(person.email)
            if key in self._memory.logins:
                return False
            self._memory.logins[key] = person.id
            self._memory.people[person.id] = person
        return True

    def get(self, person: str) -> Person | None:
        """See ports.People."""
        return self._memory.people.get(person)

    def login(self, email: str) -> tuple[str, Attempts]:
        """See ports.People."""
        key = login_key(email)
        return self._memory.logins.get(key, ""), self._memory.attempts.get(key, Attempts())

    def count(self, email: str, old: Attempts, new: Attempts, forget_at: int | None) -> bool:
        """See ports.People."""
        with self._memory.lock:
            key = login_key(email)
            if self._memory.attempts.get(key, Attempts()).failures != old.failures:
                return False
            self._memory.attempts[key] = new
        return True

    def forgive(self, email: str) -> None:
        """See ports.People."""
        self._memory.attempts.pop(login_key(email), None)

    def change(self, person: str, fields: Mapping[str, str]) -> Person | None:
        """See ports.People."""
        with self._memory.lock:
            found = self._memory.people.get(person)
            if found is None or found.status != "active":
                return None
            self._memory.people[person] = replace(found, **fields)
        return self._memory.people[person]

    def rehash(self, person: Person, password: str) -> None:
        """See ports.People."""
        with self._memory.lock:
            found = self._memory.people[person.id]
            if found.password == person.password:
                self._memory.people[person.id] = replace(found, password=password)

    def change_password(self, person: Person, password: str, keep: Family) -> bool:
        """See ports.People."""
        with self._memory.lock:
            key = (person.id, keep.id)
            family = self._memory.families.get(key)
            if family is None or family.epoch != person.epoch or not self._memory.new_password(person, password):
                return False
            self._memory.families[key] = replace(family, epoch=family.epoch + 1, version=family.version + 1)
        return True

    def sign_out_everywhere(self, person: str) -> None:
        """See ports.People."""
        with self._memory.lock:
            found = self._memory.people[person]
            self._memory.people[person] = replace(found, epoch=found.epoch + 1)

    def anonymise(self, person: str, at: str) -> None:
        """See ports.People."""
        with self._memory.lock:
            found = self._memory.people[person]
            key = login_key(found.email)
            if self._memory.logins.get(key) == person:
                del self._memory.logins[key]
                self._memory.attempts.pop(key, None)
            for held in [held for held in self._memory.families if held[0] == person]:
                del self._memory.families[held]
            left = Person(person, "", "", "", "", "", found.created_at, "", status="erased", erasure=found.erasure)
            self._memory.people[person] = left


class MemorySessions:
    """See ports.Sessions."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory

    def add(self, family: Family) -> None:
        """See ports.Sessions."""
        self._memory.families[family.person, family.id] = family

    def get(self, person: str, family: str) -> Family | None:
        """See ports.Sessions."""
        return self._memory.families.get((person, family))

    def replace(self, old: Family, new: Family) -> bool:
        """See ports.Sessions."""
        with self._memory.lock:
            found = self._memory.families.get((old.person, old.id))
            if found is None or found.version != old.version:
                return False
            self._memory.families[old.person, old.id] = new
        return True

    def remove(self, person: str, family: str) -> None:
        """See ports.Sessions."""
        self._memory.families.pop((person, family), None)

    def of(self, person: str) -> Iterator[Family]:
        """See ports.Sessions."""
        return iter([family for key, family in self._memory.families.items() if key[0] == person])


class MemoryResets:
    """See ports.Resets."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory

    def add(self, reset: Reset) -> None:
        """See ports.Resets."""
        self._memory.resets[reset.id] = reset

    def get(self, reset: str) -> Reset | None:
        """See ports.Resets."""
        return self._memory.resets.get(reset)

    def arm(self, reset: Reset) -> bool:
        """See ports.Resets."""
        with self._memory.lock:
            if reset.id not in self._memory.resets:
                return False
            self._memory.resets[reset.id] = reset
        return True

    def use(self, reset: Reset, person: Person, password: str, now: int) -> bool:
        """See ports.Resets."""
        with self._memory.lock:
            found = self._memory.resets.get(reset.id)
            usable = found is not None and found.digest == reset.digest and found.expires_at > now
            if not usable or not self._memory.new_password(person, password):
                return False
            del self._memory.resets[reset.id]
            self._memory.attempts.pop(login_key(person.email), None)
        return True


class MemoryJobs:
    """See ports.Jobs."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory

    def add(self, job: Job) -> bool:
        """See ports.Jobs."""
        with self._memory.lock:
            person = self._memory.people.get(job.person)
            if person is None or person.status != "active":
                return False
            if job.kind == "erasure":
                closing = replace(person, status="closing", erasure=job.id, epoch=person.epoch + 1)
                self._memory.people[job.person] = closing
            self._memory.jobs[job.person, job.id] = job
        return True

    def get(self, person: str, job: str) -> Job | None:
        """See ports.Jobs."""
        return self._memory.jobs.get((person, job))

    def of(self, person: str) -> Iterator[Job]:
        """See ports.Jobs."""
        return iter(sorted((job for job in self._memory.jobs.values() if job.person == person), key=lambda job: job.id))

    def open(self) -> Iterator[Job]:
        """See ports.Jobs."""
        return iter([job for job in self._memory.jobs.values() if job.status == "requested"])

    def next_generation(self, job: Job) -> Job | None:
        """See ports.Jobs."""
        with self._memory.lock:
            if self._memory.jobs.get((job.person, job.id)) != job or job.status == "done":
                return None
            raised = replace(job, generation=job.generation + 1)
            self._memory.jobs[job.person, job.id] = raised
        return raised

    def done(self, job: Job, at: str) -> bool:
        """See ports.Jobs."""
        with self._memory.lock:
            found = self._memory.jobs[job.person, job.id]
            if found.status == "done":
                return False
            self._memory.jobs[job.person, job.id] = replace(found, status="done", done_at=at)
        return True


class MemoryExecutions:
    """See ports.Executions: notes what was started, runs nothing; a test may close it or end an execution."""

    def __init__(self) -> None:
        self.started: dict[tuple[str, str], Mapping[str, str]] = {}
        self.ended: set[tuple[str, str]] = set()
        self.woken: list[str] = []
        self.reachable = True

    def start(self, workflow: str, name: str, arguments: Mapping[str, str]) -> bool:
        """See ports.Executions."""
        if self.reachable:
            self.started.setdefault((workflow, name), arguments)
        return self.reachable

    def state(self, workflow: str, name: str) -> str:
        """See ports.Executions."""
        if not self.reachable:
            return "unreachable"
        if (workflow, name) in self.ended:
            return "ended"
        return "running" if (workflow, name) in self.started else "unknown"

    def stop(self, workflow: str, name: str) -> bool:
        """See Executions."""
        if self.reachable and (workflow, name) in self.started:
            self.ended.add((workflow, name))
        return self.reachable

    def wake(self, token: str) -> bool:
        """See Executions."""
        self.woken.append(token)
        return self.reachable


class MemoryLimiter:
    """See ratelimit.Limiter: one endless window."""

    def __init__(self) -> None:
        self.hits: Counter[tuple[str, str]] = Counter()

    def hit(self, limit: Limit, subject: str) -> None:
        """See ratelimit.Limiter."""
        self.hits[limit.name, subject] += 1
        if self.hits[limit.name, subject] > limit.times:
            raise TooManyRequests()

    def check(self, limit: Limit, subject: str) -> None:
        """See ratelimit.Limiter."""
        if self.hits[limit.name, subject] >= limit.times:
            raise TooManyRequests()


class Room:
    """A room with personal data; see ports.PersonalData."""

    def __init__(self) -> None:
        self.erased: list[str] = []

    def export(self, person: str) -> Mapping[str, str]:
        """See ports.PersonalData."""
        return {"answers": f"of {person}"}

    def erase(self, person: str) -> None:
        """See ports.PersonalData."""
        self.erased.append(person)


def account_ports(folder: Path, clock: Clock, rules: Rules = DEFAULT) -> AccountPorts:
    """Ports in memory, with a fast but real argon2, a folder for objects and an outbox."""
    shared = Memory()
    people, sessions, jobs = MemoryPeople(shared), MemorySessions(shared), MemoryJobs(shared)
    objects = FolderObjects(folder / "objects", now=lambda: clock().timestamp())
    return AccountPorts(
        settings=Settings(token_secret="s" * 64, data_dir=folder, rules=rules),
        clock=clock,
        people=people,
        sessions=sessions,
        resets=MemoryResets(shared),
        jobs=jobs,
        executions=MemoryExecutions(),
        hasher=Hasher(memory_kib=8, passes=1),
        limiter=MemoryLimiter(),
        mail=OutboxMail(folder / "outbox", clock),
        objects=objects,
        personal={"account": AccountData(people, sessions, jobs, objects, clock), "learning": Room()},
        roles={"centre": lambda person: False},
    )
