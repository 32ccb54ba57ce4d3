"""What the code offers stands in the documentation, and the other way round."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
import typer

import app as application
from chalicelib.cli.main import app as pix
from chalicelib.cli.openapi import generate
from chalicelib.shared.errors import STATUS, PixError
from chalicelib.shared.http import Edge
from chalicelib.shared.http.openapi import declared_errors
from chalicelib.shared.rules import DEFAULT, Rules
from chalicelib.shared.settings import RULE_PREFIX, VARIABLES, Settings

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"


def read(name: str) -> str:
    """One page."""
    return (DOCS / name).read_text()


def rows(page: str) -> dict[str, str]:
    """The rows of a page's tables by what stands in backquotes in their first column."""
    found = re.findall(r"^\| `([^`]+)`[^|]* \|(.*)\|$", read(page), re.MULTILINE)
    return {name: rest.strip() for name, rest in found}


def commands() -> Iterator[str]:
    """Every command of `pix`, as it is typed."""

    def walk(command: Any, path: list[str]) -> Iterator[str]:
        if not hasattr(command, "commands"):
            yield " ".join(path)
            return
        for name, child in command.commands.items():
            yield from walk(child, [*path, name])

    return walk(typer.main.get_command(pix), ["pix"])


def test_the_committed_openapi_document_is_the_generated_one() -> None:
    """Clients are written against the file; `pix openapi` writes it."""
    assert application.app.app_name == "pix"
    assert read("openapi.json") == generate()


def test_every_route_is_declared_once() -> None:
    """A route that bypasses the edge has neither token check, nor schema, nor documentation."""
    declared = Counter((route.method, route.path) for route in Edge.routes)
    registered = {(method, path) for path, methods in application.app.routes.items() for method in methods}
    assert registered == set(declared)
    assert [route for route, times in declared.items() if times > 1] == []


def test_routes_name_only_known_codes() -> None:
    """The table of codes is the one place."""
    assert {code for route in Edge.routes for code in declared_errors(route)} <= set(STATUS)


def test_every_code_has_its_section() -> None:
    """The page that `type` leads to is for people; this one is for who writes a program."""
    assert sorted(re.findall(r"^### (\S+)$", read("errors.md"), re.MULTILINE)) == sorted(STATUS)


def test_every_section_says_the_right_status() -> None:
    """A page that contradicts the service is worse than none."""
    said = dict(re.findall(r"^### (\S+)\n(\d{3})\.", read("errors.md"), re.MULTILINE))
    assert said == {code: str(int(status)) for code, status in STATUS.items()}


def subclasses(kind: type[PixError]) -> Iterator[type[PixError]]:
    """Every refusal that the code can raise."""
    for child in kind.__subclasses__():
        yield child
        yield from subclasses(child)


def test_every_refusal_has_a_status_and_every_status_a_refusal() -> None:
    """A code outside the table would fail when it is told; one without a class can never happen."""
    assert {kind.code for kind in subclasses(PixError)} | {"internal"} == set(STATUS)


def test_every_setting_is_documented() -> None:
    """Whoever deploys reads one page."""
    documented = rows("settings.md")
    assert {field.name for field in fields(Settings)} - {"rules"} == set(VARIABLES)
    assert set(VARIABLES.values()) <= set(documented)
    assert {name for name in documented if name.startswith("PIX_") and not name.startswith(RULE_PREFIX)} <= set(
        VARIABLES.values()
    )


def test_every_rule_is_documented_with_its_default() -> None:
    """The numbers people are told about are the ones in force."""
    documented = {name: rest.partition(" |")[0] for name, rest in rows("settings.md").items() if name.islower()}
    assert documented == {field.name: str(getattr(DEFAULT, field.name)) for field in fields(Rules)}


@pytest.mark.parametrize("command", sorted(commands()))
def test_every_command_is_documented(command: str) -> None:
    """A command that nobody can find does not exist."""
    assert re.search(rf"`{command}[` ]", read("cli.md")), f"docs/cli.md does not name {command}"


def test_every_documented_command_exists() -> None:
    """The other way round: nobody should type what is not there."""
    known = set(commands())
    named = re.findall(r"`(pix(?: [a-z][a-z-]+)+)", read("cli.md"))
    assert {name for name in named if not any(name == each or each.startswith(f"{name} ") for each in known)} == set()


def test_decisions_have_numbers_of_their_own() -> None:
    """A decision is cited by its number."""
    names = sorted(path.name for path in (DOCS / "adr").glob("*.md"))
    assert all(re.fullmatch(r"\d{4}-[a-z0-9-]+\.md", name) for name in names)
    assert [number for number, times in Counter(name[:4] for name in names).items() if times > 1] == []


@pytest.mark.parametrize("path", sorted((DOCS / "adr").glob("*.md")), ids=lambda path: path.name)
def test_decisions_are_whole(path: Path) -> None:
    """Context, decision, consequences: without them nobody knows later whether it still holds."""
    text = path.read_text()
    assert text.startswith(f"# {int(path.name[:4])}")
    for part in ("Context", "Decision", "Consequences"):
        assert re.search(rf"^(## |\*\*){part}", text, re.MULTILINE), f"{path.name} has no {part}"


@pytest.mark.parametrize(
    "page", sorted([*DOCS.rglob("*.md"), *ROOT.glob("*.md"), ROOT / "bench" / "README.md"]), ids=str
)
def test_links_lead_somewhere(page: Path) -> None:
    """A reader follows links."""
    prose = re.sub(r"```.*?```|`[^`\n]*`", "", page.read_text(), flags=re.DOTALL)
    targets = re.findall(r"\]\((?!https?://|#|mailto:)([^)#\s]+)", prose)
    assert [target for target in targets if not (page.parent / target).exists()] == []


def test_every_decision_that_is_cited_exists() -> None:
    """`ADR 0041` in a comment must lead to a page."""
    known = {path.name[:4] for path in (DOCS / "adr").glob("*.md")}
    sources = [*ROOT.glob("chalicelib/**/*.py"), *DOCS.rglob("*.md"), *ROOT.glob("*.md"), *ROOT.glob("tests/**/*.py")]
    cited = {(number, path.name) for path in sources for number in re.findall(r"ADR (\d{4})", path.read_text())}
    assert {(number, where) for number, where in cited if number not in known} == set()


def test_every_figure_has_its_line() -> None:
    """A benchmark that nobody can read is not a figure."""
    readme = (ROOT / "bench" / "README.md").read_text()
    scripts = [path.name for path in (ROOT / "bench").glob("[a-z]*.py") if "__main__" in path.read_text()]
    assert [name for name in scripts if name not in readme] == []
