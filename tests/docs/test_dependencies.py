"""What the code imports is what the requirement files name."""

import ast
import re
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
OURS = {"app", "chalicelib", "tests", "bench"}
LOCAL = ("requirements.in", "requirements-documents.in", "requirements-local.in")
# used directly, brought by another on purpose: pynamodb decides botocore, scipy numpy, moto requests
BROUGHT = {"botocore", "numpy", "requests"}


def imported(folder: str) -> set[str]:
    """Names of the modules that the files of a folder import, without the standard library."""
    own = {path.stem for path in (ROOT / folder).rglob("*.py")} | {path.name for path in (ROOT / folder).rglob("*/")}
    found: set[str] = set()
    for path in (ROOT / folder).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Import):
                found |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                found.add(node.module.split(".")[0])
    return found - sys.stdlib_module_names - OURS - own


def declared(*files: str) -> set[str]:
    """Distributions that requirement files name, in normal form."""
    lines = (line for name in files for line in (ROOT / name).read_text().splitlines())
    return {normal(re.split(r"[\[=<>~;# ]", line)[0]) for line in lines if line and line[0] not in "#-"}


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


@pytest.mark.parametrize(
    ("folder", "files"),
    [
        ("chalicelib", LOCAL),
        ("content", LOCAL),
        ("tests", (*LOCAL, "requirements-dev.in")),
        ("bench", (*LOCAL, "requirements-dev.in", "requirements-bench.in")),
    ],
)
def test_imports_are_declared(folder: str, files: tuple[str, ...]) -> None:
    """A package installed by hand here would be missing on everybody else's machine."""
    known = packages_distributions()
    wanted = {normal(known.get(module, [module])[0]) for module in imported(folder)}
    assert wanted - declared(*files) - BROUGHT == set()
