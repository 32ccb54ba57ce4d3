"""The tasks of the state machine `certification-session`.

Each may run twice, late, or be killed: what it does is the use cases' (service/living.py). Events hold ids only.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from chalicelib.certification.life import seconds_until
from chalicelib.certification.ports import CertificationPorts
from chalicelib.certification.service import living
from chalicelib.shared.clock import iso

Event = dict[str, Any]


def _task(function: Callable[..., Event | None]) -> Callable[[Event], Event]:
    """A function of ports, session, generation, and what else the machine passes on."""

    @wraps(function)
    def run(event: Event) -> Event:
        from chalicelib.bootstrap import house  # noqa: PLC0415 - the composition root imports every room

        return function(house().certification, **event) or {}

    return run


@_task
def certification_session_plan(ports: CertificationPorts, session: str, generation: int) -> Event:
    """What to do next, and until when to wait for it."""
    found = living.look(ports, session, generation)
    do, at = (found.step.do, found.step.at) if found else ("end", None)
    until = at or ports.clock()
    return {"do": do, "at": iso(until), "seconds": seconds_until(until, ports.clock())}


@_task
def certification_session_remind(ports: CertificationPorts, session: str, generation: int) -> None:
    """The letter before the session."""
    living.remind(ports, session, generation)


@_task
def certification_session_open(ports: CertificationPorts, session: str, generation: int) -> None:
    """The fact `opened`."""
    living.open_session(ports, session, generation)


@_task
def certification_session_close(ports: CertificationPorts, session: str, generation: int) -> None:
    """The end of tests that ran too long, then the fact `closed`."""
    living.close(ports, session, generation)


@_task
def certification_session_ask(ports: CertificationPorts, session: str, generation: int) -> None:
    """The letter that asks for the finalization."""
    living.ask(ports, session, generation)


@_task
def certification_session_wait(ports: CertificationPorts, session: str, generation: int, fact: str, token: str) -> None:
    """The wait for `finalized` or `published`."""
    living.wait(ports, session, generation, fact, token)


@_task
def certification_session_tests(ports: CertificationPorts, session: str, generation: int) -> Event:
    """The tests to score, one event each."""
    found = living.tests(ports, session, generation)
    return {"tests": [{"session": session, "generation": generation, "test": test} for test in found]}


@_task
def certification_session_score(ports: CertificationPorts, session: str, generation: int, test: str) -> None:
    """The first result of one test."""
    living.score(ports, session, generation, test)


@_task
def certification_session_scored(ports: CertificationPorts, session: str, generation: int) -> None:
    """The fact `scored`."""
    living.scored(ports, session, generation)


@_task
def certification_session_hand_over(ports: CertificationPorts, session: str, generation: int) -> None:
    """The fact `handed-over`, and the jury's machine."""
    living.hand_over(ports, session, generation)


TASKS = (
    certification_session_plan,
    certification_session_remind,
    certification_session_open,
    certification_session_close,
    certification_session_ask,
    certification_session_wait,
    certification_session_tests,
    certification_session_score,
    certification_session_scored,
    certification_session_hand_over,
)
