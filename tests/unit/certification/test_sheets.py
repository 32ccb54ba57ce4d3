"""Tables that travel as files: what people's programs write is read, and what we write computes nothing."""

import io
import zipfile
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.certification import sheet_columns, sheets
from chalicelib.certification.enrolling import Wish
from chalicelib.certification.sheet_columns import CANDIDATE, SESSION, HeadersDiffer
from chalicelib.content.opendocument import archive
from chalicelib.shared.i18n import LANGUAGES

CELL = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\u2028\u2029\u0085"), max_size=12
).map(str.strip)
TABLE = st.lists(st.lists(CELL, min_size=2, max_size=5), min_size=1, max_size=6).filter(lambda rows: any(rows[-1]))
ROWS = [["Nom", "Prénom"], ["Gödel", "Kurt"]]
SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
)
HEAD = f'<office:document-content {SPACES}><office:body><office:spreadsheet><table:table table:name="x">'
MANY = '<table:table-row table:number-rows-repeated="9999"><table:table-cell><text:p>x</text:p></table:table-cell>'
TAIL = "</table:table></office:spreadsheet></office:body></office:document-content>"


def document(rows: str, before: str = "") -> bytes:
    """An ODS of these rows."""
    return archive({"content.xml": (before + HEAD + rows + TAIL).encode()})


def same(read: sheets.Rows, written: sheets.Rows) -> bool:
    """The same cells; empty ones at the end of a line do not count."""
    return [" ".join(row).split() for row in read] == [" ".join(row).split() for row in written]


@given(TABLE)
def test_what_is_written_as_csv_is_read_back(rows: sheets.Rows) -> None:
    """Sheets go out and come back: no cell may change, whatever quotes and separators it has."""
    rows = [list("abcdefgh"), *rows]  # the header decides which separator it is
    assert sheets.read(sheets.write_csv(rows)) == rows


@given(TABLE)
def test_what_is_written_as_ods_is_read_back(rows: sheets.Rows) -> None:
    """As above, for spreadsheets."""
    assert same(sheets.read(sheets.write_ods("x", rows)), rows)


@pytest.mark.parametrize("cell", ["=1+1", "+33 6", "-2", "@SUM(A1)", "\t=1", '=HYPERLINK("http://x")'])
def test_nothing_written_is_a_formula(cell: str) -> None:
    """A name is data: opened in a spreadsheet, it must not compute, link or call anything; sent back, it is itself."""
    assert sheets.guarded(cell).startswith("'")
    written = sheets.write_csv([[cell, "x"]]).decode("utf-8-sig")
    assert not written.lstrip('"').startswith(("=", "+", "-", "@", "\t"))
    xml = zipfile.ZipFile(io.BytesIO(sheets.write_ods("x", [[cell]]))).read("content.xml").decode()
    assert "formula" not in xml
    assert sheets.read(sheets.write_csv([[cell, "x"]]))[0][0].strip() == cell.strip()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "iso-8859-15", "cp1252"])
@pytest.mark.parametrize("separator", [";", ","])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_csv_as_spreadsheets_write_it(encoding: str, separator: str, end: str) -> None:
    """Each office suite and each country has its own CSV."""
    text = end.join(separator.join(row) for row in ROWS) + end
    assert sheets.read(text.encode(encoding)) == ROWS


def test_the_euro_and_curly_quotes_of_windows() -> None:
    """Where Latin-9 and Windows differ, the apostrophe of French names decides."""
    assert sheets.read("a;D’Arc\n".encode("cp1252"))[0][1] == "D’Arc"
    assert sheets.read("a;Œuf €\n".encode("iso-8859-15"))[0][1] == "Œuf €"


def test_cells_are_read_by_their_value_not_their_look() -> None:
    """A date is shown as each country likes it, a code with a thousands separator: the value is what was meant."""
    rows = (
        "<table:table-row>"
        '<table:table-cell office:value-type="date" office:date-value="1990-12-10"><text:p>10 dec</text:p>'
        '</table:table-cell><table:table-cell office:value-type="float" office:value="75056"><text:p>75 056</text:p>'
        '</table:table-cell><table:table-cell office:value-type="percentage" office:value="0.33"><text:p>33%</text:p>'
        '</table:table-cell><table:table-cell office:value-type="time" office:time-value="PT09H30M00S">'
        "<text:p>9h30</text:p>"
        '</table:table-cell></table:table-row><table:table-row table:number-rows-repeated="1048570"><table:table-cell '
        'table:number-columns-repeated="16384"/></table:table-row>'
    )
    assert sheets.read(document(rows)) == [["1990-12-10", "75056", "33%", "09:30"]]


