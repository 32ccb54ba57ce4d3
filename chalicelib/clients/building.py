"""Puts the concrete parts of machine clients together."""

from chalicelib.clients.ports import ClientPorts
from chalicelib.clients.store import TableClients
from chalicelib.shared.audit import Trail
from chalicelib.shared.clock import Clock
from chalicelib.shared.ratelimit import TableLimiter
from chalicelib.shared.settings import Settings


def build_clients(settings: Settings, clock: Clock, trail: Trail) -> ClientPorts:
    """The ports of a deployment."""
    return ClientPorts(
        clients=TableClients(trail),
        clock=clock,
        limiter=TableLimiter(settings.token_secret, clock),
        rules=settings.rules,
        settings=settings,
    )
