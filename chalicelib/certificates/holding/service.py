"""A person's own results and certificates. Nothing of a session is told before it is published."""

from collections.abc import Mapping
from datetime import timedelta

from chalicelib.certificates.holding.schemas import (
    CertificateView,
    DocumentLink,
    HeldView,
    Kind,
    OwnArea,
    OwnCompetence,
    ResultsView,
    ResultView,
)
from chalicelib.certificates.issuance.model import Carried, FileName
from chalicelib.certificates.issuance.ports import IssuancePorts
from chalicelib.certificates.model import CertifiedArea
from chalicelib.certificates.ports import Issued
from chalicelib.certification.model import Session
from chalicelib.jury.outcomes import Outcome
from chalicelib.jury.service import results
from chalicelib.shared.clock import iso
from chalicelib.shared.errors import NotFound

FILES: Mapping[Kind, tuple[FileName, str]] = {"pdf": ("document", "pdf"), "credential": ("credential", "json")}


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
    found = results.of_test(ports.jury, session_id, candidate)
    if found is None or not found.status:
        return _pending(ports, session, candidate)
    return _published(ports, session, found)


def _pending(ports: IssuancePorts, session: Session, candidate: str) -> ResultView:
    return ResultView(
        test=candidate,
        session=session.id,
        session_number=session.number,
        centre=ports.jury.certification.centre_name(session.centre),
        date=session.date,
        status="pending",
        reason="",
        comment="",
        decided_at=None,
        pix=None,
        appeal_until=None,
        certificate=None,
    )


def _published(ports: IssuancePorts, session: Session, found: Outcome) -> ResultView:
    held = _held(ports, ports.issuances.carried(session.id, found.candidate), found)
    certified = found.status == "validated" and found.result is not None
    return ResultView(
        test=found.candidate,
        session=session.id,
        session_number=session.number,
        centre=ports.jury.certification.centre_name(session.centre),
        date=session.date,
        status=found.status,  # type: ignore[arg-type] - one of the three words
        reason=found.reason,
        comment=found.comment,
        decided_at=found.decided_at,
        pix=found.result.result.total if certified and found.result else None,
        appeal_until=results.appeal_until(ports.jury, session.id),
        certificate=held,
    )


def _held(ports: IssuancePorts, carried: Carried | None, found: Outcome) -> HeldView | None:
    if carried is None or not carried.certificate or carried.decision != found.decision:
        return None
    issued = ports.certificates.certificates.get(carried.certificate)
    if issued is None:
        return None
    told = issued.certificate
    return HeldView(id=told.id, code=told.code, status=issued.standing.status, delivered_at=told.delivered_at)


def certificate(ports: IssuancePorts, person: str, certificate_id: str, language: str) -> CertificateView:
    """One certificate of one's own, also when it holds no more; NotFound for anybody else's."""
    issued = own(ports, person, certificate_id)
    told, standing = issued.certificate, issued.standing
    fallen = standing.history[-1] if standing.status != "valid" else None
    holder = issued.holder
    return CertificateView(
        id=told.id,
        code=told.code,
        status=standing.status,
        since=fallen.at if fallen else None,
        reason=fallen.reason if fallen else None,
        replaced_by=_successor(ports, issued),
        holder=f"{holder.first_name} {holder.last_name}" if holder else None,
        centre=told.centre,
        session_number=told.session_number,
        tested_on=told.tested_on,
        delivered_at=told.delivered_at,
        framework=told.framework.name,
        framework_version=told.framework.version,
        pix=told.pix,
        interval=told.interval,
        reachable_pix=told.reachable_pix,
        reachable_level=told.reachable_level,
        areas=tuple(_area(area, language, told.language) for area in told.areas),
        verification_url=f"{ports.certification.settings.public_url.rstrip('/')}/v/{told.code}",
    )


def _successor(ports: IssuancePorts, issued: Issued) -> str | None:
    carried = ports.issuances.carried(issued.certificate.session, issued.certificate.candidate)
    return carried.certificate if carried and carried.previous == issued.certificate.id else None


def _area(area: CertifiedArea, language: str, other: str) -> OwnArea:
    def name(names: Mapping[str, str]) -> str:
        return names.get(language) or names[other]

    competences = tuple(
        OwnCompetence(code=each.code, name=name(each.names), level=each.level, pix=each.pix)
        for each in area.competences
    )
    return OwnArea(code=area.code, name=name(area.names), competences=competences)


def document(ports: IssuancePorts, person: str, certificate_id: str, kind: Kind) -> DocumentLink:
    """A link to a file of a certificate of one's own, good for some minutes; NotFound."""
    issued = own(ports, person, certificate_id)
    frozen = ports.drafts.frozen(certificate_id)
    name, ending = FILES[kind]
    if frozen is None or name not in frozen.files:
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
