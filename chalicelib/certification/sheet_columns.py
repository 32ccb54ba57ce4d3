"""The columns of candidates' sheets and of the file of sessions: headers in three languages, cells to wishes. Pure."""

import re
from collections.abc import Mapping, Sequence

from msgspec import Struct

from chalicelib.certification import names
from chalicelib.certification.enrolling import NEEDS, TEXTS, Wish
from chalicelib.shared.i18n import LANGUAGES, translate

CANDIDATE = (
    "last_name",
    "first_name",
    "birth_date",
    "sex",
    "birth_insee_code",
    "birth_postal_code",
    "birth_city",
    "birth_country",
    "email",
    "results_email",
    "external_id",
    "extra_time_percent",
    "needs",
)
SESSION = ("session_number", "address", "room", "date", "time", "invigilators", "description")
LOCAL_DATE = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})")
PERCENT = re.compile(r"\s*(\d{1,4}(?:[.,]\d{1,4})?)\s*%?\s*")

Cells = Mapping[str, str]


class Issue(Struct, frozen=True):
    """Something wrong in a file: the line as spreadsheets number it, the field, the code of its message."""

    line: int
    field: str
    code: str


class HeadersDiffer(ValueError):
    """The columns are others than expected: `missing` labels, `unknown` cells."""

    def __init__(self, missing: tuple[str, ...], unknown: tuple[str, ...]) -> None:
        super().__init__(missing, unknown)
        self.missing, self.unknown = missing, unknown


def labels(language: str, columns: Sequence[str]) -> list[str]:
    """The header line in a language."""
    return [label(language, name) for name in columns]


def label(language: str, column: str) -> str:
    """The header of one column."""
    return translate(language, f"sheet.column.{column}")


def columns_of(header: Sequence[str], columns: Sequence[str]) -> list[str]:
    """The field of each column, in any order, in any of the languages, but all and no other; HeadersDiffer."""
    given = [names.plain(cell) for cell in header]
    nearest: HeadersDiffer | None = None
    for language in LANGUAGES:
        known = {names.plain(label(language, name)): name for name in columns}
        if sorted(given) == sorted(known):
            return [known[cell] for cell in given]
        missing = tuple(label(language, known[plain]) for plain in known if plain not in given)
        unknown = tuple(cell for cell, plain in zip(header, given, strict=True) if plain not in known)
        if nearest is None or len(missing) < len(nearest.missing):
            nearest = HeadersDiffer(missing, unknown)
    raise nearest or HeadersDiffer((), ())


def cells_of(fields: Sequence[str], row: Sequence[str]) -> Cells:
    """The cells of a line by field; a line may end early."""
    filled = [*row, *[""] * (len(fields) - len(row))]
    return dict(zip(fields, filled, strict=False))


def wish_of(cells: Cells) -> Wish:
    """What a line says of a candidate."""
    texts = {name: cells[name] for name in TEXTS}
    texts["birth_date"] = iso_date(texts["birth_date"])
    return Wish(**texts, extra_time_percent=_percent(cells["extra_time_percent"]), needs=_needs(cells["needs"]))


def row_of(wish: Wish, language: str) -> list[str]:
    """The line that `wish_of` reads back.

    The date stays in ISO form: opening a CSV, an office program set to American English would swap day and month.
    """
    told = {name: getattr(wish, name) for name in TEXTS}
    told["extra_time_percent"] = f"{wish.extra_time_percent:g}" if wish.extra_time_percent else ""
    told["needs"] = ", ".join(translate(language, f"sheet.need.{need}") for need in wish.needs)
    return [told[name] for name in CANDIDATE]


def iso_date(text: str) -> str:
    """A day as people write it, in ISO form; anything else as it is."""
    found = LOCAL_DATE.fullmatch(text.strip())
    return f"{found[3]}-{int(found[2]):02d}-{int(found[1]):02d}" if found else text


def _percent(text: str) -> float | None:
    if not text.strip():
        return 0.0
    found = PERCENT.fullmatch(text)
    return float(found[1].replace(",", ".")) if found else None


def _needs(text: str) -> tuple[str, ...]:
    known = {names.plain(translate(language, f"sheet.need.{need}")): need for language in LANGUAGES for need in NEEDS}
    told = (part for part in re.split(r"[,;/|]", text) if part.strip())
    return tuple(known.get(names.plain(part), "unknown") for part in told)
