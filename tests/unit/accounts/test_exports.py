"""An export and an erasure of the same person at once: the tasks of one between those of the other."""

from collections.abc import Iterator
from typing import Any

import pytest

from chalicelib.accounts import service, workflow
from chalicelib.accounts.model import Job
from chalicelib.accounts.ports import AccountPorts
from chalicelib.accounts.schemas import SignUp

WISH = SignUp("ada@example.org", "correct horse battery", "Ada", "Byron", terms_accepted=True)


def task(ports: AccountPorts, name: str, job: Job, **more: str) -> dict[str, Any]:
    """One task on these ports, as the workflow calls it on the deployment's."""
    return getattr(workflow, name).__wrapped__(ports, {"person": job.person, "job": job.id, **more})


def export_steps(ports: AccountPorts, job: Job) -> Iterator[None]:
    """The tasks of an export, one by one."""
    rooms = task(ports, "person_export_begin", job)["rooms"]
    yield
    for room in rooms:
        task(ports, "person_export_collect", job, room=room["room"])
        yield
    task(ports, "person_export_finish", job)
    yield


def erase(ports: AccountPorts, person: str) -> None:
    """A whole erasure."""
    job = service.jobs.erase(ports, person)  # type: ignore[attr-defined]
    for room in task(ports, "person_erasure_begin", job)["rooms"]:
        task(ports, "person_erasure_room", job, room=room["room"])
    task(ports, "person_erasure_finish", job)


@pytest.mark.parametrize("done", range(5))
def test_an_erasure_leaves_no_copy_behind_whatever_an_export_is_at(ports: AccountPorts, done: int) -> None:
    """A copy of everything, stored after everything was deleted, would undo the erasure; and the request must end."""
    person = service.create_person(ports, WISH).id
    job = service.request_export(ports, person)
    export = export_steps(ports, job)
    for _ in range(done):
        next(export, None)
    erase(ports, person)
    list(export)
    assert list(ports.objects.keys("exports/")) == []
    assert list(ports.jobs.open()) == []


def test_an_erasure_while_the_copy_is_written_leaves_none(ports: AccountPorts, monkeypatch: pytest.MonkeyPatch) -> None:
    """The account is looked at again after the writing: it may have closed, and been erased, meanwhile."""
    person = service.create_person(ports, WISH).id
    job = service.request_export(ports, person)
    export = export_steps(ports, job)
    for _ in range(3):
        next(export)
    put = ports.objects.put

    def slow(key: str, body: bytes, media_type: str) -> None:
        erase(ports, person)
        put(key, body, media_type)

    monkeypatch.setattr(ports.objects, "put", slow)
    list(export)
    assert list(ports.objects.keys("exports/")) == []
