"""The Invoke endpoint: Lambda's API for calling functions, over the app's own handlers."""

import json
import os
import threading
import traceback
from collections.abc import Iterable
from typing import Any
from urllib.parse import unquote

from chalice.app import Chalice
from chalice.local import LambdaContext

from chalicelib.local.gateway import Application, Environ, StartResponse, length_of, read_body, status_line

PATH_START, PATH_END = "/2015-03-31/functions/", "/invocations"
MEMORY_MB, LIMIT_MS = 512, 60_000


def invoke_endpoint(app: Chalice, prefix: str) -> Application:
    """Serves `POST /2015-03-31/functions/{name or ARN}/invocations`; names bear `prefix` as in a deployment."""

    def application(environ: Environ, start: StartResponse) -> Iterable[bytes]:
        name = function_name(unquote(environ["PATH_INFO"]), prefix)
        if environ["REQUEST_METHOD"] != "POST" or name not in app.handler_map:
            return _answer(start, 404, *_unknown(name))
        event = json.loads(read_body(environ) or b"null")
        if environ.get("HTTP_X_AMZ_INVOCATION_TYPE") == "Event":
            threading.Thread(target=run, args=(app, name, event), daemon=True).start()
            return _answer(start, 202, None)
        return _answer(start, 200, *run(app, name, event))

    return application


def function_name(path: str, prefix: str) -> str:
    """The handler's name in an Invoke path: without address, ARN, qualifier and the deployment's prefix."""
    given = path.removeprefix(PATH_START).removesuffix(PATH_END)
    bare = given.split(":function:")[-1].split(":")[0]
    return bare.removeprefix(prefix)


def run(app: Chalice, name: str, event: Any) -> tuple[Any, list[tuple[str, str]]]:
    """What the function returned, or its error as Lambda tells it."""
    try:
        return app.handler_map[name](event, LambdaContext(name, MEMORY_MB, LIMIT_MS)), []
    except Exception as error:
        traceback.print_exc()
        return failure(error), [("X-Amz-Function-Error", "Unhandled")]


def failure(error: Exception) -> dict[str, Any]:
    """The payload by which Retry and Catch recognise an error: its class name."""
    trace = traceback.format_tb(error.__traceback__)
    return {"errorType": type(error).__name__, "errorMessage": str(error), "stackTrace": trace}


def _unknown(name: str) -> tuple[dict[str, str], list[tuple[str, str]]]:
    message = {"Type": "User", "Message": f"Function not found: {name}"}
    return message, [("X-Amzn-ErrorType", "ResourceNotFoundException")]


def _answer(
    start: StartResponse, status: int, payload: Any, headers: list[tuple[str, str]] | None = None
) -> Iterable[bytes]:
    body = b"" if status == 202 else json.dumps(payload).encode()
    start(status_line(status), [("Content-Type", "application/json"), *(headers or []), length_of(body)])
    return [body]


def main() -> None:
    """Serve the app's functions on the port of PIX_LOCAL_FUNCTIONS_PORT."""
    from app import app
    from chalicelib.local import clock, schedules
    from chalicelib.local.serving import serve

    clock.move_in()
    schedules.start(app)

    prefix = f"pix-{os.environ.get('PIX_STAGE', 'local')}-"
    serve(invoke_endpoint(app, prefix), "127.0.0.1", int(os.environ["PIX_LOCAL_FUNCTIONS_PORT"]), threads=8)


if __name__ == "__main__":
    main()
