"""Makes the files of a published session, and tells the addresses that its candidates named."""

import tempfile
import zipfile
from collections.abc import Mapping
from datetime import timedelta
from typing import BinaryIO

from chalicelib.certificates import pages
from chalicelib.certificates.handing import lines, readers, table
from chalicelib.certificates.handing.lines import Line
from chalicelib.certificates.handing.model import FIRST, Files, key
from chalicelib.certificates.handing.ports import HandingPorts
from chalicelib.certificates.handing.service import address_of, new_link
from chalicelib.certificates.issuance.model import ISSUER, Filed
from chalicelib.certification import sheets
from chalicelib.certification.model import Session
from chalicelib.shared import letters
from chalicelib.shared.clock import iso, parse
from chalicelib.shared.i18n import LANGUAGES

TELL_DAYS = 7  # after the first link was made; that a letter was sent is remembered for longer (shared/once.py)
LONG_AGO = (1980, 1, 1, 0, 0, 0)  # of everything in the archive: the same certificates, the same bytes


def deliver(ports: HandingPorts, session_id: str) -> None:
    """Make the files as things stand now, and tell whoever is to have them, once; may run twice or die half-way."""
    session = ports.issuance.jury.certification.session(session_id)
    if session is None or "published" not in ports.issuance.jury.certification.facts(session_id):
        return
    mark = ports.issuance.issuances.mark(session_id) or ""  # before all else is read: what is asked later counts anew
    now = iso(ports.issuance.certification.clock())
    found = list(lines.of_session(ports.issuance, session))
    for language in LANGUAGES:
        table_of = _csv(ports, session, found, language)
        ports.issuance.certification.objects.put(key(session_id, "results", language), table_of, sheets.CSV_TYPE)
    files = Files(made_at=now, certificates=_keep_archive(ports, session_id, found), languages=LANGUAGES, mark=mark)
    ports.handed.made(session_id, files)
    _tell(ports, session, found, files)


def _keep_archive(ports: HandingPorts, session: str, found: list[Line]) -> int:
    """Store it, or remove a former one where nobody's certificate is valid; how many are in it."""
    objects, where = ports.issuance.certification.objects, key(session, "certificates")
    with tempfile.TemporaryFile() as archive:
        count = _archive(ports, found, archive)
        if count:
            objects.put_file(where, archive, "application/zip")
        else:
            objects.delete(where)
    return count


def _csv(ports: HandingPorts, session: Session, found: list[Line], language: str) -> bytes:
    results = (line.outcome.result for line in found)
    codes = {part.competence for scored in results if scored for part in scored.result.competences}
    centre = ports.issuance.jury.certification.centre_name(session.centre)
    return sheets.write_csv(table.rows(session, centre, found, sorted(codes), language))


def _archive(ports: HandingPorts, found: list[Line], out: BinaryIO) -> int:
    """Every certificate that is valid now, by its code; how many. Documents are compressed already.

    One document is in memory at a time: a session may hold more than a function's memory does.
    """
    count, documents = 0, _documents(ports, found)
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for line in found:
            filed = documents.get(line.issued.id) if line.issued else None
            stored = ports.issuance.certification.objects.get(filed.key) if filed else None
            if line.issued and stored:
                archive.writestr(zipfile.ZipInfo(f"{line.issued.code}.pdf", LONG_AGO), stored.body)
                count += 1
    return count


def _documents(ports: HandingPorts, found: list[Line]) -> Mapping[str, Filed]:
    return ports.issuance.drafts.documents([line.issued.id for line in found if line.issued and line.is_valid])


def _tell(ports: HandingPorts, session: Session, found: list[Line], files: Files) -> None:
    addresses = sorted({line.candidate.results_email.lower() for line in found if line.candidate.results_email})
    if not addresses:
        return
    ports.handed.add(new_link(ports, session.id, FIRST, ISSUER))
    link = ports.handed.get(session.id, FIRST)
    now = ports.issuance.certification.clock()
    if link is None or not link.holds(iso(now)) or parse(link.created_at) + timedelta(days=TELL_DAYS) < now:
        return  # long told: the files were made anew
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
            link=address_of(ports, link, "results", language),
            archive=address_of(ports, link, "certificates") if files.certificates else "",
        )


def _language(ports: HandingPorts, session: Session, found: list[Line], address: str) -> str:
    people = ports.issuance.certification.people
    named = (each.candidate for each in found if each.candidate.results_email.lower() == address)
    contacts = [people.contact(each.person) for each in named if each.person]
    return readers.language_of(address, [each for each in contacts if each], people.contact(session.created_by))
