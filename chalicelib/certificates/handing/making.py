"""Makes the files of a published session, and tells the addresses that its candidates named."""

import tempfile
import zipfile
from typing import BinaryIO

from chalicelib.certificates import pages
from chalicelib.certificates.handing import lines, readers, table
from chalicelib.certificates.handing.lines import Line
from chalicelib.certificates.handing.model import FIRST, Files, key
from chalicelib.certificates.handing.ports import HandingPorts
from chalicelib.certificates.handing.service import address_of, new_link
from chalicelib.certificates.issuance.model import ISSUER
from chalicelib.certification import sheets
from chalicelib.certification.model import Session
from chalicelib.shared import letters
from chalicelib.shared.clock import iso

LANGUAGE = "fr"  # of the table: what reads it knows its columns by name
LONG_AGO = (1980, 1, 1, 0, 0, 0)  # of everything in the archive: the same certificates, the same bytes


def deliver(ports: HandingPorts, session_id: str) -> None:
    """Make the files as things stand now, and tell whoever is to have them, once; may run twice or die half-way."""
    session = ports.issuance.jury.certification.session(session_id)
    if session is None or "published" not in ports.issuance.jury.certification.facts(session_id):
        return
    found = list(lines.of_session(ports.issuance, session))
    objects, now = ports.issuance.certification.objects, iso(ports.issuance.certification.clock())
    objects.put(key(session_id, "results"), _csv(ports, session, found), sheets.CSV_TYPE)
    with tempfile.TemporaryFile() as archive:
        count = _archive(ports, found, archive)
        objects.put_file(key(session_id, "certificates"), archive, "application/zip")
    ports.handed.made(session_id, Files(made_at=now, certificates=count))
    _tell(ports, session, found)


def _csv(ports: HandingPorts, session: Session, found: list[Line]) -> bytes:
    results = (line.outcome.result for line in found)
    codes = {part.competence for scored in results if scored for part in scored.result.competences}
    centre = ports.issuance.jury.certification.centre_name(session.centre)
    return sheets.write_csv(table.rows(session, centre, found, sorted(codes), LANGUAGE))


def _archive(ports: HandingPorts, found: list[Line], out: BinaryIO) -> int:
    """Every certificate that is valid now, by its code; how many. Documents are compressed already.

    One document is in memory at a time: a session may hold more than a function's memory does.
    """
    count = 0
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for line in found:
            document = _document(ports, line)
            if line.issued and document is not None:
                archive.writestr(zipfile.ZipInfo(f"{line.issued.certificate.code}.pdf", LONG_AGO), document)
                count += 1
    return count


def _document(ports: HandingPorts, line: Line) -> bytes | None:
    frozen = ports.issuance.drafts.frozen(line.issued.certificate.id) if line.issued and line.is_valid else None
    stored = ports.issuance.certification.objects.get(frozen.files["document"].key) if frozen else None
    return stored.body if stored else None


def _tell(ports: HandingPorts, session: Session, found: list[Line]) -> None:
    addresses = sorted({line.candidate.results_email.lower() for line in found if line.candidate.results_email})
    if not addresses:
        return
    ports.handed.add(new_link(ports, session.id, FIRST, ISSUER))
    link = ports.handed.get(session.id, FIRST)
    if link is None or not link.holds(iso(ports.issuance.certification.clock())):
        return
    for address in addresses:
        language = _language(ports, session, found, address)
        letters.send(
            ports.issuance.certification.mail,
            "session-results",
            to=address,
            language=language,
            country=session.country,
            key=f"session-results/{session.id}/{address}",
            session=session.number,
            day=pages.long_day(session.date, language),
            until=pages.long_day(link.expires_at, language),
            link=address_of(ports, link, "results"),
            archive=address_of(ports, link, "certificates"),
        )


def _language(ports: HandingPorts, session: Session, found: list[Line], address: str) -> str:
    people = ports.issuance.certification.people
    named = (each.candidate for each in found if each.candidate.results_email.lower() == address)
    contacts = [people.contact(each.person) for each in named if each.person]
    return readers.language_of(address, [each for each in contacts if each], people.contact(session.created_by))
