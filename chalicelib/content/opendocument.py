"""Minimal OpenDocument files (ISO 26300): tables and paragraphs, nothing else, always the same bytes.

odfpy writes namespaces in an order that depends on what the process did before, and takes 20 times as long;
the tests read these files with it.
"""

import datetime
import io
import zipfile
from collections.abc import Mapping, Sequence
from xml.etree import ElementTree
from xml.sax.saxutils import escape, quoteattr

Cell = str | int | float | datetime.date | None
Row = Sequence[Cell]

_EPOCH = (2024, 1, 1, 8, 0, 0)
_URN = "urn:oasis:names:tc:opendocument:xmlns:"
_SPACES = {
    "office": f"{_URN}office:1.0",
    "style": f"{_URN}style:1.0",
    "text": f"{_URN}text:1.0",
    "table": f"{_URN}table:1.0",
    "number": f"{_URN}datastyle:1.0",
    "fo": f"{_URN}xsl-fo-compatible:1.0",
    "of": f"{_URN}of:1.2",
}
_DECLARED = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in _SPACES.items())
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_STYLES = f'{_HEAD}<office:document-styles {_DECLARED} office:version="1.2"><office:styles/></office:document-styles>'
_AUTOMATIC = (
    '<office:automatic-styles><number:date-style style:name="iso"><number:year number:style="long"/><number:text>-'
    '</number:text><number:month number:style="long"/><number:text>-</number:text><number:day number:style="long"/>'
    '</number:date-style><style:style style:name="date" style:family="table-cell" style:data-style-name="iso"/>'
    '<style:style style:name="header" style:family="table-cell"><style:text-properties fo:font-weight="bold"/>'
    "</style:style></office:automatic-styles>"
)
_TYPES = {
    "spreadsheet": "application/vnd.oasis.opendocument.spreadsheet",
    "text": "application/vnd.oasis.opendocument.text",
}
_MAX_REPEAT = 2000  # office programs fill sheets up to their edge with one repeated empty cell


def ods(sheets: Mapping[str, Sequence[Row]], header: bool = True) -> bytes:
    """A spreadsheet: sheet name -> rows; the first row of each in bold when `header`. A text `=...` is a formula."""
    return _document("spreadsheet", "".join(_table(name, rows, header) for name, rows in sheets.items()))


def odt(paragraphs: Sequence[str]) -> bytes:
    """A text document; a paragraph that begins with `# ` or `## ` is a heading."""
    return _document("text", "".join(map(_paragraph, paragraphs)))


def _table(name: str, rows: Sequence[Row], header: bool) -> str:
    lines = (
        f"<table:table-row>{''.join(_cell(cell, header and number == 0) for cell in row)}</table:table-row>"
        for number, row in enumerate(rows)
    )
    return f"<table:table table:name={quoteattr(name)}>{''.join(lines)}</table:table>"


def _cell(value: Cell, bold: bool) -> str:
    style = ' table:style-name="header"' if bold else ""
    if value is None:
        return f"<table:table-cell{style}/>"
    if isinstance(value, datetime.date):
        iso = value.isoformat()
        kind, style = f'office:value-type="date" office:date-value="{iso}"', ' table:style-name="date"'
    elif isinstance(value, int | float):
        kind = f'office:value-type="float" office:value="{value}"'
    elif value.startswith("="):
        return f'<table:table-cell{style} office:value-type="float" table:formula={quoteattr("of:" + value)}/>'
    else:
        kind = 'office:value-type="string"'
    return f"<table:table-cell{style} {kind}><text:p>{escape(str(value))}</text:p></table:table-cell>"


def _paragraph(text: str) -> str:
    level = len(text) - len(text.lstrip("#"))
    if level and text[level : level + 1] == " ":
        return f'<text:h text:outline-level="{level}">{escape(text[level + 1 :])}</text:h>'
    return f"<text:p>{escape(text)}</text:p>"


def _document(kind: str, body: str) -> bytes:
    content = (
        f'{_HEAD}<office:document-content {_DECLARED} office:version="1.2">{_AUTOMATIC}'
        f"<office:body><office:{kind}>{body}</office:{kind}></office:body></office:document-content>"
    )
    media = _TYPES[kind]
    entries = "".join(
        f'<manifest:file-entry manifest:full-path="{path}" manifest:media-type="{type_}"/>'
        for path, type_ in (("/", media), ("content.xml", "text/xml"), ("styles.xml", "text/xml"))
    )
    opening = f'<manifest:manifest xmlns:manifest="{_URN}manifest:1.0" manifest:version="1.2">'
    manifest = f"{_HEAD}{opening}{entries}</manifest:manifest>"
    return archive(
        {
            "mimetype": media.encode(),  # first and uncompressed, says the standard
            "META-INF/manifest.xml": manifest.encode(),
            "content.xml": content.encode(),
            "styles.xml": _STYLES.encode(),
        }
    )


def archive(files: Mapping[str, bytes], dates: Mapping[str, datetime.datetime] | None = None) -> bytes:
    """A ZIP of `files` (path -> bytes; a path ending in `/` is an empty folder), in the order given."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for name, data in files.items():
            when = (dates or {}).get(name)
            entry = zipfile.ZipInfo(name, when.timetuple()[:6] if when else _EPOCH)
            entry.external_attr = (0o755 << 16 | 0x10) if name.endswith("/") else 0o644 << 16
            entry.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            packed.writestr(entry, data)
    return out.getvalue()


def read_ods(data: bytes, sheet: str | None = None) -> list[list[str]]:
    """The cells of a sheet (the first by default) as shown, also of files that office programs saved.

    Formulas are not computed.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        root = ElementTree.fromstring(packed.read("content.xml"))  # noqa: S314 - files of the bank, not of strangers
    tables = root.iter(_tag("table", "table"))
    found = next(each for each in tables if sheet in (None, each.get(_tag("table", "name"))))
    rows = [_row(row) for row in found.iter(_tag("table", "table-row"))]
    while rows and not any(rows[-1]):
        rows.pop()
    return rows


def _row(row: ElementTree.Element) -> list[str]:
    cells: list[str] = []
    for cell in row.iter(_tag("table", "table-cell")):
        shown = "\n".join("".join(p.itertext()) for p in cell.findall(_tag("text", "p")))
        times = int(cell.get(_tag("table", "number-columns-repeated"), "1"))
        cells += [shown] * (times if shown or times < _MAX_REPEAT else 1)
    return cells


def _tag(prefix: str, name: str) -> str:
    return f"{{{_SPACES[prefix]}}}{name}"
