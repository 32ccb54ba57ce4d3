"""Have the files that a release is made of changed since it was published? Much faster than compiling again."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

_CODE = Path(__file__).parent


def fingerprint(root: Path, extra: str = "") -> str:
    """The hash of every file under `root`, of the code that compiles them and of the libraries inside environments."""
    seal = hashlib.sha256(extra.encode())
    for path in _files(root):
        seal.update(f"{path.name}\n{path.stat().st_size}\n".encode())
        seal.update(path.read_bytes())
    return seal.hexdigest()[:24]


def _files(root: Path) -> Iterator[Path]:
    yield from sorted(p for p in root.rglob("*") if p.is_file() and "__pycache__" not in p.parts)
    yield from sorted(_CODE.glob("*.py"))
    lock = root.parent / "package-lock.json"
    if lock.is_file():
        yield lock
