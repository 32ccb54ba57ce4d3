"""Publishes a compiled release: objects, bodies, ranked bank, index, then the pointer; safe to repeat at any point."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Protocol

import msgspec

from chalicelib.adaptive.certification import dump
from chalicelib.content.assets import Asset
from chalicelib.content.compile import BodyKey
from chalicelib.content.releases import Release
from chalicelib.content.service import ReleaseStore

_THREADS = 16


class ObjectSink(Protocol):
    """Where pictures, files and environments go (chalicelib.shared.objects)."""

    def put(self, key: str, body: bytes, media_type: str) -> None:
        """Store an object."""
        ...

    def exists(self, key: str) -> bool:
        """Whether it is already there; keys hold the hash of the bytes, so that it is the same one."""
        ...


class LostRace(Exception):
    """Somebody else made another release current meanwhile; nothing of this release is lost, publish again."""


@dataclass(frozen=True, slots=True)
class Published:
    """What a publication did."""

    release: str
    new: bool  # False: this very release was already there
    before: str | None  # the release that was current
    objects: int  # how many objects were new


def publish(
    release: Release,
    store: ReleaseStore,
    objects: ObjectSink,
    source: str = "",
    progress: Callable[[int], None] = lambda _: None,
) -> Published:
    """Publish a release and make it current for each of its frameworks. Raises LostRace.

    `source` is the fingerprint of its files. `progress` is told how many objects and bodies are written so far.
    """
    release_id = release.index.id
    frameworks = [each.id for each in release.index.frameworks]
    before = {framework: store.current(framework) for framework in frameworks}
    new = not store.exists(release_id)
    written = 0
    if new:
        written = _put_objects(release, objects, progress)
        store.put_bodies(release_id, _bodies(release, progress))
        if release.bank:
            store.put_bank(release_id, dump(release.bank))
        store.seal(release_id, msgspec.json.encode(release.index), source)
    for framework in frameworks:
        moved = before[framework] == release_id or store.point(framework, release_id, before[framework])
        if not moved and store.current(framework) != release_id:  # another may have published the very same
            raise LostRace(f"another release of {framework} was published at the same time; publish again")
    return Published(release_id, new, before[frameworks[0]] if frameworks else None, written)


def _put_objects(release: Release, objects: ObjectSink, progress: Callable[[int], None]) -> int:
    """How many were new. In threads: each write waits for a disk or a network."""

    def put(asset: Asset) -> bool:
        if objects.exists(asset.key):
            return False
        objects.put(asset.key, asset.body, asset.media_type)
        return True

    written = 0
    with ThreadPoolExecutor(_THREADS) as pool:
        for done, new in enumerate(pool.map(put, release.objects.values()), 1):
            written += new
            progress(done)
    return written


def _bodies(release: Release, progress: Callable[[int], None]) -> Iterator[tuple[BodyKey, bytes]]:
    for done, body in enumerate(sorted(release.bodies.items()), len(release.objects) + 1):
        yield body
        progress(done)
