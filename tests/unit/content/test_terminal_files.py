"""The files that challenges put into the simulated terminal are where its commands look."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from chalicelib.content import bank
from chalicelib.content.compile import Compiler
from chalicelib.content.variants import first_only

ROOT = Path(__file__).resolve().parents[3]


def _configs() -> Iterator[tuple[str, dict[str, Any]]]:
    content = bank.load(ROOT / "content")
    compiler = Compiler(content)
    for topic, skill, challenge in content.challenges():
        if challenge.written.environment and challenge.written.environment.name == "terminal":
            for body in compiler.bodies(topic, skill, first_only(challenge)):
                assert body.question.environment is not None
                yield body.question.id, dict(body.question.environment.config)


def test_every_file_of_a_terminal_has_an_absolute_name() -> None:
    """The terminal resolves what is typed to an absolute name; a file placed as `notes.txt` could never be found."""
    lost = [(place, name) for place, config in _configs() for name in config.get("files", {}) if name[:1] != "/"]
    assert lost == []
