"""Small helpers that make the bytes of generated files; the same arguments always give the same bytes."""

import csv as _csv
import datetime as _datetime
import io
import zipfile
from collections.abc import Mapping, Sequence
from email.message import EmailMessage
from email.policy import SMTP

from chalicelib.content.opendocument import Row, ods, odt, read_ods
from chalicelib.content.opendocument import archive as zip_of

__all__ = [
    "csv",
    "eml",
    "html",
    "ics",
    "jpeg",
    "ods",
    "odt",
    "png",
    "read_csv",
    "read_ods",
    "read_zip",
    "txt",
    "zip_of",
]


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


def read_csv(data: bytes, separator: str = ";", encoding: str = "utf-8") -> list[list[str]]:
    """The cells of a CSV file."""
    return list(_csv.reader(io.StringIO(data.decode(encoding), newline=""), delimiter=separator))


def read_zip(data: bytes) -> dict[str, bytes]:
    """The files of an archive."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
