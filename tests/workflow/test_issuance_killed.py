"""Issuance under kill -9 of the engine: reconcile goes on, and the facts are those of a quiet issuance."""

import pytest

from chalicelib.certificates.issuance import workflow
from chalicelib.certificates.issuance.reconcile import reconcile
from tests.fakes.issuance import Batch
from tests.workflow.certification import Killing, revived
from tests.workflow.conftest import Machines
from tests.workflow.test_certificate_issuance import SITTINGS, assert_whole

TASKS = [task.__name__ for task in workflow.TASKS if task is not workflow.issuance_park]
HALVES = [frozenset(TASKS[:5]), frozenset(TASKS[5:])]  # each death costs a start of the engine


@pytest.mark.parametrize("half", HALVES, ids=["making", "recording"])
@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
def test_killed_at_every_task_it_goes_on(machines: Machines, after: bool, half: frozenset[str]) -> None:
    """Kill -9 of the engine at each task: reconcile goes on, no certificate is missing, double or wrong."""
    assert machines.engine.endpoint is not None
    killing = Killing(machines, machines.engine.endpoint, after, half)
    machines.engine.endpoint = killing
    batch = Batch.decided(machines.house, *SITTINGS)
    with revived(machines, lambda: reconcile(batch.ports)):
        batch.publish()
        machines.until(lambda: killing.struck == half, "every task struck")
        machines.until(batch.told, "everybody told")
        machines.until(lambda: not list(batch.ports.issuances.open()), "the session is through")
        machines.until(lambda: machines.engine.alive, "the engine back")
    assert_whole(batch)
