"""What members of a centre get of a published session: its results, its files, links to them; and who opens those."""

import hmac
from datetime import timedelta

from chalicelib.certificates.handing import lines
from chalicelib.certificates.handing.model import FILES, FIRST, Files, ResultsLink, key
from chalicelib.certificates.handing.ports import HandingPorts
from chalicelib.certification.model import Session
from chalicelib.certification.service.planning import own_session
from chalicelib.shared import ids, links
from chalicelib.shared.clock import iso
from chalicelib.shared.errors import NotFound

LONGEST_TOKEN = 200


def results(ports: HandingPorts, person: str, session_id: str) -> tuple[str, list[lines.Line], Files | None]:
    """When a session of one's own was published ("": it is not), who got what, its files; NotFound."""
    session, published = _own(ports, person, session_id)
    if not published:
        return "", [], None
    return published, list(lines.of_session(ports.issuance, session)), ports.handed.files(session_id)


def file(ports: HandingPorts, person: str, session_id: str, name: str) -> str:
    """The address of a file of a session of one's own for some minutes; NotFound while there is none."""
    _published(ports, person, session_id)
    if ports.handed.files(session_id) is None:
        raise NotFound("The files are being made.")
    return _address(ports, session_id, name)


def make_link(ports: HandingPorts, person: str, session_id: str) -> ResultsLink:
    """A new link to the results of a session of one's own; NotFound, also before publication."""
    _published(ports, person, session_id)
    link = new_link(ports, session_id, ids.new_id(ports.issuance.certification.clock()), person)
    ports.handed.add(link)
    return link


def list_links(ports: HandingPorts, person: str, session_id: str) -> list[ResultsLink]:
    """The links that hold."""
    _published(ports, person, session_id)
    now = iso(ports.issuance.certification.clock())
    return [link for link in ports.handed.of(session_id) if link.holds(now)]


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


def address_of(ports: HandingPorts, link: ResultsLink, name: str) -> str:
    """What is sent around."""
    base = ports.issuance.certification.settings.public_url.rstrip("/")
    return f"{base}/v1/results/{link.session}.{link.id}.{_secret(ports, link.session, link.id)}/{name}"


def author(ports: HandingPorts, link: ResultsLink) -> str:
    """The name of the member who made a link; "" for the one that was mailed, and once there is no account any more."""
    found = None if link.id == FIRST else ports.issuance.certification.people.contact(link.by)
    return f"{found.first_name} {found.last_name}".strip() if found else ""


def opened(ports: HandingPorts, token: str, name: str) -> str:
    """The address of the file for some minutes; NotFound for a link that is wrong, over or revoked."""
    session, _, rest = token[:LONGEST_TOKEN].partition(".")
    identifier, _, secret = rest.partition(".")
    plain = ids.is_id(session) and (identifier == FIRST or ids.is_id(identifier)) and name in FILES
    if not plain or not hmac.compare_digest(secret.encode(), _secret(ports, session, identifier).encode()):
        raise NotFound("There is no such link.")
    link, now = ports.handed.get(session, identifier), iso(ports.issuance.certification.clock())
    if link is None or not link.holds(now):
        raise NotFound("This link is over.")
    ports.handed.opened(session, identifier, now)
    return _address(ports, session, name)


def _address(ports: HandingPorts, session: str, name: str) -> str:
    certification = ports.issuance.certification
    seconds = int(certification.rules.certificate_link_minutes * 60)
    return certification.objects.link(key(session, name), seconds, f"{name}-{session[-6:]}.{FILES[name]}")


def _secret(ports: HandingPorts, session: str, link: str) -> str:
    return links.secret(ports.issuance.certification.settings, f"results/{session}/{link}")
