"""Generated files: the same bytes for the same arguments, and readable by others."""

import datetime
import email
import email.policy
import io
import zipfile
from typing import Any

import pytest
from odf import opendocument
from odf import table as odf_table
from odf import text as odf_text
from PIL import Image

from chalicelib.content import files

DAY = datetime.datetime(2024, 3, 15, 10, 30)  # noqa: DTZ001 - a local time in a file
MADE = {
    "csv": lambda: files.csv([["a", "b"], [1, "é;x"]]),
    "zip": lambda: files.zip_of({"a/b.txt": b"x", "empty/": b""}),
    "eml": lambda: files.eml("a@example.org", "b@example.org", "Été", "Bonjour", DAY, {"x.txt": b"x"}),
    "ics": lambda: files.ics([("Fête, jeux", DAY, DAY, "Ici")]),
    "ods": lambda: files.ods({"A": [["nom", "prix", "jour"], ["thé", 2.5, DAY.date()]]}),
    "odt": lambda: files.odt(["# Titre", "Texte"]),
    "png": lambda: files.png(20, 10, [("rectangle", (0, 0, 5, 5), "red"), ("line", (0, 0, 9, 9), "black")]),
    "jpeg": lambda: files.jpeg(8, 8, "red", {315: "Aya"}),
    "html": lambda: files.html("Titre", "<p>x</p>", "fr"),
}


@pytest.mark.parametrize("kind", MADE)
def test_the_same_arguments_give_the_same_bytes(kind: str) -> None:
    """Objects are stored under the hash of their bytes: a date inside would make a new release of nothing."""
    assert MADE[kind]() == MADE[kind]()


def test_a_spreadsheet_is_read_by_another_library() -> None:
    """Our writer is small; odfpy, which checks every element and attribute, must understand what it writes."""
    document: Any = opendocument.load(
        io.BytesIO(files.ods({"A & B": [["x"], [1], [None], ["=SUM([.A1:.A2])"], [DAY.date()]]}))
    )
    (table,) = document.spreadsheet.getElementsByType(odf_table.Table)
    assert table.getAttribute("name") == "A & B"
    cells = table.getElementsByType(odf_table.TableCell)
    assert [cell.getAttribute("valuetype") for cell in cells] == ["string", "float", None, "float", "date"]
    assert cells[3].getAttribute("formula") == "of:=SUM([.A1:.A2])"


def test_a_spreadsheet_saved_by_an_office_program_is_read() -> None:
    """They write equal cells once, with a count, and fill sheets to their edge."""
    table = odf_table.Table(name="A")
    row = odf_table.TableRow()
    cell = odf_table.TableCell(valuetype="string", numbercolumnsrepeated=3)
    cell.addElement(odf_text.P(text="x"))
    row.addElement(cell)
    row.addElement(odf_table.TableCell(numbercolumnsrepeated=16000))
    table.addElement(row)
    document: Any = opendocument.OpenDocumentSpreadsheet()
    document.spreadsheet.addElement(table)
    out = io.BytesIO()
    document.save(out)
    assert files.read_ods(out.getvalue()) == [["x", "x", "x", ""]]


def test_a_text_document_is_read_by_another_library() -> None:
    """Headings must be headings."""
    document: Any = opendocument.load(io.BytesIO(files.odt(["# Un <titre>", "Texte"])))
    assert [str(each) for each in document.text.childNodes] == ["Un <titre>", "Texte"]
    assert document.text.childNodes[0].getAttribute("outlinelevel") == "1"


def test_an_archive_holds_what_was_put_in() -> None:
    """Learners open it with their own program."""
    with zipfile.ZipFile(io.BytesIO(MADE["zip"]())) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == ["a/b.txt", "empty/"]


def test_a_spreadsheet_is_read_back_as_shown() -> None:
    """Solvers read what a learner sees."""
    assert files.read_ods(MADE["ods"]()) == [["nom", "prix", "jour"], ["thé", "2.5", "2024-03-15"]]


def test_an_opendocument_file_begins_with_its_type() -> None:
    """The standard wants `mimetype` first and uncompressed; office programs warn otherwise."""
    with zipfile.ZipFile(io.BytesIO(MADE["ods"]())) as archive:
        first = archive.infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
        assert archive.read("mimetype") == b"application/vnd.oasis.opendocument.spreadsheet"


def test_csv_survives_its_own_separator() -> None:
    """A text with the separator in it must not shift columns."""
    assert files.read_csv(MADE["csv"]()) == [["a", "b"], ["1", "é;x"]]


def test_a_mail_is_read_by_a_mail_reader() -> None:
    """Subject and attachment must survive encoding."""
    message = email.message_from_bytes(MADE["eml"](), policy=email.policy.default)
    assert message["Subject"] == "Été"
    assert [part.get_filename() for part in message.iter_attachments()] == ["x.txt"]


def test_metadata_are_in_the_picture() -> None:
    """The question is about them."""
    assert Image.open(io.BytesIO(MADE["jpeg"]())).getexif()[315] == "Aya"
