"""The search of other services over HTTP: a POST, because who is searched for belongs in no address and no log."""

from chalicelib.certificates.finding import service
from chalicelib.certificates.finding.model import Held
from chalicelib.certificates.finding.schemas import (
    FindPerson,
    FoundCertificate,
    FoundHolder,
    FoundView,
    OtherCertificate,
)
from chalicelib.certificates.present import certified
from chalicelib.clients.model import Scope
from chalicelib.shared.http import Edge, Request

edge = Edge(__name__)
SCOPE: Scope = "certificates:find"


@edge.route(
    "POST",
    "/v1/certificate-searches",
    summary="Find the certificate of exactly one person, as another service",
    body=FindPerson,
    response=FoundView,
    access=("service",),
    scopes=(SCOPE,),
    errors=("scope-missing", "code-malformed", "nobody-found", "several-found", "too-many-requests"),
)
def find_person(request: Request[FindPerson, None]) -> FoundView:
    """One person, or a refusal that says nothing about anybody."""
    from chalicelib.bootstrap import house  # noqa: PLC0415 - the composition root imports every room

    held, *others = service.find(house().finding, request.principal, request.body)
    holder = FoundHolder(
        last_name=held.holder.last_name,
        first_name=held.holder.first_name,
        birth_date=held.holder.birth_date,
        birth_place=held.holder.birth_place,
    )
    told = _certificate(held, request.language)
    return FoundView(holder=holder, certificate=told, others=tuple(map(_other, others)))


def _certificate(held: Held, language: str) -> FoundCertificate:
    told, history, valid = held.certificate, held.standing.history, held.status == "valid"
    return FoundCertificate(
        code=told.code,
        status=held.status,
        since=history[-1].at if history and not valid else None,
        replaced_by=held.successor or None,
        centre=told.centre,
        session_number=told.session_number,
        tested_on=told.tested_on,
        delivered_at=told.delivered_at,
        framework=told.framework.name,
        framework_version=told.framework.version,
        certified=certified(told, language) if valid else None,
    )


def _other(held: Held) -> OtherCertificate:
    told = held.certificate
    return OtherCertificate(
        code=told.code, status=held.status, tested_on=told.tested_on, delivered_at=told.delivered_at
    )
