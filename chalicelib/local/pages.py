"""Builds the static web client: one HTML page per template and language, and assets named by their content."""

import hashlib
import json
import re
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import jinja2

from chalicelib.local.error_words import every_error
from chalicelib.shared.i18n import LANGUAGES, catalogue, local_catalogue, translate, wording
from chalicelib.shared.rules import DEFAULT, Rules

ROOT = Path(__file__).resolve().parents[2]
PAGES = ROOT / "templates" / "pages"
ASSETS = ROOT / "templates" / "assets"
COUNTRIES = ("FR", "BE-WAL")
LANGUAGE_NAMES = {"fr": "Français", "en": "English", "de": "Deutsch"}

# pages that stand above the languages: file -> template
OUTSIDE_LANGUAGES = {"index.html": "_choose", "404.html": "_missing", "errors.html": "_errors"}

# Texts go out in two sets, so that a learner's first page stays light: `client.` is on every page, `session.` beside it
# on those of certification. `<set>.page.` are texts that only the HTML holds; the scripts' messages leave them out.
EVERYWHERE, CERTIFICATION = "client", "session"
SETS = (EVERYWHERE, CERTIFICATION)
IMPORT = re.compile(r'^import[^"]*"(\./|\.\./)([^"]+)";', re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Hint:
    """The account that sign-in offers on a local stack."""

    email: str
    password: str


def build(out: Path, hint: Hint | None = None, rules: Rules = DEFAULT) -> tuple[Path, ...]:
    """Render the whole client into `out`, replacing what was there; returns the files written, sorted.

    Raises KeyError for a text without translation, jinja2.TemplateError for a broken template.
    """
    waiting = out.with_name(f".{out.name}.building")
    shutil.rmtree(waiting, ignore_errors=True)
    version = _write_assets(waiting)
    for name in page_names():
        for language in LANGUAGES:
            _write(waiting / language / f"{name}.html", _render(name, language, version, hint, rules))
    for file, name in OUTSIDE_LANGUAGES.items():
        _write(waiting / file, _render(name, LANGUAGES[0], version, hint, rules))
    _replace(out, waiting)
    return tuple(sorted(path for path in out.rglob("*") if path.is_file()))


def _replace(out: Path, by: Path) -> None:
    """Swap the folders, so that a server reading `out` misses it for no longer than two renames."""
    former = out.with_name(f".{out.name}.former")
    shutil.rmtree(former, ignore_errors=True)
    if out.exists():
        out.rename(former)
    by.rename(out)
    shutil.rmtree(former, ignore_errors=True)


def page_names() -> tuple[str, ...]:
    """Names of the pages every language has, sorted."""
    return tuple(sorted(p.name.removesuffix(".html.j2") for p in PAGES.glob("*.html.j2") if p.name[0] != "_"))


def messages(language: str, of: str = EVERYWHERE) -> dict[str, str]:
    """The texts of one set that scripts show in one language, by key without the set's name."""
    return _for_scripts(catalogue(language), of)


def local_messages(language: str, of: str = EVERYWHERE) -> dict[str, dict[str, str]]:
    """Country -> what its texts say otherwise, by key without the set's name."""
    return {country: _for_scripts(local_catalogue(language, country), of) for country in COUNTRIES}


def _for_scripts(texts: Mapping[str, str], of: str) -> dict[str, str]:
    wanted = (pair for pair in texts.items() if pair[0].startswith(f"{of}.") and not pair[0].startswith(f"{of}.page."))
    return {key.removeprefix(f"{of}."): text for key, text in wanted}


def _write_assets(out: Path) -> str:
    """Write every asset under `assets/<version>/`, the version being made of their contents; returns it."""
    assets = dict(_assets())
    digest = hashlib.sha256()
    for name, body in sorted(assets.items()):
        digest.update(name.encode() + b"\0" + body + b"\0")
    version = digest.hexdigest()[:12]
    for name, body in assets.items():
        _write(out / "assets" / version / name, body)
    return version


def _assets() -> Iterator[tuple[str, bytes]]:
    yield "style.css", b"".join(path.read_bytes() for path in sorted((ASSETS / "css").glob("*.css")))
    for path in sorted((ASSETS / "js").rglob("*.js")):
        yield path.relative_to(ASSETS / "js").as_posix(), path.read_bytes()
    for path in sorted((ASSETS / "icons").glob("*.svg")):
        yield f"icons/{path.name}", path.read_bytes()
    for language in LANGUAGES:
        for of in SETS:
            texts = _module(messages(language, of), local_messages(language, of))
            yield f"messages/{of}-{language}.js", texts.encode()


def _module(texts: dict[str, str], local: dict[str, dict[str, str]]) -> str:
    common, differing = (json.dumps(each, ensure_ascii=False, sort_keys=True, indent=0) for each in (texts, local))
    return f"export default {common};\nexport const local = {differing};\n"


def _render(name: str, language: str, version: str, hint: Hint | None, rules: Rules) -> bytes:
    script = f"pages/{name.removeprefix('_')}.js"
    page = _environment().get_template(f"{name}.html.j2")
    return page.render(
        t=lambda key, **values: translate(language, _static(key), **values),
        say=lambda other, key: translate(other, _static(key)),
        local=lambda key, country: wording(language, country, _static(key)),
        name=name,
        language=language,
        languages=LANGUAGE_NAMES,
        countries=COUNTRIES,
        assets=f"/assets/{version}",
        script=script,
        modules=sorted(needed_modules(script)) if (ASSETS / "js" / script).is_file() else [],
        hint=hint,
        rules=rules,
        errors=every_error,
    ).encode()


def _static(key: str) -> str:
    """The full key of a text that the HTML holds: of the set that has it."""
    known = catalogue(LANGUAGES[0])
    return next((full for of in SETS if (full := f"{of}.page.{key}") in known), f"{EVERYWHERE}.page.{key}")


def _environment() -> jinja2.Environment:
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(PAGES),
        undefined=jinja2.StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def needed_modules(script: str) -> set[str]:
    """Every module that a script imports, directly or not: the browser can then fetch all of them at once."""
    found: set[str] = set()
    waiting = [script]
    while waiting:
        module = waiting.pop()
        source = (ASSETS / "js" / module).read_text("utf-8")
        for start, rest in IMPORT.findall(source):
            folder = Path(module).parent if start == "./" else Path(module).parent.parent
            imported = (folder / rest).as_posix()
            if imported not in found:
                found.add(imported)
                waiting.append(imported)
    return found


def _write(path: Path, body: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(body)
