"""A link to a session's results: who has it may fetch the files, until it ends or is revoked. Pure."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Literal

from msgspec import Struct

from chalicelib.shared.clock import parse

FileKind = Literal["results", "certificates"]
FILES: Mapping[FileKind, str] = {"results": "csv", "certificates": "zip"}
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
    """The files of a session, as they were last made: `certificates` in the archive, without any there is none.

    `languages` of the table; none of files as they were made before there were several. `mark`: the word under which
    the session stood open when they were made; what is asked later has another one.
    """

    made_at: str
    certificates: int
    languages: tuple[str, ...] = ()
    mark: str = ""


State = Literal["made", "making", "missing"]


class Made(Struct, frozen=True, kw_only=True):
    """How it stands: `making` also while others are to replace `files`, `missing` until somebody asks for them."""

    state: State
    files: Files | None


def standing(files: Files | None, mark: str | None, now: datetime, days: float) -> Made:
    """From the files as noted, the session's word while it is open, and for how many days files are kept."""
    kept = files if files and files.languages and parse(files.made_at) + timedelta(days=days) > now else None
    if kept and mark in {None, kept.mark}:
        return Made(state="made", files=kept)
    return Made(state="missing" if mark is None else "making", files=kept)


def key(session: str, file: FileKind, language: str = "") -> str:
    """Where a file is kept; `language` of the table."""
    name = f"{file}.{language}" if file == "results" else file
    return f"results/{session}/{name}.{FILES[file]}"
