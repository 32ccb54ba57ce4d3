"""Documents of a session: the very definition, on a real engine, lost and started again."""

import pytest

from chalicelib.certification.documents import service
from chalicelib.certification.documents.model import DocumentJob
from chalicelib.certification.documents.workflow import reconcile
from chalicelib.certification.schemas.documents import AskDocument
from tests.fakes import certification_day as day
from tests.fakes.certification import add_member
from tests.workflow.conftest import Machines


@pytest.fixture
def job(machines: Machines) -> DocumentJob:
    """A member's request for a kit."""
    session = day.plan(machines.house)
    add_member(machines.house, session.centre, "mia")
    return service.ask(machines.house.session_documents, "mia", session.id, AskDocument("kit"))


def status(machines: Machines, job: DocumentJob) -> str:
    found = machines.house.session_documents.jobs.get(job.id)
    assert found
    return found.status


def test_a_kit_is_made(machines: Machines, job: DocumentJob) -> None:
    """From the request to the stored file, by the machine that a deployment creates."""
    machines.until(lambda: status(machines, job) == "done", "the document")
    stored = machines.house.objects.get(job.key)
    assert stored
    assert stored.body.startswith(b"%PDF-1.7")


def test_a_killed_engine_loses_no_document(machines: Machines, job: DocumentJob) -> None:
    """Executions live in the engine's memory: what it lost, a reconcile starts again from the facts."""
    machines.kill_and_restart()
    machines.until(lambda: reconcile(machines.house.session_documents) == [], "an end")
    assert status(machines, job) == "done"
    assert list(machines.house.objects.keys("papers/")) == [job.key]