@pytest.mark.parametrize(
    "content",
    [
        b"PK\x03\x04 nothing",
        archive({"other.xml": b"<a/>"}),
        archive({"content.xml": b"<a/>"}),
        archive({"content.xml": b"<a"}),
        archive({"content.xml": b"\xff\xfe<a/>"}),
        document("", '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]>'),
        archive({"content.xml": b" " * (sheets.MAX_XML + 1)}),
        document(f"{MANY}</table:table-row>"),
        b"a;b\x00c\n",
        b'"a;b\n',
        b"x\n" * (sheets.MAX_ROWS + 1),
    ],
)
def test_what_cannot_be_read_is_refused(content: bytes) -> None:
    """Damaged files, files that unpack to something huge, XML with declarations: a refusal, never a failure."""
    with pytest.raises(sheets.Unreadable):
        sheets.read(content)


@pytest.mark.parametrize("times", ["²", "9" * 5000, "-1", "0x10"])
def test_a_repetition_that_is_no_number_is_none(times: str) -> None:
    """What Python takes for a digit is not always one, and numbers can be too long for it."""
    cell = f'<table:table-cell table:number-columns-repeated="{times}"><text:p>a</text:p></table:table-cell>'
    rows = f'<table:table-row table:number-rows-repeated="{times}">{cell}</table:table-row>'
    assert sheets.read(document(rows)) == [["a"]]


@pytest.mark.parametrize("method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_damaged_archives_of_every_kind_are_refused(method: int) -> None:
    """Each way of packing fails in a way of its own; none of them may be the service's failure."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", method) as made:
        made.writestr("content.xml", document("") * 3)
    whole = packed.getvalue()
    for place in range(30, len(whole) - 1, 7):
        with suppress(sheets.Unreadable):
            sheets.read(whole[:place] + bytes([whole[place] ^ 0x55]) + whole[place + 1 :])


@given(st.binary(max_size=300))
def test_any_bytes_are_a_table_or_refused(content: bytes) -> None:
    """Anybody of a centre can send anything."""
    for each in (content, b"PK\x03\x04" + content):
        with suppress(sheets.Unreadable):
            sheets.read(each)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("columns", [CANDIDATE, (*SESSION, *CANDIDATE)])
def test_headers_of_each_language_are_understood(language: str, columns: tuple[str, ...]) -> None:
    """A sheet is sent back by whoever has it, whatever language their page is in."""
    labels = sheet_columns.labels(language, columns)
    assert len(set(labels)) == len(columns)
    assert sheet_columns.columns_of(labels, columns) == list(columns)
    assert sheet_columns.columns_of([label.upper() for label in reversed(labels)], columns) == list(reversed(columns))


def test_other_headers_are_told_apart() -> None:
    """A column that is missing or unknown is named, in the nearest language."""
    labels = sheet_columns.labels("en", CANDIDATE)
    with pytest.raises(HeadersDiffer) as refused:
        sheet_columns.columns_of([*labels[1:], "Shoe size"], CANDIDATE)
    assert (refused.value.missing, refused.value.unknown) == ((labels[0],), ("Shoe size",))
    with pytest.raises(HeadersDiffer):
        sheet_columns.columns_of([*labels, labels[0]], CANDIDATE)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_line_tells_the_wish_it_was_made_of(language: str) -> None:
    """What the sheet lists of the enrolled must be read as the same people."""
    wish = Wish(
        first_name="Ada",
        last_name="Lovelace",
        birth_date="1990-12-10",
        sex="F",
        birth_country="France",
        birth_insee_code="75056",
        extra_time_percent=33.5,
        needs=("keyboard", "screen_reader"),
    )
    cells = sheet_columns.cells_of(CANDIDATE, sheet_columns.row_of(wish, language))
    assert sheet_columns.wish_of(cells) == wish


@pytest.mark.parametrize(
    ("told", "percent"), [("", 0.0), ("33", 33.0), ("33 %", 33.0), ("33,5%", 33.5), ("a third", None), ("1e9", None)]
)
def test_extra_time_as_people_write_it(told: str, percent: float | None) -> None:
    """A percentage with or without its sign, with a comma or a point."""
    cells = dict.fromkeys(CANDIDATE, "") | {"extra_time_percent": told}
    assert sheet_columns.wish_of(cells).extra_time_percent == percent
