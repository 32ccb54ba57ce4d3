"""A link to a session's results: who has it may fetch the files, until it ends or is revoked. Pure."""

from msgspec import Struct

FILES = {"results": "csv", "certificates": "zip"}
FIRST = "first"  # the link that issuance makes and mails


class ResultsLink(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One link; its secret is not stored: only the deployment's key makes it again. `by`: a member, or issuance.

    `opened`: how often somebody, or a program that looks behind links, fetched a file by it.
    """

    id: str
    session: str
    by: str
    created_at: str
    expires_at: str
    revoked_at: str = ""
    opened: int = 0
    last_opened_at: str = ""

    def holds(self, now: str) -> bool:
        """Whether it can be used."""
        return not self.revoked_at and now < self.expires_at


class Files(Struct, frozen=True, kw_only=True):
    """The files of a session, as they were last made: `certificates` in the archive."""

    made_at: str
    certificates: int


def key(session: str, file: str) -> str:
    """Where a file is kept."""
    return f"results/{session}/{file}.{FILES[file]}"
