"""Who is tried again by the machine, and who waits for the operator."""

import json

import pytest

from chalicelib.certificates.issuance.model import AWAY, Parked
from chalicelib.local.infra import INFRA


@pytest.mark.parametrize(
    ("reason", "times", "given_up"),
    [
        ("Unprintable: the glyph could not be displayed", 4, False),
        ("Unprintable: the glyph could not be displayed", 5, True),
        ("EndpointConnectionError: Could not connect", 500, False),
        ("ClientError: the bucket is away", 500, False),
        ("SSLError", 500, False),
    ],
)
def test_a_service_that_is_away_is_waited_for(reason: str, times: int, given_up: bool) -> None:
    """A night without the bucket must not leave a whole session to the operator; a name we cannot print must."""
    assert Parked(candidate="c", reason=reason, at="", times=times).is_given_up(5) == given_up


def test_what_the_machine_tries_again_counts_as_away() -> None:
    """Two lists of the same errors must not drift apart."""
    machine = json.loads((INFRA / "workflows" / "certificate-issuance.asl.json").read_text())
    tasks = machine["States"]["Issue"]["ItemProcessor"]["States"].values()
    retried = {name for task in tasks for retry in task.get("Retry", ()) for name in retry["ErrorEquals"]}
    assert {name for name in retried if "." not in name} <= AWAY
