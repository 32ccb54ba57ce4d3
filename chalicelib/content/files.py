"""Small helpers that make the bytes of generated files; the same arguments always give the same bytes."""

import csv as _csv
import datetime as _datetime
import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from email.message import EmailMessage
from email.policy import SMTP
from typing import Any

from odf import style as _style
from odf import table as _table
from odf import text as _text
from odf.opendocument import OpenDocumentSpreadsheet, OpenDocumentText

Cell = str | int | float | _datetime.date | None
Row = Sequence[Cell]
_EPOCH = (2024, 1, 1, 8, 0, 0)
_NAMESPACE = re.compile(rb' xmlns:([a-z0-9]+)="([^"]*)"')
_ROOT = re.compile(rb"<[a-z0-9]+:[a-z-]+")


def txt(text: str) -> bytes:
    """A plain text file, UTF-8, with final newline."""
    return (text.rstrip("\n") + "\n").encode()


def csv(rows: Sequence[Row], separator: str = ";", encoding: str = "utf-8") -> bytes:
    """A CSV file. A spreadsheet opens `;` well in French, `,` in English: pass the reader's."""
    out = io.StringIO(newline="")
    _csv.writer(out, delimiter=separator, lineterminator="\r\n").writerows(
        ["" if cell is None else cell for cell in row] for row in rows
    )
    return out.getvalue().encode(encoding)


def html(title: str, body: str, language: str) -> bytes:
    """A small HTML page; `body` is HTML."""
    return txt(
        f'<!doctype html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n<title>{title}</title>\n'
        f"</head>\n<body>\n{body}\n</body>\n</html>"
    )


def zip_of(files: Mapping[str, bytes], dates: Mapping[str, _datetime.datetime] | None = None) -> bytes:
    """An archive of `files` (path -> bytes; a path ending in `/` is an empty folder), in the order given."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in files.items():
            when = (dates or {}).get(name)
            entry = zipfile.ZipInfo(name, when.timetuple()[:6] if when else _EPOCH)
            entry.external_attr = (0o755 << 16 | 0x10) if name.endswith("/") else 0o644 << 16
            stored = name == "mimetype"  # OpenDocument wants it first and uncompressed
            entry.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
            archive.writestr(entry, data)
    return out.getvalue()


def eml(
    sender: str,
    to: str,
    subject: str,
    body: str,
    when: _datetime.datetime,
    attachments: Mapping[str, bytes] | None = None,
    headers: Mapping[str, str] | None = None,
) -> bytes:
    """A mail message as a mail reader saves it."""
    message = EmailMessage(policy=SMTP)
    message["From"], message["To"], message["Subject"] = sender, to, subject
    message["Date"] = when.replace(tzinfo=_datetime.UTC)
    message["Message-ID"] = f"<{when:%Y%m%d%H%M%S}@example.org>"
    for name, value in (headers or {}).items():
        message[name] = value
    message.set_content(body)
    for name, data in (attachments or {}).items():
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    if attachments:
        message.set_boundary("=====part-of-the-message=====")
    return message.as_bytes()


def ics(events: Sequence[tuple[str, _datetime.datetime, _datetime.datetime, str]]) -> bytes:
    """A calendar of (title, start, end, place), local times."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Pix//Content//EN"]
    for number, (title, start, end, place) in enumerate(events, 1):
        lines += [
            "BEGIN:VEVENT",
            f"UID:event-{number}@example.org",
            f"DTSTAMP:{start:%Y%m%dT%H%M%SZ}",
            f"DTSTART:{start:%Y%m%dT%H%M%S}",
            f"DTEND:{end:%Y%m%dT%H%M%S}",
            f"SUMMARY:{_ics_text(title)}",
            f"LOCATION:{_ics_text(place)}",
            "END:VEVENT",
        ]
    return ("\r\n".join([*lines, "END:VCALENDAR"]) + "\r\n").encode()


def _ics_text(text: str) -> str:
    return text.replace("\\", "\\\\").replace(",", "\\,").replace(";", "\\;").replace("\n", "\\n")


def ods(sheets: Mapping[str, Sequence[Row]], header: bool = True) -> bytes:
    """A spreadsheet: sheet name -> rows; the first row of each in bold when `header`. `=...` is a formula."""
    document: Any = OpenDocumentSpreadsheet()
    bold = _style.Style(name="header", family="table-cell")
    bold.addElement(_style.TextProperties(fontweight="bold"))
    dated = _date_style(document)
    document.automaticstyles.addElement(bold)
    for name, rows in sheets.items():
        sheet = _table.Table(name=name)
        for number, row in enumerate(rows):
            line = _table.TableRow()
            for cell in row:
                line.addElement(_cell(cell, "header" if header and number == 0 else None, dated))
            sheet.addElement(line)
        document.spreadsheet.addElement(sheet)
    return _saved(document)


