"""Chalice's own local gateway as a WSGI application, for a server that keeps connections alive without stalling."""

import base64
from collections.abc import Callable, Iterable
from http import HTTPStatus
from typing import Any
from urllib.parse import quote, unquote

from chalice.app import Chalice
from chalice.config import Config
from chalice.local import (
    CustomLocalChalice,
    LocalChalice,
    LocalGateway,
    LocalGatewayException,
    MatchResult,
    RouteMatcher,
)

Environ = dict[str, Any]
StartResponse = Callable[[str, list[tuple[str, str]]], object]
Application = Callable[[Environ, StartResponse], Iterable[bytes]]


def gateway(app: Chalice) -> Application:
    """The app's routes; one request per thread at a time."""
    _give_each_thread_its_request(app)
    local = LocalGateway(app, Config.create(chalice_stage="local", project_dir=".", environment_variables={}))
    local.event_converter._route_matcher = Matcher(list(app.routes))

    def application(environ: Environ, start: StartResponse) -> Iterable[bytes]:
        body = read_body(environ)
        try:
            answer = local.handle_request(environ["REQUEST_METHOD"], full_path(environ), request_headers(environ), body)
        except LocalGatewayException as error:
            answer = {"statusCode": error.CODE, "headers": error.headers, "body": (error.body or b"").decode()}
        return _respond(answer, start)

    return application


class Matcher(RouteMatcher):
    """Matches the quoted path and hands over its parameters unquoted, as API Gateway does: `%3F` begins no query."""

    def match_route(self, url: str) -> MatchResult:
        """See RouteMatcher."""
        found = super().match_route(url)
        captured = {name: unquote(value, errors="replace") for name, value in found.captured.items()}
        return MatchResult(found.route, captured, found.query_params)


def _give_each_thread_its_request(app: Chalice) -> None:
    # what `chalice local` does: `current_request` becomes a thread-local property of the app's class
    if not isinstance(app, LocalChalice):
        CustomLocalChalice.__bases__ = (LocalChalice, app.__class__)
        app.__class__ = CustomLocalChalice


def read_body(environ: Environ) -> bytes:
    """The request's body."""
    length = environ.get("CONTENT_LENGTH")
    return environ["wsgi.input"].read(int(length)) if length else b""


def full_path(environ: Environ) -> str:
    """Path and query, quoted as they came (but for `%2F`, which the server has made a slash)."""
    query = environ.get("QUERY_STRING")
    return quote(environ["PATH_INFO"].encode("latin-1")) + (f"?{query}" if query else "")


def request_headers(environ: Environ) -> dict[str, str]:
    """The request's headers in lower case."""
    headers = {name[5:].replace("_", "-").lower(): value for name, value in environ.items() if name.startswith("HTTP_")}
    if environ.get("CONTENT_TYPE"):
        headers["content-type"] = environ["CONTENT_TYPE"]
    return headers


def _respond(answer: dict[str, Any], start: StartResponse) -> Iterable[bytes]:
    text = answer.get("body") or ""
    body = base64.b64decode(text) if answer.get("isBase64Encoded") else text.encode()
    several = (answer.get("multiValueHeaders") or {}).items()
    given = [*answer["headers"].items(), *((name, value) for name, values in several for value in values)]
    headers = [(name, str(value)) for name, value in given if name.lower() != "content-length"]
    if body and not any(name.lower() == "content-type" for name, _ in headers):
        headers.append(("Content-Type", "application/json"))  # as API Gateway does
    start(status_line(answer["statusCode"]), [*headers, length_of(body)])
    return [body]


def status_line(code: int) -> str:
    """`404 Not Found`."""
    return f"{code} {HTTPStatus(code).phrase}"


def length_of(body: bytes) -> tuple[str, str]:
    """The header of the body's length."""
    return "Content-Length", str(len(body))
