"""A clock that can be moved forward, for tests and the local stack only: sessions last days, and nobody waits for them.

How far it is ahead is kept in a file, so that every process of a stack sees the same time, also after a restart. It
never goes back: ids are sorted by time, and facts of tomorrow would lie in the future.
"""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from chalicelib.shared.clock import Clock, system_clock
from chalicelib.shared.files import write_atomically

VARIABLE = "PIX_LOCAL_CLOCK"
UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}
STEP = re.compile(r"\+(\d+)([smhd])")


@dataclass(frozen=True, slots=True)
class MovableClock:
    """The system's time plus what the file says; without a file, the system's time."""

    path: Path

    def __call__(self) -> datetime:
        """Now, in UTC."""
        return system_clock() + self.ahead

    @property
    def ahead(self) -> timedelta:
        """How far it was moved."""
        try:
            return timedelta(seconds=float(self.path.read_text()))
        except FileNotFoundError:
            return timedelta(0)

    def forward(self, **by: float) -> datetime:
        """Move it by `hours=24` and the like; the new time. ValueError when that is not forward."""
        step = timedelta(**by)
        if step < timedelta(0):
            raise ValueError("the clock goes forward only")
        write_atomically(self.path, str((self.ahead + step).total_seconds()).encode())
        return self()


def of(environment: Mapping[str, str] = os.environ) -> Clock:
    """The clock of the stack that these variables describe; the system's where there is none."""
    path = environment.get(VARIABLE)
    return MovableClock(Path(path)) if path else system_clock


def move_in() -> None:
    """Have this process's requests meet rooms that go by this clock."""
    from chalicelib import bootstrap
    from chalicelib.shared.settings import from_environment

    bootstrap.move_in(bootstrap.House(from_environment(os.environ), of()))


def step(text: str) -> dict[str, float]:
    """`+24h` as `{"hours": 24}`; ValueError for anything else."""
    found = STEP.fullmatch(text)
    if not found:
        raise ValueError(f"{text!r} is not a step such as +30m, +24h or +3d")
    return {UNITS[found[2]]: float(found[1])}
