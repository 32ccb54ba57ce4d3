"""One origin, as the content delivery network makes it: API, client, objects, environments; plus the local extras."""

import os
from collections.abc import Iterable
from pathlib import Path

from chalicelib.local import headers
from chalicelib.local.documentation import documentation
from chalicelib.local.files import folder_site, private_links, public_objects, respond
from chalicelib.local.gateway import Application, Environ, StartResponse, gateway
from chalicelib.local.infra import ROOT
from chalicelib.local.outbox import outbox
from chalicelib.shared.mail import OutboxMail
from chalicelib.shared.objects import FolderObjects
from chalicelib.shared.settings import Settings, from_environment

CLIENT = Path(os.environ.get("PIX_CLIENT") or ROOT / "build" / "client")
THREADS = 16


def health(environ: Environ, start: StartResponse) -> Iterable[bytes]:
    """Says that the server answers."""
    head = headers.secured(headers.NOTHING, headers.REVALIDATE, "application/json")
    return respond(environ, start, 200, head, b'{"status":"ok"}')


def origin(api: Application, settings: Settings, client: Path = CLIENT) -> Application:
    """The whole origin; the first matching prefix wins, the client's pages take the rest."""
    objects = FolderObjects(settings.data_dir / "objects", settings.public_url)
    routes: dict[str, Application] = {
        "/v1": api,
        "/v": api,
        "/.well-known": api,
        "/objects": public_objects(objects, headers.NOTHING, headers.IMMUTABLE),
        "/environments": public_objects(objects, headers.ENVIRONMENTS, headers.IMMUTABLE),
        "/private": private_links(objects),
        "/assets": folder_site(client, cache=headers.IMMUTABLE),
        "/docs": documentation(),
        "/outbox": outbox(OutboxMail(settings.data_dir / "outbox")),
        "/healthz": health,
    }
    pages = folder_site(client)

    def application(environ: Environ, start: StartResponse) -> Iterable[bytes]:
        first = "/" + environ["PATH_INFO"].split("/", 2)[1]
        return routes.get(first, pages)(environ, start)

    return application


def main() -> None:
    """Serve on the host and port of PIX_LOCAL_HOST and PIX_LOCAL_PORT."""
    from app import app
    from chalicelib.local import clock
    from chalicelib.local.serving import serve

    clock.move_in()
    served = origin(gateway(app), from_environment(os.environ))
    serve(served, os.environ.get("PIX_LOCAL_HOST", "127.0.0.1"), int(os.environ["PIX_LOCAL_PORT"]), THREADS)


if __name__ == "__main__":
    main()
