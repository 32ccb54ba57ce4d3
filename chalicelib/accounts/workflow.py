"""The tasks of the state machines `person-export`, `person-erasure` and `password-reset`.

Each may run twice, late, or be killed: it looks at the facts and writes the same thing again. Events hold ids only.
"""

import json
from collections.abc import Callable
from functools import wraps
from typing import Any

from chalicelib.accounts.model import COUNTRIES, Job
from chalicelib.accounts.ports import AccountPorts
from chalicelib.accounts.service import send_reset
from chalicelib.accounts.service.jobs import export_key
from chalicelib.shared.clock import iso

Event = dict[str, Any]
JSON = "application/json"
ACCOUNT = "account"  # erased last: it holds what a repeated run starts from


def _task(function: Callable[[AccountPorts, Event], Event]) -> Callable[[Event], Event]:
    @wraps(function)
    def run(event: Event) -> Event:
        from chalicelib.bootstrap import house  # noqa: PLC0415 - the composition root imports every room

        return function(house().accounts, event)

    return run


@_task
def person_export_begin(ports: AccountPorts, event: Event) -> Event:
    """Which rooms have something to tell."""
    job = _open(ports, event)
    rooms = list(ports.personal) if job and _is_active(ports, job) else []
    return {"rooms": [{**_ids(event), "room": room} for room in rooms]}


@_task
def person_export_collect(ports: AccountPorts, event: Event) -> Event:
    """Store what one room knows."""
    job = _open(ports, event)
    if job and _is_active(ports, job):
        known = ports.personal[event["room"]].export(job.person)
        ports.objects.put(export_key(job, event["room"]), json.dumps(known, ensure_ascii=False).encode(), JSON)
    return _ids(event)


@_task
def person_export_finish(ports: AccountPorts, event: Event) -> Event:
    """Join the parts into the document the person fetches, and record the end."""
    job = _open(ports, event)
    if job:
        _store_document(ports, job)
        ports.jobs.done(job, iso(ports.clock()))
    _drop_parts(ports, event)
    return _ids(event)


@_task
def person_erasure_begin(ports: AccountPorts, event: Event) -> Event:
    """Which rooms have something to forget; the account comes after them."""
    rooms = [room for room in ports.personal if room != ACCOUNT] if _open(ports, event) else []
    return {"rooms": [{**_ids(event), "room": room} for room in rooms]}


@_task
def person_erasure_room(ports: AccountPorts, event: Event) -> Event:
    """Have one room forget."""
    job = _open(ports, event)
    if job:
        ports.personal[event["room"]].erase(job.person)
    return _ids(event)


@_task
def person_erasure_finish(ports: AccountPorts, event: Event) -> Event:
    """Forget the identity, and record the end."""
    job = _open(ports, event)
    if job:
        ports.personal[ACCOUNT].erase(job.person)
        ports.jobs.done(job, iso(ports.clock()))
    return _ids(event)


@_task
def password_reset_send(ports: AccountPorts, event: Event) -> Event:
    """Send the link, when the address has an account."""
    send_reset(ports, event["reset"])
    return {"reset": event["reset"]}


TASKS = (
    person_export_begin,
    person_export_collect,
    person_export_finish,
    person_erasure_begin,
    person_erasure_room,
    person_erasure_finish,
    password_reset_send,
)


def _open(ports: AccountPorts, event: Event) -> Job | None:
    job = ports.jobs.get(event["person"], event["job"])
    return job if job and job.status == "requested" else None


def _ids(event: Event) -> Event:
    return {"person": event["person"], "job": event["job"]}


def _is_active(ports: AccountPorts, job: Job) -> bool:
    person = ports.people.get(job.person)
    return person is not None and person.status == "active"


def _store_document(ports: AccountPorts, job: Job) -> None:
    """Nothing for an account that closes, looked at after the writing too: an erasure may have come between."""
    if _is_active(ports, job):
        document = json.dumps(_document(ports, job), ensure_ascii=False, indent=2).encode()
        ports.objects.put(export_key(job), document, JSON)
    if not _is_active(ports, job):
        ports.objects.delete(export_key(job))


def _document(ports: AccountPorts, job: Job) -> dict[str, Any]:
    person = ports.people.get(job.person)
    country = COUNTRIES.get(person.country) if person else None
    return {
        "format": "pix-personal-data/1",
        "requested_at": job.requested_at,
        "made_at": iso(ports.clock()),
        "data_protection_authority": country.data_protection_authority if country else "",
        **{room: _part(ports, job, room) for room in ports.personal},
    }


def _part(ports: AccountPorts, job: Job, room: str) -> Any:
    stored = ports.objects.get(export_key(job, room))
    if stored is None:
        raise RuntimeError(f"the part {room} of export {job.id} is missing")
    return json.loads(stored.body)


def _drop_parts(ports: AccountPorts, event: Event) -> None:
    for key in list(ports.objects.keys(f"exports/{event['person']}/{event['job']}/")):
        ports.objects.delete(key)
