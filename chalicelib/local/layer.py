"""Builds the layer of the functions that typeset and sign: libraries that would weigh on all others, and the fonts.

A function unpacks the zip to /var/task and its layers to /opt: Python looks into /opt/python, documents in /opt/fonts.
"""

import hashlib
import json
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

from chalicelib.local.infra import ROOT

NAME = "documents-layer.zip"
REQUIREMENTS = ROOT / "requirements-documents.txt"
FONTS = ROOT / "fonts"
BUILT = ROOT / "build" / "layer"
PLATFORM = "x86_64-manylinux2014"  # runs on every Lambda runtime that Python has
NOT_NEEDED = ("bin", "share", "__pycache__", "tests")
EPOCH = (2026, 1, 1, 0, 0, 0)  # the same files give the same zip, so that an upgrade changes only what changed


class LayerError(RuntimeError):
    """A library could not be had for the functions' platform."""


def build(out: Path) -> Path:
    """The zip in `out`; made again only when the pinned libraries, the fonts or Python's version changed."""
    recipe = BUILT / "recipe.json"
    wanted = json.dumps({"python": _version(), "platform": PLATFORM, "files": _digest()})
    if not recipe.exists() or recipe.read_text() != wanted:
        _make()
        recipe.write_text(wanted)
    out.mkdir(parents=True, exist_ok=True)
    return Path(shutil.copy(BUILT / NAME, out / NAME))


def _make() -> None:
    shutil.rmtree(BUILT, ignore_errors=True)
    content = BUILT / "content"
    _install(content / "python")
    fonts = content / "fonts"
    fonts.mkdir()
    for font in sorted(FONTS.iterdir()):
        shutil.copy(font, fonts)
    _zip(content, BUILT / NAME)


def _install(target: Path) -> None:
    uv = str(Path(sys.executable).with_name("uv"))
    chosen = ["--python-platform", PLATFORM, "--python-version", _version(), "--only-binary", ":all:"]
    command = [uv, "pip", "install", "--quiet", "--target", str(target), *chosen, "--require-hashes", "-r"]
    done = subprocess.run([*command, str(REQUIREMENTS)], capture_output=True, text=True, check=False)
    if done.returncode:
        raise LayerError(f"the layer's libraries could not be installed: {done.stderr.strip()}")
    for name in NOT_NEEDED:
        for found in list(target.rglob(name)):
            shutil.rmtree(found, ignore_errors=True)


def _zip(content: Path, made: Path) -> None:
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(path for path in content.rglob("*") if path.is_file()):
            entry = zipfile.ZipInfo(path.relative_to(content).as_posix(), EPOCH)
            entry.external_attr = 0o644 << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, path.read_bytes())


def _version() -> str:
    return f"{sys.version_info.major}.{sys.version_info.minor}"


def _digest() -> str:
    files = [REQUIREMENTS, *sorted(FONTS.iterdir())]
    return hashlib.sha256(b"".join(hashlib.sha256(path.read_bytes()).digest() for path in files)).hexdigest()
