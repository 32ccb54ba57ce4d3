"""Reads YAML so that every problem carries its file and line, and every scalar is the text that was typed."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import msgspec
import yaml

PathInFile = tuple[str | int, ...]
_T = TypeVar("_T")

_JSON_SCALARS = {"true": True, "false": False, "null": None}
_INTEGER = re.compile(r"-?(0|[1-9][0-9]*)\Z")
_PLACE = re.compile(r"(?P<message>.*?) - at (?P<key>`key` in )?`(?P<path>[^`]*)`\Z", re.DOTALL)
_STEP = re.compile(r"\.([A-Za-z0-9_]+)|\[(\d+|\.\.\.)\]")
_UNKNOWN = re.compile(r"Object contains unknown field `([^`]*)`")


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """Something to mend: where (file, line from 1) and what.

    `coverage`: something that is not written yet; what is written can be published without it.
    """

    file: str
    line: int
    message: str
    coverage: bool = False

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message}"


class ContentError(Exception):
    """Content that cannot be used; `problems` says why."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Document:
    """One YAML file: its data (texts, lists, mappings) and where each part is."""

    file: str
    data: Any
    root: yaml.Node | None

    def line(self, path: PathInFile) -> int:
        """The line (from 1) of the part at `path`, or of the nearest part around it."""
        node, line = self.root, 1
        for step in path:
            key, child = _child(node, step)
            if child is None:
                break
            line = (key or child).start_mark.line + 1
            node = child
        return line

    def problem(self, path: PathInFile, message: str, coverage: bool = False) -> Problem:
        """A problem at `path`."""
        return Problem(self.file, self.line(path), message, coverage)


def _child(node: yaml.Node | None, step: str | int) -> tuple[yaml.Node | None, yaml.Node | None]:
    if isinstance(node, yaml.MappingNode):
        return next(((k, v) for k, v in node.value if k.value == step), (None, None))
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return None, node.value[step]
    return None, None


def read(path: Path, name: str) -> tuple[Document, list[Problem]]:
    """The document at `path`, called `name` in problems. A file that is no YAML gives one problem and no data."""
    try:
        loader = yaml.CBaseLoader(path.read_text(encoding="utf-8"))
        root = loader.get_single_node()
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        message = getattr(error, "problem", None) or str(error)
        if message == "mapping values are not allowed in this context":
            message += " (a text that holds `: ` must be written between quotes, or after `>` on the next line)"
        return Document(name, None, None), [Problem(name, line, f"not readable as YAML: {message}")]
    problems: list[Problem] = []
    data = _value(root, name, problems, typed=False) if root is not None else None
    return Document(name, data, root), problems


def _value(node: yaml.Node, name: str, problems: list[Problem], typed: bool) -> Any:
    if isinstance(node, yaml.ScalarNode):
        return _json_scalar(node) if typed else node.value
    if isinstance(node, yaml.SequenceNode):
        return [_value(item, name, problems, typed) for item in node.value]
    result: dict[str, Any] = {}
    for key, value in node.value:
        if key.value in result:
            problems.append(Problem(name, key.start_mark.line + 1, f"`{key.value}` is written twice"))
        if (
            getattr(node, "flow_style", False)
            and isinstance(value, yaml.ScalarNode)
            and value.value == ""
            and not value.style
        ):
            message = f"`{key.value}` has no value: inside braces, a text with a comma must be between quotes"
            problems.append(Problem(name, key.start_mark.line + 1, message))
            continue
        result[key.value] = _value(value, name, problems, typed or key.value == "config")
    return result


def _json_scalar(node: yaml.ScalarNode) -> Any:
    """Inside an environment's `config`: unquoted true, false, null and whole numbers are what they look like."""
    if node.style:  # the C loader says "" of a plain scalar
        return node.value
    if _INTEGER.match(node.value):
        return int(node.value)
    return _JSON_SCALARS.get(node.value, node.value)


def shape(document: Document, path: PathInFile, data: Any, kind: type[_T]) -> tuple[_T | None, list[Problem]]:
    """`data`, found at `path`, as a `kind`; None and one problem when it does not fit."""
    try:
        return msgspec.convert(data, kind, strict=False), []
    except msgspec.ValidationError as error:
        return None, [_explain(document, path, str(error))]


def _explain(document: Document, path: PathInFile, text: str) -> Problem:
    found = _PLACE.match(text)
    message, inner = (found["message"], found["path"]) if found else (text, "")
    steps: list[str | int] = []
    for word, index in _STEP.findall(inner):
        if index == "...":
            break
        steps.append(word or int(index))
    if found and found["key"]:
        message = f"{message} as a key; texts are in fr, en or de, and those with a comma between quotes"
    unknown = _UNKNOWN.match(message)
    if unknown:
        steps.append(unknown[1])
        message = f"unknown key `{unknown[1]}`"
    where = ".".join(str(s) for s in steps if isinstance(s, str))
    return document.problem((*path, *steps), f"{where}: {message}" if where and not unknown else message)
