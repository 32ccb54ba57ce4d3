"""Have the files that a release is made of changed since it was published? Much faster than compiling again."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

_CODE = Path(__file__).parent


def fingerprint(root: Path, seed: str = "", private: Path | None = None) -> str:
    """The hash of every file under `root` and `private`, of the code that compiles them and of npm packages."""
    seal = hashlib.sha256(hashlib.sha256(seed.encode()).digest())
    for path in (*_files(root), *(_all(private) if private else ())):
        seal.update(f"{path.name}\n{path.stat().st_size}\n".encode())
        seal.update(path.read_bytes())
    return seal.hexdigest()[:24]


def _files(root: Path) -> Iterator[Path]:
    yield from _all(root)
    yield from sorted(_CODE.glob("*.py"))
    lock = root.parent / "package-lock.json"
    if lock.is_file():
        yield lock


def _all(folder: Path) -> list[Path]:
    return sorted(p for p in folder.rglob("*") if p.is_file() and "__pycache__" not in p.parts)
