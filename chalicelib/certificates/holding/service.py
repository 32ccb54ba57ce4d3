"""A person's own results and certificates. Nothing of a session is told before it is published."""

from datetime import timedelta

from chalicelib.certificates.holding import present
from chalicelib.certificates.holding.schemas import CertificateView, DocumentLink, Kind, ResultsView, ResultView
from chalicelib.certificates.issuance.model import id_of
from chalicelib.certificates.issuance.ports import IssuancePorts
from chalicelib.certificates.ports import Issued
from chalicelib.certification.model import Session
from chalicelib.jury.model import LIST
from chalicelib.jury.outcomes import Outcome
from chalicelib.jury.ports import State
from chalicelib.jury.service import results
from chalicelib.shared.clock import iso
from chalicelib.shared.errors import NotFound


def of_person(ports: IssuancePorts, person: str) -> ResultsView:
    """Every test that this account took, the newest first."""
    joined = ports.jury.certification.joined(person)
    found = [_result(ports, session, candidate) for session, candidate in joined]
    return ResultsView(items=tuple(sorted((each for each in found if each), key=_newest_first)))


def _newest_first(view: ResultView) -> tuple[int, ...]:
    return tuple(-ord(letter) for letter in view.date + view.test)


def _result(ports: IssuancePorts, session_id: str, candidate: str) -> ResultView | None:
    reading = ports.jury.certification
    session = reading.session(session_id)
    begun = bool(reading.results(candidate)) or ports.certification.tests.progress(session_id, candidate) is not None
    if session is None or not begun:
        return None
    centre = reading.centre_name(session.centre)
    found = results.of_test(ports.jury, session_id, candidate)
    if found is None or not found.status:
        return present.pending(session, centre, candidate)
    return _published(ports, session, centre, found)


def _published(ports: IssuancePorts, session: Session, centre: str, found: Outcome) -> ResultView:
    state = ports.jury.jury.state(session.id)
    carried = ports.issuances.carried(session.id, found.candidate)
    return present.published(
        session,
        centre,
        found,
        state.appeals.get(found.candidate),
        results.appeal_until(ports.jury, session.id),
        carried.certificate if carried and carried.decision == found.decision else "",
        all_issued(ports, state, found.candidate),
    )


def all_issued(ports: IssuancePorts, state: State, candidate: str) -> list[Issued]:
    """Every certificate that any decision on this test made."""
    decided = (each for each in state.decisions if each.subject in {candidate, LIST})
    asked = (id_of(candidate, f"{each.subject}#{each.round:03d}") for each in decided)
    found = (ports.certificates.certificates.get(each) for each in asked)
    return [each for each in found if each]


def certificate(ports: IssuancePorts, person: str, certificate_id: str, language: str) -> CertificateView:
    """One certificate of one's own, also when it holds no more; NotFound for anybody else's."""
    issued = own(ports, person, certificate_id)
    url = ports.certification.settings.public_url.rstrip("/")
    return present.certificate(issued, ports.drafts.frozen(certificate_id), _successor(ports, issued), language, url)


def _successor(ports: IssuancePorts, issued: Issued) -> str | None:
    carried = ports.issuances.carried(issued.certificate.session, issued.certificate.candidate)
    return carried.certificate if carried and carried.previous == issued.certificate.id else None


def document(ports: IssuancePorts, person: str, certificate_id: str, kind: Kind) -> DocumentLink:
    """A link to a file of a certificate of one's own, good for some minutes; NotFound."""
    issued = own(ports, person, certificate_id)
    frozen = ports.drafts.frozen(certificate_id)
    name, ending = present.FILES[kind]
    if frozen is None or frozen.holder is None or name not in frozen.files:
        raise NotFound("There is no such document.")
    seconds = int(ports.certification.rules.certificate_link_minutes * 60)
    filename = f"pix-{issued.certificate.code}.{ending}"
    return DocumentLink(
        kind=kind,
        name=filename,
        url=ports.certification.objects.link(frozen.files[name].key, seconds, filename),
        expires_at=iso(ports.certification.clock() + timedelta(seconds=seconds)),
    )


def own(ports: IssuancePorts, person: str, certificate_id: str) -> Issued:
    """An issued certificate of this person; NotFound."""
    issued = ports.certificates.certificates.get(certificate_id) if "#" not in certificate_id else None
    if issued is None or issued.certificate.person != person:
        raise NotFound("There is no such certificate.")
    return issued
