"""Makes the files of a published session, tells the addresses that its candidates named, and opens links to them."""

import hmac
import io
import zipfile
from collections.abc import Iterator
from datetime import timedelta

from chalicelib.certificates.handing import table
from chalicelib.certificates.handing.model import FILES, ResultsLink, key
from chalicelib.certificates.handing.ports import HandingPorts
from chalicelib.certificates.issuance.model import ISSUER
from chalicelib.certification import sheets
from chalicelib.certification.model import Session
from chalicelib.certification.service.planning import own_session
from chalicelib.jury.service import results
from chalicelib.shared import ids, letters, links
from chalicelib.shared.clock import iso
from chalicelib.shared.errors import NotFound

LANGUAGE, COUNTRY = "fr", "FR"  # of letters to addresses that are no account of ours
FIRST = "first"  # the link that issuance makes
LONGEST_TOKEN = 200


def deliver(ports: HandingPorts, session_id: str) -> None:
    """Make the files as things stand now, and tell whoever is to have them, once; may run twice."""
    session = ports.issuance.jury.certification.session(session_id)
    if session is None or "published" not in ports.issuance.jury.certification.facts(session_id):
        return
    lines = list(_lines(ports, session))
    objects = ports.issuance.certification.objects
    objects.put(key(session_id, "results"), _csv(ports, session, lines), sheets.CSV_TYPE)
    objects.put(key(session_id, "certificates"), _archive(ports, lines), "application/zip")
    _tell(ports, session, lines)


def _lines(ports: HandingPorts, session: Session) -> Iterator[table.Line]:
    reading, issuance = ports.issuance.jury.certification, ports.issuance
    outcomes = {each.candidate: each for each in results.of_session(issuance.jury, session.id)}
    carried = issuance.issuances.of(session.id).carried
    for candidate in sorted(
        reading.candidates(session.id), key=lambda each: (each.last_name, each.first_name, each.id)
    ):
        found, done = outcomes.get(candidate.id), carried.get(candidate.id)
        if found is None or not found.status:
            continue
        issued = issuance.certificates.certificates.get(done.certificate) if done and done.certificate else None
        yield candidate, found, issued.certificate if issued else None


def _csv(ports: HandingPorts, session: Session, lines: list[table.Line]) -> bytes:
    codes = {part.competence for _, found, _ in lines if found.result for part in found.result.result.competences}
    centre = ports.issuance.jury.certification.centre_name(session.centre)
    return sheets.write_csv(table.rows(session, centre, lines, sorted(codes), LANGUAGE))


def _archive(ports: HandingPorts, lines: list[table.Line]) -> bytes:
    """Every certificate that is valid now, by its code: documents are compressed already."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for _, _, certificate in lines:
            frozen = ports.issuance.drafts.frozen(certificate.id) if certificate else None
            stored = ports.issuance.certification.objects.get(frozen.files["document"].key) if frozen else None
            if certificate and stored and _is_valid(ports, certificate.id):
                archive.writestr(zipfile.ZipInfo(f"{certificate.code}.pdf", (1980, 1, 1, 0, 0, 0)), stored.body)
    return out.getvalue()


def _is_valid(ports: HandingPorts, certificate: str) -> bool:
    issued = ports.issuance.certificates.certificates.get(certificate)
    return issued is not None and issued.standing.status == "valid"


def _tell(ports: HandingPorts, session: Session, lines: list[table.Line]) -> None:
    addresses = sorted({candidate.results_email.lower() for candidate, _, _ in lines if candidate.results_email})
    if not addresses:
        return
    ports.links.add(_new(ports, session.id, FIRST, ISSUER))
    link = ports.links.get(session.id, FIRST)
    if link is None or not link.holds(iso(ports.issuance.certification.clock())):
        return
    for address in addresses:
        letters.send(
            ports.issuance.certification.mail,
            "session-results",
            to=address,
            language=LANGUAGE,
            country=COUNTRY,
            key=f"session-results/{session.id}/{address}",
            session=session.number,
            day=session.date,
            until=link.expires_at[:10],
            link=address_of(ports, link, "results"),
            archive=address_of(ports, link, "certificates"),
        )


def make_link(ports: HandingPorts, person: str, session_id: str) -> ResultsLink:
    """A new link to the results of a session of one's own; NotFound, also before publication."""
    _own(ports, person, session_id)
    link = _new(ports, session_id, ids.new_id(ports.issuance.certification.clock()), person)
    ports.links.add(link)
    return link


def list_links(ports: HandingPorts, person: str, session_id: str) -> list[ResultsLink]:
    """The links that hold."""
    _own(ports, person, session_id)
    now = iso(ports.issuance.certification.clock())
    return [link for link in ports.links.of(session_id) if link.holds(now)]


def revoke(ports: HandingPorts, person: str, session_id: str, link: str) -> None:
    """End a link, for whoever has it; NotFound."""
    _own(ports, person, session_id)
    if not ports.links.revoke(session_id, link, iso(ports.issuance.certification.clock())):
        raise NotFound("There is no such link.")


def _own(ports: HandingPorts, person: str, session_id: str) -> None:
    session = own_session(ports.issuance.certification, person, session_id)
    if "published" not in ports.issuance.jury.certification.facts(session.id):
        raise NotFound("There are no results yet.")


def _new(ports: HandingPorts, session: str, link: str, by: str) -> ResultsLink:
    now = ports.issuance.certification.clock()
    until = now + timedelta(days=ports.issuance.certification.rules.results_link_days)
    return ResultsLink(id=link, session=session, by=by, created_at=iso(now), expires_at=iso(until))


def address_of(ports: HandingPorts, link: ResultsLink, file: str) -> str:
    """What is sent around."""
    base = ports.issuance.certification.settings.public_url.rstrip("/")
    return f"{base}/v1/results/{link.session}.{link.id}.{_secret(ports, link.session, link.id)}/{file}"


def opened(ports: HandingPorts, token: str, file: str) -> str:
    """The address of the file for some minutes; NotFound for a link that is wrong, over or revoked."""
    session, _, rest = token[:LONGEST_TOKEN].partition(".")
    identifier, _, secret = rest.partition(".")
    plain = ids.is_id(session) and (identifier == FIRST or ids.is_id(identifier)) and file in FILES
    if not plain or not hmac.compare_digest(secret.encode(), _secret(ports, session, identifier).encode()):
        raise NotFound("There is no such link.")
    certification = ports.issuance.certification
    link = ports.links.get(session, identifier)
    if link is None or not link.holds(iso(certification.clock())):
        raise NotFound("This link is over.")
    seconds = int(certification.rules.certificate_link_minutes * 60)
    return certification.objects.link(key(session, file), seconds, f"{file}-{session[-6:]}.{FILES[file]}")


def _secret(ports: HandingPorts, session: str, link: str) -> str:
    return links.secret(ports.issuance.certification.settings, f"results/{session}/{link}")
