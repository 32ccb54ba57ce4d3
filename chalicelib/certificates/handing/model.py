"""A link to a session's results: who has it may fetch the files, until it ends or is revoked. Pure."""

from msgspec import Struct

FILES = {"results": "csv", "certificates": "zip"}


class ResultsLink(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One link; its secret is not stored: only the deployment's key makes it again. `by`: a member, or issuance."""

    id: str
    session: str
    by: str
    created_at: str
    expires_at: str
    revoked_at: str = ""

    def holds(self, now: str) -> bool:
        """Whether it can be used."""
        return not self.revoked_at and now < self.expires_at


def key(session: str, file: str) -> str:
    """Where a file is kept."""
    return f"results/{session}/{file}.{FILES[file]}"
