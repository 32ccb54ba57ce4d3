"""`pix workflows`: what runs for long, and whether it still does."""

import json as encoder
from dataclasses import asdict
from typing import Annotated, Any

import typer

from chalicelib.cli.deployment import reach, rooms

app = typer.Typer(help="Compare facts with executions, and list executions.", no_args_is_help=True)
Json = Annotated[bool, typer.Option("--json", help="For programs.")]


@app.command("reconcile")
def reconcile(json: Json = False) -> None:
    """Start an execution for every fact that waits for one; nothing happens to those that run."""
    house = rooms()
    from chalicelib.workflows import reconcile as compare

    found = compare(house)
    if json:
        typer.echo(encoder.dumps([asdict(each) for each in found]))
        return
    for each in found:
        typer.echo(f"{each.workflow} {each.execution}: {'started' if each.started else each.state}")
    typer.echo(f"{len(found)} open, {sum(each.started for each in found)} started.")


@app.command("list")
def list_executions(
    json: Json = False, newest: Annotated[int, typer.Option(min=1, max=1000, help="At most so many each.")] = 20
) -> None:
    """List the newest executions of every state machine."""
    prefix = reach().workflow_arn_prefix
    found = [execution for machine in _machines(prefix) for execution in _executions(machine, newest)]
    if json:
        typer.echo(encoder.dumps(found))
        return
    for each in found:
        typer.echo(f"{each['status']:<10} {each['started_at']} {each['workflow']} {each['name']}")
    typer.echo(f"{len(found)} executions.")


def _client() -> Any:
    import boto3

    return boto3.client("stepfunctions")


def _machines(prefix: str) -> list[str]:
    pages = _client().get_paginator("list_state_machines").paginate()
    found = (machine["stateMachineArn"] for page in pages for machine in page["stateMachines"])
    return sorted(arn for arn in found if arn.startswith(prefix))


def _executions(machine: str, newest: int) -> list[dict[str, str]]:
    listed = _client().list_executions(stateMachineArn=machine, maxResults=newest)["executions"]
    return [
        {
            "workflow": machine.rpartition(":")[2],
            "name": each["name"],
            "status": each["status"],
            "started_at": each["startDate"].isoformat(timespec="seconds"),
        }
        for each in listed
    ]
