"""What somebody may be told who wants the results of a session."""

from chalicelib.shared.errors import PixError


class LinkOver(PixError):
    """A link to results that is wrong, over or revoked: which of them is not said."""

    code = "results-link-over"


class ResultsNotMade(PixError):
    """The files are not there (yet, or no more); a member of the centre can have them made."""

    code = "results-not-made"


class NoCertificates(PixError):
    """Nobody of the session holds a valid certificate: there is no archive, only the table."""

    code = "no-certificates"
