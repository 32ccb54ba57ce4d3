"""The tasks of the state machine `jury-deliberation`: the steps of service/deliberating.py. Events hold ids only."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from chalicelib.jury.ports import JuryPorts
from chalicelib.jury.service import deliberating

Event = dict[str, Any]


def _task(function: Callable[[JuryPorts, Event], Event]) -> Callable[[Event], Event]:
    @wraps(function)
    def run(event: Event) -> Event:
        from chalicelib.bootstrap import house  # noqa: PLC0415 - the composition root imports every room

        return function(house().jury, event)

    return run


@_task
def jury_open(ports: JuryPorts, event: Event) -> Event:
    """Ask about every test of the session."""
    deliberating.ask_all(ports, event["session"])
    return {"session": event["session"]}


@_task
def jury_count(ports: JuryPorts, event: Event) -> Event:
    """Store what the votes decide; how to go on."""
    return {"session": event["session"], "next": deliberating.count(ports, event["session"])}


@_task
def jury_follow(ports: JuryPorts, event: Event) -> Event:
    """Score again, ask again."""
    deliberating.follow(ports, event["session"])
    return {"session": event["session"]}


@_task
def jury_remind(ports: JuryPorts, event: Event) -> Event:
    """Write to those whose vote is missing; how long to wait."""
    return {"session": event["session"], "seconds": deliberating.remind(ports, event["session"])}


@_task
def jury_wait(ports: JuryPorts, event: Event) -> Event:
    """Keep the token of the wait."""
    deliberating.wait(ports, event["session"], event["token"])
    return {"session": event["session"]}


@_task
def jury_finish(ports: JuryPorts, event: Event) -> Event:
    """Nothing is open any more."""
    deliberating.finish(ports, event["session"])
    return {"session": event["session"]}


TASKS = (jury_open, jury_count, jury_follow, jury_remind, jury_wait, jury_finish)
