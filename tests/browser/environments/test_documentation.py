"""What authors read about the environments is what the environments do."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from chalicelib.content import environment_pages, environments

ROOT = Path(__file__).resolve().parents[3]


def _build() -> ModuleType:
    spec = importlib.util.spec_from_file_location("build", ROOT / "content" / "environments" / "build.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_tables_of_the_documentation_are_up_to_date() -> None:
    """A table that lags behind makes authors write solutions that nobody can reach."""
    document = (ROOT / "docs" / "environments.md").read_text("utf-8")
    assert _build().filled(document) == document, "run: python content/environments/build.py tables"


def test_the_documented_policy_is_the_one_that_is_sent() -> None:
    """Who serves the pages copies the policy from the documentation."""
    assert environment_pages.CONTENT_SECURITY_POLICY in (ROOT / "docs" / "environments.md").read_text("utf-8")


@pytest.mark.parametrize("name", environment_pages.names())
def test_a_page_is_one_file_with_nothing_to_fetch(name: str) -> None:
    """The same sources give the same bytes, and no address outside of the page is loaded."""
    page = environment_pages.build(name)
    environment_pages.build.cache_clear()
    assert environment_pages.build(name) == page
    assert b"{{" not in page.split(b"<script>")[0]
    assert b" src=" not in page.split(b"<script>")[0]
    assert b"<link" not in page


@pytest.mark.parametrize("name", environment_pages.names())
def test_an_environment_is_described_for_authors(name: str) -> None:
    """Titles in three languages, six tasks or more, each with an example that names itself."""
    about = environment_pages.about(name)
    assert set(about.title) == {"fr", "en", "de"}
    assert len(about.tasks) >= 6
    for task in about.tasks.values():
        assert task.config["task"] == task.name
        assert set(task.config) - {"task", "add", "change", "remove"} <= set(about.config)
        assert 0 < len(task.answer) < 200


def test_an_unknown_environment_is_named_with_the_known_ones() -> None:
    """A misspelt name in a challenge must be mended without searching."""
    with pytest.raises(environment_pages.EnvironmentProblem, match=r"no environment 'mailbx'.*mailbox"):
        environment_pages.build("mailbx")


@pytest.mark.parametrize(
    ("name", "config", "said"),
    [
        ("mailbox", {"task": "move", "add": {"mails": []}}, None),
        ("mailbox", {"task": "fly"}, "no task `fly`"),
        ("mailbox", {"task": "move", "mials": []}, "knows no `mials`"),
        ("mailbox", {"task": "move", "change": {"mial": {}}}, "no list `mial`"),
        ("mailbix", {}, "no environment `mailbix`"),
    ],
)
def test_a_slip_in_a_challenge_is_named(name: str, config: dict[str, object], said: str | None) -> None:
    """A misspelt key would be ignored by the page, and the learner would meet another situation."""
    found = environments.problem(name, config)
    assert found is None if said is None else said in (found or "")
