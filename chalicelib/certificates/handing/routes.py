"""A session's results over HTTP for members of its centre, with links to hand on, opened by whoever has one."""

from http import HTTPStatus

from chalicelib.certificates import pages
from chalicelib.certificates.handing import service
from chalicelib.certificates.handing.lines import Line
from chalicelib.certificates.handing.model import FIRST, Made, ResultsLink
from chalicelib.certificates.handing.ports import HandingPorts
from chalicelib.certificates.handing.schemas import (
    CandidateResult,
    FileQuery,
    ResultsFile,
    ResultsFiles,
    ResultsLinksView,
    ResultsLinkView,
    SessionResults,
)
from chalicelib.shared.http import Edge, Reply, Request

edge = Edge(__name__)
SESSION = "/v1/certification-sessions/{session_id}"
PATH = f"{SESSION}/results-links"
CENTRE = ("centre",)


def _ports() -> HandingPorts:
    from chalicelib.bootstrap import house  # noqa: PLC0415 - the composition root imports every room

    return house().handing


def _result(line: Line, made: Made | None) -> CandidateResult:
    who, status = line.candidate, line.issued.status if line.issued else None
    to_come = "stuck" if made and service.is_stuck(_ports(), line, made) else "making"
    return CandidateResult(
        candidate=who.id,
        first_name=who.first_name,
        last_name=who.last_name,
        external_id=who.external_id,
        status=line.outcome.status,  # type: ignore[arg-type] - only what was decided has a line
        pix=line.pix,
        comment=line.outcome.comment,
        reviewed=line.outcome.open,
        certificate=to_come if line.making else status,
    )


@edge.route(
    "GET",
    f"{SESSION}/results",
    summary="Read the results of a session of one's own centre",
    response=SessionResults,
    access=CENTRE,
    errors=("not-found",),
)
def read_results(request: Request[None, None]) -> SessionResults:
    """Who got what; nothing before publication."""
    published, found, made = service.results(_ports(), request.principal.person, request.path["session_id"])
    return SessionResults(
        published_at=published or None,
        items=tuple(_result(line, made) for line in found),
        files=_files(made) if made else None,
    )


def _files(made: Made) -> ResultsFiles:
    kept = made.files
    return ResultsFiles(
        state=made.state, made_at=kept.made_at if kept else None, certificates=kept.certificates if kept else None
    )


@edge.route(
    "POST",
    f"{SESSION}/results/files",
    summary="Have the table and the archive of a published session made that are missing",
    response=ResultsFiles,
    status=202,
    access=CENTRE,
    errors=("not-found",),
)
def make_results_files(request: Request[None, None]) -> ResultsFiles:
    """How it stands then; files that are there or being made stay as they are."""
    return _files(service.prepare(_ports(), request.principal.person, request.path["session_id"]))


@edge.route(
    "GET",
    f"{SESSION}/results/file",
    summary="Get an address of a session's table of results, or of all its certificates",
    query=FileQuery,
    response=ResultsFile,
    access=CENTRE,
    errors=("not-found", "results-not-made", "no-certificates"),
)
def results_file(request: Request[None, FileQuery]) -> ResultsFile:
    """An address that ends after some minutes."""
    kind = request.query.kind
    session, person = request.path["session_id"], request.principal.person
    where = service.file(_ports(), person, session, kind, request.language)
    return ResultsFile(kind=kind, url=where)


def _view(link: ResultsLink, made: Made) -> ResultsLinkView:
    has_archive = made.files is None or made.files.certificates > 0
    return ResultsLinkView(
        id=link.id,
        created_at=link.created_at,
        expires_at=link.expires_at,
        mailed=link.id == FIRST,
        author=service.author(_ports(), link),
        opened=link.opened,
        last_opened_at=link.last_opened_at or None,
        results_url=service.address_of(_ports(), link, "results"),
        certificates_url=service.address_of(_ports(), link, "certificates") if has_archive else None,
    )


@edge.route(
    "GET",
    PATH,
    summary="List the links to a published session's results that hold",
    response=ResultsLinksView,
    access=CENTRE,
    errors=("not-found",),
)
def list_results_links(request: Request[None, None]) -> ResultsLinksView:
    """The links that hold."""
    found, made = service.list_links(_ports(), request.principal.person, request.path["session_id"])
    return ResultsLinksView(items=tuple(_view(link, made) for link in found))


@edge.route(
    "POST",
    PATH,
    summary="Make a link to a published session's results",
    response=ResultsLinkView,
    status=201,
    access=CENTRE,
    errors=("not-found",),
)
def make_results_link(request: Request[None, None]) -> Reply:
    """A new link."""
    link, made = service.make_link(_ports(), request.principal.person, request.path["session_id"])
    return Reply(_view(link, made), location=f"{PATH.format(session_id=link.session)}/{link.id}")


@edge.route(
    "DELETE",
    PATH + "/{link_id}",
    summary="Revoke a link to results",
    status=204,
    access=CENTRE,
    errors=("not-found",),
)
def revoke_results_link(request: Request[None, None]) -> None:
    """From now on it opens nothing."""
    service.revoke(_ports(), request.principal.person, request.path["session_id"], request.path["link_id"])


@edge.route(
    "GET",
    "/v1/results/{token}/{file}",
    summary="Open a link to results: leads to the file for some minutes",
    status=303,
    access=(),
    errors=("results-link-over", "results-not-made", "no-certificates"),
    media_type=pages.HTML,
    refusal=pages.results_refused,
    problem_too=True,
)
def open_results_link(request: Request[None, None]) -> Reply:
    """To the table (`results`), in the reader's language, or the archive (`certificates`)."""
    where = service.opened(_ports(), request.path["token"], request.path["file"], request.language)
    return Reply(text="", status=HTTPStatus.SEE_OTHER, location=where, headers={"Referrer-Policy": "no-referrer"})
