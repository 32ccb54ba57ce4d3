"""Reads the templates under `infra/`, so that the local stack runs what a deployment runs."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[2]
INFRA = ROOT / "infra"


class Tagged(dict[str, Any]):
    """One CloudFormation function (`!Sub`, `!Ref`, ...) as `{tag: value}`."""


class _Loader(yaml.CSafeLoader):
    """YAML with CloudFormation's short tags."""


def _tag(loader: yaml.CSafeLoader, suffix: str, node: yaml.Node) -> Tagged:
    if isinstance(node, yaml.ScalarNode):
        return Tagged({suffix: loader.construct_scalar(node)})
    if isinstance(node, yaml.SequenceNode):
        return Tagged({suffix: loader.construct_sequence(node, deep=True)})
    return Tagged({suffix: loader.construct_mapping(node, deep=True)})  # type: ignore[arg-type]


_Loader.add_multi_constructor("!", _tag)


@cache
def template(name: str) -> dict[str, Any]:
    """One file of `infra/`, by its name without `.yaml`."""
    return yaml.load((INFRA / f"{name}.yaml").read_text(), _Loader)  # noqa: S506 - a safe loader with added tags


def resources(kind: str, name: str) -> dict[str, dict[str, Any]]:
    """Logical id -> properties of the resources of one type in one file."""
    found = template(name)["Resources"].items()
    return {logical: resource["Properties"] for logical, resource in found if resource.get("Type") == kind}
