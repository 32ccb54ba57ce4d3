"""What goes over the wire to the database: recorded, and disturbed, by botocore's own hooks."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import botocore.endpoint
import pytest
from botocore.exceptions import ReadTimeoutError
from botocore.httpsession import URLLib3Session

from chalicelib.assessment.store import LearningRow


@dataclass(frozen=True, slots=True)
class Call:
    """One operation. `units`: capacity that the engine says it used; `consistent`, `conditional`: as asked."""

    operation: str
    table: str
    units: float
    consistent: bool
    conditional: bool


@dataclass(slots=True)
class Calls:
    """The operations of a stretch of time."""

    made: list[Call] = field(default_factory=list)

    def units(self, *operations: str) -> float:
        """Capacity used by these operations."""
        return sum(call.units for call in self.made if call.operation in operations)

    def names(self) -> list[str]:
        """`Query learning`, `PutItem learning`, in order."""
        return [f"{call.operation} {call.table}" for call in self.made]


def _events() -> Any:
    return LearningRow._get_connection().connection.client.meta.events  # all models share one connection


@contextmanager
def recorded() -> Iterator[Calls]:
    """Every operation inside the block, with the capacity that it used."""
    calls, asked = Calls(), {}

    def ask(params: dict[str, Any], context: dict[str, Any], **_: Any) -> None:
        params["ReturnConsumedCapacity"] = "TOTAL"
        asked[id(context)] = dict(params)

    def note(model: Any, parsed: dict[str, Any], context: dict[str, Any], **_: Any) -> None:
        params = asked[id(context)]
        used = parsed.get("ConsumedCapacity") or []
        for each in used if isinstance(used, list) else [used]:
            call = Call(
                model.name,
                each["TableName"].partition("-")[2],
                each["CapacityUnits"],
                bool(params.get("ConsistentRead")),
                "ConditionExpression" in params,
            )
            calls.made.append(call)

    with _hooked(("provide-client-params.dynamodb.*", ask), ("after-call.dynamodb.*", note)):
        yield calls


@contextmanager
def disturbed(operations: str, disturb: Callable[[int, Callable[[], Any]], Any]) -> Iterator[None]:
    """Each sending of one of the operations (names between blanks) inside the block becomes `disturb(number, send)`.

    None lets it pass as usual.
    """
    sent, session = 0, URLLib3Session()

    def handle(request: Any, **_: Any) -> Any:
        nonlocal sent
        sent += 1
        return disturb(sent, lambda: session.send(request))

    with _hooked(*((f"before-send.dynamodb.{operation}", handle) for operation in operations.split())):
        yield


def lose_replies(times: int) -> Callable[[int, Callable[[], Any]], Any]:
    """The first `times` requests are carried out, and their replies never arrive."""

    def disturb(number: int, send: Callable[[], Any]) -> Any:
        if number > times:
            return None
        assert send().status_code in (200, 400)
        raise ReadTimeoutError(endpoint_url="http://database")

    return disturb


@contextmanager
def _hooked(*hooks: tuple[str, Callable[..., Any]]) -> Iterator[None]:
    events = _events()
    for name, handler in hooks:
        events.register(name, handler)
    try:
        yield
    finally:
        for name, handler in hooks:
            events.unregister(name, handler)


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """The client's retries follow at once."""

    class Time:
        sleep = staticmethod(lambda seconds: None)

    monkeypatch.setattr(botocore.endpoint, "time", Time)
