"""Tables that travel as files: CSV and OpenDocument spreadsheets, read as text cells and written safely. Pure."""

import csv
import io
import lzma
import re
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from xml.etree import ElementTree

from chalicelib.content.opendocument import ods

Rows = list[list[str]]

ODS_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
CSV_TYPE = "text/csv; charset=utf-8"
ZIP = b"PK\x03\x04"
MAX_ROWS, MAX_COLUMNS, MAX_XML = 3_000, 60, 10_000_000
FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what makes office programs compute a cell of a CSV
MARK = "'"
REPEATED = re.compile(r"[0-9]{1,9}")
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    OSError,  # of bzip2
    struct.error,
    ElementTree.ParseError,
    NotImplementedError,
    RuntimeError,
    EOFError,
)
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"


class Unreadable(ValueError):
    """A file that is no table that we can read, or too large a one."""


def read(content: bytes) -> Rows:
    """The cells of the first sheet, line by line as people see them numbered; Unreadable."""
    rows = _read_ods(content) if content.startswith(ZIP) else _read_csv(content)
    while rows and not any(rows[-1]):
        rows.pop()
    if len(rows) > MAX_ROWS:
        raise Unreadable("too many lines")
    return rows


def write_csv(rows: Iterable[Sequence[str]]) -> bytes:
    """A CSV that spreadsheets of this country open with a double click, and that computes nothing."""
    out = io.StringIO()
    csv.writer(out, delimiter=";", lineterminator="\r\n").writerows([guarded(cell) for cell in row] for row in rows)
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def write_ods(name: str, rows: Iterable[Sequence[str]]) -> bytes:
    """A spreadsheet of text cells."""
    return ods({name: [[guarded(cell) for cell in row] for row in rows]}, header=False)


def guarded(cell: str) -> str:
    """A text that no spreadsheet takes for a formula; `read` gives the text itself back."""
    return MARK + cell if cell.startswith((*FORMULA, MARK)) else cell


def _unguarded(cell: str) -> str:
    return cell[1:] if cell.startswith(MARK) and cell[1:].startswith((*FORMULA, MARK)) else cell


def _read_csv(content: bytes) -> Rows:
    text = _decoded(content)
    if "\0" in text:
        raise Unreadable("not a text")
    tables = [table for table in (_parsed(text, separator) for separator in ";,") if table is not None]
    if not tables:
        raise Unreadable("a quote is not closed")
    widest = max(tables, key=lambda rows: max((len(row) for row in rows[:2]), default=0))
    return [[_unguarded(cell.strip()) for cell in row[:MAX_COLUMNS]] for row in widest]


def _parsed(text: str, separator: str) -> Rows | None:
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True))
    except csv.Error:
        return None


def _decoded(content: bytes) -> str:
    """UTF-8, else what Western European spreadsheets write: ISO-8859-15, or Windows' own when its quotes occur."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("iso-8859-15")
    if any("\x80" <= character <= "\x9f" for character in text):
        return content.decode("cp1252", errors="replace")
    return text


def _read_ods(content: bytes) -> Rows:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed, packed.open("content.xml") as xml:
            unpacked = xml.read(MAX_XML + 1)  # no more is unpacked, whatever the archive says
        table = next(_tree(unpacked).iter(f"{TABLE}table"))
    except Unreadable:
        raise
    except (KeyError, StopIteration, ValueError, *BROKEN) as error:
        raise Unreadable(type(error).__name__) from None
    return list(islice(_lines(table), MAX_ROWS + 1))


def _tree(unpacked: bytes) -> ElementTree.Element:
    text = unpacked.decode()  # as a text, its own word about its encoding does not count
    if len(unpacked) > MAX_XML or "<!DOCTYPE" in text:  # declarations could make a small file huge
        raise Unreadable("too large, or with declarations")
    return ElementTree.fromstring(text)  # noqa: S314 - no declarations


def _lines(table: ElementTree.Element) -> Iterator[list[str]]:
    for row in table.iter(f"{TABLE}table-row"):
        cells = _cells(row)
        times = _number(row.get(f"{TABLE}number-rows-repeated"))
        # a sheet ends with one row that stands for a million empty ones
        yield from (list(cells) for _ in range(times if any(cells) else min(times, MAX_ROWS)))


def _cells(row: ElementTree.Element) -> list[str]:
    cells: list[str] = []
    for cell in row:
        if cell.tag in {f"{TABLE}table-cell", f"{TABLE}covered-table-cell"}:
            times = min(_number(cell.get(f"{TABLE}number-columns-repeated")), MAX_COLUMNS - len(cells))
            cells += [_shown(cell)] * times
    while cells and not cells[-1]:
        cells.pop()
    return cells


def _shown(cell: ElementTree.Element) -> str:
    """The text, but dates and whole numbers as such: how they are shown depends on the reader's country."""
    if cell.get(f"{OFFICE}value-type") == "date":
        return (cell.get(f"{OFFICE}date-value") or "").partition("T")[0]
    if cell.get(f"{OFFICE}value-type") == "time":
        return _hour(cell.get(f"{OFFICE}time-value") or "")
    value = cell.get(f"{OFFICE}value", "") if cell.get(f"{OFFICE}value-type") == "float" else ""
    if value:
        return value.removesuffix(".0")
    return _unguarded("\n".join("".join(part.itertext()) for part in cell.findall(f"{TEXT}p")).strip())


def _hour(duration: str) -> str:
    """`PT14H30M00S` as 14:30."""
    hours, _, rest = duration.removeprefix("PT").partition("H")
    return f"{hours}:{rest.partition('M')[0]}"


def _number(text: str | None) -> int:
    return int(text) if text and REPEATED.fullmatch(text) else 1
