"""Errors as RFC 9457 problem documents, in the reader's language."""

from typing import Any

import msgspec
from chalice.app import Response

from chalicelib.shared.errors import STATUS, InvalidRequest, PixError, TooManyRequests
from chalicelib.shared.i18n import translate

MEDIA_TYPE = "application/problem+json"
PAGE = "/errors.html"  # of the client: what each code means, in plain words (chalicelib/local/error_words.py)


class FieldError(msgspec.Struct, frozen=True, omit_defaults=True):
    """One place in the request that is wrong: a JSON path, a parameter's or a field's name, and why."""

    where: str
    message: str
    code: str = ""


class Problem(msgspec.Struct, frozen=True, omit_defaults=True):
    """The body of every refusal; `code` is stable, `title` and `detail` are for people."""

    type: str
    title: str
    status: int
    code: str
    correlation_id: str
    detail: str = ""
    errors: tuple[FieldError, ...] = ()
    retry_after: int | None = None
    remaining_days: int | None = None
    opens_at: str | None = None
    missing_competences: int | None = None
    stored: Any = None


def describe(error: PixError, language: str, correlation_id: str) -> Problem:
    """The problem document of a refusal."""
    status = int(STATUS[error.code])
    return Problem(
        type=f"{PAGE}#{error.code}",
        title=translate(language, f"error.{error.code}", **error.parameters),
        status=status,
        code=error.code,
        correlation_id=correlation_id,
        detail=error.detail,
        **error.extra,
    )


def respond(error: PixError, language: str, correlation_id: str) -> Response:
    """The HTTP response of a refusal."""
    headers: dict[str, str | list[str]] = {
        "Content-Type": MEDIA_TYPE,
        "X-Correlation-Id": correlation_id,
        "Cache-Control": "no-store",
    }
    if isinstance(error, TooManyRequests):
        headers["Retry-After"] = str(error.retry_after)
    body = msgspec.json.encode(describe(error, language, correlation_id)).decode()
    return Response(body=body, status_code=int(STATUS[error.code]), headers=headers)


def invalid(where: str, message: str) -> InvalidRequest:
    """A schema error at one place of the request."""
    return InvalidRequest(message, extra={"errors": (FieldError(where, message),)})
