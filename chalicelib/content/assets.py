"""Files that go with questions: found beside the topic or made by a generator, stored under the hash of their bytes."""

import hashlib
import mimetypes
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from chalicelib.content.bank import BankChallenge
from chalicelib.content.texts import fill, in_language
from chalicelib.content.variants import Variant

_TYPES = {
    ".ods": "application/vnd.oasis.opendocument.spreadsheet",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".odp": "application/vnd.oasis.opendocument.presentation",
    ".csv": "text/csv; charset=utf-8",
    ".eml": "message/rfc822",
    ".ics": "text/calendar; charset=utf-8",
    ".md": "text/markdown; charset=utf-8",
    ".py": "text/x-python; charset=utf-8",
    ".json": "application/json",
    ".webp": "image/webp",
}
_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")


@dataclass(frozen=True, slots=True)
class Asset:
    """A file to store: its public key, its own name, its bytes."""

    key: str
    name: str
    body: bytes
    media_type: str

    @property
    def url(self) -> str:
        """Where it is served."""
        return f"/{self.key}"


def asset(name: str, body: bytes) -> Asset:
    """The asset of a file; the same bytes and name always give the same key."""
    return Asset(f"objects/{digest(body)}/{key_name(name)}", name, body, media_type(name))


def digest(body: bytes) -> str:
    """The first 16 hex digits of the SHA-256."""
    return hashlib.sha256(body).hexdigest()[:16]


def key_name(name: str) -> str:
    """A file's name in plain characters, as keys of objects must be."""
    plain = unicodedata.normalize("NFKD", name.rsplit("/", 1)[-1]).encode("ascii", "ignore").decode()
    return _UNSAFE.sub("-", plain).strip("-.") or "file"


def media_type(name: str) -> str:
    """From the ending of the name."""
    known = _TYPES.get(Path(name).suffix.lower())
    return known or mimetypes.guess_type(name)[0] or "application/octet-stream"


def picture_name(challenge: BankChallenge, variant: Variant) -> str | None:
    """The name of the picture's file, if there is a picture."""
    picture = challenge.written.picture
    return fill(in_language(picture.file, variant.language), variant.values) if picture else None


def download_names(challenge: BankChallenge, variant: Variant) -> list[str]:
    """The names of the files to download: those written, else all that the generator made but the picture."""
    if challenge.written.files:
        return [fill(in_language(name, variant.language), variant.values) for name in challenge.written.files]
    picture = picture_name(challenge, variant)
    return [name for name in variant.files if name != picture]


def body_of(challenge: BankChallenge, variant: Variant, name: str) -> bytes | None:
    """The bytes of a file, generated or in the topic's folder; None when it is nowhere."""
    if name in variant.files:
        return variant.files[name]
    path = challenge.folder / name
    return path.read_bytes() if path.is_file() and path.resolve().is_relative_to(challenge.folder.resolve()) else None


def bodies_of(challenge: BankChallenge, variant: Variant) -> Mapping[str, bytes]:
    """Every downloadable file that exists, for solvers."""
    found = {name: body_of(challenge, variant, name) for name in download_names(challenge, variant)}
    return {name: body for name, body in found.items() if body is not None}
