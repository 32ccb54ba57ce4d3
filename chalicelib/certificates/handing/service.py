"""What members of a centre get of a published session: its results, its files, links to them; and who opens those."""

import hmac
from datetime import timedelta
from urllib.parse import urlencode

from chalicelib.certificates.handing import lines
from chalicelib.certificates.handing.errors import LinkOver, NoCertificates, ResultsNotMade
from chalicelib.certificates.handing.model import FILES, FIRST, FileKind, Made, ResultsLink, key, standing
from chalicelib.certificates.handing.ports import HandingPorts
from chalicelib.certificates.issuance import listing
from chalicelib.certification.model import Session
from chalicelib.certification.service.planning import own_session
from chalicelib.shared import ids, links
from chalicelib.shared.clock import iso, parse
from chalicelib.shared.errors import NotFound

LONGEST_TOKEN = 200
PATIENCE = timedelta(hours=1)  # from a decision anew until issuance is told of it: seconds, with reconcile minutes


def results(ports: HandingPorts, person: str, session_id: str) -> tuple[str, list[lines.Line], Made | None]:
    """When a session of one's own was published ("": it is not), who got what, its files; NotFound."""
    session, published = _own(ports, person, session_id)
    if not published:
        return "", [], None
    made = made_of(ports, session_id)  # first: what is said to be made cannot be older than what is read then
    return published, list(lines.of_session(ports.issuance, session)), made


def is_stuck(ports: HandingPorts, line: lines.Line, made: Made) -> bool:
    """Whether a certificate that is to come needs somebody: nothing is at it, and what was decided has had its time."""
    if not line.making or made.state == "making":
        return False
    return parse(line.outcome.decided_at) + PATIENCE < ports.issuance.certification.clock()


def made_of(ports: HandingPorts, session_id: str) -> Made:
    """How it stands with the files."""
    certification, mark = ports.issuance.certification, ports.issuance.issuances.mark(session_id)
    files, days = ports.handed.files(session_id), certification.rules.results_files_days
    return standing(files, mark, certification.clock(), days)


def to_make(ports: HandingPorts, session_id: str) -> bool:
    """Whether the session is published and its files are not as they should be."""
    published = "published" in ports.issuance.jury.certification.facts(session_id)
    return published and made_of(ports, session_id).state != "made"


def file(ports: HandingPorts, person: str, session_id: str, name: FileKind, language: str) -> str:
    """The address of a file of a session of one's own for some minutes.

    NotFound before publication; ResultsNotMade, NoCertificates.
    """
    _published(ports, person, session_id)
    return _address(ports, session_id, name, language)


def prepare(ports: HandingPorts, person: str, session_id: str) -> Made:
    """Have the files made that are missing, certificates that are left too; NotFound before publication.

    They are being made already, or are there: nothing happens.
    """
    _published(ports, person, session_id)
    if made_of(ports, session_id).state == "missing":
        listing.ask(ports.issuance, session_id)
    return made_of(ports, session_id)


def make_link(ports: HandingPorts, person: str, session_id: str) -> tuple[ResultsLink, Made]:
    """A new link to the results of a session of one's own; NotFound, also before publication.

    Files that are missing, or would be gone before the link is over, are asked for.
    """
    _published(ports, person, session_id)
    link = new_link(ports, session_id, ids.new_id(ports.issuance.certification.clock()), person)
    rules, made = ports.issuance.certification.rules, made_of(ports, session_id)
    ports.handed.add(link, int((parse(link.expires_at) + timedelta(days=rules.traces_kept_days)).timestamp()))
    until = standing(made.files, None, parse(link.expires_at), rules.results_files_days)
    if made.state != "making" and until.state == "missing":
        listing.ask(ports.issuance, session_id)
    return link, made


def list_links(ports: HandingPorts, person: str, session_id: str) -> tuple[list[ResultsLink], Made]:
    """The links that hold, and how it stands with what they lead to."""
    _published(ports, person, session_id)
    now = iso(ports.issuance.certification.clock())
    return [link for link in ports.handed.of(session_id) if link.holds(now)], made_of(ports, session_id)


def revoke(ports: HandingPorts, person: str, session_id: str, link: str) -> None:
    """End a link, for whoever has it; NotFound."""
    _published(ports, person, session_id)
    known = link == FIRST or ids.is_id(link)
    if not known or not ports.handed.revoke(session_id, link, iso(ports.issuance.certification.clock())):
        raise NotFound("There is no such link.")


def _published(ports: HandingPorts, person: str, session_id: str) -> None:
    if not _own(ports, person, session_id)[1]:
        raise NotFound("There are no results yet.")


def _own(ports: HandingPorts, person: str, session_id: str) -> tuple[Session, str]:
    """With the moment of its publication, "" before."""
    session = own_session(ports.issuance.certification, person, session_id)
    fact = ports.issuance.jury.certification.facts(session.id).get("published")
    return session, fact.at if fact else ""


def new_link(ports: HandingPorts, session: str, link: str, by: str) -> ResultsLink:
    """A link that holds from now on, not stored yet."""
    now = ports.issuance.certification.clock()
    until = now + timedelta(days=ports.issuance.certification.rules.results_link_days)
    return ResultsLink(id=link, session=session, by=by, created_at=iso(now), expires_at=iso(until))


def address_of(ports: HandingPorts, link: ResultsLink, name: FileKind, language: str = "") -> str:
    """What is sent around; without a language, whoever opens it gets the table in theirs."""
    base = ports.issuance.certification.settings.public_url.rstrip("/")
    where = f"{base}/v1/results/{link.session}.{link.id}.{_secret(ports, link.session, link.id)}/{name}"
    return f"{where}?{urlencode({'language': language})}" if language else where


def author(ports: HandingPorts, link: ResultsLink) -> str:
    """The name of the member who made a link; "" for the one that was mailed, and once there is no account any more."""
    found = None if link.id == FIRST else ports.issuance.certification.people.contact(link.by)
    return f"{found.first_name} {found.last_name}".strip() if found else ""


def opened(ports: HandingPorts, token: str, name: str, language: str) -> str:
    """The address of the file for some minutes; LinkOver for a link that is wrong, over or revoked.

    ResultsNotMade, NoCertificates: the link holds, and leads to nothing now.
    """
    session, _, rest = token[:LONGEST_TOKEN].partition(".")
    identifier, _, secret = rest.partition(".")
    kind: FileKind | None = next((known for known in FILES if known == name), None)
    plain = ids.is_id(session) and (identifier == FIRST or ids.is_id(identifier))
    if (
        kind is None
        or not plain
        or not hmac.compare_digest(secret.encode(), _secret(ports, session, identifier).encode())
    ):
        raise LinkOver
    link, now = ports.handed.get(session, identifier), iso(ports.issuance.certification.clock())
    if link is None or not link.holds(now):
        raise LinkOver
    address = _address(ports, session, kind, language)
    ports.handed.opened(session, identifier, now)
    return address


def _address(ports: HandingPorts, session: str, name: FileKind, language: str) -> str:
    certification, made = ports.issuance.certification, made_of(ports, session)
    if made.files is None:
        raise ResultsNotMade
    if name == "certificates" and not made.files.certificates:
        raise NoCertificates
    seconds = int(certification.rules.certificate_link_minutes * 60)
    return certification.objects.link(key(session, name, language), seconds, f"{name}-{session[-6:]}.{FILES[name]}")


def _secret(ports: HandingPorts, session: str, link: str) -> str:
    return links.secret(ports.issuance.certification.settings, f"results/{session}/{link}")
