"""Every task of every environment, by keyboard: done right, done wrong, and accessible on the way."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from chalicelib.content import environment_pages as environments

CASES = Path(__file__).parent / "cases"
NAMES = environments.names()


def _cases(name: str) -> dict[str, dict[str, Any]]:
    return yaml.safe_load((CASES / f"{name}.yaml").read_text("utf-8"))


TASKS = [(name, task) for name in NAMES for task in environments.about(name).tasks]


@pytest.mark.parametrize("name", NAMES)
def test_every_documented_task_is_played(name: str) -> None:
    """A task without a case would be a promise to authors that nobody has checked."""
    assert set(_cases(name)) == set(environments.about(name).tasks)
    assert len(_cases(name)) >= 6


@pytest.mark.parametrize(("name", "task"), TASKS, ids=[f"{name}-{task}" for name, task in TASKS])
def test_a_task_done_right_gives_its_documented_answer(stage: Callable[..., Any], name: str, task: str) -> None:
    """Authors copy the answers of the documentation into their solutions: they must be what the page sends."""
    documented = environments.about(name).tasks[task]
    steps = _cases(name)[task]["right"]
    played = stage(name, documented.config)
    assert played.answer() != documented.answer, "the answer must not be there before anything was done"
    played.do(steps[:-1])
    assert played.violations() == []
    played.do(steps[-1:])
    assert played.answer() == documented.answer


@pytest.mark.parametrize(("name", "task"), TASKS, ids=[f"{name}-{task}" for name, task in TASKS])
def test_a_task_done_wrong_gives_another_answer(stage: Callable[..., Any], name: str, task: str) -> None:
    """An environment that rewards any action would measure nothing."""
    documented = environments.about(name).tasks[task]
    played = stage(name, documented.config)
    played.do(_cases(name)[task]["wrong"])
    assert played.answer() != documented.answer


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    ("language", "width", "scheme"),
    [("fr", 320, "light"), ("de", 320, "dark"), ("en", 1000, "light")],
)
def test_the_first_view_is_accessible_and_fits(
    stage: Callable[..., Any], name: str, language: str, width: int, scheme: str
) -> None:
    """Phones, dark rooms and three languages meet the same page: no axe violation, nothing cut off sideways."""
    played = stage(name, {}, language=language, width=width, scheme=scheme)
    assert played.frame.evaluate("document.documentElement.lang") == language
    assert played.violations() == []
    assert played.frame.evaluate("document.documentElement.scrollWidth") <= width
    assert played.answers() == []


@pytest.mark.parametrize("name", NAMES)
def test_the_frame_is_opaque_and_reaches_no_network(stage: Callable[..., Any], name: str) -> None:
    """An environment shows forged pages and runs learners' programs: it may touch neither the client nor a network."""
    played = stage(name, {})
    played.answers()
    assert set(played.page.evaluate("messages.map((one) => one.origin)")) == {"null"}
    reached = played.frame.evaluate("fetch('/').then(() => 'reached', () => 'refused')")
    assert reached == "refused"
    stored = played.frame.evaluate("(() => { try { return localStorage.length; } catch { return 'refused'; } })()")
    assert stored == "refused"
    played.errors.clear()


@pytest.mark.parametrize("name", NAMES)
def test_a_frame_with_a_strange_config_still_plays_and_tells_its_height(stage: Callable[..., Any], name: str) -> None:
    """An author's slip must not break the page; and the client sizes the frame, for one scroll bar and not two."""
    played = stage(name, {"task": "no such", "add": {"extra": [{"id": "x"}]}, "remove": {"extra": ["x"]}})
    assert played.answers() == []
    heights = played.page.evaluate("messages.filter((one) => one.type === 'resize').map((one) => one.height)")
    assert 100 < heights[-1] < 5000


def test_an_answer_is_never_longer_than_the_server_takes(stage: Callable[..., Any]) -> None:
    """A learner who prints a long file must be wrong, not met with an error."""
    played = stage("terminal", {"task": "output", "files": {"/home/camille/long.txt": "word " * 100}})
    played.tab_to("Command")
    played.line("cat long.txt")
    assert len(played.answer()) == 200
    assert played.answer().endswith("…")
