"""A process that dies at one of its writes, for tests of what is found afterwards."""

from collections.abc import Callable
from typing import Any


class Killed(BaseException):
    """The process ends here: nothing catches it."""


class Deaths:
    """Kills at the nth write, before or after it was made; remembers whether that write came."""

    def __init__(self, place: int, after: bool) -> None:
        self.place, self.after, self.struck = place, after, False

    def __call__(self, number: int, send: Callable[[], Any]) -> Any:
        if number != self.place:
            return None
        self.struck = True
        if self.after:
            send()
        raise Killed
