"""Who may call as a service: clients are added and revoked by the operator, prove themselves, and are looked at again.

A token says who calls, never what it may do: each call reads the client, so that revoking one counts at once.
"""

import hmac
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from chalicelib.clients import model
from chalicelib.clients.errors import ClientRefused, ScopeMissing, ScopeRefused
from chalicelib.clients.model import Client, Scope
from chalicelib.clients.ports import ClientPorts
from chalicelib.shared import ids, links, tokens
from chalicelib.shared.clock import iso
from chalicelib.shared.errors import Busy, Unauthenticated
from chalicelib.shared.ratelimit import Limit
from chalicelib.shared.rules import Rules
from chalicelib.shared.tokens import Principal

SECRET_BYTES = 32


@dataclass(frozen=True, slots=True)
class Granted:
    """A token for a service, how many seconds it is good for, and what for."""

    token: str
    seconds: int
    scopes: tuple[str, ...]


def wrong_secrets(rules: Rules) -> Limit:
    """From one network address. Not per client: nobody guesses 256 bits, and anybody could shut a client out."""
    return Limit("wrong-secret-source", rules.wrong_secrets_per_source, timedelta(minutes=rules.rate_window_minutes))


def add_client(ports: ClientPorts, name: str, scopes: Iterable[Scope], centres: Iterable[str]) -> tuple[Client, str]:
    """A new client and its secret, which is told this once and stored as a digest."""
    now, secret = ports.clock(), secrets.token_urlsafe(SECRET_BYTES)
    client = Client(
        id=ids.new_id(now),
        name=name.strip(),
        secret=links.digest(secret),
        scopes=tuple(dict.fromkeys(scopes)),
        created_at=iso(now),
        centres=tuple(dict.fromkeys(centres)),
    )
    if not ports.clients.add(client):
        raise Busy()
    return client, secret


def revoke(ports: ClientPorts, client: str) -> Client | None:
    """End a client: its secret and its tokens are worth nothing from now on. The first time counts; None: unknown."""
    ports.clients.revoke(client, iso(ports.clock()))
    return ports.clients.get(client)


def grant(ports: ClientPorts, source: str, client_id: str, secret: str, scope: str) -> Granted:
    """A token for whoever has the secret. ClientRefused, ScopeRefused; TooManyRequests after wrong ones from there."""
    client = _proved(ports, source, client_id, secret)
    scopes = model.asked(scope, client)
    if scopes is None:
        raise ScopeRefused("This client does not have the scope that it asks for.")
    life = timedelta(minutes=ports.rules.service_token_minutes)
    token = tokens.issue(Principal(client.id, "service"), ports.settings.token_secret, ports.clock(), life)
    return Granted(token, int(life.total_seconds()), client.scopes)


def _proved(ports: ClientPorts, source: str, client_id: str, secret: str) -> Client:
    limit = wrong_secrets(ports.rules)
    ports.limiter.check(limit, source)
    client = ports.clients.get(client_id) if ids.is_id(client_id) else None
    stored = client.secret if client else ""
    right = hmac.compare_digest(links.digest(secret).encode(), stored.encode())
    if client is None or not right or client.revoked_at:
        ports.limiter.hit(limit, source)
        raise ClientRefused("Client and secret do not go together, or the client was revoked.")
    return client


def allowed(ports: ClientPorts, principal: Principal, scope: Scope) -> Client:
    """The client behind a token, as it is now. Unauthenticated when it was revoked, ScopeMissing."""
    client = ports.clients.get(principal.person) if ids.is_id(principal.person) else None
    if client is None or client.revoked_at:
        raise Unauthenticated("The client was revoked.")
    if scope not in client.scopes:
        raise ScopeMissing(f"The client does not have the scope {scope}.")
    return client
