"""What is known of an execution when the engine's replies are not whole."""

import pytest
from botocore.awsrequest import AWSResponse

from chalicelib.shared.executions import StepFunctions


class Body:
    """What came of a reply's body."""

    def __init__(self, content: bytes) -> None:
        self._content = content

    def stream(self) -> list[bytes]:
        """See urllib3."""
        return [self._content]


@pytest.mark.parametrize(
    ("body", "state"),
    [(b'{"status": "RUNNING"}', "running"), (b'{"status": "SUCCEEDED"}', "ended"), (b"", "unreachable")],
    ids=["running", "ended", "cut off"],
)
def test_an_engine_that_dies_as_it_answers_is_out_of_reach(body: bytes, state: str) -> None:
    """Kill -9 can leave headers without a body; whoever looks must be able to look again, not fail."""
    executions = StepFunctions("arn:aws:states:eu-west-3:123456789012:stateMachine:pix-test-")
    executions._client.meta.events.register(
        "before-send.sfn.DescribeExecution", lambda request, **_: AWSResponse(request.url, 200, {}, Body(body))
    )
    assert executions.state("certificate-issuance", "session-1") == state
