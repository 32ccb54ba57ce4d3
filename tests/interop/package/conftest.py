"""The package of a deployment, made once per session and only when its sources changed."""

import fcntl
import json
from pathlib import Path
from typing import Any

import pytest

from chalicelib.local.infra import ROOT
from chalicelib.local.packaging import OUT, infrastructure
from chalicelib.local.packaging import package as make_package

SOURCES = ("app.py", "chalicelib", "infra", "templates", "fonts", "vendor", ".chalice/config.json", "requirements.txt",
           "requirements-documents.txt")  # fmt: skip


@pytest.fixture(scope="session")
def package() -> Path:
    """The folder with `sam.json` and `deployment.zip`."""
    OUT.parent.mkdir(exist_ok=True)
    with (OUT.parent / "package.lock").open("w") as lock:  # test processes share it
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (OUT / "sam.json").exists() or (OUT / "sam.json").stat().st_mtime < newest():
            make_package()
    return OUT


def newest() -> float:
    """When any source changed last."""
    files = (path for name in SOURCES for path in [ROOT / name, *(ROOT / name).rglob("*")])
    return max(path.stat().st_mtime for path in files if path.is_file() and path.suffix != ".pyc")


@pytest.fixture(scope="session")
def packaged(package: Path) -> dict[str, Any]:
    """The template that a deployment creates."""
    return json.loads((package / "sam.json").read_text())


@pytest.fixture(scope="session")
def infra() -> dict[str, Any]:
    """The resources of `infra/`, in JSON's long form."""
    return infrastructure()["Resources"]
