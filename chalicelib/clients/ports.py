"""What the use cases of machine clients need from the outside."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from chalicelib.clients.model import Client
from chalicelib.shared.clock import Clock
from chalicelib.shared.ratelimit import Limiter
from chalicelib.shared.rules import Rules
from chalicelib.shared.settings import Settings


class Clients(Protocol):
    """Clients by their id; every change stands together with its entry in the audit trail."""

    def add(self, client: Client) -> bool:
        """Store a new client; False when the id is taken."""
        ...

    def get(self, client: str) -> Client | None:
        """As of now (consistent)."""
        ...

    def all(self) -> Sequence[Client]:
        """Every client, the oldest first; revoked ones too."""
        ...

    def revoke(self, client: str, at: str) -> bool:
        """End a client, for good; False when it is revoked already, or there is none."""
        ...


@dataclass(frozen=True, slots=True)
class ClientPorts:
    """Everything together."""

    clients: Clients
    clock: Clock
    limiter: Limiter
    rules: Rules
    settings: Settings
