"""Files that are either whole or absent, also after a crash."""

import io
import os
import secrets
import shutil
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO


def write_atomically(path: Path, body: bytes, mode: int = 0o644) -> None:
    """Replace a file in one step, and reach the disk before returning."""
    copy_atomically(path, io.BytesIO(body), mode)


def copy_atomically(path: Path, source: BinaryIO, mode: int = 0o644) -> None:
    """The same with what is left to read of another file, which may be larger than memory."""
    path.parent.mkdir(parents=True, exist_ok=True)
    waiting = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    descriptor = os.open(waiting, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    with os.fdopen(descriptor, "wb") as file:
        shutil.copyfileobj(source, file)
        file.flush()
        os.fsync(file.fileno())
    waiting.replace(path)


def secret_file(path: Path) -> bytes:
    """32 random bytes kept in a file that only its owner reads; two processes asking at once get the same ones."""
    created_once(path, secrets.token_bytes(32))
    return path.read_bytes()


def created_once(path: Path, body: bytes) -> None:
    """Write a private file unless it exists: a link to a complete file, so that nobody reads half of one."""
    if path.exists():
        return
    waiting = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    write_atomically(waiting, body, 0o600)
    with suppress(FileExistsError):
        os.link(waiting, path)
    waiting.unlink()
