"""Declares routes: each view is wrapped once with token, size, schema, errors and correlation id."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

import msgspec
from chalice.app import Blueprint, Response
from chalice.app import Request as ChaliceRequest
from pynamodb.exceptions import PynamoDBException

from chalicelib.shared import ids, telemetry
from chalicelib.shared.clock import system_clock
from chalicelib.shared.errors import Busy, Forbidden, InvalidRequest, PixError, TooLarge, Unauthenticated
from chalicelib.shared.http import problems
from chalicelib.shared.http.message import ANYONE, Reply, Request
from chalicelib.shared.i18n import LANGUAGES, preferred
from chalicelib.shared.tables import is_passing
from chalicelib.shared.tokens import Application, Principal

MAX_BODY = 64 * 1024
NETWORK_HEADER = "x-pix-network"  # infra/cdn.yaml sends it
CORRELATION = re.compile(r"[A-Za-z0-9-]{8,64}")
# Chalice fills these in for a body it cannot read; we read bodies ourselves.
ANY_CONTENT = ["application/json"]

JSON = "application/json"
FORM = "application/x-www-form-urlencoded"
MOST_FIELDS = 50

Authenticate = Callable[[str], Principal]
Refusal = Callable[[PixError, str, str], Reply]  # of an error, in a language, under a correlation id


@dataclass(frozen=True, slots=True)
class Route:
    """One declared operation; the OpenAPI document is made of these."""

    method: str
    path: str
    name: str
    summary: str
    body: type | None
    query: type | None
    response: Any
    status: int
    access: tuple[Application, ...]
    errors: tuple[str, ...]
    cookies: tuple[str, ...]  # any of these lets in
    also: tuple[int, ...]  # other statuses that bear the same body
    max_body: int = MAX_BODY  # bytes
    media_type: str = JSON  # of the reply
    refusal: Refusal | None = None  # how a page for people says no; None: a problem document
    form: bool = False  # the body is a form, as browsers and OAuth send it
    refused_as: type | None = None  # the schema of `refusal`, when it is JSON
    problem_too: bool = False  # `refusal` is for browsers; who does not ask for a page gets a problem document
    scopes: tuple[str, ...] = ()  # what a service must have been granted
    basic: bool = False  # a service's id and secret, in the header or else in the form


class Edge:
    """One room's routes: a Chalice blueprint and the declarations beside it."""

    routes: list[Route] = []  # noqa: RUF012 - the one registry of the application, filled at import
    authenticate: Authenticate | None = None  # set by bootstrap
    is_network: Callable[[str], bool] | None = None  # set by bootstrap: whether this is the network's secret

    def __init__(self, import_name: str) -> None:
        self.blueprint = Blueprint(import_name)

    def route(  # noqa: PLR0913 - a declaration reads best flat
        self,
        method: str,
        path: str,
        *,
        summary: str,
        response: Any = None,
        body: type | None = None,
        query: type | None = None,
        status: int = 200,
        access: tuple[Application, ...] = ("learner",),
        errors: tuple[str, ...] = (),
        cookies: tuple[str, ...] = (),
        also: tuple[int, ...] = (),
        max_body: int = MAX_BODY,
        media_type: str = JSON,
        refusal: Refusal | None = None,
        form: bool = False,
        refused_as: type | None = None,
        problem_too: bool = False,
        scopes: tuple[str, ...] = (),
        basic: bool = False,
    ) -> Callable[[Callable[[Request], Any]], Callable[[Request], Any]]:
        """Declare `view(request) -> body | Reply`; access `()` means anyone."""

        def declare(view: Callable[[Request], Any]) -> Callable[[Request], Any]:
            declared = Route(
                method,
                path,
                view.__name__,
                summary,
                body,
                query,
                response,
                status,
                access,
                errors,
                cookies,
                also,
                max_body,
                media_type,
                refusal,
                form,
                refused_as,
                problem_too,
                scopes,
                basic,
            )
            Edge.routes.append(declared)
            self._register(declared, view)
            return view

        return declare

    def _register(self, route: Route, view: Callable[[Request], Any]) -> None:
        def handler(**path: str) -> Response:
            return _serve(route, view, self.blueprint.current_request, path)

        handler.__name__ = f"{route.method.lower()}_{route.name}"
        taken = [FORM] if route.form else ANY_CONTENT
        self.blueprint.route(route.path, methods=[route.method], content_types=taken, name=handler.__name__)(handler)


def _serve(route: Route, view: Callable[[Request], Any], raw: ChaliceRequest, path: dict[str, str]) -> Response:
    correlation_id = _correlation_id(raw)
    language = _language(route, raw)
    with telemetry.request(route.method, route.path, correlation_id) as span:
        try:
            reply = view(_read(route, raw, path, language, correlation_id))
            response = _respond(route, reply if isinstance(reply, Reply) else Reply(reply), correlation_id)
        except PixError as error:
            if error.alarming:
                telemetry.alarm(error, correlation_id)
            response = _refuse(route, raw, error, language, correlation_id)
        except Exception as error:  # the last line of defence: the cause goes to the log, never to the caller
            telemetry.failure(correlation_id)
            passing = isinstance(error, PynamoDBException) and is_passing(error)
            response = _refuse(route, raw, Busy() if passing else PixError(), language, correlation_id)
        span.status = response.status_code
    return response


