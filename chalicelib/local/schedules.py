"""Runs the app's scheduled functions at their rates, as EventBridge does."""

import re
import threading
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from chalice.app import Chalice
from chalice.local import LambdaContext

RATE = re.compile(r"rate\((\d+) (minute|hour|day)s?\)")
LIMIT_MS = 60_000


def rates(app: Chalice) -> Iterator[tuple[str, timedelta]]:
    """Name and period of each scheduled function; LookupError for a schedule that is no rate."""
    for source in app.event_sources:
        expression = getattr(source, "schedule_expression", None)
        if expression is not None:
            yield source.name, _period(source.name, str(_text(expression)))


def _text(expression: Any) -> str:
    return expression if isinstance(expression, str) else expression.to_string()


def _period(name: str, expression: str) -> timedelta:
    found = RATE.fullmatch(expression)
    if not found:
        raise LookupError(f"{name}: the local stack runs rates only, not {expression}")
    return timedelta(**{f"{found[2]}s": int(found[1])})


def start(app: Chalice) -> None:
    """One thread for each schedule; they end with the process."""
    for name, period in rates(app):
        threading.Thread(target=_repeat, args=(app, name, period), daemon=True, name=name).start()


def _repeat(app: Chalice, name: str, period: timedelta) -> None:
    from chalicelib.shared import telemetry

    never = threading.Event()
    while not never.wait(period.total_seconds()):
        try:
            app.handler_map[name](scheduled(name), LambdaContext(name, 512, LIMIT_MS))
        except Exception:
            telemetry.failed("scheduled function failed", function=name)


def scheduled(name: str) -> dict[str, Any]:
    """What EventBridge sends to a scheduled function."""
    return {
        "version": "0",
        "id": name,
        "detail-type": "Scheduled Event",
        "source": "aws.events",
        "account": "123456789012",
        "time": "",
        "region": "",
        "resources": [],
        "detail": {},
    }
