"""Published content at run time: which release is current, its index in memory, question bodies by id and language."""

import time
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Protocol

import msgspec

from chalicelib.adaptive.certification import RankedBank, load
from chalicelib.content.errors import ContentUnpublished
from chalicelib.content.model import Body, Correction, Question, ReleaseIndex
from chalicelib.shared.errors import NotFound

BodyKey = tuple[str, int, str]  # challenge id, variant from 0, language
FRAMEWORK = "core"
POINTER_SECONDS = 30.0
INDEXES_KEPT = 4  # running assessments keep the release that they began with
BODIES_KEPT = 1000
FALLBACKS = ("en", "fr")

_indexes = msgspec.json.Decoder(ReleaseIndex)
_bodies = msgspec.json.Decoder(Body)


class ReleaseStore(Protocol):
    """Where releases are kept."""

    def exists(self, release: str) -> bool:
        """Whether the release is complete."""
        ...

    def source(self, release: str) -> str | None:
        """The fingerprint of the files that the release was made of."""
        ...

    def put_bodies(self, release: str, bodies: Iterable[tuple[BodyKey, bytes]]) -> None:
        """Write bodies (JSON of Body); the same again changes nothing."""
        ...

    def put_bank(self, release: str, bank: bytes) -> None:
        """Write the ranked bank; the same again changes nothing."""
        ...

    def bank(self, release: str) -> bytes | None:
        """The ranked bank; None when the release has none."""
        ...

    def seal(self, release: str, index: bytes, source: str) -> None:
        """Write the index (JSON of ReleaseIndex) and what it was made of; from then on the release exists."""
        ...

    def index(self, release: str) -> bytes | None:
        """The index; None when there is no such complete release."""
        ...

    def body(self, release: str, key: BodyKey) -> bytes | None:
        """One body."""
        ...

    def current(self, framework: str) -> str | None:
        """The release that new assessments of a framework use."""
        ...

    def point(self, framework: str, release: str, instead_of: str | None) -> bool:
        """Make `release` current if `instead_of` still is; False when it is not."""
        ...


class ContentService:
    """Reads releases; what it keeps in memory can never be stale, but for which release is current (30 s)."""

    def __init__(self, store: ReleaseStore, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._store = store
        self._monotonic = monotonic
        self._pointers: dict[str, tuple[float, str]] = {}
        # immutable values, so that any thread's copy is as good as another's
        self._index = lru_cache(INDEXES_KEPT)(self._read_index)
        self._bank = lru_cache(INDEXES_KEPT)(self._read_bank)
        self._body = lru_cache(BODIES_KEPT)(self._read_body)

    def current_release(self, framework: str = FRAMEWORK) -> str:
        """The id of the release that new assessments use. Raises ContentUnpublished."""
        until, release = self._pointers.get(framework, (0.0, ""))
        now = self._monotonic()
        if not release or now >= until:
            release = self._store.current(framework) or ""
            if not release:
                raise ContentUnpublished("Nothing has been published yet.")
            self._pointers[framework] = (now + POINTER_SECONDS, release)
        return release

    def index(self, release: str) -> ReleaseIndex:
        """The index of one release. Raises ContentUnpublished."""
        return self._index(release)

    def bank(self, release: str) -> RankedBank:
        """The ranked bank of one release, which its certification tests choose from. Raises ContentUnpublished."""
        return self._bank(release)

    def question(self, release: str, challenge: str, variant: int, language: str) -> Question:
        """What the learner sees, in the language or its fallback. Raises NotFound."""
        return self._body(release, challenge, variant, language).question

    def correction(self, release: str, challenge: str, variant: int, language: str) -> Correction:
        """Key, solution, explanations: only for after the answer is stored. Raises NotFound."""
        return self._body(release, challenge, variant, language).correction

    def _read_index(self, release: str) -> ReleaseIndex:
        found = self._store.index(release)
        if found is None:
            raise ContentUnpublished(f"The release {release} is not there.")
        return _indexes.decode(found)

    def _read_bank(self, release: str) -> RankedBank:
        found = self._store.bank(release)
        if found is None:
            raise ContentUnpublished(f"The release {release} holds nothing for certifications.")
        return load(found)

    def _read_body(self, release: str, challenge: str, variant: int, language: str) -> Body:
        for each in dict.fromkeys((language, *FALLBACKS)):
            found = self._store.body(release, (challenge, variant, each))
            if found is not None:
                return _bodies.decode(found)
        raise NotFound(f"The release {release} has no challenge {challenge}, variant {variant}.")
