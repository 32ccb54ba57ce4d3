"""Serves files of a folder, objects and private links over WSGI, with the headers of the content delivery network."""

import mimetypes
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import parse_qs

from chalicelib.local import headers
from chalicelib.local.gateway import Application, Environ, StartResponse, length_of, status_line
from chalicelib.shared.objects import FolderObjects, StoredObject, disposition

# the system's own table of types differs from one machine to the next
TYPES = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".ico": "image/x-icon",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".mjs": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".webmanifest": "application/manifest+json",
    ".woff2": "font/woff2",
}


def media_type(path: Path) -> str:
    """The type of a file by its name."""
    return TYPES.get(path.suffix) or mimetypes.guess_type(path.name)[0] or "application/octet-stream"


def respond(
    environ: Environ, start: StartResponse, status: int, head: list[tuple[str, str]], body: bytes
) -> Iterable[bytes]:
    """One answer; a HEAD request gets its headers only."""
    start(status_line(status), [*head, length_of(body)])
    return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]


def refuse(environ: Environ, start: StartResponse, status: int, text: str) -> Iterable[bytes]:
    """A plain refusal."""
    head = headers.secured(headers.NOTHING, headers.REVALIDATE, "text/plain; charset=utf-8")
    return respond(environ, start, status, head, f"{text}\n".encode())


def found_in(folder: Path, path: str) -> Path | None:
    """The file that an address names: itself, its page (`/profile` -> profile.html) or its folder's index."""
    try:
        target = (folder / path.lstrip("/")).resolve()
        if not target.is_relative_to(folder.resolve()):
            return None
        candidates = (target, target.with_name(f"{target.name}.html"), target / "index.html")
        return next((candidate for candidate in candidates if candidate.is_file()), None)
    except (ValueError, OSError):  # no name of a file: a NUL in it, or too long
        return None


def folder_site(folder: Path, policy: str = headers.PAGES, cache: str = headers.REVALIDATE) -> Application:
    """The files of a folder; its 404.html for what is not there."""

    def application(environ: Environ, start: StartResponse) -> Iterable[bytes]:
        if environ["REQUEST_METHOD"] not in {"GET", "HEAD"}:
            return refuse(environ, start, 405, "Only GET and HEAD are served here.")
        path = found_in(folder, environ["PATH_INFO"])
        status, served = (200, path) if path else (404, found_in(folder, "/404.html"))
        if served is None:
            return refuse(environ, start, 404, "There is no such page.")
        tag = f'"{served.stat().st_mtime_ns:x}-{served.stat().st_size:x}"'
        head = [*headers.secured(policy, cache if path else headers.REVALIDATE, media_type(served)), ("ETag", tag)]
        if status == 200 and environ.get("HTTP_IF_NONE_MATCH") == tag:
            return respond(environ, start, 304, head, b"")
        return respond(environ, start, status, head, served.read_bytes())

    return application


def public_objects(objects: FolderObjects, policy: str, cache: str) -> Application:
    """Public objects at `/` + key."""

    def application(environ: Environ, start: StartResponse) -> Iterable[bytes]:
        stored = _read(objects, environ["PATH_INFO"].lstrip("/"))
        if stored is None:
            return refuse(environ, start, 404, "There is no such file.")
        return respond(environ, start, 200, headers.secured(policy, cache, stored.media_type), stored.body)

    return application


def _read(objects: FolderObjects, key: str) -> StoredObject | None:
    try:
        return objects.get(key)
    except ValueError:  # an address that is no key
        return None


def private_links(objects: FolderObjects) -> Application:
    """What `FolderObjects.link` leads to, as S3 answers a presigned address."""

    def application(environ: Environ, start: StartResponse) -> Iterable[bytes]:
        query = {name: values[0] for name, values in parse_qs(environ.get("QUERY_STRING", "")).items()}
        name = query.get("name", "")
        try:
            key = environ["PATH_INFO"].removeprefix("/private/")
            stored = objects.opened(key, query["until"], name, query["signature"])
        except (KeyError, ValueError):
            stored = None
        if stored is None:
            return refuse(environ, start, 403, "This link is not valid, or no longer.")
        head = headers.secured(headers.NOTHING, "private, no-store", stored.media_type)
        offered = [("Content-Disposition", disposition(name))] if name else []
        return respond(environ, start, 200, [*head, *offered], stored.body)

    return application
