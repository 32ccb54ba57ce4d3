"""Structured logs and metrics: correlation id, route, status, duration; never personal data."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aws_lambda_powertools import Logger


@dataclass(slots=True)
class Span:
    """What is known of a request at its end."""

    status: int = 0


@cache
def logger() -> "Logger":
    """The one logger; service name and level come from POWERTOOLS_* variables."""
    from aws_lambda_powertools import Logger  # noqa: PLC0415 - workflow tasks and commands do without its 45 ms

    return Logger(service="pix", use_rfc3339=True)


@contextmanager
def request(method: str, path: str, correlation_id: str) -> Iterator[Span]:
    """Log one line per request, with its route pattern (never the address itself: it may bear ids)."""
    span, start = Span(), time.perf_counter()
    yield span
    milliseconds = round((time.perf_counter() - start) * 1000, 1)
    logger().info(
        "request",
        extra={
            "method": method,
            "route": path,
            "status": span.status,
            "ms": milliseconds,
            "correlation_id": correlation_id,
        },
    )


def alarm(error: Exception, correlation_id: str) -> None:
    """Log a refusal that only the operator can do something about, with its cause."""
    logger().critical(
        "somebody has to look",
        extra={"error": type(error).__name__, "cause": str(error.__cause__ or error), "correlation_id": correlation_id},
    )


def failure(correlation_id: str) -> None:
    """Log the exception in hand with its stack."""
    logger().exception("unexpected failure", extra={"correlation_id": correlation_id})
