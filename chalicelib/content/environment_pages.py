"""Builds the simulated environments: each is one self-contained HTML page (docs/environments.md)."""

import base64
from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "content" / "environments"
LIBRARIES = ROOT / "node_modules"

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'unsafe-inline' 'wasm-unsafe-eval'; style-src 'unsafe-inline'; "
    "img-src data:; worker-src blob:; base-uri 'none'; form-action 'none'"
)
"""Sent with every environment page: no network at all; the worker and WebAssembly are for `code` only."""

COMMON_KEYS = {"task", "add", "change", "remove"}
"""What every config may hold; the other keys are in each `about.yaml`."""

SCRIPTS = ("content", "state", "view")
EVERYONE = {"keyboard": True, "screen_reader": True, "colour_blind": True, "phone": True}


class EnvironmentProblem(Exception):
    """An environment that cannot be built; the message names it and says what to do."""


@dataclass(frozen=True, slots=True)
class Task:
    """One thing an environment can ask for: what the learner does, an example config and its right answer."""

    name: str
    what: str
    config: dict[str, Any]
    answer: str


@dataclass(frozen=True, slots=True)
class Environment:
    """What an author needs to know of one environment, read from its `about.yaml`.

    `config` says in words what each key of the config holds; `scripts` are its files in order; `inline` maps an
    element id to the file of an npm package that the page carries as base64 data.
    """

    name: str
    title: dict[str, str]
    height: int
    needs: dict[str, bool]
    config: dict[str, str]
    tasks: dict[str, Task]
    scripts: tuple[str, ...]
    inline: dict[str, str]


@cache
def names() -> tuple[str, ...]:
    """Names of all environments, sorted."""
    return tuple(sorted(path.parent.name for path in SOURCE.glob("*/about.yaml")))


@cache
def about(name: str) -> Environment:
    """Describe environment `name`; raises EnvironmentProblem when there is none."""
    if name not in names():
        raise EnvironmentProblem(f"no environment {name!r}: choose one of {', '.join(names())}")
    raw = yaml.safe_load((SOURCE / name / "about.yaml").read_text("utf-8"))
    tasks = {key: Task(key, one["what"], one["config"], str(one["answer"])) for key, one in raw["tasks"].items()}
    needs = EVERYONE | raw.get("needs", {})
    return Environment(
        name,
        raw["title"],
        raw["height"],
        needs,
        raw["config"],
        tasks,
        tuple(raw.get("scripts", SCRIPTS)),
        raw.get("inline", {}),
    )


@cache
def build(name: str) -> bytes:
    """Page of environment `name`, UTF-8; the same sources always give the same bytes.

    Raises EnvironmentProblem when the environment or one of its npm packages is missing.
    """
    environment = about(name)
    extra = SOURCE / name / "style.css"
    parts = {
        "{{title}}": escape(environment.title["en"]),
        "{{style}}": _text(SOURCE / "common" / "common.css") + (_text(extra) if extra.exists() else ""),
        "{{scripts}}": "\n".join(_scripts(environment)),
    }
    page = _text(SOURCE / "common" / "page.html")
    for mark, part in parts.items():
        before, after = page.split(mark)
        page = before + part + after
    return page.encode()


def _scripts(environment: Environment) -> list[str]:
    return [
        *(_carried(key, LIBRARIES / path) for key, path in sorted(environment.inline.items())),
        _script(_text(LIBRARIES / "htm" / "preact" / "standalone.umd.js")),
        _script(_text(SOURCE / "common" / "common.js")),
        *(_script(_text(SOURCE / environment.name / f"{part}.js")) for part in environment.scripts),
    ]


def _text(path: Path) -> str:
    return _bytes(path).decode()


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise EnvironmentProblem(f"{path.relative_to(ROOT)} is missing: run `npm ci` first") from None


def _script(code: str) -> str:
    # A script element ends at the first "</script", wherever it stands.
    return "<script>" + code.replace("</script", "<\\/script") + "</script>"


def _carried(key: str, path: Path) -> str:
    """A file of an npm package carried as data, for a page that can fetch nothing."""
    data = base64.b64encode(_bytes(path)).decode()
    return f'<script type="application/octet-stream" id="{escape(key)}">{data}</script>'
