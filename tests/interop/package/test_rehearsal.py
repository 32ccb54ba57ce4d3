"""The packaged template created on MiniStack, a simulated AWS, which runs the real zip behind its API Gateway."""

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import boto3
import httpx
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import load_der_public_key

from chalicelib.local import engine, layer
from chalicelib.local.infra import ROOT
from chalicelib.local.packaging import of_type
from chalicelib.shared.keys import CREDENTIALS, KmsKeys
from tests.environments import of_a_shell

MINISTACK = ROOT / ".venv-ministack" / "bin" / "ministack"
PATIENCE_SECONDS = 120
PARAMETERS = {"Stage": "rehearsal", "Protected": "false", "PublicUrl": "https://pix.example"}
PLAN = """
import sys
from chalicelib.bootstrap import House
from chalicelib.certification.documents.model import DocumentJob
from chalicelib.shared.settings import Settings
from tests.fakes import certification_day as day
rooms = House(Settings(table_prefix="pix-rehearsal"))
session = day.plan(rooms)
day.enrol(rooms, session)
job = DocumentJob(id="J" * 26, session=session.id, kind="attendance", language="fr", requested_by="mia",
                  requested_at="2026-11-22T10:00:00Z")
rooms.session_documents.jobs.add(job, 2**33)
sys.stdout.write(job.key)
"""
PUBLISH = """
from tests.fakes.published import full_index, publish
from chalicelib.content.store import ContentRow, DynamoReleaseStore
from chalicelib.shared.settings import Settings
from chalicelib.shared.tables import bind
bind([ContentRow], Settings(table_prefix="pix-rehearsal"))
publish(DynamoReleaseStore(), full_index())
"""


@dataclass
class Deployed:
    """The simulated AWS and the stack in it."""

    url: str
    outputs: dict[str, str]

    def client(self, service: str) -> Any:
        return boto3.client(service, endpoint_url=self.url)

    @property
    def api(self) -> str:
        return f"{self.url}/restapis/{self.outputs['RestAPIId']}/api/_user_request_"


def until(condition: Callable[[], Any], what: str) -> Any:
    """The first true value of the condition."""
    end = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < end:
        found = condition()
        if found:
            return found
        time.sleep(0.2)
    raise AssertionError(f"not within {PATIENCE_SECONDS} s: {what}")


@pytest.fixture(scope="module")
def ministack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a simulated AWS of this module's own."""
    assert MINISTACK.exists(), "`make rehearsal` installs it"
    port, folder = engine.free_port(), tmp_path_factory.mktemp("ministack")
    chosen = {"GATEWAY_PORT": str(port), "BIND_HOST": "127.0.0.1", "MINISTACK_REGION": "eu-west-3",
              "IOT_MTLS_ENABLED": "0", "SFTP_ENABLED": "0", "TMPDIR": str(folder)}  # fmt: skip
    with (folder / "log").open("w") as log:
        process = subprocess.Popen([str(MINISTACK)], env=of_a_shell(**chosen), stdout=log, stderr=log)
    assert engine.wait_for(f"http://127.0.0.1:{port}/", process, 60), (folder / "log").read_text()
    yield f"http://127.0.0.1:{port}"
    process.terminate()
    process.wait()


@pytest.fixture(scope="module")
def deployed(ministack: str, package: Path, packaged: dict[str, Any]) -> Deployed:
    """The stack, created from the very template and zip."""
    found = Deployed(ministack, {})
    s3 = found.client("s3")
    s3.create_bucket(Bucket="deploy", CreateBucketConfiguration={"LocationConstraint": "eu-west-3"})
    s3.upload_file(str(package / "deployment.zip"), "deploy", "deployment.zip")
    for function in of_type(packaged["Resources"], "AWS::Serverless::Function").values():
        function["Properties"]["CodeUri"] = "s3://deploy/deployment.zip"  # as `aws cloudformation package` does
    s3.upload_file(str(package / layer.NAME), "deploy", layer.NAME)
    for made in of_type(packaged["Resources"], "AWS::Serverless::LayerVersion").values():
        made["Properties"]["ContentUri"] = f"s3://deploy/{layer.NAME}"
    s3.put_object(Bucket="deploy", Key="sam.json", Body=json.dumps(packaged))
    formation = found.client("cloudformation")
    formation.create_stack(
        StackName="pix-rehearsal",
        TemplateURL=f"{ministack}/deploy/sam.json",
        Capabilities=["CAPABILITY_IAM", "CAPABILITY_AUTO_EXPAND"],
        Parameters=[{"ParameterKey": key, "ParameterValue": value} for key, value in PARAMETERS.items()],
    )
    stack = until(lambda: _ended(formation), "the stack")
    assert stack["StackStatus"] == "CREATE_COMPLETE", formation.describe_stack_events(StackName="pix-rehearsal")
    found.outputs.update({output["OutputKey"]: output["OutputValue"] for output in stack["Outputs"]})
    _publish(ministack)
    return found


