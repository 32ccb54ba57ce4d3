"""The OpenAPI 3.1 document, made of the declared routes and their schemas."""

import re
from http import HTTPStatus
from typing import Any

import msgspec

from chalicelib.shared.errors import STATUS
from chalicelib.shared.http.edge import FORM, JSON, Edge, Route
from chalicelib.shared.http.problems import MEDIA_TYPE, Problem

REFERENCE = "#/components/schemas/{name}"
SERVICE = "service"  # the application of other services
PARAMETER = re.compile(r"{(\w+)}")
COMMON_ERRORS = ("internal", "busy")
IDENTIFIER = {"type": "string", "minLength": 1, "maxLength": 64}


def document(version: str) -> dict[str, Any]:
    """The whole document; the routes' modules must have been imported."""
    routes = sorted(Edge.routes, key=lambda route: (route.path, route.method))
    schemas, components = _schemas(routes)
    paths: dict[str, dict[str, Any]] = {}
    for route in routes:
        paths.setdefault(route.path, {})[route.method.lower()] = _operation(route, schemas)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Pix, serverless",
            "version": version,
            "summary": "Measure, develop and certify digital skills.",
            "license": {"name": "AGPL-3.0-or-later", "identifier": "AGPL-3.0-or-later"},
        },
        "servers": [{"url": "/"}],
        "paths": paths,
        "components": {
            "schemas": components,
            "securitySchemes": _schemes(routes),
        },
    }


def _schemas(routes: list[Route]) -> tuple[dict[Any, Any], dict[str, Any]]:
    kinds = [kind for route in routes for kind in _kinds(route) if kind is not None]
    unique = list(dict.fromkeys([*kinds, Problem]))
    found, components = msgspec.json.schema_components(unique, ref_template=REFERENCE)
    return dict(zip(unique, found, strict=True)), components


def _kinds(route: Route) -> tuple[Any, ...]:
    return route.body, route.query, route.response, route.refused_as


def _operation(route: Route, schemas: dict[Any, Any]) -> dict[str, Any]:
    operation: dict[str, Any] = {
        "operationId": f"{route.method.lower()}_{route.name}",
        "summary": route.summary,
        "tags": [_tag(route.path)],
        "parameters": _parameters(route),
        "responses": _responses(route, schemas),
    }
    if route.body is not None:
        content = {FORM if route.form else JSON: {"schema": schemas[route.body]}}
        operation["requestBody"] = {"required": True, "content": content}
    if security := _security(route):
        operation["security"] = security
    return operation


def _security(route: Route) -> list[dict[str, list[str]]]:
    """Each one is enough: a person's token for one of the applications (as roles), a service's, a cookie, a secret."""
    people = [{"access": [application]} for application in route.access if application != SERVICE]
    services = [{"service": list(route.scopes)}] if SERVICE in route.access else []
    cookies: list[dict[str, list[str]]] = [{cookie: []} for cookie in route.cookies]
    if cookies and "unauthenticated" not in route.errors:
        cookies.append({})  # and nobody is asked for it
    return [*people, *services, *cookies, *([{"client": []}, {}] if route.basic else [])]


def _schemes(routes: list[Route]) -> dict[str, Any]:
    """Every way in that some route names."""
    scopes = {scope: route.summary for route in routes for scope in route.scopes}
    tokens = next((route.path for route in routes if route.basic), "")
    cookies = sorted({cookie for route in routes for cookie in route.cookies})
    return {
        "access": {
            "type": "http",
            "scheme": "bearer",
            "bearerFormat": "JWT",
            "description": "A person's access token, for one application: the roles that an operation names.",
        },
        "service": {
            "type": "oauth2",
            "description": "Another service's access token, by its client's id and secret.",
            "flows": {"clientCredentials": {"tokenUrl": tokens, "scopes": scopes}},
        },
        "client": {
            "type": "http",
            "scheme": "basic",
            "description": "A service's client id and secret; they may be given in the form instead.",
        },
        **{cookie: _cookie_scheme(cookie) for cookie in cookies},
    }


def _cookie_scheme(name: str) -> dict[str, str]:
    told = "A person's refresh token in one application; only the browser that signed in has it."
    return {"type": "apiKey", "in": "cookie", "name": name, "description": told}


def _tag(path: str) -> str:
    """`/v1/people/me` -> `people`; what stands outside `/v1` is a page."""
    parts = path.split("/")
    return parts[2] if parts[1] == "v1" else "pages"


def _parameters(route: Route) -> list[dict[str, Any]]:
    in_path = [
        {"name": name, "in": "path", "required": True, "schema": _path_schema(name)}
        for name in PARAMETER.findall(route.path)
    ]
    return [*in_path, *_query_parameters(route)]


def _path_schema(name: str) -> dict[str, Any]:
    return {"type": "integer", "minimum": 1} if name == "position" else IDENTIFIER


def _query_parameters(route: Route) -> list[dict[str, Any]]:
    if route.query is None:
        return []
    _, components = msgspec.json.schema_components([route.query], ref_template=REFERENCE)
    schema = components[route.query.__name__]
    required = schema.get("required", [])
    return [
        {"name": name, "in": "query", "required": name in required, "schema": value}
        for name, value in schema["properties"].items()
    ]


def _responses(route: Route, schemas: dict[Any, Any]) -> dict[str, Any]:
    responses = {str(status): _success(route, status, schemas) for status in (route.status, *route.also)}
    by_status: dict[str, list[str]] = {}
    for code in declared_errors(route):
        by_status.setdefault(str(int(STATUS[code])), []).append(code)
    for status, codes in sorted(by_status.items()):
        content = _refusal(route, schemas)
        responses[status] = {"description": f"Problem: {', '.join(codes)}", "content": content}
    return responses


def _refusal(route: Route, schemas: dict[Any, Any]) -> dict[str, Any]:
    if route.refused_as:
        return {route.media_type: {"schema": schemas[route.refused_as]}}
    problem = {MEDIA_TYPE: {"schema": schemas[Problem]}}
    if route.problem_too:
        return {**_as_text(route), **problem}
    return _as_text(route) if route.refusal else problem


def _success(route: Route, status: int, schemas: dict[Any, Any]) -> dict[str, Any]:
    description = HTTPStatus(status).phrase
    if route.refusal and not route.refused_as and status < HTTPStatus.MULTIPLE_CHOICES:
        return {"description": description, "content": _as_text(route)}
    if route.response is None:
        return {"description": description}
    return {"description": description, "content": {route.media_type: {"schema": schemas[route.response]}}}


def _as_text(route: Route) -> dict[str, Any]:
    """A page, which has no schema."""
    return {route.media_type.partition(";")[0]: {"schema": {"type": "string"}}}


def declared_errors(route: Route) -> list[str]:
    """Every code that the route may answer, each once."""
    return list(dict.fromkeys([*_edge_errors(route), *route.errors]))


def _edge_errors(route: Route) -> list[str]:
    """What the edge itself may answer before the view is called."""
    found: list[str] = [*COMMON_ERRORS]
    if route.body is not None:
        found += ["invalid-request", "request-too-large"]
    if route.query is not None:
        found.append("invalid-request")
    if route.access:
        found += ["unauthenticated", "forbidden"]
    return found