def _date_style(document: Any) -> Any:
    from odf import number as _number  # noqa: PLC0415 - shadows nothing at module level

    layout = _number.DateStyle(name="iso-date")
    for part in (_number.Year(style="long"), _number.Text(text="-"), _number.Month(style="long"),
                 _number.Text(text="-"), _number.Day(style="long")):  # fmt: skip
        layout.addElement(part)
    document.automaticstyles.addElement(layout)
    dated = _style.Style(name="date", family="table-cell", datastylename="iso-date")
    document.automaticstyles.addElement(dated)
    return dated


def _cell(value: Cell, stylename: str | None, dated: Any) -> Any:
    extra = {"stylename": stylename} if stylename else {}
    if value is None:
        return _table.TableCell(**extra)
    if isinstance(value, _datetime.date):
        iso = value.isoformat()
        cell = _table.TableCell(valuetype="date", datevalue=iso, stylename=dated)
        cell.addElement(_text.P(text=iso))
        return cell
    if isinstance(value, int | float):
        cell = _table.TableCell(valuetype="float", value=str(value), **extra)
    elif value.startswith("="):
        return _table.TableCell(formula=f"of:{value}", valuetype="float", **extra)
    else:
        cell = _table.TableCell(valuetype="string", **extra)
    cell.addElement(_text.P(text=str(value)))
    return cell


def odt(paragraphs: Sequence[str]) -> bytes:
    """A text document; a paragraph that begins with `# ` or `## ` is a heading."""
    document: Any = OpenDocumentText()
    for paragraph in paragraphs:
        level = len(paragraph) - len(paragraph.lstrip("#"))
        if level and paragraph[level : level + 1] == " ":
            document.text.addElement(_text.H(outlinelevel=level, text=paragraph[level + 1 :]))
        else:
            document.text.addElement(_text.P(text=paragraph))
    return _saved(document)


def _saved(document: Any) -> bytes:
    """The document's bytes, without what odfpy adds from outside: the archive's dates, namespaces used before."""
    out = io.BytesIO()
    document.save(out)
    with zipfile.ZipFile(out) as archive:
        return zip_of({name: _steady(archive.read(name)) for name in archive.namelist()})


def _steady(part: bytes) -> bytes:
    """An XML part with only the namespaces it uses, in order; odfpy writes all that the process ever met."""
    spaces = _NAMESPACE.findall(part)
    if not spaces:
        return part
    bare = _NAMESPACE.sub(b"", part)
    used = sorted(b' xmlns:%b="%b"' % space for space in set(spaces) if space[0] + b":" in bare)
    end = _ROOT.search(bare)
    assert end
    return bare[: end.end()] + b"".join(used) + bare[end.end() :]


def png(width: int, height: int, draw: Sequence[tuple[str, tuple[int, ...], str]]) -> bytes:
    """A picture of flat shapes: ("rectangle" | "ellipse" | "line", (x0, y0, x1, y1), colour), on white."""
    from PIL import Image, ImageDraw  # noqa: PLC0415 - slow to import, rarely used

    image = Image.new("RGB", (width, height), "white")
    pen = ImageDraw.Draw(image)
    for kind, box, colour in draw:
        if kind == "line":
            pen.line(box, fill=colour, width=2)
        else:
            getattr(pen, kind)(box, fill=colour)
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def jpeg(width: int, height: int, colour: str, metadata: Mapping[int, str] | None = None) -> bytes:
    """A plain photo stand-in with EXIF `metadata` (tag number -> text, e.g. 306: date, 271: maker, 315: author)."""
    from PIL import Image  # noqa: PLC0415

    image = Image.new("RGB", (width, height), colour)
    exif = image.getexif()
    for tag, value in (metadata or {}).items():
        exif[tag] = value
    out = io.BytesIO()
    image.save(out, "JPEG", quality=80, exif=exif)
    return out.getvalue()


def read_ods(data: bytes, sheet: str | None = None) -> list[list[str]]:
    """The cells of a sheet (the first by default) as shown, for `solve_...` functions; formulas are not computed."""
    from odf.opendocument import load  # noqa: PLC0415

    document: Any = load(io.BytesIO(data))
    tables = document.spreadsheet.getElementsByType(_table.Table)
    found = next(t for t in tables if sheet in (None, t.getAttribute("name")))
    return [
        ["".join(map(str, cell.getElementsByType(_text.P))) for cell in row.getElementsByType(_table.TableCell)]
        for row in found.getElementsByType(_table.TableRow)
    ]


def read_csv(data: bytes, separator: str = ";", encoding: str = "utf-8") -> list[list[str]]:
    """The cells of a CSV file."""
    return list(_csv.reader(io.StringIO(data.decode(encoding), newline=""), delimiter=separator))


def read_zip(data: bytes) -> dict[str, bytes]:
    """The files of an archive."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
