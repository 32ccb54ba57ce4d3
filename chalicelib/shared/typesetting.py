"""Documents: facts and a template in, PDF out. Archivable (PDF/A-3a), accessible (PDF/UA-1), the same bytes each time.

Jinja2 makes the Typst source of one language, once per process: layout and words. Facts reach Typst as JSON beside the
source, never inside it: a name with markup in it is a name. Typst enforces both standards; what it only warns of is
refused here.
"""

import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from typst import Compiler

TEMPLATES = Path(__file__).resolve().parents[2] / "templates" / "certificate"
FONTS = Path(__file__).resolve().parents[2] / "fonts"  # a deployment's are in the layer: see fonts()
STANDARDS = ("a-3a", "ua-1")
_one_at_a_time = Lock()  # a compiler serves one thread


class TypesettingError(RuntimeError):
    """The document cannot be made: the template is wrong, or a text has signs that our fonts lack."""


class Unprintable(TypesettingError):
    """A text has signs that our fonts lack (docs/certificates.md says which they have)."""


def typeset(template: str, language: str, facts: Mapping[str, Any], timestamp: int) -> bytes:
    """The PDF of `templates/certificate/<template>.typ.j2` in that language; `timestamp` in seconds since 1970.

    Raises Unprintable, TypesettingError.
    """
    given = {"facts": json.dumps(facts, ensure_ascii=False)}
    with _one_at_a_time:
        return _compile(source(template, language), given, timestamp)


def _compile(text: bytes, given: dict[str, str], timestamp: int) -> bytes:
    from typst import TypstError  # noqa: PLC0415 - only functions that typeset have it

    try:
        pdf, warnings = compiler().compile_with_warnings(
            text, format="pdf", sys_inputs=given, pdf_standards=list(STANDARDS), timestamp=timestamp
        )
    except TypstError as error:
        raise _refusal(error.message) from None
    if warnings:
        raise TypesettingError("; ".join(warning.message for warning in warnings))
    if not isinstance(pdf, bytes):
        raise TypesettingError("not one document")
    return pdf


def _refusal(message: str) -> TypesettingError:
    return Unprintable(message) if "could not be displayed" in message else TypesettingError(message)


@lru_cache(maxsize=1)
def compiler() -> "Compiler":
    """Typst, with our fonts only and no file to read but templates."""
    from typst import Compiler, Fonts  # noqa: PLC0415

    return Compiler(root=TEMPLATES, font_paths=Fonts(False, False, [fonts()]), ignore_system_fonts=True)


def fonts() -> Path:
    """The folder of our fonts: in the tree, or in the layer beside `python/`, from where Typst itself was imported."""
    import typst  # noqa: PLC0415

    return FONTS if FONTS.is_dir() else Path(typst.__file__).parents[2] / "fonts"


@lru_cache(maxsize=16)
def source(template: str, language: str) -> bytes:
    """The Typst source of a document in one language."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # noqa: PLC0415

    # Typst is no HTML: the words come in as Typst's own string literals, which nothing can leave
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        undefined=StrictUndefined,
        autoescape=False,  # noqa: S701
        variable_start_string="<<",
        variable_end_string=">>",
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=literal,
    )
    made = environment.get_template(f"{template}.typ.j2")
    return made.render(words=words(language), language=language).encode()


@lru_cache(maxsize=4)
def words(language: str) -> Mapping[str, Any]:
    """The words of the documents in one language; FileNotFoundError for one we do not print."""
    return json.loads((TEMPLATES / f"words.{language}.json").read_bytes())


def literal(value: object) -> str:
    """A text as a Typst string, quotes included."""
    text = str(value).replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{text}"'
