"""Every challenge of the bank that uses an environment starts in it, in each of its languages."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from chalicelib.content import bank, compile, environment_pages, model
from chalicelib.grading import AnswerKey, Circumstances, grade

ROOT = Path(__file__).resolve().parents[3]
LEARNING = Circumstances(seconds_left=None, focus_lost=False, focused=False, context="training", skipped=False)
VARIANTS = 4  # of each challenge: two in each language; the others differ in values only


def _situations() -> Iterator[tuple[str, model.Body]]:
    content = bank.load(ROOT / "content")
    compiler = compile.Compiler(content)
    for topic, skill, challenge in content.challenges():
        if challenge.written.environment:
            found = list(compiler.bodies(topic, skill, challenge))
            per_language = defaultdict(list)
            for body in found:
                per_language[body.question.language].append(body)
            for bodies in per_language.values():
                for body in islice(bodies, VARIANTS // 2):
                    yield challenge.written.environment.name, body


@pytest.fixture(scope="module")
def situations() -> dict[str, list[model.Body]]:
    """Compiled questions by environment."""
    found = defaultdict(list)
    for name, body in _situations():
        found[name].append(body)
    return found


@pytest.mark.parametrize("name", environment_pages.names())
def test_the_environment_starts_and_is_not_right_before_anything_is_done(
    stage: Callable[..., Any], situations: dict[str, list[model.Body]], name: str
) -> None:
    """A slip in a config shows as a blank page to the learner, or gives the point for nothing."""
    for body in situations[name]:
        question = body.question
        assert question.environment is not None
        played = stage(name, question.environment.config, language=question.language)
        where = f"{question.id} ({question.language})"
        said = played.answer()
        assert played.frame.evaluate("document.querySelector('main').innerText.length") > 50, where
        if question.environment.replies:
            key = AnswerKey.from_mapping(body.correction.key)
            assert grade(key, said, LEARNING).result != "ok", where
