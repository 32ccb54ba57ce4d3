"""A release goes out and comes back: objects in a folder, bodies and index on a real engine."""

import secrets
from pathlib import Path

import msgspec
import pytest

from chalicelib.content.bank import load
from chalicelib.content.compile import Compiler
from chalicelib.content.errors import ContentUnpublished
from chalicelib.content.model import Body
from chalicelib.content.publishing import LostRace, publish
from chalicelib.content.releases import Release, assemble
from chalicelib.content.service import ContentService
from chalicelib.content.store import DynamoReleaseStore
from chalicelib.shared.objects import FolderObjects
from chalicelib.shared.settings import Settings

ROOT = Path(__file__).resolve().parents[3] / "content"


@pytest.fixture(scope="module")
def release() -> Release:
    """The topic that is the model for authors."""
    bank = load(ROOT, ("1.2",))
    bank.topics = [topic for topic in bank.topics if topic.id == "file-names"]
    compiler = Compiler(bank)
    compiler.add(bank.topics[0])
    return assemble(bank, compiler.parts)


@pytest.fixture
def store(tables: Settings) -> DynamoReleaseStore:
    return DynamoReleaseStore()


def test_every_question_of_a_release_can_be_played(release: Release, store: DynamoReleaseStore, tmp_path: Path) -> None:
    """What the compiler made is what the service serves: each variant, each language, each file."""
    objects = FolderObjects(tmp_path)
    publish(release, store, objects)
    service = ContentService(store)
    assert service.current_release() == release.index.id
    index = service.index(release.index.id)
    assert index == release.index
    for challenge in index.challenges:
        for variant in range(challenge.variants):
            for language in challenge.languages:
                expected = msgspec.json.decode(release.bodies[challenge.id, variant, language], type=Body)
                question = service.question(index.id, challenge.id, variant, language)
                assert question == expected.question
                assert service.correction(index.id, challenge.id, variant, language) == expected.correction
                for file in question.files:
                    stored = objects.get(file.url.removeprefix("/"))
                    assert stored
                    assert len(stored.body) == file.bytes


def test_the_ranked_bank_goes_with_its_release(release: Release, store: DynamoReleaseStore, tmp_path: Path) -> None:
    """A test that began on a release chooses from this very bank, whatever is published meanwhile."""
    publish(release, store, FolderObjects(tmp_path))
    assert release.bank
    assert ContentService(store).bank(release.index.id) == release.bank
    with pytest.raises(ContentUnpublished):
        ContentService(store).bank("r-000000000000")


def test_a_bank_beyond_one_item_of_the_table_comes_back_whole(store: DynamoReleaseStore) -> None:
    """A table takes 400 KB in one item; a bank of many thousand items is more, even compressed."""
    document = secrets.token_bytes(900_000)
    store.put_bank("r-large", document)
    assert store.bank("r-large") == document


def test_publishing_twice_changes_nothing(release: Release, store: DynamoReleaseStore, tmp_path: Path) -> None:
    """A repeated command (or one that died and is started again) must not make a second release."""
    first = publish(release, store, FolderObjects(tmp_path))
    second = publish(release, store, FolderObjects(tmp_path))
    assert (first.new, second.new) == (True, False)
    assert second.objects == 0


def test_a_publication_that_died_can_be_repeated(release: Release, store: DynamoReleaseStore, tmp_path: Path) -> None:
    """Killed after the bodies: nothing is current, and the next run completes it."""

    class Killed(DynamoReleaseStore):
        def seal(self, release: str, index: bytes, source: str) -> None:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        publish(release, Killed(), FolderObjects(tmp_path))
    with pytest.raises(ContentUnpublished):
        ContentService(store).current_release()
    assert publish(release, store, FolderObjects(tmp_path)).new


def test_a_lost_race_is_told(release: Release, store: DynamoReleaseStore, tmp_path: Path) -> None:
    """Two people publish at once: the second hears of it, and the first one's release stays."""

    class Overtaken(DynamoReleaseStore):
        def seal(self, release: str, index: bytes, source: str) -> None:
            super().seal(release, index, source)
            self.point("core", "r-other", None)

    with pytest.raises(LostRace):
        publish(release, Overtaken(), FolderObjects(tmp_path))
    assert store.current("core") == "r-other"
