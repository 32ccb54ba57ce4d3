"""What a centre says of a candidate, checked as a whole: every flaw with its field and code. Pure."""

import re
import unicodedata
from collections.abc import Iterator
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from chalicelib.certification import names, places
from chalicelib.certification.model import Candidate

NEEDS = ("keyboard", "screen_reader", "colour_blind")
EARLIEST = date(1900, 1, 1)
MOST_EXTRA_TIME = 999  # percent
EMAIL = re.compile(r"[^@\s,;<>]+@[^@\s,;<>]+\.[^@\s,;<>]+")
ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
SHORT_CODE = re.compile(r"\d{4}")  # a spreadsheet took the leading zero away
MAX_LENGTH, MAX_EMAIL = 100, 254
# what turns the direction of all that follows: a list or a certificate would show other names than it holds
TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


class Wish(Struct, frozen=True, kw_only=True):
    """A candidate as told: texts as they came, `extra_time_percent` None when it was no number."""

    first_name: str = ""
    last_name: str = ""
    birth_date: str = ""
    sex: str = ""
    birth_insee_code: str = ""
    birth_postal_code: str = ""
    birth_city: str = ""
    birth_country: str = ""
    external_id: str = ""
    email: str = ""
    results_email: str = ""
    extra_time_percent: float | None = 0.0
    needs: tuple[str, ...] = ()


class Flaw(Struct, frozen=True):
    """What is wrong with one field; `enrolment.<code>` is its message."""

    field: str
    code: str


TEXTS = tuple(name for name in Wish.__struct_fields__ if name not in {"extra_time_percent", "needs"})


