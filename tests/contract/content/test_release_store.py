"""One suite for the release store, on the fake and on a real engine."""

import random

import pytest

from chalicelib.content.service import ReleaseStore
from chalicelib.content.store import PART_BYTES, DynamoReleaseStore
from tests.fakes.content import MemoryReleaseStore


@pytest.fixture(params=["memory", "dynamodb"])
def store(request: pytest.FixtureRequest) -> ReleaseStore:
    if request.param == "memory":
        return MemoryReleaseStore()
    request.getfixturevalue("tables")
    return DynamoReleaseStore()


def test_a_release_exists_once_sealed(store: ReleaseStore) -> None:
    """A publication that died half-way must never be taken for a release."""
    store.put_bodies("r-1", [(("a-1-a", 0, "fr"), b"{}")])
    assert not store.exists("r-1")
    assert store.index("r-1") is None
    store.seal("r-1", b'{"id":"r-1"}', "source")
    assert store.exists("r-1")
    assert store.source("r-1") == "source"


def test_an_index_larger_than_an_item_comes_back_whole(store: ReleaseStore) -> None:
    """DynamoDB refuses items over 400 KB; the parts must be put together in order."""
    index = random.Random(1).randbytes(PART_BYTES * 12 // 10)  # random bytes do not get smaller
    store.seal("r-1", index, "")
    assert store.index("r-1") == index


def test_bodies_are_found_by_release_challenge_variant_and_language(store: ReleaseStore) -> None:
    """Several releases live side by side; running assessments read the one they began with."""
    keys = [("a-1-a", variant, language) for variant in range(40) for language in ("fr", "en")]
    for release in ("r-1", "r-2"):
        store.put_bodies(release, [(key, f'["{release}",{key[1]},"{key[2]}"]'.encode()) for key in keys])
    assert store.body("r-1", ("a-1-a", 39, "fr")) == b'["r-1",39,"fr"]'
    assert store.body("r-2", ("a-1-a", 3, "en")) == b'["r-2",3,"en"]'
    assert store.body("r-1", ("a-1-a", 40, "fr")) is None


def test_of_two_publishers_one_moves_the_pointer(store: ReleaseStore) -> None:
    """The one who compiled from an older state must learn it instead of silently undoing the other's work."""
    assert store.current("core") is None
    assert store.point("core", "r-1", None)
    assert not store.point("core", "r-2", None)
    assert store.point("core", "r-2", "r-1")
    assert not store.point("core", "r-3", "r-1")
    assert store.current("core") == "r-2"


def test_frameworks_move_apart(store: ReleaseStore) -> None:
    """A second framework can be published without touching the first."""
    store.point("core", "r-1", None)
    assert store.point("health", "r-9", None)
    assert store.current("core") == "r-1"
