"""The tests themselves are documented."""

import ast
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def test_every_test_says_why_it_exists() -> None:
    """A test whose reason is unknown cannot be judged when it fails."""
    silent = [
        f"{path.relative_to(ROOT)}:{node.lineno} {node.name}"
        for path in ROOT.rglob("test_*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_") and not ast.get_docstring(node)
    ]
    assert silent == []
