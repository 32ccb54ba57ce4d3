"""How a certificate is filed so that its holder can be found, and which of several certificates is meant. Pure."""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from msgspec import Struct

from chalicelib.certificates.finding.errors import NobodyFound, SeveralFound
from chalicelib.certificates.model import Certificate, Holder, Standing, Status
from chalicelib.certification.model import Centre
from chalicelib.certification.names import plain

Way = Literal["code", "external-id", "identity"]
Came = Literal["found", "nobody", "several"]
Shown = Literal["valid", "suspended", "revoked", "replaced"]
RANK: dict[Status, int] = {"valid": 2, "suspended": 1, "revoked": 0}


class Pointer(Struct, frozen=True, kw_only=True):
    """One filed certificate: whose it is (an account's id) and the centre that gave it."""

    certificate: str
    person: str
    centre: str


class Lookup(Struct, frozen=True, kw_only=True):
    """One search that was answered: which client asked, how, and which certificates it was shown."""

    id: str
    at: str
    client: str
    service: str  # the client's name at that time
    way: Way
    came: Came
    certificates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Held:
    """A certificate that was found; `successor`: the code of the one in force for the same test instead, or ""."""

    certificate: Certificate
    holder: Holder
    standing: Standing
    successor: str = ""

    @property
    def status(self) -> Shown:
        """What a service is told of its worth."""
        return "replaced" if self.successor else self.standing.status


def by_identity(last_name: str, first_name: str, birth_date: str) -> str:
    """What is filed of a person: the names as they count at the door of a session, and the birth date."""
    return "\0".join(("identity", plain(last_name), plain(first_name), birth_date))


def by_external_id(centre: str, external_id: str) -> str:
    """What is filed of a number that one centre knows somebody by, `centre` being told by our id or by its own."""
    return "\0".join(("external-id", number(centre), number(external_id)))


def number(text: str) -> str:
    """A number as it counts: without blanks, case, and what cannot be seen (which could run fields together)."""
    return "".join(filter(str.isprintable, unicodedata.normalize("NFKC", text))).replace(" ", "").casefold()


def filed_under(holder: Holder, external_id: str, centre: Centre) -> tuple[str, ...]:
    """Everything that a certificate is filed under, in clear; hash it before it is stored."""
    identity = by_identity(holder.last_name, holder.first_name, holder.birth_date)
    named = (centre.id, centre.external_id) if number(external_id) else ()
    return (identity, *(by_external_id(each, external_id) for each in named if number(each)))


def pointer(certificate: Certificate, centre: str) -> Pointer:
    """The pointer of a certificate; every test that is certified has an account behind it."""
    return Pointer(certificate=certificate.id, person=certificate.person or certificate.candidate, centre=centre)


def one_person(found: Iterable[Pointer]) -> Sequence[Pointer]:
    """All certificates of the one person that was found; NobodyFound, SeveralFound.

    Two accounts are two people: nobody can know that they are not.
    """
    pointers = list(found)
    people = {each.person for each in pointers}
    if not people:
        raise NobodyFound
    if len(people) > 1:
        raise SeveralFound
    return pointers


def newest_first(found: Iterable[Held]) -> list[Held]:
    """The certificates of one person: what is in force first, of these the newest."""
    return sorted(found, key=_weight, reverse=True)


def _weight(held: Held) -> tuple[int, str, str, str]:
    certificate = held.certificate
    rank = -1 if held.successor else RANK[held.standing.status]
    return rank, certificate.tested_on, certificate.delivered_at, certificate.id
