"""One's own results and certificates over HTTP."""

from chalicelib.certificates.holding import service
from chalicelib.certificates.holding.schemas import CertificateView, DocumentLink, DocumentQuery, ResultsView
from chalicelib.certificates.issuance.ports import IssuancePorts
from chalicelib.shared.http import Edge, Request

edge = Edge(__name__)


def _ports() -> IssuancePorts:
    from chalicelib.bootstrap import house  # noqa: PLC0415 - the composition root imports every room

    return house().issuance


@edge.route(
    "GET",
    "/v1/certificates",
    summary="List one's own certification results, with their certificates",
    response=ResultsView,
)
def list_results(request: Request[None, None]) -> ResultsView:
    """Every session, rejected and cancelled tests too, with the jury's comment."""
    return service.of_person(_ports(), request.principal.person)


@edge.route(
    "GET",
    "/v1/certificates/{certificate_id}",
    summary="Read one's own certificate",
    response=CertificateView,
    errors=("not-found",),
)
def read_certificate(request: Request[None, None]) -> CertificateView:
    """One certificate, whole."""
    return service.certificate(_ports(), request.principal.person, request.path["certificate_id"], request.language)


@edge.route(
    "GET",
    "/v1/certificates/{certificate_id}/document",
    summary="Get a link to a file of one's own certificate",
    query=DocumentQuery,
    response=DocumentLink,
    errors=("not-found",),
)
def certificate_document(request: Request[None, DocumentQuery]) -> DocumentLink:
    """A link that ends after some minutes: the sealed PDF, or the credential."""
    person, certificate = request.principal.person, request.path["certificate_id"]
    return service.document(_ports(), person, certificate, request.query.kind)
