"""A person's results and certificates as they are shown them: pure, from what is stored."""

from collections.abc import Iterable, Mapping, Sequence

from chalicelib.certificates.holding.schemas import (
    CertificateView,
    FileView,
    HeldView,
    Kind,
    OwnAppeal,
    OwnArea,
    OwnCompetence,
    ResultView,
)
from chalicelib.certificates.issuance.model import ISSUER, FileName
from chalicelib.certificates.issuance.ports import Frozen
from chalicelib.certificates.model import CertifiedArea, StatusChange
from chalicelib.certificates.ports import Issued
from chalicelib.certification.model import Session
from chalicelib.jury.outcomes import Outcome
from chalicelib.jury.ports import Appeal

FILES: Mapping[Kind, tuple[FileName, str]] = {"pdf": ("document", "pdf"), "credential": ("credential", "json")}


def pending(session: Session, centre: str, candidate: str) -> ResultView:
    """A test that nothing is told of yet."""
    return ResultView(
        test=candidate,
        session=session.id,
        session_number=session.number,
        centre=centre,
        date=session.date,
        status="pending",
        reason="",
        comment="",
        decided_at=None,
        pix=None,
        interval=None,
        reviewed=False,
        appeal_until=None,
        appeal=None,
        certificate=None,
        former=(),
    )


def published(
    session: Session,
    centre: str,
    found: Outcome,
    appeal: Appeal | None,
    appeal_until: str | None,
    current: str,
    issued: Sequence[Issued],
) -> ResultView:
    """A published one; `current`: the certificate in force, "" for none; `issued`: all that were ever issued for it."""
    measured = found.result.result if found.status == "validated" and found.result else None
    views = {each.certificate.id: _held(each, _successor(each, issued)) for each in _newest_first(issued)}
    return ResultView(
        test=found.candidate,
        session=session.id,
        session_number=session.number,
        centre=centre,
        date=session.date,
        status=found.status,  # type: ignore[arg-type] - one of the three words
        reason=found.reason,
        comment=found.comment,
        decided_at=found.decided_at,
        pix=measured.total if measured else None,
        interval=measured.interval if measured else None,
        reviewed=found.open,
        appeal_until=appeal_until,
        appeal=OwnAppeal(at=appeal.at, text=appeal.text) if appeal and appeal.at else None,
        certificate=views.pop(current, None),
        former=tuple(each for each in views.values() if each.status != "valid"),
    )


def _newest_first(issued: Iterable[Issued]) -> list[Issued]:
    return sorted(issued, key=lambda each: each.certificate.delivered_at, reverse=True)


def _successor(issued: Issued, others: Iterable[Issued]) -> str | None:
    """The code of the certificate that was made in place of this one."""
    return next((each.certificate.code for each in others if each.certificate.replaces == issued.certificate.id), None)


def _held(issued: Issued, successor: str | None) -> HeldView:
    told, last = issued.certificate, fallen(issued)
    return HeldView(
        id=told.id,
        code=told.code,
        status=issued.standing.status,
        delivered_at=told.delivered_at,
        since=last.at if last else None,
        reason=_reason(last),
        replaced_by=successor,
    )


def fallen(issued: Issued) -> StatusChange | None:
    """The change since which a certificate is not valid."""
    return issued.standing.history[-1] if issued.standing.status != "valid" else None


def _reason(change: StatusChange | None) -> str | None:
    """In words of a person: what issuance notes of itself is for the trail."""
    return change.reason if change and change.by != ISSUER else None


def certificate(
    issued: Issued, frozen: Frozen | None, successor: str | None, language: str, url: str
) -> CertificateView:
    """One certificate, whole, with the names of the framework in the reader's language."""
    told, last, holder = issued.certificate, fallen(issued), issued.holder
    return CertificateView(
        id=told.id,
        code=told.code,
        status=issued.standing.status,
        since=last.at if last else None,
        reason=_reason(last),
        replaced_by=successor,
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
        files=tuple(_files(frozen, told.language)) if frozen and frozen.holder else (),
        verification_url=f"{url}/v/{told.code}",
    )


def _files(frozen: Frozen, language: str) -> Iterable[FileView]:
    for kind, (name, _) in FILES.items():
        if name in frozen.files:
            yield FileView(kind=kind, language=language if kind == "pdf" else None, bytes=frozen.files[name].size)


def _area(area: CertifiedArea, language: str, other: str) -> OwnArea:
    def name(names: Mapping[str, str]) -> str:
        return names.get(language) or names[other]

    competences = tuple(
        OwnCompetence(code=each.code, name=name(each.names), level=each.level, pix=each.pix)
        for each in area.competences
    )
    return OwnArea(code=area.code, name=name(area.names), competences=competences)
