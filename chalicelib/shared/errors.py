"""Errors a caller can meet: one base class, one table from code to HTTP status.

Each room declares its own subclasses beside its rules; every code stands in `STATUS`, in `docs/errors.md`
and, as `error.<code>`, in each message catalogue (tests compare them).
"""

from http import HTTPStatus
from typing import Any, ClassVar


class PixError(Exception):
    """A refusal with a stable code; `parameters` fill the translated message, `extra` joins the problem document."""

    code: ClassVar[str] = "internal"
    alarming: ClassVar[bool] = False  # whether the operator has to look at it

    def __init__(self, detail: str = "", /, *, extra: dict[str, Any] | None = None, **parameters: object) -> None:
        super().__init__(detail or self.code)
        self.detail = detail
        self.parameters = parameters
        self.extra = extra or {}


class NotFound(PixError):
    """The thing does not exist, or the caller may not know that it does."""

    code = "not-found"


class InvalidRequest(PixError):
    """Body, query or path that does not follow the schema; `extra["errors"]` lists where."""

    code = "invalid-request"


class TooLarge(PixError):
    """A body above the limit of the edge."""

    code = "request-too-large"


class Unauthenticated(PixError):
    """No token, or one that is expired, revoked or not ours."""

    code = "unauthenticated"


class Forbidden(PixError):
    """A known caller without the right to do this."""

    code = "forbidden"


class TooManyRequests(PixError):
    """A rate limit; `retry_after` in seconds goes into the header of that name."""

    code = "too-many-requests"

    def __init__(self, detail: str = "", /, *, retry_after: int = 60, **parameters: object) -> None:
        super().__init__(detail, extra={"retry_after": retry_after}, **parameters)
        self.retry_after = retry_after


class Busy(PixError):
    """The store refused for load or conflict; the request may be sent again unchanged."""

    code = "busy"


