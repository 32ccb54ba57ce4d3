"""How members of the jury and candidates are refused."""

from chalicelib.shared.errors import PixError


class NotInJury(PixError):
    """The caller is no member of the jury (any more), or lacks the right that this takes."""

    code = "not-in-jury"


class ConflictOfInterest(PixError):
    """Members of a session's centre, and its candidates, do not sit on it."""

    code = "conflict-of-interest"


class VoteCast(PixError):
    """This member has voted in this round, otherwise; the first vote stands."""

    code = "vote-already-cast"


class VoteLate(PixError):
    """The time of this round is over."""

    code = "vote-late"


class CaseDecided(PixError):
    """This round is decided; the vote was not counted."""

    code = "case-decided"


class ChoiceUnavailable(PixError):
    """This cannot be chosen here."""

    code = "choice-unavailable"


class StillOpen(PixError):
    """Something is not decided yet; the text says how much."""

    code = "still-open"


class NotPublished(PixError):
    """Only what was published can be looked at again."""

    code = "not-published"


class AppealOver(PixError):
    """The time for an appeal is over."""

    code = "appeal-over"


class AppealMade(PixError):
    """There is an appeal against this result."""

    code = "appeal-made"
