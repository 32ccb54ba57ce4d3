"""What the national register is told of a certificate, of whom, for which months; and what cannot be told. Pure.

The form of the file is flux.py's; where it comes from, and what of it was not checked: docs/adr/0109.
"""

import re
from datetime import date
from typing import Literal

import msgspec
from msgspec import Struct

from chalicelib.certificates.model import Certificate, Holder, Status
from chalicelib.certification import places
from chalicelib.certification.model import Candidate, Sex

CHUNK = 50_000  # passages of one file, at most
MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")
UNWRITABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # XML 1.0 has no place for these
REQUIRED = ("birth_name", "first_name", "birth_date", "sex")
LONGEST = {"birth_name": 60, "first_name": 60}
LONGEST_LABEL = 40  # of a city or a country: cut, as nobody is recognised by it alone
Kind = Literal["RS", "RNCP"]
State = Literal["exported", "accepted", "refused", "left-out", "mended"]
Phase = Literal["open", "claimed", "done"]


class ContractError(ValueError):
    """What the Caisse gave the operator is missing or cannot be; the message says which part."""


class Unfit(Exception):
    """A certificate that the register is not told of now; the message is the reason, and names nobody."""


class Contract(Struct, frozen=True, kw_only=True):
    """Who tells, under which contract, of which certification; the Caisse and France compétences give these."""

    client: str
    contract: str
    kind: Kind
    code: str


class Person(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Who holds a certificate, as the register is to know them; codes of INSEE, countries 99xxx."""

    birth_name: str
    first_name: str
    birth_date: str
    sex: Sex | None = None
    insee_code: str = ""
    postal_code: str = ""
    city: str = ""
    country_code: str = ""
    country: str = ""


class Passage(Struct, frozen=True, kw_only=True):
    """One certificate in a file; `results`: level, area and competence of each competence with a level."""

    id: str
    valid_from: str  # YYYY-MM-DD
    score: int
    results: tuple[tuple[int, str, str], ...]
    person: Person


class Due(Struct, frozen=True, kw_only=True):
    """A certificate that the register was not told of; `month` of its delivery."""

    certificate: str
    code: str
    month: str


class Entry(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What became of one certificate in one export; `reason` of a refusal or of leaving it out."""

    certificate: str
    code: str
    month: str
    state: State = "exported"
    reason: str = ""
    at: str = ""


class Said(Struct, frozen=True, kw_only=True):
    """Why the register refused a certificate of an export: its own words, which may name somebody."""

    certificate: str
    export: str
    reason: str


class File(Struct, frozen=True, kw_only=True):
    """One written file: its place in the export, the entries it is about (`first` to `last`, by id), and its hash."""

    number: int
    name: str
    passages: int
    first: str
    last: str
    sha256: str


class Export(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One export: certificates are claimed while it is open, then written, then it is done."""

    id: str
    until: str
    at: str
    chunk: int = CHUNK
    phase: Phase = "open"
    claimed: int = 0
    left_out: int = 0
    waiting: int = 0  # for a receipt
    accepted: int = 0
    refused: int = 0
    files: tuple[File, ...] = ()

    @property
    def written(self) -> int:
        """Passages in all files."""
        return sum(file.passages for file in self.files)


def contract(*, client: str, contract: str, kind: str, code: str) -> Contract:
    """The contract; ContractError when a part is missing or cannot be."""
    if not re.fullmatch(r"[A-Za-z0-9]{1,8}", client):
        raise ContractError("the client's id (PIX_REGISTER_CLIENT, --client) must be 1 to 8 letters and digits")
    if not re.fullmatch(r"[A-Za-z0-9]{1,20}", contract):
        raise ContractError("the contract's id (PIX_REGISTER_CONTRACT, --contract) must be 1 to 20 letters and digits")
    if kind not in {"RS", "RNCP"}:
        raise ContractError("the type of certification (PIX_REGISTER_TYPE, --type) must be RS or RNCP")
    if not re.fullmatch(rf"{kind}[0-9]{{1,9}}", code):
        raise ContractError(f"the certification's code (PIX_REGISTER_CODE, --code) must be {kind} and its number")
    return msgspec.convert({"client": client, "contract": contract, "kind": kind, "code": code}, Contract)


def month_of(certificate: Certificate) -> str:
    """YYYY-MM of the day that the certificate bears."""
    return certificate.delivered_at[:7]


def latest_month(today: date, delay: int) -> str:
    """The month that ended `delay` months ago: three in November is August."""
    months = today.year * 12 + today.month - 1 - delay
    return f"{months // 12:04d}-{months % 12 + 1:02d}"


def is_over(month: str, today: date) -> bool:
    """Whether a month is whole."""
    return bool(MONTH.fullmatch(month)) and month < f"{today:%Y-%m}"


def flux_id(export: str, number: int) -> str:
    """The id of one file of an export, which its receipt repeats."""
    return f"{export}-{number:03d}"


def export_of(flux: str) -> str:
    """The export that a flux belongs to."""
    return flux.rpartition("-")[0]


def person(holder: Holder, candidate: Candidate | None) -> Person:
    """Who it is, by the names on the certificate and by the enrolment, as far as there is one."""
    if candidate is None:
        return Person(birth_name=holder.last_name, first_name=holder.first_name, birth_date=holder.birth_date)
    country = places.country(candidate.birth_country) if candidate.birth_country else None
    return Person(
        birth_name=holder.last_name,
        first_name=holder.first_name,
        birth_date=holder.birth_date,
        sex=candidate.sex,
        insee_code=candidate.birth_insee_code,
        postal_code=candidate.birth_postal_code,
        city=candidate.birth_city,
        country_code=country.code if country else "",
        country=country.name if country else candidate.birth_country,
    )


def passage(certificate: Certificate, told: Person) -> Passage:
    """What is written of a certificate; Unfit when a file with it would be refused as a whole."""
    return Passage(
        id=certificate.id,
        valid_from=certificate.delivered_at[:10],
        score=certificate.pix,
        results=tuple(
            (each.level, *_numbers(each.code)) for each in certificate.competences if each.level and each.level > 0
        ),
        person=_checked(told),
    )


def holder_of(status: Status, holder: Holder | None) -> Holder:
    """Whose certificate it is; Unfit when it does not hold, or nobody knows any more."""
    if status != "valid":
        raise Unfit(status)
    if holder is None:
        raise Unfit("erased")
    return holder


def _numbers(code: str) -> tuple[str, str]:
    """`3.2`: the second competence of the third area."""
    area, _, competence = code.partition(".")
    return area, competence


def _checked(told: Person) -> Person:
    given: dict[str, str] = {name: value or "" for name, value in msgspec.structs.asdict(told).items()}
    tidy = {name: " ".join(value.split()) for name, value in given.items()}
    if missing := [name for name in REQUIRED if not tidy[name]]:
        raise Unfit("missing:" + ",".join(missing))
    if unwritable := [name for name, value in tidy.items() if UNWRITABLE.search(value)]:
        raise Unfit("unreadable:" + ",".join(unwritable))
    if long := [name for name, most in LONGEST.items() if len(tidy[name]) > most]:
        raise Unfit("too-long:" + ",".join(long))
    cut = {name: tidy[name][:LONGEST_LABEL] for name in ("city", "country")}
    return msgspec.convert({**tidy, **cut}, Person)
