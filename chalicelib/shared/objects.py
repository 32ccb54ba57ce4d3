"""Objects: files by key, on a folder or in a bucket, behind one port.

Keys that begin with `objects/` or `environments/` are public and immutable: their address is `/` + key, served by
the content delivery network (by the local stack at home). Every other key is private: only an expiring link reads it.
"""

import hashlib
import hmac
import json
import re
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, BinaryIO, Protocol
from urllib.parse import quote, urlencode

from chalicelib.shared.files import copy_atomically, secret_file, write_atomically
from chalicelib.shared.settings import Settings

PUBLIC_PREFIXES = ("objects/", "environments/")
PUBLIC_CACHE = "public, max-age=31536000, immutable"
PRIVATE_CACHE = "private, no-store"
PART = 8 * 2**20  # bytes of a large file in memory at once; S3 wants at least 5 MiB
KEY = re.compile(r"(?!.*(?:^|/)\.)[A-Za-z0-9_.-]{1,200}(?:/[A-Za-z0-9_.-]{1,200})*")
KEY_MAX_LENGTH = 512


@dataclass(frozen=True, slots=True)
class StoredObject:
    """The bytes of one object and what they are."""

    body: bytes
    media_type: str


class Objects(Protocol):
    """Where files live. Keys are relative paths of plain characters; ValueError on any other."""

    def put(self, key: str, body: bytes, media_type: str) -> None:
        """Store or replace; when it returns, the object survives a crash."""
        ...

    def put_file(self, key: str, file: BinaryIO, media_type: str) -> None:
        """The same with a file from its beginning, in parts, so that it need not fit into memory; it may be closed.

        Until all of it is there, what stood there before stays.
        """
        ...

    def get(self, key: str) -> StoredObject | None:
        """The object, or None."""
        ...

    def exists(self, key: str) -> bool:
        """Whether there is such an object."""
        ...

    def delete(self, key: str) -> None:
        """Remove it; nothing happens when it is not there."""
        ...

    def keys(self, prefix: str) -> Iterator[str]:
        """The keys that begin with the prefix, in order."""
        ...

    def link(self, key: str, seconds: int, filename: str = "") -> str:
        """An address that reads a private object for that long, offered as a download of that name."""
        ...


def checked(key: str) -> str:
    """The key itself; ValueError when it could name something outside the store."""
    if len(key) > KEY_MAX_LENGTH or not KEY.fullmatch(key):
        raise ValueError(f"not an object key: {key[:80]!r}")
    return key


def is_public(key: str) -> bool:
    """Whether everybody may read it at `/` + key."""
    return key.startswith(PUBLIC_PREFIXES)


def public_url(key: str) -> str:
    """The address of a public object on the service's own origin; ValueError for a private one."""
    if not is_public(checked(key)):
        raise ValueError(f"a private object has no public address: {key}")
    return "/" + quote(key)


def disposition(filename: str) -> str:
    """The header that offers a file under this name, whatever its characters (RFC 6266)."""
    plain = re.sub(r'[^A-Za-z0-9._ -]|["\\]', "_", filename)
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(filename, safe='')}"


class S3Objects:
    """A bucket; private links are presigned."""

    def __init__(self, bucket: str) -> None:
        self.bucket = bucket

    @cached_property
    def _s3(self) -> Any:
        import boto3  # noqa: PLC0415 - most requests never need it
        from botocore.config import Config  # noqa: PLC0415

        # version 4: links signed the old way are refused by newer regions and by encrypted buckets
        return boto3.client("s3", config=Config(signature_version="s3v4", connect_timeout=1, read_timeout=10))

    def put(self, key: str, body: bytes, media_type: str) -> None:
        """See Objects."""
        self._s3.put_object(Bucket=self.bucket, Key=checked(key), Body=body, **_told(key, media_type))

    def put_file(self, key: str, file: BinaryIO, media_type: str) -> None:
        """See Objects."""
        from boto3.s3.transfer import TransferConfig  # noqa: PLC0415 - most requests never need it

        parts = TransferConfig(multipart_threshold=PART, multipart_chunksize=PART, use_threads=False)
        file.seek(0)
        self._s3.upload_fileobj(file, self.bucket, checked(key), ExtraArgs=_told(key, media_type), Config=parts)

    def get(self, key: str) -> StoredObject | None:
        """See Objects."""
        try:
            found = self._s3.get_object(Bucket=self.bucket, Key=checked(key))
        except self._s3.exceptions.NoSuchKey:
            return None
        return StoredObject(found["Body"].read(), found["ContentType"])

    def exists(self, key: str) -> bool:
        """See Objects."""
        listed = self._s3.list_objects_v2(Bucket=self.bucket, Prefix=checked(key), MaxKeys=1)
        return any(item["Key"] == key for item in listed.get("Contents", []))

    def delete(self, key: str) -> None:
        """See Objects."""
        self._s3.delete_object(Bucket=self.bucket, Key=checked(key))

    def keys(self, prefix: str) -> Iterator[str]:
        """See Objects."""
        for page in self._s3.get_paginator("list_objects_v2").paginate(Bucket=self.bucket, Prefix=prefix):
            yield from (item["Key"] for item in page.get("Contents", []))

    def link(self, key: str, seconds: int, filename: str = "") -> str:
        """See Objects."""
        parameters = {"Bucket": self.bucket, "Key": checked(key)}
        if filename:
            parameters["ResponseContentDisposition"] = disposition(filename)
        return self._s3.generate_presigned_url("get_object", Params=parameters, ExpiresIn=seconds)


