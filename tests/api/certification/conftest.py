"""A session of certification, its first candidate, and somebody of its centre."""

from collections.abc import Callable

import pytest

from chalicelib.bootstrap import House
from chalicelib.certification.model import Session
from tests.api.conftest import Caller
from tests.fakes.certification import add_member
from tests.fakes.certification_day import candidate, page, rooms, seated, session

__all__ = ["candidate", "page", "rooms", "seated", "session"]


@pytest.fixture
def member(rooms: House, session: Session, token: Callable[..., str]) -> Caller:
    """Somebody of the session's centre."""
    add_member(rooms, session.centre, "grace")
    return Caller(token("grace", "centre"))


def at(session: Session, rest: str) -> str:
    """An address of the session."""
    return f"/v1/certification-sessions/{session.id}/{rest}"
