"""The Chalice application: blueprints for HTTP, worker functions for workflows and schedules, nothing else."""

from collections.abc import Callable
from typing import Any

from chalice.app import Chalice, Rate

from chalicelib import health
from chalicelib.accounts import routes as accounts
from chalicelib.assessment import routes as assessment
from chalicelib.certificates import routes as certificates
from chalicelib.certificates.finding import routes as finding
from chalicelib.certificates.handing import routes as handing
from chalicelib.certificates.holding import routes as holding
from chalicelib.certification.routes import FAMILIES
from chalicelib.clients import routes as clients
from chalicelib.jury import routes as jury
from chalicelib.profile import routes as profile
from chalicelib.schedules import SCHEDULES
from chalicelib.workflows import TASKS, Task

app = Chalice(app_name="pix", configure_logs=False)  # telemetry writes the logs
for room in (health, accounts, assessment, profile, *FAMILIES, jury, certificates, holding, handing, clients, finding):
    app.register_blueprint(room.edge.blueprint)


def register(task: Task) -> None:
    """One Lambda function per workflow task, under the task's own name."""

    def function(event: dict[str, Any], context: object) -> dict[str, Any]:  # noqa: ARG001 - Lambda's own signature
        return task(event)

    function.__name__ = task.__name__
    globals()[task.__name__] = app.lambda_function(name=task.__name__)(function)


for each in TASKS:
    register(each)


def schedule(work: Callable[[], None], minutes: int) -> None:
    """One Lambda function per schedule, under the work's own name."""

    def function(event: object) -> None:  # noqa: ARG001
        work()

    function.__name__ = work.__name__
    globals()[work.__name__] = app.schedule(Rate(minutes, unit=Rate.MINUTES))(function)


for work, minutes in SCHEDULES:
    schedule(work, minutes)
