"""Finds exactly one person for another service, or says that it cannot. Every answer leaves a record first."""

from collections.abc import Iterable, Sequence
from datetime import timedelta

from chalicelib.certificates import codes
from chalicelib.certificates.errors import CodeMalformed
from chalicelib.certificates.finding import model
from chalicelib.certificates.finding.errors import NobodyFound, SeveralFound
from chalicelib.certificates.finding.index import hashed
from chalicelib.certificates.finding.model import Came, Held, Lookup, Pointer, Way
from chalicelib.certificates.finding.ports import FindingPorts
from chalicelib.certificates.finding.schemas import FindPerson
from chalicelib.certificates.ports import Issued
from chalicelib.clients import service as clients
from chalicelib.clients.model import Client
from chalicelib.shared import ids
from chalicelib.shared.clock import iso
from chalicelib.shared.http.problems import invalid
from chalicelib.shared.ratelimit import Limit
from chalicelib.shared.rules import Rules
from chalicelib.shared.tokens import Principal

IDENTITY = ("last_name", "first_name", "birth_date")
FIELDS: dict[Way, tuple[tuple[str, ...], tuple[str, ...]]] = {  # what is needed, what may be added
    "code": (("code",), ()),
    "external-id": (("external_id", "centre"), ()),
    "identity": (IDENTITY, ("centre",)),
}
MOST_SHOWN = 20  # certificates of one person: nobody has so many


def searches(rules: Rules) -> Limit:
    """Of one client: a country's admissions in one week are fewer."""
    return Limit("search-client", rules.searches_per_client, timedelta(minutes=rules.rate_window_minutes))


def way_of(wish: FindPerson) -> Way:
    """How a service searches; InvalidRequest when it tells too little or more than one way takes."""
    told = {name for name in wish.__struct_fields__ if getattr(wish, name) is not None}
    for way, (needed, possible) in FIELDS.items():
        if told >= set(needed) and told <= {*needed, *possible}:
            return way
    raise invalid("$", "tell code; or external_id and centre; or last_name, first_name, birth_date and perhaps centre")


def find(ports: FindingPorts, caller: Principal, wish: FindPerson) -> Sequence[Held]:
    """The certificates of the one person, what counts first.

    NobodyFound, SeveralFound, CodeMalformed; Unauthenticated, ScopeMissing, TooManyRequests.
    """
    way = way_of(wish)
    client = clients.allowed(ports.clients, caller, "certificates:find")
    ports.clients.limiter.hit(searches(ports.clients.rules), client.id)
    try:
        found = _by_code(ports, client, wish) if way == "code" else _by_index(ports, client, way, wish)
    except (NobodyFound, SeveralFound) as error:
        _note(ports, client, way, "nobody" if isinstance(error, NobodyFound) else "several", ())
        raise
    _note(ports, client, way, "found", found)
    return found


def _by_code(ports: FindingPorts, client: Client, wish: FindPerson) -> Sequence[Held]:
    try:
        code = codes.parse(wish.code or "")
    except codes.NotACode:
        raise CodeMalformed from None
    issued = ports.issuance.certificates.certificates.by_code(code)
    session = ports.issuance.jury.certification.session(issued.certificate.session) if issued else None
    if issued is None or session is None or not client.may_see(session.centre):
        raise NobodyFound
    return _held(ports, [issued])


def _by_index(ports: FindingPorts, client: Client, way: Way, wish: FindPerson) -> Sequence[Held]:
    if way == "external-id":
        text = model.by_external_id(wish.centre or "", wish.external_id or "")
    else:
        text = model.by_identity(wish.last_name or "", wish.first_name or "", wish.birth_date or "")
    filed = ports.issuance.findings.of(hashed(ports.clients.settings, text))
    seen = [each for each in filed if client.may_see(each.centre) and _is_of(ports, each, wish.centre)]
    pointers = model.one_person(seen)
    read = (ports.issuance.certificates.certificates.get(each.certificate) for each in pointers)
    return _held(ports, [issued for issued in read if issued])


def _is_of(ports: FindingPorts, pointer: Pointer, centre: str | None) -> bool:
    """Whether the certificate is of the centre that was told, by our id or by its own."""
    if centre is None:
        return True
    known = ports.issuance.certification.centres.get(pointer.centre)
    names = (pointer.centre, known.external_id if known else "")
    return model.number(centre) in {model.number(name) for name in names if name}


def _held(ports: FindingPorts, issued: Iterable[Issued]) -> Sequence[Held]:
    """Whoever was erased is nobody."""
    held = [Held(i.certificate, i.holder, i.standing, _successor(ports, i)) for i in issued if i.holder]
    if not held:
        raise NobodyFound
    return model.newest_first(held)[:MOST_SHOWN]


def _successor(ports: FindingPorts, issued: Issued) -> str:
    """The code of the certificate that is in force for the same test instead of this one; "" when there is none."""
    certificate = issued.certificate
    carried = ports.issuance.issuances.carried(certificate.session, certificate.candidate)
    if carried is None or carried.certificate in ("", certificate.id):
        return ""
    found = ports.issuance.certificates.certificates.get(carried.certificate)
    return found.certificate.code if found else ""


def _note(ports: FindingPorts, client: Client, way: Way, came: Came, found: Sequence[Held]) -> None:
    now = ports.clients.clock()
    shown = tuple(held.certificate.id for held in found)
    told = Lookup(
        id=ids.new_id(now), at=iso(now), client=client.id, service=client.name, way=way, came=came, certificates=shown
    )
    ports.issuance.findings.note(told, now + timedelta(days=ports.clients.rules.traces_kept_days))
