"""The simulated environments of content/environments as objects: one folder each, published whole under its hash."""

import hashlib
from pathlib import Path

from chalicelib.content.assets import Asset, media_type


def environment_names(root: Path) -> set[str]:
    """Those that can be used."""
    return {path.parent.name for path in root.glob("*/index.html")}


def environment_files(root: Path) -> dict[str, list[Asset]]:
    """Environment name -> its files, keys `environments/<hash of the folder>/<name>/<file>`."""
    return {name: _folder(root / name) for name in sorted(environment_names(root))}


def _folder(folder: Path) -> list[Asset]:
    files = {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*"))
             if path.is_file() and path.suffix != ".md"}  # fmt: skip
    seal = hashlib.sha256(repr(sorted((name, hashlib.sha256(body).digest()) for name, body in files.items())).encode())
    base = f"environments/{seal.hexdigest()[:16]}/{folder.name}"
    return [Asset(f"{base}/{name}", name, body, media_type(name)) for name, body in files.items()]
