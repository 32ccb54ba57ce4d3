"""The simulated environments that challenges refer to: their pages as objects, and what their tasks are."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from chalicelib.content import environment_pages
from chalicelib.content.assets import Asset, digest


@dataclass(frozen=True, slots=True)
class Environment:
    """What a question needs to know of an environment."""

    url: str
    title: Mapping[str, str]
    height: int
    needs: Mapping[str, bool]


class Environments:
    """The environments, each page built and stored when it is first used."""

    def __init__(self, place: Callable[[Asset], str]) -> None:
        self._place = place
        self._found: dict[str, Environment] = {}

    def get(self, name: str) -> Environment:
        """The environment `name`; raises EnvironmentProblem when it cannot be built."""
        if name not in self._found:
            about = environment_pages.about(name)
            url = self._place(environment_asset(name))
            self._found[name] = Environment(url, about.title, about.height, about.needs)
        return self._found[name]


def environment_asset(name: str) -> Asset:
    """The page, key `environments/<hash>/<name>.html`."""
    page = environment_pages.build(name)
    return Asset(f"environments/{digest(page)}/{name}.html", f"{name}.html", page, "text/html; charset=utf-8")


def problem(name: str, config: Mapping[str, Any]) -> str | None:
    """Why a challenge cannot use this environment with this config; None when it can."""
    if name not in environment_pages.names():
        return f"no environment `{name}` (there are: {', '.join(environment_pages.names())})"
    about, task = environment_pages.about(name), config.get("task")
    if task is not None and task not in about.tasks:
        return f"environment {name} has no task `{task}` (it has: {', '.join(about.tasks)})"
    unknown = sorted(set(config) - set(about.config) - environment_pages.COMMON_KEYS)
    if unknown:
        return f"environment {name} knows no `{unknown[0]}` in its config (it knows: {', '.join(about.config)})"
    lists = sorted({key for how in ("add", "change", "remove") for key in config.get(how, {})} - set(about.config))
    if lists:
        return f"environment {name} has no list `{lists[0]}` to add to or to change"
    return None
