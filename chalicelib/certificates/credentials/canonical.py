"""JSON-LD documents as canonical N-Quads (RDFC-1.0), with the contexts that we ship: the network is never asked."""

import json
from functools import cache
from importlib.resources import files
from threading import Lock
from typing import Any

VC = "https://www.w3.org/ns/credentials/v2"
OPEN_BADGES = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
SHIPPED = {VC: "credentials-v2.json", OPEN_BADGES: "open-badges-3.0.3.json"}

Document = dict[str, Any]
_resolved: dict[str, Any] = {}  # what the library made of the contexts: a few dozen entries, and no more ever
_one_at_a_time = Lock()  # each entry has a cache of its own that two threads at once corrupt


class NotCanonicalError(ValueError):
    """The document names a context that we do not have, or is not JSON-LD."""


def canonical(document: Document) -> bytes:
    """The document's RDF data set as sorted N-Quads; NotCanonicalError."""
    from pyld import ContextResolver, jsonld  # noqa: PLC0415 - 0.3 s, only where something is signed or checked

    # what RDFC-1.0 was called before it became a recommendation
    options: Any = {
        "algorithm": "URDNA2015",
        "format": "application/n-quads",
        "documentLoader": load,
        "contextResolver": ContextResolver(_resolved, load),  # not the cache that other users of the library fill
    }
    try:
        with _one_at_a_time:
            return str(jsonld.normalize(document, options)).encode()
    except (jsonld.JsonLdError, NotCanonicalError) as error:
        raise NotCanonicalError(str(error)[:300]) from error


def load(url: str, options: object = None) -> Document:  # noqa: ARG001 - pyld hands over its options
    """A shipped context, in the form in which pyld wants it."""
    if url not in SHIPPED:
        raise NotCanonicalError(f"unknown context: {url[:200]}")
    found = {"contentType": "application/ld+json", "contextUrl": None, "documentUrl": url, "document": _shipped(url)}
    return {**found, "tag": "static"}  # they never change: pyld keeps what it made of them


@cache
def _shipped(url: str) -> Document:
    return json.loads((files("chalicelib.certificates.credentials") / "contexts" / SHIPPED[url]).read_bytes())