def _ended(formation: Any) -> dict[str, Any] | None:
    (stack,) = formation.describe_stacks(StackName="pix-rehearsal")["Stacks"]
    return None if stack["StackStatus"].endswith("IN_PROGRESS") else stack


def _publish(url: str) -> None:
    _operate(url, PUBLISH)


def _operate(url: str, program: str) -> str:
    """What an operator's program prints that works on the deployed tables."""
    environment = of_a_shell(AWS_ENDPOINT_URL_DYNAMODB=url)
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, env=environment, check=True, capture_output=True)
    return done.stdout.decode()


@pytest.fixture(scope="module")
def learner(deployed: Deployed) -> Iterator[httpx.Client]:
    """Somebody who signed up over the deployed API."""
    with httpx.Client(base_url=deployed.api, timeout=60, headers={"accept-language": "en"}) as http:
        wish = {"email": "ada@example.org", "password": "a quiet afternoon", "first_name": "Ada",
                "last_name": "Lovelace", "terms_accepted": True, "language": "en", "country": "FR"}  # fmt: skip
        session = http.post("/v1/people", json=wish)
        assert session.status_code == 201, session.text
        http.headers["authorization"] = f"Bearer {session.json()['access_token']}"
        yield http


def test_everything_is_created(deployed: Deployed) -> None:
    """A template that a linter likes may still not become a stack."""
    assert set(deployed.client("dynamodb").list_tables()["TableNames"]) >= {
        f"pix-rehearsal-{name}" for name in ("accounts", "content", "learning", "ephemeral")
    }
    machines = deployed.client("stepfunctions").list_state_machines()["stateMachines"]
    assert {machine["name"] for machine in machines} >= {"pix-rehearsal-person-export", "pix-rehearsal-person-erasure"}


def test_an_assessment_is_answered_through_the_gateway(learner: httpx.Client) -> None:
    """The whole way: gateway, the zip's own libraries, tables; from the first question to the profile."""
    from tests.fakes.published import FORMS

    begun = learner.post("/v1/assessments", json={"competence": "1.1", "language": "en"})
    assert begun.status_code == 201, begun.text
    assessment, answered = begun.json(), 0
    while assessment["current"]:
        current = assessment["current"]
        value = FORMS[current["question"]["type"]]["right"]
        sent = {"answer_id": f"answer-{current['position']:04d}", "position": current["position"], "value": value}
        reply = learner.post(f"/v1/assessments/{assessment['id']}/answers", json=sent)
        assert (reply.status_code, reply.json()["result"]) == (201, "ok"), reply.text
        assessment, answered = reply.json()["assessment"], answered + 1
    assert answered > 1
    profile = learner.get("/v1/profile").json()
    assert profile["pix"] > 0, profile


def test_a_stranger_is_refused(deployed: Deployed) -> None:
    """The gateway must hand on headers, and the function must ask for a token."""
    reply = httpx.get(f"{deployed.api}/v1/profile", timeout=60)
    assert (reply.status_code, reply.json()["code"]) == (401, "unauthenticated")


def test_the_credentials_key_signs(deployed: Deployed, monkeypatch: pytest.MonkeyPatch) -> None:
    """The Ed25519 key of the template, through the adapter, judged offline: moto knows no such key."""
    monkeypatch.setenv("AWS_ENDPOINT_URL_KMS", deployed.url)
    keys = KmsKeys("pix-rehearsal")
    public = load_der_public_key(keys.public_key(CREDENTIALS))
    assert isinstance(public, Ed25519PublicKey)
    public.verify(keys.sign(CREDENTIALS, b"credential"), b"credential")


def test_a_person_gets_their_data(learner: httpx.Client) -> None:
    """API, state machine, three functions, tables and bucket together, each with its own settings."""
    asked = learner.post("/v1/me/exports")
    assert asked.status_code == 202, asked.text
    where = f"/v1/me/exports/{asked.json()['id']}"
    job = until(lambda: (found := learner.get(where).json())["status"] == "done" and found, "the export")
    exported = httpx.get(job["download_url"], timeout=60).json()
    assert exported["account"]["email"] == "ada@example.org"


def test_a_document_is_made_by_the_function_with_the_layer(deployed: Deployed) -> None:
    """The layer is found where the runtime unpacks it: libraries, fonts; and the file lands in the bucket."""
    key = _operate(deployed.url, PLAN)
    machine = "arn:aws:states:eu-west-3:000000000000:stateMachine:pix-rehearsal-session-document"
    run = deployed.client("stepfunctions").start_execution(stateMachineArn=machine, input=json.dumps({"job": "J" * 26}))
    describe = deployed.client("stepfunctions").describe_execution
    ended = until(
        lambda: (found := describe(executionArn=run["executionArn"]))["status"] != "RUNNING" and found, "the end"
    )
    assert ended["status"] == "SUCCEEDED", ended
    stored = deployed.client("s3").get_object(Bucket=deployed.outputs["ObjectsBucket"], Key=key)
    assert stored["Body"].read(8) == b"%PDF-1.7"
