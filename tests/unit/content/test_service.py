"""Published content at run time, on a store in memory."""

import msgspec
import pytest

from chalicelib.content import model
from chalicelib.content.errors import ContentUnpublished
from chalicelib.content.service import POINTER_SECONDS, ContentService
from chalicelib.shared.errors import NotFound
from tests.fakes.content import MemoryReleaseStore


class Counted(MemoryReleaseStore):
    """Counts reads."""

    reads = 0

    def index(self, release: str) -> bytes | None:
        self.reads += 1
        return super().index(release)

    def body(self, release: str, key: tuple[str, int, str]) -> bytes | None:
        self.reads += 1
        return super().body(release, key)


def index(release: str) -> bytes:
    """An empty release."""
    return msgspec.json.encode(
        model.ReleaseIndex(
            id=release, frameworks=(), areas=(), competences=(), topics=(), skills=(), challenges=(), tutorials=()
        )
    )


def body(language: str) -> bytes:
    """One question."""
    question = model.Question(
        id="t-1-a", variant=0, language=language, skill="t-1", type="QROC", instruction="?", expected_seconds=60,
        needs=model.QuestionNeeds(),
    )  # fmt: skip
    return msgspec.json.encode(model.Body(question=question, correction=model.Correction(key={}, solution="", hint="")))


@pytest.fixture
def store() -> Counted:
    store = Counted()
    for release in ("r-1", "r-2"):
        store.put_bodies(release, [(("t-1-a", 0, language), body(language)) for language in ("fr", "en")])
        store.seal(release, index(release), "")
    store.point("core", "r-1", None)
    return store


def test_nothing_published_is_said_plainly() -> None:
    """The first start of a fresh deployment meets this."""
    with pytest.raises(ContentUnpublished):
        ContentService(MemoryReleaseStore()).current_release()


def test_a_new_release_is_seen_after_a_while(store: Counted) -> None:
    """The pointer is asked once in 30 s, not once per request; the old release stays readable."""
    now = [0.0]
    service = ContentService(store, lambda: now[0])
    assert service.current_release() == "r-1"
    store.point("core", "r-2", "r-1")
    assert service.current_release() == "r-1"
    now[0] += POINTER_SECONDS
    assert service.current_release() == "r-2"
    assert service.index("r-1").id == "r-1"


def test_what_is_immutable_is_read_once(store: Counted) -> None:
    """An answer must not cost reads of content on a warm function."""
    service = ContentService(store)
    for _ in range(3):
        service.index("r-1")
        service.question("r-1", "t-1-a", 0, "fr")
        service.correction("r-1", "t-1-a", 0, "fr")
    assert store.reads == 2


def test_a_language_without_content_falls_back(store: Counted) -> None:
    """A German interface shows English content until there is German content."""
    assert ContentService(store).question("r-1", "t-1-a", 0, "de").language == "en"


def test_unknown_things_are_refused(store: Counted) -> None:
    """A wrong id must give its own error, never an empty question."""
    service = ContentService(store)
    with pytest.raises(NotFound):
        service.question("r-1", "t-1-z", 0, "fr")
    with pytest.raises(ContentUnpublished):
        service.index("r-9")
