"""Candidates and reports of files, as their centre sees them."""

from collections.abc import Iterable, Sequence

from msgspec.structs import asdict

from chalicelib.certification.import_plan import Draft, Preview
from chalicelib.certification.model import Candidate
from chalicelib.certification.room import Line
from chalicelib.certification.schemas.enrolment import (
    CandidateView,
    FileIssue,
    ImportDone,
    ImportedSession,
    ImportView,
    ListedCandidate,
    SheetReport,
    SheetView,
)
from chalicelib.certification.service.candidate_sheets import Report, Sheet
from chalicelib.certification.service.imports import Made
from chalicelib.certification.sheet_columns import Issue
from chalicelib.shared.i18n import translate


def candidate_view(candidate: Candidate) -> CandidateView:
    """A candidate."""
    return CandidateView(
        id=candidate.id,
        first_name=candidate.first_name,
        last_name=candidate.last_name,
        birth_date=candidate.birth_date,
        sex=candidate.sex or "",
        birth_country=candidate.birth_country,
        birth_insee_code=candidate.birth_insee_code,
        birth_postal_code=candidate.birth_postal_code,
        birth_city=candidate.birth_city,
        external_id=candidate.external_id,
        email=candidate.email,
        results_email=candidate.results_email,
        extra_time_percent=round(candidate.extra_time * 100, 2),
        needs=candidate.needs,
        joined_at=candidate.linked_at,
    )


def listed_candidate(line: Line) -> ListedCandidate:
    """A candidate with what became of their test so far."""
    return ListedCandidate(**asdict(candidate_view(line.candidate)), begun=line.progress is not None)


def sheet_view(sheet: Sheet) -> SheetView:
    """A file to hand out."""
    return SheetView(sheet.name, sheet.media_type, sheet.content)


def report_view(report: Report, language: str) -> SheetReport:
    """What came of a sheet."""
    return SheetReport(report.added, report.changed, report.unchanged, _issues(report.errors, language))


def import_view(preview: Preview, draft: Draft, language: str) -> ImportView:
    """What a file would do."""
    kept = not draft.errors
    return ImportView(
        id=preview.id if kept else None,
        sessions=len(draft.groups),
        candidates=sum(len(group.candidates) for group in draft.groups),
        expires_at=preview.expires_at if kept else None,
        errors=_issues(draft.errors, language),
        warnings=_issues(draft.warnings, language),
    )


def import_done(made: Sequence[Made]) -> ImportDone:
    """What a confirmed file made."""
    return ImportDone([ImportedSession(each.session.id, each.session.number, each.candidates) for each in made])


def _issues(found: Iterable[Issue], language: str) -> list[FileIssue]:
    return [
        FileIssue(issue.line, issue.field, issue.code, translate(language, f"enrolment.{issue.code}"))
        for issue in found
    ]