STATUS: dict[str, HTTPStatus] = {
    "internal": HTTPStatus.INTERNAL_SERVER_ERROR,
    "not-found": HTTPStatus.NOT_FOUND,
    "invalid-request": HTTPStatus.BAD_REQUEST,
    "request-too-large": HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    "unauthenticated": HTTPStatus.UNAUTHORIZED,
    "forbidden": HTTPStatus.FORBIDDEN,
    "too-many-requests": HTTPStatus.TOO_MANY_REQUESTS,
    "busy": HTTPStatus.SERVICE_UNAVAILABLE,
    "invalid-cursor": HTTPStatus.BAD_REQUEST,
    # accounts
    "credentials-refused": HTTPStatus.UNAUTHORIZED,
    "account-locked": HTTPStatus.TOO_MANY_REQUESTS,
    "email-taken": HTTPStatus.CONFLICT,
    "password-too-weak": HTTPStatus.UNPROCESSABLE_ENTITY,
    "terms-not-accepted": HTTPStatus.UNPROCESSABLE_ENTITY,
    "reset-link-expired": HTTPStatus.GONE,
    # assessment
    "unknown-competence": HTTPStatus.NOT_FOUND,
    "content-unpublished": HTTPStatus.SERVICE_UNAVAILABLE,
    "improve-too-early": HTTPStatus.CONFLICT,
    "reset-too-early": HTTPStatus.CONFLICT,
    "nothing-left-to-ask": HTTPStatus.CONFLICT,
    "assessment-ended": HTTPStatus.CONFLICT,
    "answer-already-given": HTTPStatus.CONFLICT,
    "answer-out-of-order": HTTPStatus.CONFLICT,
    "question-not-shown": HTTPStatus.CONFLICT,
    "answer-malformed": HTTPStatus.UNPROCESSABLE_ENTITY,
    # certification: a candidate's way through the test
    "candidate-not-found": HTTPStatus.NOT_FOUND,
    "candidate-already-linked": HTTPStatus.CONFLICT,
    "not-certifiable": HTTPStatus.CONFLICT,
    "certification-unavailable": HTTPStatus.CONFLICT,
    "session-not-open": HTTPStatus.CONFLICT,
    "access-code-wrong": HTTPStatus.FORBIDDEN,
    "confirmation-missing": HTTPStatus.CONFLICT,
    "reentry-needed": HTTPStatus.CONFLICT,
    "test-begun": HTTPStatus.CONFLICT,
    "test-ended": HTTPStatus.CONFLICT,
    "test-expired": HTTPStatus.GONE,
    "test-unreadable": HTTPStatus.CONFLICT,
    "alert-open": HTTPStatus.CONFLICT,
    "alert-already-raised": HTTPStatus.CONFLICT,
    "alert-not-open": HTTPStatus.CONFLICT,
    # certification: a session's room and its end
    "invigilation-refused": HTTPStatus.UNAUTHORIZED,
    "session-over": HTTPStatus.CONFLICT,
    "identity-check-needed": HTTPStatus.CONFLICT,
    "report-incomplete": HTTPStatus.UNPROCESSABLE_ENTITY,
    "finalization-incomplete": HTTPStatus.CONFLICT,
    # centres and their sessions
    "not-a-member": HTTPStatus.FORBIDDEN,
    "centre-not-approved": HTTPStatus.CONFLICT,
    "last-admin": HTTPStatus.CONFLICT,
    "invitation-over": HTTPStatus.GONE,
    "session-exists": HTTPStatus.CONFLICT,
    "session-in-the-past": HTTPStatus.UNPROCESSABLE_ENTITY,
    "session-started": HTTPStatus.CONFLICT,
    "session-cancelled": HTTPStatus.CONFLICT,
    "changed-meanwhile": HTTPStatus.CONFLICT,
    # candidates, sheets, files of sessions
    "candidate-invalid": HTTPStatus.UNPROCESSABLE_ENTITY,
    "candidate-already-enrolled": HTTPStatus.CONFLICT,
    "candidate-linked": HTTPStatus.CONFLICT,
    "sheet-unreadable": HTTPStatus.UNPROCESSABLE_ENTITY,
    "sheet-not-for-this-session": HTTPStatus.UNPROCESSABLE_ENTITY,
    "sheet-headers": HTTPStatus.UNPROCESSABLE_ENTITY,
    "sheet-empty": HTTPStatus.UNPROCESSABLE_ENTITY,
    "sheet-too-long": HTTPStatus.UNPROCESSABLE_ENTITY,
    "import-too-large": HTTPStatus.UNPROCESSABLE_ENTITY,
    "import-expired": HTTPStatus.GONE,
    # jury
    "not-in-jury": HTTPStatus.FORBIDDEN,
    "conflict-of-interest": HTTPStatus.FORBIDDEN,
    "vote-already-cast": HTTPStatus.CONFLICT,
    "vote-late": HTTPStatus.CONFLICT,
    "case-decided": HTTPStatus.CONFLICT,
    "choice-unavailable": HTTPStatus.UNPROCESSABLE_ENTITY,
    "still-open": HTTPStatus.CONFLICT,
    "not-published": HTTPStatus.CONFLICT,
    "appeal-over": HTTPStatus.CONFLICT,
    "appeal-made": HTTPStatus.CONFLICT,
    # certificates
    "certificate-unknown": HTTPStatus.NOT_FOUND,
    "results-link-over": HTTPStatus.NOT_FOUND,
    "results-not-made": HTTPStatus.CONFLICT,
    "no-certificates": HTTPStatus.NOT_FOUND,
    "code-malformed": HTTPStatus.BAD_REQUEST,
    "status-list-unknown": HTTPStatus.NOT_FOUND,
    # services
    "client-refused": HTTPStatus.UNAUTHORIZED,
    "grant-unsupported": HTTPStatus.BAD_REQUEST,
    "scope-refused": HTTPStatus.BAD_REQUEST,
    "scope-missing": HTTPStatus.FORBIDDEN,
    "nobody-found": HTTPStatus.NOT_FOUND,
    "several-found": HTTPStatus.CONFLICT,
}
