"""The sheets that centres fill in open in LibreOffice, which is not ours, and what it saves is read."""

import os
import subprocess
from pathlib import Path

import pytest

from chalicelib.certification import enrolling, sheet_columns, sheets
from chalicelib.certification.enrolling import Wish
from chalicelib.certification.sheet_columns import CANDIDATE

OFFICE = os.environ.get("PIX_SOFFICE", "/usr/bin/soffice")
ADA = Wish(
    first_name="Zoé",
    last_name="=1+1",
    birth_date="1990-02-01",
    sex="F",
    birth_country="France",
    birth_insee_code="01340",
    extra_time_percent=33.5,
    needs=("keyboard", "screen_reader"),
)
ROWS = [
    ["Session", "12345678"],
    sheet_columns.labels("fr", CANDIDATE),
    sheet_columns.row_of(ADA, "fr"),
]
SEMICOLON_LATIN9 = "csv:Text - txt - csv (StarCalc):59,34,22"  # separator, quote, ISO-8859-15


def convert(path: Path, to: str) -> bytes:
    """What LibreOffice makes of a file."""
    out = path.parent / "made"
    profile = f"-env:UserInstallation={(path.parent / 'profile').as_uri()}"
    command = [
        OFFICE,
        "--headless",
        profile,
        "--infilter=CSV:59,34,76",
        "--convert-to",
        to,
        "--outdir",
        str(out),
        str(path),
    ]
    if path.suffix == ".ods":
        command.remove("--infilter=CSV:59,34,76")
    subprocess.run(command, capture_output=True, check=True)
    return (out / f"{path.stem}.{to.partition(':')[0]}").read_bytes()


@pytest.mark.parametrize(("written", "to"), [("ods", "ods"), ("ods", SEMICOLON_LATIN9), ("csv", "ods")])
def test_a_sheet_saved_by_an_office_program_says_the_same(written: str, to: str, tmp_path: Path) -> None:
    """Zeros in front, accents, dates and a name that looks like a formula must survive the way through the program."""
    path = tmp_path / f"sheet.{written}"
    path.write_bytes(sheets.write_ods("x", ROWS) if written == "ods" else sheets.write_csv(ROWS))
    rows = sheets.read(convert(path, to))
    assert rows[0][:2] == ROWS[0]
    fields = sheet_columns.columns_of([cell for cell in rows[1] if cell], CANDIDATE)
    assert enrolling.tidied(sheet_columns.wish_of(sheet_columns.cells_of(fields, rows[2]))) == ADA


def test_the_sheet_opens_without_a_word(tmp_path: Path) -> None:
    """A centre that is told that its sheet is damaged does not fill it in."""
    path = tmp_path / "sheet.ods"
    path.write_bytes(sheets.write_ods("candidats-12345678", ROWS))
    assert convert(path, "pdf").startswith(b"%PDF")
