"""The Invoke endpoint, through Amazon's own client."""

import json
import threading
from collections.abc import Iterator
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, make_server

import boto3
import pytest
from chalice.app import Chalice

from chalicelib.local.functions import invoke_endpoint

called = threading.Event()
app = Chalice(app_name="pix")


@app.lambda_function(name="double")
def double(event: dict[str, int], context: Any) -> dict[str, int]:
    return {"doubled": 2 * event["number"]}


@app.lambda_function(name="refuse")
def refuse(event: Any, context: Any) -> None:
    raise LookupError("no such person")


@app.lambda_function(name="note")
def note(event: Any, context: Any) -> None:
    called.set()


class Quiet(WSGIRequestHandler):
    """Says nothing."""

    def log_message(self, *parts: Any) -> None:
        pass


@pytest.fixture(scope="module")
def client() -> Iterator[Any]:
    server = make_server("127.0.0.1", 0, invoke_endpoint(app, "pix-test-"), handler_class=Quiet)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield boto3.client("lambda", endpoint_url=f"http://127.0.0.1:{server.server_port}")
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.parametrize("name", ["pix-test-double", "arn:aws:lambda:eu-west-3:123456789012:function:pix-test-double"])
def test_a_function_answers_by_name_and_by_arn(client: Any, name: str) -> None:
    """State machines name functions by ARN, programs by name."""
    answer = client.invoke(FunctionName=name, Payload=json.dumps({"number": 21}))
    assert json.load(answer["Payload"]) == {"doubled": 42}
    assert "FunctionError" not in answer


def test_an_error_bears_its_class(client: Any) -> None:
    """Retry and Catch of a state machine go by the class name."""
    answer = client.invoke(FunctionName="pix-test-refuse", Payload="{}")
    assert answer["FunctionError"] == "Unhandled"
    told = json.load(answer["Payload"])
    assert (told["errorType"], told["errorMessage"]) == ("LookupError", "no such person")


def test_an_unknown_function_is_refused(client: Any) -> None:
    """A misspelt name must not look like a function that failed."""
    with pytest.raises(client.exceptions.ResourceNotFoundException):
        client.invoke(FunctionName="pix-test-nothing", Payload="{}")


def test_an_event_is_accepted_before_it_runs(client: Any) -> None:
    """Asynchronous invocation answers 202 and runs the function."""
    assert client.invoke(FunctionName="pix-test-note", InvocationType="Event", Payload="{}")["StatusCode"] == 202
    assert called.wait(10)
