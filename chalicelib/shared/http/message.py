"""What a view receives and returns."""

from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from chalicelib.shared.errors import NotFound
from chalicelib.shared.tokens import Principal

Body = TypeVar("Body")
Query = TypeVar("Query")

MAX_DIGITS = 9
ANYONE = Principal(person="", application="learner")


@dataclass(frozen=True, slots=True)
class Request(Generic[Body, Query]):
    """A request that passed the edge: token, size and schema are already checked."""

    body: Body
    query: Query
    path: dict[str, str]
    principal: Principal
    language: str
    correlation_id: str
    source: str
    cookies: dict[str, str] = field(default_factory=dict)
    authorization: str = field(default="", repr=False)  # the header, of routes that take no token of ours

    def number(self, name: str) -> int:
        """A path parameter that counts from 1; NotFound for anything else."""
        text = self.path[name]
        if not (text.isascii() and text.isdigit() and len(text) < MAX_DIGITS):
            raise NotFound(f"{name} is not a number.")
        return int(text)


@dataclass(frozen=True, slots=True)
class Reply:
    """A view's answer when a plain body with the declared status is not enough; `text` is sent as it is."""

    body: Any = None
    text: str | None = None
    status: int | None = None
    location: str | None = None
    set_cookies: tuple[str, ...] = ()
    headers: dict[str, str] = field(default_factory=dict)
