"""Compares requests with executions and starts what is missing: an execution can be lost at any moment."""

from chalicelib.accounts.model import Job
from chalicelib.accounts.ports import AccountPorts
from chalicelib.accounts.service.jobs import workflow
from chalicelib.shared.executions import Found


def reconcile(ports: AccountPorts) -> list[Found]:
    """Look at every open request, and start an execution for each that has none running."""
    return [_look(ports, job) for job in ports.jobs.open()]


def _look(ports: AccountPorts, job: Job) -> Found:
    state = ports.executions.state(workflow(job), job.execution)
    wanted = _to_start(ports, job, state)
    if wanted is None:
        return Found(workflow(job), job.execution, state, False)
    started = ports.executions.start(workflow(wanted), wanted.execution, {"person": wanted.person, "job": wanted.id})
    return Found(workflow(wanted), wanted.execution, state, started)


def _to_start(ports: AccountPorts, job: Job, state: str) -> Job | None:
    """The request under the name to start it by: an ended execution's name cannot be used again."""
    if state == "ended":
        return ports.jobs.next_generation(job)
    return job if state == "unknown" else None
