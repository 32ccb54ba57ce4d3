"""The browsable description of the API at `/docs`: Swagger UI over the committed document."""

from collections.abc import Iterable
from pathlib import Path

from chalicelib.local import headers
from chalicelib.local.files import folder_site, media_type, refuse, respond
from chalicelib.local.gateway import Application, Environ, StartResponse
from chalicelib.local.infra import ROOT

SWAGGER = ROOT / "node_modules" / "swagger-ui-dist"
DOCUMENT = ROOT / "docs" / "openapi.json"
PAGE = b"""<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Pix API</title>
<link rel="stylesheet" href="/docs/swagger-ui.css"></head>
<body><div id="api"></div><script src="/docs/swagger-ui-bundle.js"></script><script src="/docs/start.js"></script>
</body></html>
"""
START = b'SwaggerUIBundle({url: "/docs/openapi.json", dom_id: "#api", deepLinking: true});\n'
MADE = {
    "": (PAGE, "text/html; charset=utf-8"),
    "/": (PAGE, "text/html; charset=utf-8"),
    "/start.js": (START, "text/javascript; charset=utf-8"),
}


def documentation() -> Application:
    """The page, its start script, the document, and Swagger UI's own files."""
    files = folder_site(SWAGGER, headers.DOCUMENTATION)

    def application(environ: Environ, start: StartResponse) -> Iterable[bytes]:
        rest = environ["PATH_INFO"].removeprefix("/docs")
        if rest in MADE:
            body, kind = MADE[rest]
            return _sent(environ, start, body, kind)
        if rest == "/openapi.json":
            return _document(environ, start, DOCUMENT)
        return files({**environ, "PATH_INFO": rest}, start)

    return application


def _document(environ: Environ, start: StartResponse, path: Path) -> Iterable[bytes]:
    if not path.exists():
        return refuse(environ, start, 404, "docs/openapi.json has not been made: run `pix openapi`.")
    return _sent(environ, start, path.read_bytes(), media_type(path))


def _sent(environ: Environ, start: StartResponse, body: bytes, kind: str) -> Iterable[bytes]:
    return respond(environ, start, 200, headers.secured(headers.DOCUMENTATION, headers.REVALIDATE, kind), body)
