"""Who calls: what rate limits count."""

import secrets
from types import SimpleNamespace
from typing import Any

import pytest

from chalicelib.bootstrap import House
from chalicelib.shared.http import Edge
from chalicelib.shared.http.edge import NETWORK_HEADER, _source
from chalicelib.shared.settings import Settings

SECRET = secrets.token_hex(16)
EDGE, VIEWER = "192.0.2.10", "198.51.100.7"


@pytest.fixture(autouse=True)
def _network(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Edge, "is_network", lambda given: recognised(SECRET, given))


def recognised(secret: str, given: str) -> bool:
    """Asked of a house that is not built: building one binds every table of this process."""
    return House.is_network(SimpleNamespace(settings=Settings(network_secret=secret)), given)  # type: ignore[arg-type]


def request(forwarded: str, secret: str | None = None) -> Any:
    headers = {"x-forwarded-for": forwarded} | ({NETWORK_HEADER: secret} if secret is not None else {})
    return SimpleNamespace(context={"identity": {"sourceIp": EDGE}}, headers=headers)


@pytest.mark.parametrize("forwarded", [f"{VIEWER}, {EDGE}", f"203.0.113.1, {VIEWER}, {EDGE}", f"{VIEWER},{EDGE}"])
def test_behind_the_network_the_viewer_is_counted(forwarded: str) -> None:
    """All of a country passes through a few addresses of the network: counted as one caller, nobody could sign in."""
    assert _source(request(forwarded, SECRET)) == VIEWER


@pytest.mark.parametrize("secret", [None, "", "guessed", "é"])
def test_who_calls_directly_cannot_invent_addresses(secret: str | None) -> None:
    """A new address for each try would be a way around every limit."""
    assert _source(request(f"203.0.113.1, {VIEWER}, {EDGE}", secret)) == EDGE


def test_without_a_secret_nobody_is_the_network() -> None:
    """An empty setting must not be matched by an empty header."""
    assert not recognised("", "")
