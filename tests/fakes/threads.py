"""Writers that come at once."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

THREADS = 16


def at_once(work: Callable[[int], Any], times: int = THREADS) -> list[Any]:
    """What `times` threads get that start together; each is given its number."""
    gate = threading.Barrier(times)

    def run(number: int) -> Any:
        gate.wait()
        return work(number)

    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(run, range(times)))
