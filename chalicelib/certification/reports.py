"""Issue reports: what was noted about a candidate or a question, and whether it weighs on a result. Pure."""

from collections.abc import Iterable
from typing import Literal

from msgspec import Struct

Category = Literal[
    "identity_change", "extra_time", "signature", "fraud", "candidate_trouble", "technical_trouble", "in_question"
]
Trouble = Literal[
    "image",
    "embed",
    "file",
    "website_unavailable",
    "website_blocked",
    "software",
    "focus_loss",
    "skipped_by_mistake",
    "accessibility",
]
Role = Literal["centre", "invigilator", "alert"]

TEXT_LENGTH = 500
# these can change what a result is worth, so a jury looks at them; the others are for the record
WEIGHING: frozenset[Category] = frozenset({"fraud", "identity_change", "in_question"})


class Report(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One note. `by`: an id, never a name. `resolved`: nothing is left to decide, as for a validated live alert."""

    id: str
    session: str
    candidate: str
    category: Category
    role: Role
    by: str
    at: str
    trouble: Trouble | None = None
    number: int | None = None
    text: str = ""
    resolved: bool = False


def missing(category: Category, trouble: Trouble | None, number: int | None, text: str) -> str | None:
    """The field that a report of this category lacks; None when it can be kept."""
    if category == "in_question":
        return "trouble" if trouble is None else "number" if number is None else None
    return None if text.strip() or category == "fraud" else "text"


def weighs(report: Report) -> bool:
    """Whether a jury has to look at it before a result stands."""
    return report.category in WEIGHING and not report.resolved


def weighing(reports: Iterable[Report]) -> list[Report]:
    """Those that a jury has to look at, in the order of their ids, which is that of time."""
    return sorted((report for report in reports if weighs(report)), key=lambda report: report.id)
