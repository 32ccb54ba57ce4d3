"""What a certificate says, and whether it holds: facts and rules, pure.

The facts of a certificate never change once it is issued. Who it was issued to stands apart (`Holder`), because it can
be erased; what became of it is a history that only grows (`Standing`).
"""

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct

LANGUAGES = ("fr", "en")
Status = Literal["valid", "suspended", "revoked"]
NEXT: Mapping[Status, frozenset[Status]] = {
    "valid": frozenset({"suspended", "revoked"}),
    "suspended": frozenset({"valid", "revoked"}),
    "revoked": frozenset(),
}


class StatusError(ValueError):
    """A change of status that cannot be: of a revoked certificate, or to what it is already, or without a reason."""


class Holder(Struct, frozen=True, kw_only=True):
    """Who the certificate was issued to, as enrolled; stored in one item that can be erased. Dates `YYYY-MM-DD`."""

    first_name: str
    last_name: str
    birth_date: str
    birth_place: str


class CertifiedCompetence(Struct, frozen=True, kw_only=True):
    """One competence: its level 0 to 8 and pix, None when it was not assessed; the codes of DigComp that it covers."""

    code: str
    names: Mapping[str, str]  # by language
    level: int | None = None
    pix: int | None = None
    digcomp: tuple[str, ...] = ()


class CertifiedArea(Struct, frozen=True, kw_only=True):
    """One area of the framework and all of its competences, in order."""

    code: str
    names: Mapping[str, str]
    competences: tuple[CertifiedCompetence, ...]


class Framework(Struct, frozen=True, kw_only=True):
    """Against what was measured, for example DigComp 2.2."""

    name: str
    version: str


class Certificate(Struct, frozen=True, kw_only=True):
    """The facts of one certificate. Times are ISO 8601 in UTC, dates `YYYY-MM-DD` of the centre's own calendar."""

    id: str
    code: str
    session: str
    session_number: str
    candidate: str
    person: str | None
    language: str
    centre: str  # its name on the day
    tested_on: str
    delivered_at: str
    framework: Framework
    areas: tuple[CertifiedArea, ...]
    pix: int
    interval: tuple[int, int]  # of the pix, 95 %
    reachable_pix: int  # the most that could be certified that day
    reachable_level: int
    engine: str
    result: str  # sort key of the result it freezes
    decision: str = ""  # which recorded decision it carries out
    replaces: str | None = None  # the certificate that a rescoring replaced

    @property
    def competences(self) -> tuple[CertifiedCompetence, ...]:
        """All competences, in order."""
        return tuple(competence for area in self.areas for competence in area.competences)


class StatusChange(Struct, frozen=True, kw_only=True):
    """One change of status: to what, when, by whom, and why in words people may read.

    `salt` belongs to the reason's hash in the audit trail.
    """

    status: Status
    at: str
    by: str
    reason: str
    salt: str = ""


class Standing(Struct, frozen=True, kw_only=True):
    """What became of a certificate since it was issued; the first entry is missing because issuing makes it valid."""

    history: tuple[StatusChange, ...] = ()

    @property
    def status(self) -> Status:
        """The status in force."""
        return self.history[-1].status if self.history else "valid"

    @property
    def reason(self) -> str:
        """Why it is so; empty when it always was."""
        return self.history[-1].reason if self.history else ""


def change(standing: Standing, to: StatusChange) -> Standing:
    """The standing after one more change; StatusError when it cannot be."""
    if to.status not in NEXT[standing.status]:
        raise StatusError(f"a {standing.status} certificate cannot become {to.status}")
    if not to.reason.strip():
        raise StatusError("a change of status needs a reason")
    return Standing(history=(*standing.history, to))
