"""Requests for a copy of one's data, or for its erasure: a fact first, then an execution that carries it out."""

from datetime import timedelta

from chalicelib.accounts.model import Job, Kind
from chalicelib.accounts.ports import AccountPorts
from chalicelib.accounts.schemas import EraseMe, JobView
from chalicelib.accounts.service.own_account import closed, own_account
from chalicelib.accounts.service.sign_in import prove_password
from chalicelib.shared import ids
from chalicelib.shared.clock import iso, parse
from chalicelib.shared.errors import NotFound, Unauthenticated


def request_export(ports: AccountPorts, person: str) -> Job:
    """A request for a copy of everything; the present one when it is still being carried out."""
    for job in ports.jobs.of(own_account(ports, person).id):
        if job.kind == "export" and job.status == "requested":
            return start(ports, job)
    return _request(ports, person, "export")


def request_erasure(ports: AccountPorts, person: str, wish: EraseMe) -> Job:
    """Close the account at once, and have it erased; proved by the password."""
    prove_password(ports, own_account(ports, person), wish.password)
    return erase(ports, person)


def erase(ports: AccountPorts, person: str) -> Job:
    """The same without a password, for the command line; the first request when there was one."""
    try:
        return _request(ports, person, "erasure")
    except Unauthenticated:
        found = ports.people.get(person)
        earlier = ports.jobs.get(person, found.erasure) if found and found.erasure else None
        if earlier is None:
            raise
        return start(ports, earlier)


def job_view(ports: AccountPorts, person: str, job_id: str) -> JobView:
    """The state of one's export, with a link while there is something to fetch; NotFound."""
    job = ports.jobs.get(person, job_id) if ids.is_id(job_id) else None
    if job is None:
        raise NotFound("There is no such request.")
    return view(ports, job)


def view(ports: AccountPorts, job: Job) -> JobView:
    """A request as its owner sees it."""
    return JobView(job.id, job.kind, job.status, job.requested_at, job.done_at or None, _link(ports, job))


def start(ports: AccountPorts, job: Job) -> Job:
    """Start its execution; when that fails the request stands, and reconcile starts it later."""
    if job.status == "requested":
        ports.executions.start(workflow(job), job.execution, {"person": job.person, "job": job.id})
    return job


def workflow(job: Job) -> str:
    """The state machine that carries the request out."""
    return f"person-{job.kind}"


def export_key(job: Job, part: str = "") -> str:
    """Where the copy is kept, or one part of it while it is made."""
    return f"exports/{job.person}/{job.id}/{part}.json" if part else f"exports/{job.person}/{job.id}.json"


def _request(ports: AccountPorts, person: str, kind: Kind) -> Job:
    now = ports.clock()
    job = Job(ids.new_id(now), person, kind, iso(now))
    if not ports.jobs.add(job):
        raise closed()
    return start(ports, job)


def _link(ports: AccountPorts, job: Job) -> str | None:
    if job.kind != "export" or job.status != "done" or _is_past(ports, job):
        return None
    seconds = int(ports.rules.export_link_minutes * 60)
    return ports.objects.link(export_key(job), seconds, f"pix-{job.requested_at[:10]}.json")


def _is_past(ports: AccountPorts, job: Job) -> bool:
    return ports.clock() > parse(job.done_at) + timedelta(days=ports.rules.export_kept_days)
