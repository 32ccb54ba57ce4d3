"""Refusals around a session's room: supervising it, noting what happens in it, closing it."""

from chalicelib.shared.errors import PixError


class InvigilationRefused(PixError):
    """Session number and password do not go together."""

    code = "invigilation-refused"


class SessionOver(PixError):
    """The session is finalized or cancelled: nothing in it changes any more."""

    code = "session-over"


class IdentityCheckNeeded(PixError):
    """A remote candidate is confirmed only after the invigilator accepted the identity."""

    code = "identity-check-needed"


class ReportIncomplete(PixError):
    """A report lacks what its category needs."""

    code = "report-incomplete"


class FinalizationIncomplete(PixError):
    """Something is missing before the session can be finalized; `extra["errors"]` names it."""

    code = "finalization-incomplete"
