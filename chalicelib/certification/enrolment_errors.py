"""How enrolment is refused."""

from chalicelib.shared.errors import PixError


class CandidateInvalid(PixError):
    """Something told of the candidate is wrong; `extra["errors"]` has every field with its code."""

    code = "candidate-invalid"


class AlreadyEnrolled(PixError):
    """The session has a candidate with these names and this birth date."""

    code = "candidate-already-enrolled"


class CandidateLinked(PixError):
    """An account joined as this candidate: the enrolment stands."""

    code = "candidate-linked"


class SheetUnreadable(PixError):
    """The file is neither a CSV nor an OpenDocument spreadsheet that can be read, or too large."""

    code = "sheet-unreadable"


class SheetNotForThisSession(PixError):
    """The sheet was made for another session, or its first line is gone."""

    code = "sheet-not-for-this-session"


class SheetHeaders(PixError):
    """Columns are missing or not known; `extra["errors"]` names them."""

    code = "sheet-headers"


class SheetEmpty(PixError):
    """No line is filled in."""

    code = "sheet-empty"


class SheetTooLong(PixError):
    """More lines than one file may have."""

    code = "sheet-too-long"


class ImportTooLarge(PixError):
    """More sessions than one file may plan."""

    code = "import-too-large"


class ImportExpired(PixError):
    """The preview is too old, or never was."""

    code = "import-expired"
