"""The table of a session's results, one line per candidate who took the test. Pure."""

from collections.abc import Iterable, Iterator, Sequence

from chalicelib.certificates.handing.lines import Line
from chalicelib.certification.model import Session
from chalicelib.jury.outcomes import Outcome
from chalicelib.shared.i18n import translate

COLUMNS = (
    "number", "last_name", "first_name", "birth_date", "birth_place", "external_id", "status", "pix", "code", "comment",
    "session", "centre", "date",
)  # fmt: skip


def rows(session: Session, centre: str, lines: Iterable[Line], codes: Sequence[str], language: str) -> list[list[str]]:
    """Headings, then a line each; `codes`: the competences, a column each."""
    headings = [translate(language, f"results.{name}") for name in COLUMNS]
    return [[*headings, *codes], *(_row(session, centre, line, codes, language) for line in lines)]


def _row(session: Session, centre: str, line: Line, codes: Sequence[str], language: str) -> list[str]:
    candidate = line.candidate
    return [
        candidate.id,
        candidate.last_name,
        candidate.first_name,
        candidate.birth_date,
        candidate.birth_city,
        candidate.external_id,
        translate(language, f"results.status.{line.outcome.status}"),
        "" if line.pix is None else str(line.pix),
        line.issued.code if line.issued else "",
        line.outcome.comment,
        session.number,
        centre,
        session.date,
        *_levels(line.outcome, codes),
    ]


def _levels(outcome: Outcome, codes: Sequence[str]) -> Iterator[str]:
    certified = outcome.status == "validated" and outcome.result is not None
    found = {part.competence: part.level for part in outcome.result.result.competences} if outcome.result else {}
    return (str(found[code]) if certified and code in found else "" for code in codes)