def tidy(text: str) -> str:
    """A text without blanks around it, one blank between words, accents in one piece."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def check(wish: Wish, today: date) -> list[Flaw]:
    """Everything that is wrong; empty when `candidate` may make a candidate of it."""
    wish = tidied(wish)
    return [*_texts(wish), *_about_names(wish), *_about_birth(wish, today), *_rest(wish), *_about_place(wish)]


def candidate(wish: Wish, session: str, number: str) -> Candidate:
    """The candidate that a flawless wish describes, the birth place by its official names."""
    wish = _placed(tidied(wish))
    share = round((wish.extra_time_percent or 0) / 100, 4)
    told = {name: getattr(wish, name) for name in TEXTS if name != "sex"}
    sex = "F" if wish.sex == "F" else "M"
    needs = tuple(name for name in NEEDS if name in wish.needs)
    return Candidate(id=number, session=session, sex=sex, extra_time=share, needs=needs, **told)


def wish_of(enrolled: Candidate) -> Wish:
    """What would have to be told to get this very candidate."""
    told = {name: getattr(enrolled, name) or "" for name in TEXTS}
    if told["birth_insee_code"]:  # with the code alone in France, with the city and without a code abroad
        abroad = told["birth_insee_code"].startswith(places.ABROAD)
        told["birth_insee_code" if abroad else "birth_city"] = ""
    percent = round(enrolled.extra_time * 100, 2)
    return Wish(**told, extra_time_percent=percent, needs=enrolled.needs)


def tidied(wish: Wish) -> Wish:
    """Blanks put right, the zero given back that spreadsheets take from codes."""
    told = {name: tidy(getattr(wish, name)) for name in TEXTS}
    for name in ("birth_insee_code", "birth_postal_code"):
        told[name] = f"0{told[name]}" if SHORT_CODE.fullmatch(told[name]) else told[name]
    return replace(wish, **{**told, "sex": told["sex"].upper()})


def _texts(wish: Wish) -> Iterator[Flaw]:
    for name in TEXTS:
        text = getattr(wish, name)
        if len(text) > (MAX_EMAIL if name.endswith("email") else MAX_LENGTH):
            yield Flaw(name, "too-long")
        elif any(unicodedata.category(character) in {"Cc", "Co", "Cs"} or character in TURNING for character in text):
            yield Flaw(name, "unreadable")


def _about_names(wish: Wish) -> Iterator[Flaw]:
    for name in ("last_name", "first_name"):
        if not names.plain(getattr(wish, name)):
            yield Flaw(name, "required")


def _about_birth(wish: Wish, today: date) -> Iterator[Flaw]:
    if not wish.birth_date:
        yield Flaw("birth_date", "required")
        return
    born = day(wish.birth_date)
    if born is None:
        yield Flaw("birth_date", "not-a-date")
    elif not EARLIEST < born < today:
        yield Flaw("birth_date", "date-out-of-range")


def day(text: str) -> date | None:
    """The date that a text YYYY-MM-DD is; None when it is none."""
    try:
        return date.fromisoformat(text) if ISO_DATE.fullmatch(text) else None
    except ValueError:
        return None


def _rest(wish: Wish) -> Iterator[Flaw]:
    if wish.sex not in {"F", "M"}:
        yield Flaw("sex", "sex-unknown" if wish.sex else "required")
    for name in ("email", "results_email"):
        if getattr(wish, name) and not EMAIL.fullmatch(getattr(wish, name)):
            yield Flaw(name, "email-malformed")
    percent = wish.extra_time_percent
    if percent is None or not (percent == 0 or 1 <= percent <= MOST_EXTRA_TIME):
        yield Flaw("extra_time_percent", "extra-time-out-of-range")
    if set(wish.needs) - set(NEEDS):
        yield Flaw("needs", "need-unknown")


def _about_place(wish: Wish) -> Iterator[Flaw]:
    if not wish.birth_country:
        yield Flaw("birth_country", "required")
        return
    country = places.country(wish.birth_country)
    if country is None:
        yield Flaw("birth_country", "birth-place-unknown")
    elif country.code == places.FRANCE:
        yield from _in_france(wish)
    else:
        yield from _abroad(wish, country)


def _in_france(wish: Wish) -> Iterator[Flaw]:
    """Either the INSEE code alone, or postal code and city."""
    by_code, by_city = bool(wish.birth_insee_code), bool(wish.birth_postal_code or wish.birth_city)
    if by_code and by_city:
        yield Flaw("birth_insee_code", "birth-place-twice")
    elif by_code:
        yield from _by_insee_code(wish)
    elif by_city:
        yield from _by_postal_code(wish)
    else:
        yield Flaw("birth_insee_code", "birth-place-missing")


def _by_insee_code(wish: Wish) -> Iterator[Flaw]:
    if places.commune(wish.birth_insee_code) is None:
        yield Flaw("birth_insee_code", "birth-place-unknown")


def _by_postal_code(wish: Wish) -> Iterator[Flaw]:
    for name in ("birth_postal_code", "birth_city"):
        if not getattr(wish, name):
            yield Flaw(name, "required")
            return
    if not places.has_postal_code(wish.birth_postal_code):
        yield Flaw("birth_postal_code", "birth-place-unknown")
    elif places.city(wish.birth_postal_code, wish.birth_city) is None:
        yield Flaw("birth_city", "birth-place-unknown")


def _abroad(wish: Wish, country: places.Country) -> Iterator[Flaw]:
    """Country and city; the code may be left out, or be 99, or the country's own."""
    if not wish.birth_city:
        yield Flaw("birth_city", "required")
    if wish.birth_postal_code:
        yield Flaw("birth_postal_code", "birth-place-abroad")
    if wish.birth_insee_code not in {"", places.ABROAD, country.code}:
        yield Flaw("birth_insee_code", "birth-place-abroad")


def _placed(wish: Wish) -> Wish:
    country = places.country(wish.birth_country)
    if country is None:
        raise ValueError("only a wish without flaws makes a candidate")
    if country.code != places.FRANCE:
        return replace(wish, birth_country=country.name, birth_insee_code=country.code)
    if wish.birth_insee_code:
        commune = places.commune(wish.birth_insee_code)
        city = commune.names[0] if commune else ""
        code = commune.code if commune else ""
        return replace(wish, birth_country=country.name, birth_city=city, birth_insee_code=code)
    city = places.city(wish.birth_postal_code, wish.birth_city) or ""
    return replace(wish, birth_country=country.name, birth_city=city)