def _read(route: Route, raw: ChaliceRequest, path: dict[str, str], language: str, correlation_id: str) -> Request:
    principal = _authorize(route, raw)
    return Request(
        body=_body(route, raw),
        query=_query(route, raw),
        path=path,
        principal=principal,
        language=language,
        correlation_id=correlation_id,
        source=_source(raw),
        cookies=_cookies(raw),
        authorization="" if route.access else raw.headers.get("authorization", ""),
    )


def _language(route: Route, raw: ChaliceRequest) -> str:
    """A page's reader may choose by `?language=`: browsers let few people change the header."""
    chosen = (raw.query_params or {}).get("language", "") if route.refusal else ""
    return preferred(chosen if chosen in LANGUAGES else raw.headers.get("accept-language", ""))


def _source(raw: ChaliceRequest) -> str:
    """The caller's network address: the one that API Gateway sees or, when that is our own network's, the one before.

    Each hop adds the address it sees to `X-Forwarded-For`: whatever a caller wrote there stands further left.
    """
    seen = (raw.context.get("identity") or {}).get("sourceIp") or ""
    if Edge.is_network is None or not Edge.is_network(raw.headers.get(NETWORK_HEADER, "")):
        return seen
    hops = [hop.strip() for hop in raw.headers.get("x-forwarded-for", "").split(",")]
    return hops[-2] if len(hops) > 1 else seen


def _correlation_id(raw: ChaliceRequest) -> str:
    given = raw.headers.get("x-correlation-id", "")
    return given if CORRELATION.fullmatch(given) else ids.new_id(system_clock())


def _authorize(route: Route, raw: ChaliceRequest) -> Principal:
    if not route.access:
        return ANYONE
    scheme, _, token = raw.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not token or Edge.authenticate is None:
        raise Unauthenticated("This address needs an access token.")
    principal = Edge.authenticate(token)
    if principal.application not in route.access:
        raise Forbidden("This access token is for another application.")
    return principal


def _body(route: Route, raw: ChaliceRequest) -> Any:
    if route.body is None:
        return None
    content = raw.raw_body or b""
    if len(content) > route.max_body:
        raise TooLarge(f"The body is larger than {route.max_body} bytes.")
    try:
        return _fields(content, route.body) if route.form else msgspec.json.decode(content, type=route.body)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise _schema_error(error) from None


def _fields(content: bytes | str, kind: type) -> Any:
    """A form. What stands there without a value counts as left out; the same twice is refused (RFC 6749, part 3.2)."""
    try:
        text = content.decode() if isinstance(content, bytes) else content
        pairs = parse_qsl(text, max_num_fields=MOST_FIELDS, errors="strict")
    except ValueError as error:
        raise problems.invalid("$", str(error)) from None
    if len(pairs) > len(dict(pairs)):
        raise problems.invalid("$", "a field is given more than once")
    return msgspec.convert(dict(pairs), kind)


def _query(route: Route, raw: ChaliceRequest) -> Any:
    if route.query is None:
        return None
    parameters = raw.query_params or {}
    given = {name: parameters[name] for name in parameters}
    try:
        return msgspec.convert(given, route.query, strict=False)
    except msgspec.ValidationError as error:
        raise _schema_error(error) from None


def _schema_error(error: Exception) -> InvalidRequest:
    message, _, where = str(error).partition(" - at `")
    return problems.invalid(where.rstrip("`") or "$", message)


def _cookies(raw: ChaliceRequest) -> dict[str, str]:
    pairs = (part.strip().partition("=") for part in raw.headers.get("cookie", "").split(";"))
    return {name: value for name, _, value in pairs if name}


def _respond(route: Route, reply: Reply, correlation_id: str) -> Response:
    headers: dict[str, Any] = {"X-Correlation-Id": correlation_id, "Cache-Control": "no-store", **reply.headers}
    if reply.location:
        headers["Location"] = reply.location
    if reply.set_cookies:
        headers["Set-Cookie"] = list(reply.set_cookies)
    status = reply.status or route.status
    if reply.body is None and reply.text is None:
        return Response(body="", status_code=status, headers=headers)
    headers.setdefault("Content-Type", route.media_type)
    body = msgspec.json.encode(reply.body).decode() if reply.text is None else reply.text
    return Response(body=body, status_code=status, headers=headers)


def _refuse(route: Route, raw: ChaliceRequest, error: PixError, language: str, correlation_id: str) -> Response:
    if route.refusal is None or (route.problem_too and "text/html" not in raw.headers.get("accept", "")):
        return problems.respond(error, language, correlation_id)
    return _respond(route, route.refusal(error, language, correlation_id), correlation_id)
