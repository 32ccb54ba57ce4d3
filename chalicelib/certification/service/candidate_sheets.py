"""Enrolment by a sheet made for one session: checked as a whole, added to what is enrolled, never removing anybody."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from msgspec.structs import replace

from chalicelib.certification import enrolling, names, sheet_columns, sheets
from chalicelib.certification.enrolling import Wish
from chalicelib.certification.enrolment_errors import (
    SheetEmpty,
    SheetHeaders,
    SheetNotForThisSession,
    SheetTooLong,
    SheetUnreadable,
)
from chalicelib.certification.model import Candidate, Session
from chalicelib.certification.ports import CertificationPorts
from chalicelib.certification.ports.candidates import BATCH
from chalicelib.certification.service.enrolment import ROUNDS, check_open, differs
from chalicelib.certification.service.planning import own_session
from chalicelib.certification.sheet_columns import CANDIDATE, HeadersDiffer, Issue, wish_of
from chalicelib.shared import ids
from chalicelib.shared.errors import Busy
from chalicelib.shared.http.problems import FieldError
from chalicelib.shared.i18n import translate

HEADERS, FIRST = 2, 3  # lines, as spreadsheets number them

Format = Literal["csv", "ods"]
Line = tuple[int, Wish]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A file to hand out."""

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Report:
    """What came of a sheet; with errors nothing was written."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    errors: tuple[Issue, ...] = ()


def made_for(ports: CertificationPorts, person: str, session_id: str, form: Format, language: str) -> Sheet:
    """The sheet of a session of one's own, with who is enrolled already; NotFound."""
    session = own_session(ports, person, session_id)
    people = ports.candidates.of(session_id)
    rows = [
        [sheet_columns.label(language, "session_number"), session.number, translate(language, "sheet.keep")],
        sheet_columns.labels(language, CANDIDATE),
        *(sheet_columns.row_of(enrolling.wish_of(each), language) for each in people),
    ]
    return file_of(f"{translate(language, 'sheet.candidates')}-{session.number}", rows, form)


def file_of(name: str, rows: Sequence[Sequence[str]], form: Format) -> Sheet:
    """Rows as a file of either form."""
    if form == "ods":
        return Sheet(f"{name}.ods", sheets.ODS_TYPE, sheets.write_ods(name, rows))
    return Sheet(f"{name}.csv", sheets.CSV_TYPE, sheets.write_csv(rows))


def take_in(ports: CertificationPorts, person: str, session_id: str, content: bytes, language: str) -> Report:
    """Enrol everybody of a sheet, or nobody: then the report says which lines are wrong.

    NotFound, SessionOver, CentreNotApproved, SheetUnreadable, SheetNotForThisSession, SheetHeaders, SheetEmpty,
    SheetTooLong. A sheet may be taken in again, also after a call that was cut off: who is enrolled stays.
    """
    session = own_session(ports, person, session_id)
    check_open(ports, session)
    lines = _lines(ports, session, table(content), language)
    if not lines:
        raise SheetEmpty()
    errors = tuple(_flaws(ports, session, lines))
    if not errors:
        errors = tuple(_steps(ports, session, lines, replacing=True)[1])
    return Report(errors=errors) if errors else enrol_all(ports, session, lines)


def table(content: bytes) -> sheets.Rows:
    """The cells of a file; SheetUnreadable."""
    try:
        return sheets.read(content)
    except sheets.Unreadable as error:
        raise SheetUnreadable(str(error)) from None


def fields_of(header: Sequence[str], columns: Sequence[str], language: str) -> list[str]:
    """The field of each column; SheetHeaders with what is missing and what is not known."""
    try:
        return sheet_columns.columns_of([cell for cell in header if cell], columns)
    except HeadersDiffer as differ:
        told = [("header-missing", name) for name in differ.missing]
        told += [("header-unknown", name[:100]) for name in differ.unknown]
        errors = tuple(FieldError(name, translate(language, f"enrolment.{code}"), code) for code, name in told)
        raise SheetHeaders(extra={"errors": errors}) from None


def filled(
    rows: Sequence[Sequence[str]], first: int, fields: Sequence[str], most: int
) -> Iterator[tuple[int, sheet_columns.Cells]]:
    """The lines that are not empty, with their numbers; SheetTooLong."""
    found = [(number, row) for number, row in enumerate(rows, first) if any(cell.strip() for cell in row)]
    if len(found) > most:
        raise SheetTooLong(most=most)
    return ((number, sheet_columns.cells_of(fields, row)) for number, row in found)


def enrol_all(ports: CertificationPorts, session: Session, lines: Sequence[Line], replacing: bool = True) -> Report:
    """Write what is new and, when `replacing`, what was told differently; what stands already is left alone.

    Part by part, each part whole: a call that was cut off is repeated. SessionOver, CentreNotApproved, Busy.
    """
    added = changed = 0
    for _ in range(ROUNDS):
        steps, errors = _steps(ports, session, lines, replacing)
        if errors:
            return Report(added, changed, len(lines) - added - changed - len(errors), tuple(errors))
        for part in (steps[start : start + BATCH] for start in range(0, len(steps), BATCH)):
            fresh = [new for old, new in part if old is None]
            replaced = [(old, new) for old, new in part if old is not None]
            if not ports.candidates.write(session, fresh, replaced):
                break
            added, changed = added + len(fresh), changed + len(replaced)
        else:
            return Report(added, changed, len(lines) - added - changed)
        check_open(ports, session)
    raise Busy()


def _steps(
    ports: CertificationPorts, session: Session, lines: Sequence[Line], replacing: bool
) -> tuple[list[tuple[Candidate | None, Candidate]], list[Issue]]:
    """What is to be written (what stands, what is to stand), and the lines that an account has joined already."""
    known = {names.of(each): each for each in ports.candidates.of(session.id)}
    steps: list[tuple[Candidate | None, Candidate]] = []
    errors: list[Issue] = []
    for line, wish in lines:
        new = enrolling.candidate(wish, session.id, ids.new_id(ports.clock()))
        old = known.get(names.of(new))
        if old is None:
            steps.append((None, new))
        elif replacing and differs(old, new):
            steps.append((old, replace(new, id=old.id, learner_record=old.learner_record)))
            errors += [Issue(line, "last_name", "candidate-linked")] if old.person else []
    return steps, errors


def _lines(ports: CertificationPorts, session: Session, rows: sheets.Rows, language: str) -> list[Line]:
    if len(rows) < HEADERS or session.number not in rows[0]:
        raise SheetNotForThisSession(number=session.number)
    fields = fields_of(rows[HEADERS - 1], CANDIDATE, language)
    told = filled(rows[HEADERS:], FIRST, fields, ports.rules.import_max_lines)
    return [(number, enrolling.tidied(wish_of(cells))) for number, cells in told]


def _flaws(ports: CertificationPorts, session: Session, lines: Sequence[Line]) -> Iterator[Issue]:
    seen: set[str] = set()
    today = ports.clock().date()
    for number, wish in lines:
        yield from (Issue(number, flaw.field, flaw.code) for flaw in enrolling.check(wish, today))
        identity = names.identity(session.id, wish.first_name, wish.last_name, wish.birth_date)
        if identity in seen:
            yield Issue(number, "last_name", "duplicate-in-file")
        seen.add(identity)
