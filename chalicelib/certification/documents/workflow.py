"""The task of the state machine `session-document`, and what starts it again. Events hold ids only."""

from typing import Any

from chalicelib.certification.documents.model import DocumentJob
from chalicelib.certification.documents.ports import DocumentPorts
from chalicelib.certification.documents.service import WORKFLOW, make, start
from chalicelib.shared.executions import Found

Event = dict[str, Any]


def session_document_make(event: Event) -> Event:
    """Typeset the document that a request asks for, and record the end."""
    from chalicelib.bootstrap import house  # noqa: PLC0415 - the composition root imports every room

    make(house().session_documents, event["job"])
    return {"job": event["job"]}


def reconcile(ports: DocumentPorts) -> list[Found]:
    """Look at every open request, and start an execution for each that has none running."""
    return [_look(ports, job) for job in ports.jobs.open()]


def _look(ports: DocumentPorts, job: DocumentJob) -> Found:
    state = ports.certification.executions.state(WORKFLOW, job.execution)
    wanted = ports.jobs.next_generation(job) if state == "ended" else job if state == "unknown" else None
    started = wanted is not None and start(ports, wanted)
    return Found(WORKFLOW, (wanted or job).execution, state, started)
