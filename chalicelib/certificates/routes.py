"""The public HTTP operations of certificates: verification by code, and what offline verifiers need. No sign-in."""

from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

from chalicelib.bootstrap import house
from chalicelib.certificates import codes, pages, present
from chalicelib.certificates.credentials.status_list import PURPOSES, Purpose
from chalicelib.certificates.errors import CertificateUnknown, CodeMalformed, StatusListUnknown
from chalicelib.certificates.schemas import FormQuery, PageQuery, TrustListView, VerificationView
from chalicelib.certificates.service import issuer, verification
from chalicelib.certificates.service.verification import Found
from chalicelib.shared.http import Edge, Reply, Request

edge = Edge(__name__)

REFUSALS = ("certificate-unknown", "code-malformed", "too-many-requests")
A_WHILE = {"Cache-Control": "public, max-age=300"}  # seconds: a status list may be this late, and no later


@edge.route(
    "GET",
    "/v",
    summary="The page to type a verification code on",
    query=FormQuery,
    also=(303,),
    access=(),
    errors=("code-malformed",),
    media_type=pages.HTML,
    refusal=pages.refused,
)
def verification_form(request: Request[None, FormQuery]) -> Reply:
    """The form; what it sends comes back here and goes on to the certificate's own address."""
    if not request.query.code:
        return pages.form(request.language)
    if not codes.is_code(request.query.code):
        raise CodeMalformed
    chosen = f"?{urlencode({'language': request.query.language})}" if request.query.language else ""
    where = f"/v/{codes.parse(request.query.code)}{chosen}"
    return Reply(text="", status=HTTPStatus.SEE_OTHER, location=where, headers=pages.security_headers())


@edge.route(
    "GET",
    "/v/{code}",
    summary="The verification page of a certificate",
    query=PageQuery,
    access=(),
    errors=REFUSALS,
    media_type=pages.HTML,
    refusal=pages.refused,
)
def verification_page(request: Request[None, PageQuery]) -> Reply:
    """Valid, suspended or revoked, in plain words; unknown and malformed codes are refused with a page of their own."""
    return pages.found(_asked(request), request.language, house().clock())


@edge.route(
    "GET",
    "/v1/verifications/{code}",
    summary="Verify a certificate by its code",
    response=VerificationView,
    access=(),
    errors=REFUSALS,
)
def verify_certificate(request: Request) -> VerificationView:
    """The same for programs."""
    return present.verification(_asked(request), request.language)


def _asked(request: Request[Any, Any]) -> Found:
    answer = verification.asked(house().certificates, request.source, request.path["code"])
    if answer.outcome == "malformed":
        raise CodeMalformed
    if answer.outcome == "unknown":
        raise CertificateUnknown(typed=answer.code)
    return answer


@edge.route(
    "GET",
    "/v1/status-lists/{list_id}",
    summary="A signed status list (W3C Bitstring Status List)",
    response=dict[str, Any],
    access=(),
    errors=("status-list-unknown",),
    media_type="application/vc",
)
def status_list(request: Request) -> Reply:
    """The list as it was last published."""
    purpose, number = _list_named(request.path["list_id"])
    published = house().certificates.lists.published(number, purpose)
    if published is None:
        raise StatusListUnknown
    return Reply(published.document, headers=A_WHILE)


def _list_named(text: str) -> tuple[Purpose, int]:
    """`revocation-1`."""
    name, _, number = text.partition("-")
    purpose: Purpose | None = next((known for known in PURPOSES if known == name), None)
    if purpose is None or not (number.isascii() and number.isdigit() and len(number) < 5):
        raise StatusListUnknown
    return purpose, int(number)


@edge.route(
    "GET",
    "/.well-known/did.json",
    summary="The issuer's DID document: every key that signs or signed certificates",
    response=dict[str, Any],
    access=(),
    media_type="application/did+json",
)
def did_document(request: Request) -> Reply:  # noqa: ARG001 - a view takes its request
    """What `did:web` leads to."""
    return Reply(issuer.public_document(house().certificates), headers=A_WHILE)


@edge.route(
    "GET",
    "/v1/trust-list",
    summary="The trust list: what is needed to verify certificates offline",
    response=TrustListView,
    access=(),
)
def trust_list(request: Request) -> Reply:  # noqa: ARG001 - a view takes its request
    """Keys and status lists, to keep."""
    offered = {**A_WHILE, "Content-Disposition": 'attachment; filename="trust-list.json"'}
    return Reply(issuer.trust_list(house().certificates), headers=offered)