def _told(key: str, media_type: str) -> dict[str, str]:
    return {"ContentType": media_type, "CacheControl": PUBLIC_CACHE if is_public(key) else PRIVATE_CACHE}


class FolderObjects:
    """A folder on disk: `files/<key>` for the bytes, `types/<key>.json` for what they are."""

    def __init__(self, root: Path, base_url: str = "", now: Callable[[], float] = time.time) -> None:
        self.root, self.base_url, self._now = root, base_url, now

    def put(self, key: str, body: bytes, media_type: str) -> None:
        """See Objects."""
        write_atomically(self._type_path(key), json.dumps({"media_type": media_type}).encode())
        write_atomically(self._path(key), body)

    def put_file(self, key: str, file: BinaryIO, media_type: str) -> None:
        """See Objects."""
        file.seek(0)
        write_atomically(self._type_path(key), json.dumps({"media_type": media_type}).encode())
        copy_atomically(self._path(key), file)

    def get(self, key: str) -> StoredObject | None:
        """See Objects."""
        try:
            body = self._path(key).read_bytes()
            described = json.loads(self._type_path(key).read_bytes())
        except (FileNotFoundError, IsADirectoryError, NotADirectoryError):
            return None
        return StoredObject(body, described["media_type"])

    def exists(self, key: str) -> bool:
        """See Objects."""
        return self._path(key).is_file()

    def delete(self, key: str) -> None:
        """See Objects."""
        for path in (self._path(key), self._type_path(key)):
            with suppress(FileNotFoundError):
                path.unlink()

    def keys(self, prefix: str) -> Iterator[str]:
        """See Objects."""
        base = self.root / "files"
        found = (path.relative_to(base).as_posix() for path in base.rglob("*") if path.is_file())
        yield from sorted(key for key in found if key.startswith(prefix) and KEY.fullmatch(key))

    def link(self, key: str, seconds: int, filename: str = "") -> str:
        """See Objects."""
        until = str(int(self._now()) + seconds)
        query = {"until": until, "name": filename, "signature": self._signature(checked(key), until, filename)}
        return f"{self.base_url}/private/{quote(key)}?{urlencode(query)}"

    def opened(self, key: str, until: str, filename: str, signature: str) -> StoredObject | None:
        """The private object that a link leads to; None when the link is altered or too old."""
        if not hmac.compare_digest(signature.encode(), self._signature(checked(key), until, filename).encode()):
            return None
        return self.get(key) if self._now() < int(until) else None

    def _signature(self, key: str, until: str, filename: str) -> str:
        text = json.dumps([key, until, filename]).encode()
        return hmac.new(self._secret, text, hashlib.sha256).hexdigest()

    @cached_property
    def _secret(self) -> bytes:
        return secret_file(self.root / "link-secret")

    def _path(self, key: str) -> Path:
        return self.root / "files" / checked(key)

    def _type_path(self, key: str) -> Path:
        return self.root / "types" / f"{checked(key)}.json"


def build(settings: Settings) -> Objects:
    """The objects of a deployment."""
    if settings.objects == "folder":
        return FolderObjects(settings.data_dir / "objects", settings.public_url)
    return S3Objects(settings.objects)
