"""Certificates for services to find, without the work of making documents."""

from typing import Any

from chalicelib.bootstrap import House
from chalicelib.certificates import codes
from chalicelib.certificates.finding import filing
from chalicelib.certificates.issuance.model import Carried
from chalicelib.certificates.model import Certificate
from chalicelib.certification.model import Candidate, Centre
from chalicelib.shared import ids
from chalicelib.shared.clock import iso
from tests.fakes import certificates
from tests.fakes import certification_day as day


def enrolled(rooms: House, where: Centre, **known: Any) -> Candidate:
    """Zoé, born in 2004, or somebody else, in a session of that centre."""
    session = day.plan(rooms, number=ids.new_id(rooms.clock())[-8:], room=ids.new_id(rooms.clock()), centre=where.id)
    told = {"first_name": "Zoé", "last_name": "Lefèvre-Nguyễn", "birth_date": "2004-03-01", "person": "zoe", **known}
    found = Candidate(id=ids.new_id(rooms.clock()), session=session.id, **told)
    assert rooms.certification.candidates.write(session, [found], [])
    return found


def certified(rooms: House, of: Candidate, **changes: Any) -> Certificate:
    """An issued certificate, filed as issuance files it, and in force."""
    code = codes.draw()
    made = certificates.certificate(
        id=f"{of.id}-list-{code[-3:]}",
        code=rooms.certificates.certificates.reserve_code(f"{of.id}-list-{code[-3:]}", lambda: code),
        session=of.session,
        candidate=of.id,
        person=of.person,
        **changes,
    )
    holder = certificates.holder(first_name=of.first_name, last_name=of.last_name, birth_date=of.birth_date)
    assert certificates.stand(made, holder)
    assert rooms.issuance.findings.file(filing.filed(rooms.issuance, made, holder))
    before = rooms.issuance.issuances.carried(of.session, of.id)
    carried = Carried(
        candidate=of.id,
        decision=f"list#{code}",
        status="validated",
        at=iso(rooms.clock()),
        certificate=made.id,
        previous=before.certificate if before else "",
    )
    assert rooms.issuance.issuances.settle(of.session, carried, before)
    return made
