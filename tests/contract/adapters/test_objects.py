"""One suite for both keepers of objects."""

import io
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import boto3
import pytest
import requests

from chalicelib.local.files import private_links
from chalicelib.shared.objects import PART, FolderObjects, Objects, S3Objects, StoredObject, public_url

Opener = Callable[[str], tuple[int, bytes, dict[str, str]]]
BASE = "http://127.0.0.1:8080"


def folder(path: Path) -> tuple[Objects, Opener]:
    kept = FolderObjects(path, BASE)
    site = private_links(kept)

    def opened(link: str) -> tuple[int, bytes, dict[str, str]]:
        answer: list[tuple[str, list[tuple[str, str]]]] = []
        address = urlsplit(link)
        environ = {"REQUEST_METHOD": "GET", "PATH_INFO": address.path, "QUERY_STRING": address.query}
        body = b"".join(site(environ, lambda status, head: answer.append((status, head))))
        return int(answer[0][0][:3]), body, {name.lower(): value for name, value in answer[0][1]}

    return kept, opened


def bucket() -> tuple[Objects, Opener]:
    boto3.client("s3").create_bucket(Bucket="pix-test", CreateBucketConfiguration={"LocationConstraint": "eu-west-3"})

    def opened(link: str) -> tuple[int, bytes, dict[str, str]]:
        answer = requests.get(link, timeout=5)
        return answer.status_code, answer.content, {name.lower(): value for name, value in answer.headers.items()}

    return S3Objects("pix-test"), opened


@pytest.fixture(params=["folder", "bucket"])
def place(request: pytest.FixtureRequest, tmp_path: Path, aws: None) -> tuple[Objects, Opener]:
    return folder(tmp_path) if request.param == "folder" else bucket()


@pytest.fixture
def objects(place: tuple[Objects, Opener]) -> Objects:
    return place[0]


def test_what_was_put_is_there(objects: Objects) -> None:
    """Bytes and type must come back as they went in."""
    objects.put("objects/a/b.png", b"\x89PNG\x00", "image/png")
    assert objects.get("objects/a/b.png") == StoredObject(b"\x89PNG\x00", "image/png")
    assert objects.exists("objects/a/b.png")


def test_put_replaces(objects: Objects) -> None:
    """An export made again must not leave the old one's type or length."""
    objects.put("exports/x.json", b"longer than the second", "text/plain")
    objects.put("exports/x.json", b"{}", "application/json")
    assert objects.get("exports/x.json") == StoredObject(b"{}", "application/json")


@pytest.mark.parametrize("size", [3, PART + 3], ids=["small", "in-parts"])
def test_a_file_from_its_beginning(objects: Objects, size: int) -> None:
    """An archive that was just written is put as it is, whole, also when it is sent in parts."""
    body = b"0123456789abcdef" * (size // 16 + 1)
    file = io.BytesIO(body)
    file.seek(0, io.SEEK_END)
    objects.put_file("results/x.zip", file, "application/zip")
    assert objects.get("results/x.zip") == StoredObject(body, "application/zip")


def test_a_file_that_breaks_off_replaces_nothing(objects: Objects) -> None:
    """Somebody may be fetching the one that stands."""

    class Broken(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            raise OSError("the disk is gone")

    objects.put("results/x.zip", b"whole", "application/zip")
    with pytest.raises(OSError, match="the disk is gone"):
        objects.put_file("results/x.zip", Broken(b"more"), "application/zip")
    assert objects.get("results/x.zip") == StoredObject(b"whole", "application/zip")


def test_what_is_not_there(objects: Objects) -> None:
    """A missing object is an answer, not an error; a key that continues another is another object."""
    objects.put("objects/ab", b"1", "text/plain")
    assert objects.get("objects/a") is None
    assert objects.get("objects/ab/c") is None
    assert not objects.exists("objects/a")
    objects.delete("objects/a")


def test_delete(objects: Objects) -> None:
    """Erasure must really remove."""
    objects.put("exports/person/1.json", b"{}", "application/json")
    objects.delete("exports/person/1.json")
    assert objects.get("exports/person/1.json") is None


def test_keys_by_prefix(objects: Objects) -> None:
    """What belongs to a person is found by prefix, in order."""
    for key in ("exports/p1/b", "exports/p2/a", "exports/p1/a"):
        objects.put(key, b"1", "text/plain")
    assert list(objects.keys("exports/p1/")) == ["exports/p1/a", "exports/p1/b"]


@pytest.mark.parametrize(
    "key", ["", "/etc/passwd", "a/../b", "a//b", ".hidden", "a/.b", "a b", "é", "a/", "x" * 600, "x" * 255]
)
def test_a_key_cannot_leave_the_store(objects: Objects, key: str) -> None:
    """Keys partly come from content files and addresses."""
    for action in (
        objects.get,
        objects.exists,
        objects.delete,
        lambda bad: objects.put(bad, b"", "text/plain"),
        lambda bad: objects.put_file(bad, io.BytesIO(), "text/plain"),
    ):
        with pytest.raises(ValueError, match="not an object key"):
            action(key)


def test_a_link_opens_a_private_object(place: tuple[Objects, Opener]) -> None:
    """An export is fetched by a link, under a name that may have any character."""
    objects, opened = place
    objects.put("exports/1.json", b'{"a":1}', "application/json")
    status, body, headers = opened(objects.link("exports/1.json", 60, "données d'Élise.json"))
    assert (status, body, headers["content-type"]) == (200, b'{"a":1}', "application/json")
    assert "filename*=UTF-8''donn%C3%A9es%20d%27%C3%89lise.json" in headers["content-disposition"]


def test_a_folder_link_expires_and_cannot_be_altered(tmp_path: Path) -> None:
    """What S3 guarantees of a presigned address must hold at home too (moto checks neither)."""
    now = [1000.0]
    kept = FolderObjects(tmp_path, BASE, now=lambda: now[0])
    kept.put("exports/1", b"mine", "text/plain")
    kept.put("exports/2", b"another's", "text/plain")
    query = dict(part.split("=") for part in urlsplit(kept.link("exports/1", 60)).query.split("&"))
    assert kept.opened("exports/1", query["until"], "", query["signature"]) is not None
    assert kept.opened("exports/2", query["until"], "", query["signature"]) is None
    assert kept.opened("exports/1", "9999999999", "", query["signature"]) is None
    assert kept.opened("exports/1", query["until"], "other", query["signature"]) is None
    now[0] = 1060.0
    assert kept.opened("exports/1", query["until"], "", query["signature"]) is None


def test_public_addresses() -> None:
    """Content refers to its pictures by these; a private object must never get one."""
    assert public_url("objects/9f/picture.png") == "/objects/9f/picture.png"
    with pytest.raises(ValueError, match="private"):
        public_url("exports/1.json")
