"""What people of a centre send and receive about candidates: by form, by sheet, by a file of sessions."""

from typing import Annotated, Literal

from msgspec import Meta, Struct

from chalicelib.accounts.schemas import Country, InterfaceLanguage
from chalicelib.certification.schemas.centre import Zone

# wide on purpose: what is wrong with a candidate is told as a whole, field by field, not at the first one
Told = Annotated[str, Meta(max_length=500)]
Needs = Annotated[tuple[Told, ...], Meta(max_length=10)]
FileName = Annotated[str, Meta(max_length=200)]


class EnrolCandidate(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A candidate to be.

    Born in France: `birth_insee_code` alone, or `birth_postal_code` and `birth_city`. Born elsewhere: `birth_country`
    and `birth_city`. `extra_time_percent`: 0, or 1 to 999. `needs`: keyboard, screen_reader, colour_blind.
    """

    first_name: Told
    last_name: Told
    birth_date: Told
    sex: Told
    birth_country: Told
    birth_insee_code: Told = ""
    birth_postal_code: Told = ""
    birth_city: Told = ""
    external_id: Told = ""
    email: Told = ""
    results_email: Told = ""
    extra_time_percent: float = 0.0
    needs: Needs = ()


class ChangeCandidate(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What to change of a candidate nobody joined as; a field left out stays as it is."""

    first_name: Told | None = None
    last_name: Told | None = None
    birth_date: Told | None = None
    sex: Told | None = None
    birth_country: Told | None = None
    birth_insee_code: Told | None = None
    birth_postal_code: Told | None = None
    birth_city: Told | None = None
    external_id: Told | None = None
    email: Told | None = None
    results_email: Told | None = None
    extra_time_percent: float | None = None
    needs: Needs | None = None


class CandidateView(Struct, frozen=True, kw_only=True):
    """A candidate as the centre sees them; `joined_at`: since when an account has joined as them."""

    id: str
    first_name: str
    last_name: str
    birth_date: str
    sex: str
    birth_country: str
    birth_insee_code: str
    birth_postal_code: str
    birth_city: str
    external_id: str
    email: str
    results_email: str
    extra_time_percent: float
    needs: tuple[str, ...]
    joined_at: str | None


class ListedCandidate(CandidateView, frozen=True, kw_only=True):
    """A candidate of a list; once their test has `begun`, the account that joined stays with it."""

    begun: bool


class CandidateList(Struct, frozen=True):
    """Everybody of a session, in the order of enrolment."""

    items: list[ListedCandidate]


class FormOfSheet(Struct, frozen=True):
    """How a sheet is wanted; its language is the reader's unless told."""

    format: Literal["csv", "ods"] = "ods"
    language: InterfaceLanguage | None = None


class SheetView(Struct, frozen=True):
    """A file; `content` in base64."""

    name: str
    media_type: str
    content: bytes


class SendSheet(Struct, frozen=True, forbid_unknown_fields=True):
    """A sheet made for this session, filled in; `content` in base64."""

    name: FileName
    content: bytes


class FileIssue(Struct, frozen=True):
    """Something wrong, or worth knowing, in a line of a file, as spreadsheets number it."""

    line: int
    field: str
    code: str
    message: str


class SheetReport(Struct, frozen=True):
    """What came of a sheet; with errors, nothing was written."""

    added: int
    changed: int
    unchanged: int
    errors: list[FileIssue]


class SendImport(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A file of sessions; `content` in base64. Dates and times are those of `zone`."""

    name: FileName
    content: bytes
    zone: Zone = "Europe/Paris"
    country: Country = "FR"


class ImportView(Struct, frozen=True, kw_only=True):
    """What a file would do; with errors `id` is null, and there is nothing to confirm."""

    id: str | None
    sessions: int
    candidates: int
    expires_at: str | None
    errors: list[FileIssue]
    warnings: list[FileIssue]


class ImportedSession(Struct, frozen=True):
    """A session that a file made, or enrolled people in."""

    id: str
    number: str
    candidates: int


class ImportDone(Struct, frozen=True):
    """The sessions of a confirmed file, in its order."""

    sessions: list[ImportedSession]
