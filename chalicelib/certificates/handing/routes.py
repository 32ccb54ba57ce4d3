"""Links to a session's results over HTTP: made and revoked by members of its centre, opened by whoever has one."""

from http import HTTPStatus

from msgspec import Struct

from chalicelib.certificates.handing import service
from chalicelib.certificates.handing.model import ResultsLink
from chalicelib.certificates.handing.ports import HandingPorts
from chalicelib.shared.http import Edge, Reply, Request

edge = Edge(__name__)
PATH = "/v1/certification-sessions/{session_id}/results-links"
CENTRE = ("centre",)


class ResultsLinkView(Struct, frozen=True, kw_only=True):
    """A link that holds, with the address of each file; whoever has an address can fetch the file."""

    id: str
    created_at: str
    expires_at: str
    results_url: str
    certificates_url: str


class ResultsLinksView(Struct, frozen=True, kw_only=True):
    """The links that hold."""

    items: tuple[ResultsLinkView, ...]


def _ports() -> HandingPorts:
    from chalicelib.bootstrap import house  # noqa: PLC0415 - the composition root imports every room

    return house().handing


def _view(link: ResultsLink) -> ResultsLinkView:
    return ResultsLinkView(
        id=link.id,
        created_at=link.created_at,
        expires_at=link.expires_at,
        results_url=service.address_of(_ports(), link, "results"),
        certificates_url=service.address_of(_ports(), link, "certificates"),
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
    found = service.list_links(_ports(), request.principal.person, request.path["session_id"])
    return ResultsLinksView(items=tuple(_view(link) for link in found))


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
    link = service.make_link(_ports(), request.principal.person, request.path["session_id"])
    return Reply(_view(link), location=f"{PATH.format(session_id=link.session)}/{link.id}")


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
    errors=("not-found",),
)
def open_results_link(request: Request[None, None]) -> Reply:
    """To the table (`results`) or the archive (`certificates`)."""
    where = service.opened(_ports(), request.path["token"], request.path["file"])
    return Reply(text="", status=HTTPStatus.SEE_OTHER, location=where, headers={"Referrer-Policy": "no-referrer"})
