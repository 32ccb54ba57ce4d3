"""The tasks of the state machine `certificate-issuance`: the steps of steps.py. Events hold ids only."""

import json
from collections.abc import Callable
from functools import wraps
from typing import Any

from chalicelib.certificates.handing import making
from chalicelib.certificates.issuance import listing, steps
from chalicelib.certificates.issuance.ports import IssuancePorts

Event = dict[str, Any]


def _task(function: Callable[[IssuancePorts, Event], Event | None]) -> Callable[[Event], Event]:
    @wraps(function)
    def run(event: Event) -> Event:
        from chalicelib.bootstrap import house  # noqa: PLC0415 - the composition root imports every room

        return function(house().issuance, event) or {}

    return run


@_task
def issuance_list(ports: IssuancePorts, event: Event) -> Event:
    """The next candidates with something left to do."""
    found, after = listing.page(ports, event["session"], event["after"])
    return {"items": [{"session": event["session"], "candidate": each} for each in found], "after": after}


@_task
def issuance_reserve(ports: IssuancePorts, event: Event) -> Event:
    """What is to be done, under which certificate; its code is reserved."""
    todo = steps.reserve(ports, event["session"], event["candidate"])
    return {"do": todo.do, "certificate": todo.certificate}


@_task
def issuance_freeze(ports: IssuancePorts, event: Event) -> None:
    """Keep the facts."""
    steps.freeze(ports, event["session"], event["candidate"], event["certificate"])


@_task
def issuance_attest(ports: IssuancePorts, event: Event) -> None:
    """Sign and store the credential."""
    steps.attest(ports, event["certificate"])


@_task
def issuance_render(ports: IssuancePorts, event: Event) -> None:
    """Typeset the document."""
    steps.render(ports, event["certificate"])


@_task
def issuance_seal(ports: IssuancePorts, event: Event) -> None:
    """Sign and store the document."""
    steps.seal(ports, event["certificate"])


@_task
def issuance_record(ports: IssuancePorts, event: Event) -> None:
    """Make it valid."""
    steps.record(ports, event["session"], event["candidate"], event["certificate"])


@_task
def issuance_finish(ports: IssuancePorts, event: Event) -> None:
    """Revoke what it replaces, and tell."""
    steps.finish(ports, event["session"], event["candidate"])


@_task
def issuance_park(ports: IssuancePorts, event: Event) -> None:
    """Note why it could not be made."""
    steps.park(ports, event["session"], event["candidate"], _told(event["error"]))


def issuance_deliver(event: Event) -> Event:
    """Hand the results over to those who are to have them."""
    from chalicelib.bootstrap import house  # noqa: PLC0415 - the composition root imports every room

    making.deliver(house().handing, event["session"])
    return {}


def issuance_end(event: Event) -> Event:
    """Whether the session is through: nothing left, and nothing asked for since its files were made."""
    from chalicelib.bootstrap import house  # noqa: PLC0415 - the composition root imports every room

    files = house().handing.handed.files(event["session"])
    return {**listing.end(house().issuance, event["session"], files.mark if files else None)}


def _told(error: Event) -> str:
    """`ErrorName: message`, of what the interpreter caught; a failed function's cause is JSON."""
    try:
        cause = json.loads(error.get("Cause", ""))
        return f"{error['Error']}: {cause['errorMessage']}"
    except (ValueError, KeyError, TypeError):
        return str(error.get("Error", "unknown"))


TASKS = (
    issuance_list,
    issuance_reserve,
    issuance_freeze,
    issuance_attest,
    issuance_render,
    issuance_seal,
    issuance_record,
    issuance_finish,
    issuance_park,
    issuance_deliver,
    issuance_end,
)
