"""An issuer with its keys, a signed credential, and the trust list that goes with it."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from chalicelib.certificates import credentials
from chalicelib.certificates.credentials import Issuer, status_list
from chalicelib.certificates.credentials.issuer import did_document
from chalicelib.certificates.credentials.signing import public_keys
from chalicelib.certificates.credentials.status_list import Place
from chalicelib.certificates.credentials.trust import TrustList
from chalicelib.shared.keys import FolderKeys
from tests.fakes.certificates import certificate, holder

ISSUER = Issuer("https://pix.example")
PERSON = "01KAP0000000000000000000PP"
PLACE = Place(1, 4242)
NOW = datetime(2026, 11, 24, tzinfo=UTC)
WEEK = ("2026-11-23T10:00:00.000Z", "2026-11-30T10:00:00.000Z")
Trust = Callable[..., TrustList]


@pytest.fixture(scope="session")
def keys(tmp_path_factory: pytest.TempPathFactory) -> FolderKeys:
    """Keys of this test run."""
    return FolderKeys(tmp_path_factory.mktemp("keys"))


@pytest.fixture(scope="session")
def signed(keys: FolderKeys) -> dict[str, Any]:
    """The certificate as a signed credential; tests copy it before they change it."""
    made = credentials.build(certificate(person=PERSON), holder(), status_list.entries(PLACE, ISSUER), ISSUER)
    return credentials.sign(made, keys)


@pytest.fixture(scope="session")
def trust(keys: FolderKeys) -> Trust:
    """Trust lists, with these indexes set."""

    def make(revoked: Iterable[int] = (), suspended: Iterable[int] = (), times: tuple[str, str] = WEEK) -> TrustList:
        lists = (("revocation", revoked), ("suspension", suspended))
        signed = [credentials.sign(status_list.build(ISSUER, kind, 1, bits, times), keys) for kind, bits in lists]  # type: ignore[arg-type]
        return TrustList(made_at=times[0], issuer=did_document(ISSUER, public_keys(keys)), status_lists=tuple(signed))

    return make


@pytest.fixture
def other_keys(tmp_path: Path) -> FolderKeys:
    """Somebody else's keys."""
    return FolderKeys(tmp_path)
