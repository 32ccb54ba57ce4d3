"""How people of centres are refused."""

from chalicelib.shared.errors import PixError


class CentreNotApproved(PixError):
    """A suspended centre plans, enrols and starts nothing; its members can still read."""

    code = "centre-not-approved"


class LastAdmin(PixError):
    """A centre always has somebody who can invite others."""

    code = "last-admin"


class InvitationOver(PixError):
    """The invitation was used, taken back, is too old, or never existed."""

    code = "invitation-over"


class SessionExists(PixError):
    """The centre has a session at the same address, in the same room, on the same date and time."""

    code = "session-exists"


class SessionInThePast(PixError):
    """A session is planned for a moment to come."""

    code = "session-in-the-past"


class SessionStarted(PixError):
    """A test was started: the plan stands."""

    code = "session-started"


class SessionCancelled(PixError):
    """The session was cancelled."""

    code = "session-cancelled"


class ChangedMeanwhile(PixError):
    """Somebody else changed it since it was read; nothing was written."""

    code = "changed-meanwhile"
