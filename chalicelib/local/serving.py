"""Runs a WSGI application until told to end; requests in hand are answered first."""

import signal
import sys

import waitress

from chalicelib.local.gateway import Application

BODY_LIMIT = 10 * 1024 * 1024  # API Gateway's own


def serve(application: Application, host: str, port: int, threads: int) -> None:
    """Serve on one address; SIGTERM ends it."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    waitress.serve(
        application,
        host=host,
        port=port,
        threads=threads,
        max_request_body_size=BODY_LIMIT,
        connection_limit=1000,
        ident=None,
        _quiet=True,
    )
