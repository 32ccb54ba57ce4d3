"""The builder of the static client: whole, the same each time, and with every text it needs."""

import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from chalicelib.cli.main import app
from chalicelib.local import pages
from chalicelib.shared.errors import STATUS, NotFound
from chalicelib.shared.http import problems
from chalicelib.shared.i18n import LANGUAGES, catalogue, local_catalogue

JS = pages.ASSETS / "js"
SCRIPTS = {path.relative_to(JS).as_posix(): path.read_text("utf-8") for path in JS.rglob("*.js")}
NAMED = re.compile(r'\b(?:t|count|has|button)\(\s*"([\w.-]+)"')
# keys put together from parts: `result.${item.result}`
COMPOSED = re.compile(r"`([\w-]+(?:\.[\w-]+)*)\.\$\{")
# keys of a list, by a condition, or passed on
QUOTED = re.compile(r'"([a-z_]+(?:\.[\w-]+)*)"')

OF_THE_API = {"/v"}  # the verification page of certificates, which no file holds


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The client, built once."""
    out = tmp_path_factory.mktemp("client") / "client"
    pages.build(out)
    return out


def test_every_error_has_its_place(built: Path) -> None:
    """`type` of a problem document leads to the plain words of its code, in three languages, with no gap to fill."""
    page = (built / "errors.html").read_text("utf-8")
    problem = problems.describe(NotFound(), "en", "")
    assert problem.type == "/errors.html#not-found"
    assert re.findall(r'<section id="([^"]+)"', page) == sorted(STATUS)
    assert "Go back to your profile" in page
    assert len(re.findall(r'<p lang="(fr|en|de)">', page)) == 3 * (len(STATUS) + 1)
    assert not re.findall(r"\{\w+\}", page)


def test_pages_tell_the_numbers_of_this_deployment(tmp_path: Path) -> None:
    """A rule that is set otherwise is told otherwise, and one that cannot be read stops the build."""

    def run(every: str) -> int:
        where = ["client", "build", "--out", str(tmp_path / "client")]
        return CliRunner().invoke(app, where, env={"PIX_RULE_CHECKPOINT_EVERY": every}).exit_code

    assert run("3") == 0
    assert "Every 3 questions" in (tmp_path / "client" / "en" / "index.html").read_text("utf-8")
    assert run("often") == 1


def test_every_page_exists_in_every_language(built: Path) -> None:
    """A language switch never leads to a missing page."""
    assert "profile" in pages.page_names()
    missing = [
        (one, two) for one in pages.page_names() for two in LANGUAGES if not (built / two / f"{one}.html").is_file()
    ]
    assert missing == []
    assert (built / "index.html").is_file()
    assert (built / "404.html").is_file()


def test_same_sources_give_the_same_bytes(built: Path, tmp_path: Path) -> None:
    """The name of the assets' folder is their content: caches may keep it for ever."""
    again = tmp_path / "client"
    pages.build(again)
    first, second = (sorted(p.relative_to(root) for p in root.rglob("*") if p.is_file()) for root in (built, again))
    assert first == second
    assert all((built / name).read_bytes() == (again / name).read_bytes() for name in first)


def test_building_replaces_what_was_there(tmp_path: Path) -> None:
    """A page that was removed does not stay published."""
    out = tmp_path / "client"
    out.mkdir()
    (out / "old.html").write_text("old")
    pages.build(out)
    assert not (out / "old.html").exists()
    assert [path.name for path in tmp_path.iterdir()] == ["client"]


def test_every_address_of_a_page_leads_to_a_file(built: Path) -> None:
    """A style sheet, a script or a link that does not exist shows only in production otherwise."""
    broken = []
    for page in built.rglob("*.html"):
        for address in re.findall(r'(?:href|src)="(/[^"#?]*)', page.read_text("utf-8")):
            target = built / address.lstrip("/")
            if not target.is_file() and address not in OF_THE_API:
                broken.append((page.name, address))
    assert broken == []


def test_modules_are_announced_with_all_they_import(built: Path) -> None:
    """The browser fetches a page's modules at once instead of one after another."""
    found = pages.needed_modules("pages/assessment.js")
    assert {"sitting.js", "outbox.js", "i18n.js", "api.js", "dom.js"} <= found
    page = (built / "fr" / "assessment.html").read_text("utf-8")
    assert all(f"/{name}" in page for name in found)


def test_scripts_name_only_texts_that_exist() -> None:
    """A missing text would stop a page in front of a learner."""
    texts = {**pages.messages("fr"), **pages.messages("fr", pages.CERTIFICATION)}
    plural = {key.rpartition(".")[0] for key in texts if key.endswith((".one", ".other"))}
    unknown = {
        (name, key)
        for name, source in SCRIPTS.items()
        for key in NAMED.findall(source)
        if key not in texts and key not in plural and not key.endswith(".")
    }
    prefixes = {
        (name, prefix)
        for name, source in SCRIPTS.items()
        for prefix in COMPOSED.findall(source)
        if "/" not in prefix and not any(key.startswith(prefix + ".") for key in texts)
    }
    assert unknown == set()
    assert {pair for pair in prefixes if pair[1] != "pix.before"} == set()


def test_no_text_is_left_over() -> None:
    """Translators work only on what is shown."""
    used, composed = set(), set()
    for source in SCRIPTS.values():
        used |= set(QUOTED.findall(source))
        composed |= set(COMPOSED.findall(source))

    def shown(key: str) -> bool:
        stem = key.removesuffix(".one").removesuffix(".other")
        return key in used or stem in used or any(key.startswith(prefix + ".") for prefix in composed)

    assert [key for of in pages.SETS for key in pages.messages("fr", of) if not shown(key)] == []


def test_countries_change_texts_that_exist_and_nothing_else() -> None:
    """A variant of a text that nobody asks for would never be seen."""
    variants = 0
    for language in LANGUAGES:
        for country in pages.COUNTRIES:
            local = {key for key in local_catalogue(language, country) if key.split(".")[0] in pages.SETS}
            assert local <= set(catalogue(language))
            variants += len(local)
    assert variants


def test_the_trial_account_is_shown_only_where_it_exists(tmp_path: Path) -> None:
    """A deployment's sign-in page offers no account."""
    pages.build(tmp_path / "deployed")
    pages.build(tmp_path / "local", pages.Hint("lou@example.org", "motdepasse-local"))
    name = Path("fr") / "sign-in.html"
    assert "local-hint" not in (tmp_path / "deployed" / name).read_text("utf-8")
    assert "motdepasse-local" in (tmp_path / "local" / name).read_text("utf-8")


def test_only_one_function_sets_markup() -> None:
    """Texts of people are shown as text; what was compiled at publication goes through `published`."""
    setters = re.compile(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function")
    assert {name for name, source in SCRIPTS.items() if setters.search(source)} == {"dom.js"}
    assert len(setters.findall(SCRIPTS["dom.js"])) == 1


def test_web_storage_is_named_in_two_places_only() -> None:
    """Tokens never go to web storage: preferences and the figures before a test are all that does."""
    users = {name for name, source in SCRIPTS.items() if re.search(r"localStorage|sessionStorage", source)}
    assert users == {"preferences.js", "scorecard.js"}
