"""Structured logs and metrics: correlation id, route, status, duration; never personal data."""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from traceback import extract_tb
from typing import TYPE_CHECKING, Any

from chalicelib.shared.errors import PixError

if TYPE_CHECKING:
    from aws_lambda_powertools import Logger


@dataclass(slots=True)
class Span:
    """What is known of a request at its end."""

    status: int = 0


_options: dict[str, Any] = {}
ROOT = Path(__file__).parents[2]
DEEPEST = 8  # frames and causes told of one failure


def for_commands() -> None:
    """Log to stderr, as results are on stdout, and errors only: a command says itself what it did."""
    _options["stream"] = sys.stderr
    if not os.environ.get("POWERTOOLS_LOG_LEVEL"):
        _options["level"] = "ERROR"


@cache
def logger() -> "Logger":
    """The one logger; service name and level come from POWERTOOLS_* variables."""
    from aws_lambda_powertools import Logger  # noqa: PLC0415 - workflow tasks and commands do without its 45 ms

    return Logger(service="pix", use_rfc3339=True, **_options)


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
    """Log a refusal that only the operator can do something about, with its cause when its words are ours."""
    cause = error.__cause__ or error
    words = str(cause) if type(cause).__module__.startswith("chalicelib.") else type(cause).__name__
    told = {"error": type(error).__name__, "cause": words, "correlation_id": correlation_id}
    logger().critical("somebody has to look", extra=told)


def counted(metric: str, count: int, **about: str) -> None:
    """Log a number that an alarm watches (infra/watch.yaml), in the format of which CloudWatch makes a metric."""
    described = {
        "Namespace": os.environ.get("POWERTOOLS_METRICS_NAMESPACE", "pix"),
        "Dimensions": [[]],
        "Metrics": [{"Name": metric, "Unit": "Count"}],
    }
    line = {"Timestamp": int(time.time() * 1000), "CloudWatchMetrics": [described]}
    logger().error("somebody has to look", extra={**about, metric: count, "_aws": line})


def failure(correlation_id: str) -> None:
    """Log the exception in hand: see `told_of`."""
    failed("unexpected failure", correlation_id=correlation_id)


def failed(what: str, **about: str) -> None:
    """Log the exception in hand with what was being done, and ids of what it was done to."""
    error = sys.exception()
    logger().error(what, extra={**about, "failures": told_of(error) if error else []})


def told_of(error: BaseException) -> list[dict[str, Any]]:
    """What may be said of an exception and its causes: type and places, the store's code, and words that are ours.

    Other texts are left out: a library quotes what it was given, and that may be what somebody typed.
    """
    found: list[dict[str, Any]] = []
    cause: BaseException | None = error
    while cause and len(found) < DEEPEST:
        found.append(_told(cause))
        cause = cause.__cause__ or (None if cause.__suppress_context__ else cause.__context__)
    return found


def _told(error: BaseException) -> dict[str, Any]:
    frames = extract_tb(error.__traceback__)[-DEEPEST:]
    told: dict[str, Any] = {
        "error": f"{type(error).__module__}.{type(error).__qualname__}",
        "at": [f"{_file(frame.filename)}:{frame.lineno} {frame.name}" for frame in frames],
    }
    if isinstance(error, PixError):
        told["said"] = str(error)
    response = getattr(error, "response", None)
    if isinstance(response, dict):
        told["code"] = response.get("Error", {}).get("Code", "")
    elif isinstance(error, OSError):
        told["code"] = error.errno
    return told


def _file(name: str) -> str:
    path = Path(name)
    return str(path.relative_to(ROOT) if path.is_relative_to(ROOT) else Path(*path.parts[-3:]))
