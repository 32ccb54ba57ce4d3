"""Step Functions of the local stack: moto's interpreter behind the Step Functions API, in a process of its own.

Lambda tasks go to the Invoke endpoint and DynamoDB tasks to the database, both through the standard endpoint
variables. Executions live in memory: facts in the tables are the truth, and `pix workflows reconcile` starts what is
unfinished (docs/local-stack.md).
"""

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from chalicelib.local.gateway import (
    Application,
    Environ,
    StartResponse,
    length_of,
    read_body,
    request_headers,
    status_line,
)
from chalicelib.local.infra import INFRA, resources
from chalicelib.local.tables import PREFIX as TABLE_PREFIX
from chalicelib.shared.settings import Settings

REGION, ACCOUNT = "eu-west-3", "123456789012"
SERVICE = f"https://states.{REGION}.amazonaws.com/"
FUNCTIONS = f"arn:aws:lambda:{REGION}:{ACCOUNT}:function:"
ROLE = f"arn:aws:iam::{ACCOUNT}:role/local"
TOKEN = re.compile(r"\$\{(\w+)\}")


def definitions(settings: Settings, folder: Path = INFRA / "workflows") -> Iterator[tuple[str, str]]:
    """For each machine its name and its definition, with the local names of functions and tables put in."""
    tables = table_names(settings)

    def local_name(found: re.Match[str]) -> str:
        return tables.get(found[1]) or f"{FUNCTIONS}pix-{settings.stage}-{snake(found[1])}"

    for path in sorted(folder.glob("*.asl.json")):
        name = path.name.removesuffix(".asl.json")
        yield f"pix-{settings.stage}-{name}", TOKEN.sub(local_name, path.read_text())


def table_names(settings: Settings) -> dict[str, str]:
    """`AccountsTable` -> `pix-accounts`."""
    return {
        logical: settings.table(properties["TableName"]["Sub"].removeprefix(TABLE_PREFIX))
        for logical, properties in resources("AWS::DynamoDB::Table", "tables").items()
    }


def snake(name: str) -> str:
    """`EraseAccount` -> `erase_account`: the handler of a resource that Chalice named."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()


def interpreter() -> Application:
    """The Step Functions API over moto's interpreter."""
    from botocore.awsrequest import AWSPreparedRequest
    from botocore.compat import HTTPHeaders
    from moto.core.config import default_user_config
    from moto.core.models import botocore_stubber

    default_user_config["stepfunctions"] = {"execute_state_machine": True}
    # its tasks then use ordinary clients, which follow the endpoint variables; loopback addresses are not intercepted
    botocore_stubber.enabled = True

    def application(environ: Environ, start: StartResponse) -> Iterable[bytes]:
        headers: Any = HTTPHeaders()
        for name, value in request_headers(environ).items():
            headers[name] = value
        request = AWSPreparedRequest(environ["REQUEST_METHOD"], SERVICE, headers, read_body(environ), False)
        status, answered, text = botocore_stubber.process_request(request)  # type: ignore[misc]
        body = text.encode() if isinstance(text, str) else text
        kept = [(name, str(value)) for name, value in answered.items() if name.lower() not in HOP]
        start(status_line(int(status)), [*kept, length_of(body)])
        return [body]

    return application


HOP = {"content-length", "server", "date", "connection"}


def create(machines: Iterable[tuple[str, str]]) -> None:
    """Create the machines in this process's interpreter."""
    import boto3

    client = boto3.client("stepfunctions", endpoint_url=SERVICE)
    for name, definition in machines:
        client.create_state_machine(name=name, definition=definition, roleArn=ROLE)


def main() -> None:
    """Serve on the port of PIX_LOCAL_WORKFLOWS_PORT."""
    from chalicelib.local import clock, waiting
    from chalicelib.local.serving import serve
    from chalicelib.shared.settings import from_environment

    application = interpreter()
    waiting.follow(clock.of())
    create(definitions(from_environment(os.environ)))
    serve(application, "127.0.0.1", int(os.environ["PIX_LOCAL_WORKFLOWS_PORT"]), threads=8)


if __name__ == "__main__":
    main()
