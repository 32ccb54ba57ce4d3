"""Whether the service answers, and with which content."""

from msgspec import Struct

from chalicelib.bootstrap import house
from chalicelib.shared.http import Edge, Request

edge = Edge(__name__)


class Health(Struct, frozen=True):
    """`release` is the content that new assessments use."""

    status: str
    stage: str
    release: str


@edge.route(
    "GET", "/v1/health", summary="Is the service up?", response=Health, access=(), errors=("content-unpublished",)
)
def health(request: Request) -> Health:  # noqa: ARG001 - a view takes its request
    """Reads the store once, so that it says more than that a process runs."""
    rooms = house()
    return Health("ok", rooms.settings.stage, rooms.content.current_release())
