"""Calls to the API by many people at once: how long each took, and everything that did not go well."""

import asyncio
import time
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any

import httpx

AT_ONCE = 64  # requests in the air; the others wait in their browsers, and their waiting counts
AGAIN_SECONDS = 1.0
TIMEOUT = 120


@dataclass(slots=True)
class Measured:
    """Seconds of each kind of request, errors by kind, and requests sent again because the web process was killed."""

    seconds: defaultdict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    errors: Counter[str] = field(default_factory=Counter)
    repeated: int = 0

    def figures(self) -> dict[str, dict[str, float]]:
        """For each kind: how many, median and 95th percentile in milliseconds."""
        return {kind: percentiles(taken) for kind, taken in sorted(self.seconds.items())}


def percentiles(taken: list[float]) -> dict[str, float]:
    """Count, p50 and p95 in milliseconds."""
    ordered = sorted(taken)

    def at(share: float) -> float:
        return round(1000 * ordered[min(len(ordered) - 1, int(share * len(ordered)))], 1)

    return {"count": len(ordered), "p50_ms": at(0.5), "p95_ms": at(0.95)}


class Calls:
    """One client for everybody; `async with` it."""

    def __init__(self, url: str) -> None:
        limits = httpx.Limits(max_connections=AT_ONCE, max_keepalive_connections=AT_ONCE)
        self.http = httpx.AsyncClient(base_url=url, limits=limits, timeout=TIMEOUT)
        self.measured = Measured()
        self.killed = False  # whether the web process was: what it had in hand is sent again
        self.alive = asyncio.Event()
        self.alive.set()
        self._door = asyncio.Semaphore(AT_ONCE)

    async def __aenter__(self) -> "Calls":
        return self

    async def __aexit__(self, kind: type[BaseException] | None, error: object, trace: TracebackType | None) -> None:
        await self.http.aclose()

    async def __call__(
        self, kind: str, method: str, path: str, body: Any = None, token: str = "", **query: str
    ) -> dict[str, Any]:
        """The JSON reply; sent again, unchanged, after what may pass. RuntimeError for what will not."""
        headers = {"authorization": f"Bearer {token}"} if token else {}
        while True:
            await self.alive.wait()
            began = time.perf_counter()
            try:
                async with self._door:
                    reply = await self.http.request(method, path, json=body, headers=headers, params=query)
            except httpx.TransportError as error:
                self._note(kind, error)
                await asyncio.sleep(AGAIN_SECONDS)
                continue
            self.measured.seconds[kind].append(time.perf_counter() - began)
            if reply.status_code < 400:
                return reply.json() if reply.content else {}
            self.measured.errors[f"{kind}: {reply.status_code} {reply.json().get('code', '')}"] += 1
            if reply.status_code not in (429, 503):
                raise RuntimeError(f"{method} {path}: {reply.status_code} {reply.text[:500]}")
            await asyncio.sleep(AGAIN_SECONDS)

    def _note(self, kind: str, error: httpx.TransportError) -> None:
        if self.killed:
            self.measured.repeated += 1
        else:
            self.measured.errors[f"{kind}: {type(error).__name__}"] += 1
