"""Candidates over HTTP, for their centre: by form, by sheet, by a file of sessions."""

from msgspec.structs import asdict

from chalicelib.certification import present_enrolment as present
from chalicelib.certification.enrolling import Wish
from chalicelib.certification.ports import CertificationPorts
from chalicelib.certification.schemas.enrolment import (
    CandidateList,
    CandidateView,
    ChangeCandidate,
    EnrolCandidate,
    FormOfSheet,
    ImportDone,
    ImportView,
    SendImport,
    SendSheet,
    SheetReport,
    SheetView,
)
from chalicelib.certification.service import candidate_sheets, enrolment, imports, unlinking
from chalicelib.shared.http import Edge, Reply, Request
from chalicelib.shared.tokens import Application

CENTRE: tuple[Application, ...] = ("centre",)
FILE = 2 * 1024 * 1024  # bytes of a request with a file in it
CANDIDATES = "/v1/certification-sessions/{session_id}/candidates"
OPEN = ("not-found", "session-over", "centre-not-approved", "busy")
TOLD = (*OPEN, "candidate-invalid", "candidate-already-enrolled")
STANDING = ("candidate-linked", "changed-meanwhile")
FILES = ("sheet-unreadable", "sheet-headers", "sheet-empty", "sheet-too-long")

edge = Edge(__name__)


def _ports() -> CertificationPorts:
    from chalicelib.bootstrap import house  # noqa: PLC0415 - the composition root imports every room

    return house().certification


@edge.route(
    "GET",
    CANDIDATES,
    summary="List the candidates of a session",
    response=CandidateList,
    access=CENTRE,
    errors=("not-found",),
)
def list_candidates(request: Request[None, None]) -> CandidateList:
    """List the candidates of a session."""
    found = enrolment.enrolled(_ports(), request.principal.person, request.path["session_id"])
    return CandidateList([present.listed_candidate(each) for each in found])


@edge.route(
    "POST",
    CANDIDATES,
    summary="Enrol somebody; told again without a difference, it is the same candidate",
    body=EnrolCandidate,
    response=CandidateView,
    status=201,
    also=(200,),
    access=CENTRE,
    errors=TOLD,
)
def enrol_candidate(request: Request[EnrolCandidate, None]) -> Reply:
    """Enrol somebody."""
    session, wish = request.path["session_id"], Wish(**asdict(request.body))
    candidate, new = enrolment.enrol(_ports(), request.principal.person, session, wish, request.language)
    location = f"/v1/certification-sessions/{session}/candidates/{candidate.id}"
    return Reply(present.candidate_view(candidate), status=201 if new else 200, location=location)


@edge.route(
    "PATCH",
    CANDIDATES + "/{candidate_id}",
    summary="Change a candidate nobody joined as",
    body=ChangeCandidate,
    response=CandidateView,
    access=CENTRE,
    errors=(*TOLD, *STANDING),
)
def change_candidate(request: Request[ChangeCandidate, None]) -> CandidateView:
    """Change a candidate nobody joined as."""
    path, person = request.path, request.principal.person
    told = {name: value for name, value in asdict(request.body).items() if value is not None}
    return present.candidate_view(
        enrolment.change(_ports(), person, path["session_id"], path["candidate_id"], told, request.language)
    )


@edge.route(
    "DELETE",
    CANDIDATES + "/{candidate_id}",
    summary="Take back the enrolment of a candidate nobody joined as",
    status=204,
    access=CENTRE,
    errors=("not-found", "session-over", "busy", *STANDING),
)
def remove_candidate(request: Request[None, None]) -> None:
    """Take back an enrolment."""
    enrolment.remove(_ports(), request.principal.person, request.path["session_id"], request.path["candidate_id"])


@edge.route(
    "DELETE",
    CANDIDATES + "/{candidate_id}/account",
    summary="Unlink an account that joined as a candidate, before the test begins",
    status=204,
    access=CENTRE,
    errors=("not-found", "test-begun", "session-over", "busy"),
)
def unlink_account(request: Request[None, None]) -> None:
    """Unlink a wrong account; repeating changes nothing."""
    unlinking.unlink(_ports(), request.principal.person, request.path["session_id"], request.path["candidate_id"])


@edge.route(
    "GET",
    "/v1/certification-sessions/{session_id}/candidate-sheet",
    summary="Get the sheet made for this session, with who is enrolled",
    query=FormOfSheet,
    response=SheetView,
    access=CENTRE,
    errors=("not-found",),
)
def read_candidate_sheet(request: Request[None, FormOfSheet]) -> SheetView:
    """Get the sheet made for this session."""
    wanted, session = request.query, request.path["session_id"]
    language = wanted.language or request.language
    return present.sheet_view(
        candidate_sheets.made_for(_ports(), request.principal.person, session, wanted.format, language)
    )


@edge.route(
    "POST",
    "/v1/certification-sessions/{session_id}/candidate-sheets",
    summary="Enrol everybody of a sheet, or nobody when a line is wrong",
    body=SendSheet,
    response=SheetReport,
    access=CENTRE,
    errors=(*OPEN, "sheet-not-for-this-session", *FILES),
    max_body=FILE,
)
def send_candidate_sheet(request: Request[SendSheet, None]) -> SheetReport:
    """Enrol everybody of a sheet."""
    session, content = request.path["session_id"], request.body.content
    report = candidate_sheets.take_in(_ports(), request.principal.person, session, content, request.language)
    return present.report_view(report, request.language)


@edge.route(
    "GET",
    "/v1/centres/{centre_id}/session-imports/template",
    summary="Get an empty file of sessions",
    query=FormOfSheet,
    response=SheetView,
    access=CENTRE,
    errors=("not-found",),
)
def read_import_template(request: Request[None, FormOfSheet]) -> SheetView:
    """Get an empty file of sessions."""
    wanted, centre = request.query, request.path["centre_id"]
    language = wanted.language or request.language
    return present.sheet_view(imports.template(_ports(), request.principal.person, centre, wanted.format, language))


@edge.route(
    "POST",
    "/v1/centres/{centre_id}/session-imports",
    summary="Look through a file of sessions; nothing is planned before it is confirmed",
    body=SendImport,
    response=ImportView,
    status=201,
    also=(200,),
    access=CENTRE,
    errors=("not-found", "centre-not-approved", "import-too-large", *FILES),
    max_body=FILE,
)
def send_import(request: Request[SendImport, None]) -> Reply:
    """Look through a file of sessions."""
    centre = request.path["centre_id"]
    preview, draft = imports.look_through(_ports(), request.principal.person, centre, request.body, request.language)
    view = present.import_view(preview, draft, request.language)
    if view.id is None:
        return Reply(view, status=200)
    return Reply(view, location=f"/v1/centres/{centre}/session-imports/{view.id}/confirmation")


@edge.route(
    "POST",
    "/v1/centres/{centre_id}/session-imports/{import_id}/confirmation",
    summary="Plan every session of a file and enrol its candidates; repeated, it makes nothing twice",
    response=ImportDone,
    status=201,
    access=CENTRE,
    errors=(*OPEN, "import-expired", "session-exists", "session-in-the-past"),
)
def confirm_import(request: Request[None, None]) -> ImportDone:
    """Plan every session of a file and enrol its candidates."""
    path = request.path
    made = imports.confirm(_ports(), request.principal.person, path["centre_id"], path["import_id"])
    return present.import_done(made)
