"""The Chalice application: blueprints for HTTP, worker functions for workflows and schedules, nothing else."""

from collections.abc import Callable
from typing import Any

from chalice.app import Chalice, Rate

from chalicelib import health
from chalicelib.accounts import reconcile, workflow
from chalicelib.accounts import routes as accounts
from chalicelib.assessment import routes as assessment
from chalicelib.bootstrap import house
from chalicelib.certification.routes import FAMILIES
from chalicelib.profile import routes as profile

app = Chalice(app_name="pix", configure_logs=False)  # telemetry writes the logs
for room in (health, accounts, assessment, profile, *FAMILIES):
    app.register_blueprint(room.edge.blueprint)

Task = Callable[[dict[str, Any]], dict[str, Any]]
TASKS: tuple[Task, ...] = (
    workflow.person_export_begin,
    workflow.person_export_collect,
    workflow.person_export_finish,
    workflow.person_erasure_begin,
    workflow.person_erasure_room,
    workflow.person_erasure_finish,
    workflow.password_reset_send,
)


def register(task: Task) -> None:
    """One Lambda function per workflow task, under the task's own name."""

    def function(event: dict[str, Any], context: object) -> dict[str, Any]:  # noqa: ARG001 - Lambda's own signature
        return task(event)

    function.__name__ = task.__name__
    globals()[task.__name__] = app.lambda_function(name=task.__name__)(function)


for each in TASKS:
    register(each)


@app.schedule(Rate(15, unit=Rate.MINUTES))
def reconcile_workflows(event: object) -> None:  # noqa: ARG001
    """Start what the facts ask for and no execution does."""
    reconcile.reconcile(house().accounts)


@app.schedule(Rate(1, unit=Rate.DAYS))
def audit_anchor(event: object) -> None:  # noqa: ARG001
    """Sign where the audit trail stands."""
    house().anchors.make()
