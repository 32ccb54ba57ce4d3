"""Refusals on a candidate's way through a session: joining, entering, answering, asking for help."""

from chalicelib.shared.errors import PixError


class CandidateNotFound(PixError):
    """No candidate of a session with this number has these names and this birth date."""

    code = "candidate-not-found"


class AlreadyLinked(PixError):
    """The candidate joined from another account, or this account joined as another candidate."""

    code = "candidate-already-linked"


class NotCertifiable(PixError):
    """The profile does not show enough competences at level 1."""

    code = "not-certifiable"


class CertificationUnavailable(PixError):
    """There are no certification questions for this person, in this language and with these needs."""

    code = "certification-unavailable"


class SessionNotOpen(PixError):
    """The session cannot be entered now: too early, too late, finalized or cancelled."""

    code = "session-not-open"


class AccessCodeWrong(PixError):
    """The access code is not that of the session."""

    code = "access-code-wrong"


class ConfirmationMissing(PixError):
    """The invigilator has not confirmed the candidate, or the confirmation was used or is too old."""

    code = "confirmation-missing"


class ReentryNeeded(PixError):
    """The test was entered from elsewhere, or the page was closed: coming back needs the invigilator."""

    code = "reentry-needed"


class TestEnded(PixError):
    """The test is over; its answers are kept."""

    code = "test-ended"


class TestBegun(PixError):
    """The candidate's test was begun: whose it is does not change any more."""

    code = "test-begun"


class TestExpired(PixError):
    """The test cannot be resumed any more: too long has passed since it began."""

    code = "test-expired"


class TestUnreadable(PixError):
    """The log of the test was changed, or makes no sense: nothing is added to it any more."""

    code = "test-unreadable"
    alarming = True


class AlertOpen(PixError):
    """The invigilator must decide about the reported problem first."""

    code = "alert-open"


class AlertRepeated(PixError):
    """A problem was reported on this question before."""

    code = "alert-already-raised"


class AlertNotOpen(PixError):
    """There is no open alert on this question: it was decided, or the test went on."""

    code = "alert-not-open"
