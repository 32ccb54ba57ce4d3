"""Puts right what the register is told of somebody, after a refusal or where something is missing; sends it again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from msgspec.structs import replace
from pynamodb.transactions import TransactWrite

from chalicelib.certificates.model import Holder
from chalicelib.certificates.ports import Issued
from chalicelib.certificates.register import model
from chalicelib.certificates.register.exporting import ACTOR, CHAIN, person_of
from chalicelib.certificates.register.model import Due, Entry, Person, Unfit
from chalicelib.certificates.register.ports import RegisterPorts
from chalicelib.certification import enrolling, places
from chalicelib.certification.enrolling import Flaw, Wish
from chalicelib.shared.audit import Refused
from chalicelib.shared.clock import iso
from chalicelib.shared.errors import Busy

PLACE = ("birth_insee_code", "birth_postal_code", "birth_city")
TOLD = {"exported": "it waits for a receipt", "accepted": "the register accepted it"}


class NotMended(Exception):
    """It cannot be mended, or not so; the message says why. `flaws`: the fields that cannot be so."""

    def __init__(self, why: str, flaws: Sequence[Flaw] = ()) -> None:
        super().__init__(why)
        self.flaws = tuple(flaws)


@dataclass(frozen=True, slots=True)
class _Last:
    """The export that took it last, and what became of it there."""

    export: str = ""
    entry: Entry | None = None


def mend(ports: RegisterPorts, issued: Issued, changes: Mapping[str, str]) -> Due:
    """Have the next export take a certificate with these fields of an enrolment changed, or as it is.

    The certificate itself says what it said. NotMended; Busy when an export takes it at this moment.
    """
    last = _last(ports, issued)
    try:
        told = _changed(ports, person_of(ports, issued), changes)
    except Unfit as unfit:
        raise NotMended(f"it is {unfit}") from None
    certificate = issued.certificate
    due = Due(certificate=certificate.id, code=certificate.code, month=model.month_of(certificate))
    change = (last.entry, replace(last.entry, state="mended", at=iso(ports.clock()))) if last.entry else None

    def alongside(write: TransactWrite) -> None:
        ports.register.add_mended(write, due, told, last.export, change)

    fields = "+".join(sorted(changes)) or "none"
    try:
        ports.trail.write(CHAIN, "register-mended", ACTOR, certificate.id, {"fields": fields}, alongside)
    except Refused:
        raise Busy("An export takes this certificate at this moment: look at its receipt first.") from None
    return due


def _last(ports: RegisterPorts, issued: Issued) -> _Last:
    certificate = issued.certificate.id
    export = ports.register.latest(certificate)
    entry = ports.register.entry(export, certificate) if export else None
    if entry and entry.state in TOLD:
        raise NotMended(f"{TOLD[entry.state]} (export {export})")
    return _Last(export, entry)


def _changed(ports: RegisterPorts, told: Person, changes: Mapping[str, str]) -> Person:
    if not changes:
        return told
    wish = replace(_wish(told), **_around(told, changes))
    if flaws := enrolling.check(wish, ports.clock().date()):
        raise NotMended("; ".join(f"{flaw.field}: {flaw.code}" for flaw in flaws), flaws)
    mended = enrolling.candidate(wish, "", "")
    names = Holder(
        first_name=mended.first_name,
        last_name=mended.last_name,
        birth_date=mended.birth_date,
        birth_place=mended.birth_city,
    )
    return model.person(names, mended)


def _wish(told: Person) -> Wish:
    """What would be told to enrol this person: the code alone in France, the city without a code elsewhere."""
    abroad = told.insee_code.startswith(places.ABROAD)
    by_code = bool(told.insee_code) and not abroad
    return Wish(
        last_name=told.birth_name,
        first_name=told.first_name,
        birth_date=told.birth_date,
        sex=told.sex or "",
        birth_insee_code=told.insee_code if by_code else "",
        birth_postal_code="" if by_code else told.postal_code,
        birth_city="" if by_code else told.city,
        birth_country=told.country,
    )


def _around(told: Person, changes: Mapping[str, str]) -> dict[str, str]:
    """One who is born elsewhere than was said is not born in the rest of it either."""
    elsewhere = {*PLACE, "birth_country"} & changes.keys()
    cleared: dict[str, str] = dict.fromkeys(PLACE, "") if elsewhere - {"birth_city"} else {}
    if elsewhere == {"birth_city"} and told.insee_code and not told.insee_code.startswith(places.ABROAD):
        cleared = {"birth_insee_code": "", "birth_postal_code": told.postal_code}
    return {**cleared, **changes}
